"""The exported HTML map as text: nothing from the network, nothing of customers as markup."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from planner.exchange.html_map import for_script
from planner.workspace import IsoWeek, Workspace

WEEK = IsoWeek(2026, 49)
NASTY = [
    "</script><script>window.PWN=1</script>",
    "<img src=x onerror=window.PWN=2>",
    "${window.PWN=3}",
    "{{ 7 * 7 }}{% raw %}{# no",
    "a\u2028<!--",
]


class Tags(HTMLParser):
    """What tags a page has, and what they point at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.addresses += [v for k, v in attrs if k in ("src", "href", "action", "data") and v]


@pytest.fixture
def page(workspace: Workspace, tmp_path: Path) -> str:
    made = [
        workspace.records.make("account", {"name": name, "lat": 53.9, "lon": -1.5 - i / 20})[0].id
        for i, name in enumerate(NASTY)
    ]
    workspace.planning.assign(WEEK.days[0], made)
    workspace.exporting.export(WEEK, "html", tmp_path / "week.html")
    return (tmp_path / "week.html").read_text(encoding="utf-8")


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r"var loopwiseData = (\{.*\});</script>", page)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_that_the_page_loads_nothing(page: str) -> None:
    assert Tags(page).addresses == ["data:,"]
    assert "@import" not in page
    assert not re.search(r"url\((?!#)", page)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'")
    assert "connect-src 'none'" in policy[1]
    assert page.index("Content-Security-Policy") < page.index("<script")


def test_that_names_are_data_and_never_markup(page: str) -> None:
    names = [stop["name"] for day in data_of(page)["days"] for stop in day["stops"]]
    assert sorted(names) == sorted(NASTY)
    assert set(Tags(page).names) <= {"html", "head", "meta", "title", "link", "script", "style",
                                     "body", "div"}  # fmt: skip
    for name in NASTY[:2]:
        assert name not in page


def test_that_the_tours_land_and_figures_are_in_it(workspace: Workspace, page: str) -> None:
    data = data_of(page)
    [day] = data["days"]
    planned = next(d for d in workspace.planning.week(WEEK).days if d.stops)
    assert [stop["place"] for stop in day["stops"]] == [
        [s.account.lat, s.account.lon] for s in planned.stops
    ]
    assert day["start"][:2] == [53.8, -1.55]
    kinds = {feature["properties"]["kind"] for feature in data["base"]}
    assert "land" in kinds
    assert "Leeds" in [town[0] for town in data["towns"]]


def test_that_the_same_week_at_the_same_moment_is_the_same_page(
    workspace: Workspace, page: str, tmp_path: Path
) -> None:
    workspace.exporting.export(WEEK, "html", tmp_path / "again.html")
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == page


def test_that_an_empty_week_is_a_map_all_the_same(workspace: Workspace, tmp_path: Path) -> None:
    workspace.exporting.export(WEEK, "html", tmp_path / "week.html")
    assert data_of((tmp_path / "week.html").read_text(encoding="utf-8"))["days"] == []


def test_that_nothing_in_json_can_end_a_script() -> None:
    text = for_script({"</script>": "<!--&'\u2029"})
    assert not set(text) & set("<>&'\u2029")
    assert json.loads(text) == {"</script>": "<!--&'\u2029"}
