"""The phone rings on Monday; the report goes out on Friday: by real keys and a real mouse."""

from __future__ import annotations

import email
import email.policy
import os
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from pypdf import PdfReader

MONDAY, WEEK = "2026-11-30", "2026-W49"
RINGS = "2026-11-30T10:40:00+00:00"
FRIDAY = "2026-11-27T16:30:00+00:00"
SIZE = ("--size", "1366x768")
Facts = dict[str, Any]

# Stands where the desktop's opener stands: keeps what it is handed and opens nothing.
_OPENER = """#!/bin/sh
case "$1" in
    file://*) cp "${1#file://}" "$LOOPWISE_TEST_POST/$$.half" ;;
    *) printf %s "$1" > "$LOOPWISE_TEST_POST/$$.half" ;;
esac
mv "$LOOPWISE_TEST_POST/$$.half" "$LOOPWISE_TEST_POST/$$.mail"
"""


@dataclass
class Post:
    """What a mail program would have been handed."""

    folder: Path
    opener: Path

    @property
    def variables(self) -> dict[str, str]:
        path = f"{self.opener}{os.pathsep}{os.environ['PATH']}"
        return {"PATH": path, "LOOPWISE_TEST_POST": str(self.folder)}

    @property
    def mails(self) -> list[bytes]:
        return [file.read_bytes() for file in self.folder.glob("*.mail")]

    @property
    def texts(self) -> list[str]:
        return [text_of(mail) for mail in self.mails]


def text_of(mail: bytes) -> str:
    """Addressee, subject and text of a link or of a draft."""
    if mail.startswith(b"mailto:"):
        return flat(unquote(mail.decode()))
    read = message(mail)
    body = read.get_body(("plain",))
    assert body is not None
    return flat(f"{read['To']} {read['Subject']} {body.get_content()}")


def message(mail: bytes) -> email.message.EmailMessage:
    read = email.message_from_bytes(mail, policy=email.policy.default)
    assert isinstance(read, email.message.EmailMessage)
    return read


def flat(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


@pytest.fixture
def post(tmp_path: Path) -> Post:
    made = Post(tmp_path / "post", tmp_path / "opener")
    made.folder.mkdir()
    made.opener.mkdir()
    opener = made.opener / "xdg-open"
    opener.write_text(_OPENER)
    opener.chmod(0o755)
    return made


class Hand:
    """Counts actions: a key with a meaning, a click, or a field with the key that leaves it."""

    def __init__(self, window: Any) -> None:
        self._window, self.actions = window, 0

    def press(self, keys: str) -> None:
        self._window.key(keys)
        self.actions += 1

    def fill(self, text: str, then: str) -> None:
        self._window.type(text)
        self.press(then)

    def click(self, area: list[int]) -> None:
        left, top, width, height = area
        self._window.click((left + width // 2, top + height // 2))
        self.actions += 1


def says(seen: Facts, *parts: str) -> bool:
    """Whether each part stands somewhere in the window."""
    words = [flat(text) for text in seen["words"]]
    return all(any(part in text for text in words) for part in parts)


def button(seen: Facts, words: str) -> str | None:
    return next((name for name in seen["buttons"] if name.startswith(words)), None)


# ---- section 4: 10:40, the phone rings


def records(machine: Any, territory: Path, kind: str) -> list[Facts]:
    return list(machine.answer("--territory", territory, "record", kind))


def week_of(machine: Any, territory: Path) -> Any:
    return machine.answer("--territory", territory, "itinerary", "--week", WEEK)["days"]


def even(moment: str) -> str:
    """The time that is told: up to the next five minutes."""
    time = datetime.fromisoformat(moment)
    minutes = -(-(time.hour * 3600 + time.minute * 60 + time.second) // 300) * 5
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@pytest.mark.parametrize(
    ("typed", "name", "gives_way"), [("goole f", "Goole Forge", 1), ("holt", "Holt Ltd", 0)]
)
def test_that_day_in_the_life_4_from_the_ring_to_the_drafts_takes_eight_actions(
    machine: Any, territory: Path, post: Post, typed: str, name: str, gives_way: int
) -> None:
    at = ("--territory", territory)
    rows = machine.answer(*at, "accounts")
    account = next(row["id"] for row in rows if row["name"] == name)
    ways = machine.answer(*at, "urgent", str(account), "--at", RINGS[:16])
    now = next(way for way in ways["options"] if way["kind"] == "now")
    assert len(now["moved"]) == gives_way
    before = week_of(machine, territory)
    known = {row["id"]: row for row in records(machine, territory, "complaint")}

    window = machine.window(
        "open", territory, *SIZE, "--week", WEEK, LOOPWISE_NOW=RINGS, **post.variables
    )
    window.ready()
    hand, words = Hand(window), "The feed alarms again. The line may stop."
    hand.press("ctrl+shift+c")
    window.until(lambda s: button(s, "Start the clock"), "the new complaint")
    window.focus()
    window.type(typed)
    window.until(lambda s: says(s, name), "the account found")
    hand.press("Return")
    window.until(lambda s: says(s, "Last call"), "what is known of the account")
    hand.fill("5", "Tab")
    hand.fill("2", "Tab")
    hand.fill(words, "Return")
    window.until(lambda s: button(s, "Fit in"), "the ways to fit it in")
    window.focus()
    seen = window.until(lambda s: s["focus"] == "Ways to fit it in", "the keys at the ways")
    assert says(seen, "worried 5, fault 2: “The feed alarms again.")
    hand.press("1")
    window.until(lambda s: button(s, "Open the drafts") and not s["saving"], "the drafts")
    hand.press("e")
    window.until(lambda s: any("(E)" in box for box in s["ticked"]), "the expert's draft ticked")
    hand.press("Return")
    window.until(
        lambda s: (
            not button(s, "Open the drafts")
            and not s["saving"]
            and len(post.mails) == 2 + gives_way
        ),
        "the drafts handed over",
    )
    assert hand.actions == 8
    assert window.close() == 0

    made = [c for c in records(machine, territory, "complaint") if c["id"] not in known]
    assert [(c["account"], c["anxiety"], c["difficulty"], c["text"]) for c in made] == [
        (account, 5, 2, words)
    ]
    assert made[0]["answered_at"] is not None
    assert made[0]["expert"] is not None
    for row in records(machine, territory, "complaint"):
        assert row == known.get(row["id"], row), "another complaint was touched"
    told = {c["account"]: c for c in records(machine, territory, "call") if c["state"] == "asked"}
    assert (told[account]["day"], told[account]["start"]) == (MONDAY, even(now["begin"]))
    for moved in now["moved"]:
        call = told[moved["account"]]
        assert (call["day"], call["start"]) == (moved["to"][:10], even(moved["to"]))
    drafts = "\n".join(post.texts)
    assert f"today at {even(now['arrive'])}" in drafts
    assert "You say: “The line may stop.”" in drafts

    def steps() -> list[Facts]:
        return [e for e in machine.answer(*at, "history") if not e["undone"]]

    assert len(steps()) == 3  # the complaint, the plan, what was told
    machine.command(*at, "undo")
    assert week_of(machine, territory) != before
    machine.command(*at, "undo")
    assert week_of(machine, territory) == before


# ---- section 5: Friday 16:30, the report to head office


def test_that_day_in_the_life_5_the_report_is_handed_over_in_eight_actions(
    machine: Any, territory: Path, post: Post, tmp_path: Path
) -> None:
    window = machine.window("open", territory, *SIZE, LOOPWISE_NOW=FRIDAY, **post.variables)
    window.ready()
    hand = Hand(window)
    rival, rumour = "A rival tests a coated drill on two machines", "Price rise of 4 %"
    question = "Who pays for the trial?"
    hand.press("ctrl+5")
    seen = window.until(lambda s: s["focus"] == rival, "the report, at the first field report")
    figures = ("21 of 21", "899 km", "−31 km", "14 %", "3 of 4", "5 opened, 1 closed")
    assert says(seen, *figures, "Over-called accounts", f"{rival} · seen", rumour)
    hand.press("Down")
    window.until(lambda s: s["focus"].startswith(rumour), "the rumour")
    hand.press("space")
    window.until(
        lambda s: not any(rumour in box for box in s["ticked"]) and not s["saving"],
        "the rumour taken out",
    )
    field = "Question to head office"
    seen = window.until(lambda s: field in s["fields"], "where to ask")
    hand.click(seen["fields"][field])
    window.until(lambda s: s["focus"] == field, "the keys at the question")
    hand.fill(question, "Tab")
    hand.press("Tab")
    window.until(lambda s: s["focus"] == "Answer wanted by", "the keys at the date")
    hand.fill("4 dec", "Return")
    seen = window.until(
        lambda s: says(s, f"{question} · by 4 Dec") and not s["saving"], "the question asked"
    )
    assert not says(seen, f"{rumour} from January, says a dealer · rumour")
    hand.press("ctrl+Return")
    seen = window.until(lambda s: says(s, "is written; the draft is open"), "the report written")
    window.until(lambda s: post.mails and not s["saving"], "the draft handed over")
    assert hand.actions == 8
    assert window.close() == 0

    letter = machine.answer(
        "--territory", territory, "report", "--week", "2026-W48", "--out", tmp_path / "again.html"
    )
    leaves = [flat(item["text"]) for item in letter["leaves_the_laptop"]]
    assert any(question in line for line in leaves)
    assert all(rumour not in line for line in leaves)
    assert [line for line in leaves if not says(seen, line)] == []
    (mail,) = post.mails
    text = text_of(mail)
    assert text.startswith("sales.office@example.com")
    assert [line for line in leaves if not all(part in text for part in line.split(" · "))] == []
    assert rumour not in text
    (attached,) = message(mail).iter_attachments()
    content = attached.get_content()
    file = Path(machine.environment()["HOME"]) / "report_2026-W48.pdf"
    assert attached.get_filename() == file.name
    for pdf in (content, file.read_bytes()):
        pages = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
        assert question in flat(pages)
        assert rumour not in flat(pages)
