"""The week as one HTML file with a map in it, made by folium, that asks no network for anything.

What customers and reps have written goes into the page as JSON and is shown as text only: never as
markup, and never through folium's popups or tooltips, which would run it.
"""

from __future__ import annotations

import json
import re
from typing import Any

import folium
from branca.element import Element, MacroElement
from folium.template import Template

from planner import resources
from planner.exchange import figures
from planner.exchange.day_colours import DAYS
from planner.exchange.itinerary import DayPlan, Itinerary, Stop
from planner.exchange.map_frame import around, places, widened, zoom_for
from planner.places import basemap
from planner.words import _, ngettext

_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "connect-src 'none'; base-uri 'none'; form-action 'none'"
)
_TOWNS = 60
_DIGITS = 4  # of a degree: 11 m


class _Inline(Element):
    """A text of ours within a tag. It is handed over as it is: folium reads no template in it."""

    _template = Template("<{{ this.tag }}>{{ this.text }}</{{ this.tag }}>")

    def __init__(self, tag: str, text: str) -> None:
        super().__init__()
        self.tag, self.text = tag, text


class _Week(MacroElement):
    """Hands the map that folium makes to our own script, which has the week already.

    The week itself must not come this way: folium takes a macro's outcome for a template again.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "loopwiseWeek({{ this._parent.get_name() }}, loopwiseData);"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name, self._id = "Week", "data"


class _Map(folium.Map):
    """A folium map that names no script and no style of other hosts."""

    default_js = []  # noqa: RUF012
    default_css = []  # noqa: RUF012


def to_html(week: Itinerary) -> bytes:
    """The page, UTF-8. The same week at the same moment gives the same bytes."""
    page = _Map(
        location=list(week.days[0].start) if week.days else [0.0, 0.0],
        zoom_start=9,
        tiles=None,
        attribution_control=False,
        zoom_animation=False,
        fade_animation=False,
        marker_zoom_animation=False,
    )
    page._id = "week"  # random by nature
    page.add_child(_Week(), name="week")
    root = page.get_root()
    assert isinstance(root, folium.Figure)
    root._id = "page"
    root.title = f"Loopwise {week.week}"
    _fill_head(root, for_script(_data(week)))
    text = root.render()
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip()).encode()


def _fill_head(root: folium.Figure, data: str) -> None:
    vendor = resources.path("map", "vendor")
    own = resources.path("export")
    styles = re.sub(r"url\((?!#)[^)]*\)", "none", (vendor / "leaflet.css").read_text("utf-8"))
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    head: dict[str, Element] = {
        "policy": Element(policy),
        "icon": Element('<link rel="icon" href="data:,">'),
        "leaflet_css": _Inline("style", styles),
        "leaflet_js": _Inline("script", (vendor / "leaflet.js").read_text("utf-8")),
        "week_css": _Inline("style", (own / "week_map.css").read_text("utf-8")),
        "data": _Inline("script", f"var loopwiseData = {data};"),
        "week_js": _Inline("script", (own / "week_map.js").read_text("utf-8")),
    }
    for name, element in head.items():
        root.header.add_child(element, name=name)
    # The policy binds only what follows it.
    root.header._children.move_to_end("policy", last=False)


def for_script(data: Any) -> str:
    """JSON that can stand in a script of a page: nothing in it can end the script."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for sign in "<>&'":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _data(week: Itinerary) -> dict[str, Any]:
    days = week.used or week.days
    shown = around(places(days) or [(0.0, 0.0)], ratio=1.5)
    limits = widened(shown, 1.0)
    metres = sum(day.metres for day in week.used)
    calls = sum(len(day.stops) for day in week.used)
    return {
        "title": figures.week_title(week.monday, _days_shown(week)),
        "totals": " · ".join(
            (
                ngettext("{count} stop", "{count} stops", calls).format(count=calls),
                _("{distance} est.").format(distance=figures.distance(metres, week.units)),
                figures.duration(sum(day.seconds_working for day in week.used)),
            )
        ),
        "view": _corners(shown),
        "limits": _corners(limits),
        "days": [_day(week, day) for day in week.used],
        "base": _base(limits),
        "towns": [[t.name, t.lat, t.lon] for t in basemap.towns(limits, _TOWNS)],
        "words": {
            "home": _("Start and end of the day"),
            "show": _("Show {day} on the map"),
            "nothing": _("Nothing is planned in this week."),
            "credit": _("Base map: Natural Earth. Towns: GeoNames."),
            "written": _("{units} and times are estimates · written {moment}").format(
                units=week.units, moment=figures.moment(week.written_at)
            ),
        },
    }


def _days_shown(week: Itinerary) -> int:
    return max(5, *((day.date - week.monday).days + 1 for day in week.days), 5)


def _corners(bounds: basemap.Bounds) -> list[list[float]]:
    return [[bounds.south, bounds.west], [bounds.north, bounds.east]]


def _day(week: Itinerary, day: DayPlan) -> dict[str, Any]:
    colour = DAYS[day.date.weekday()]
    return {
        "name": figures.short_date(day.date),
        "letters": figures.short_weekday(day.date.weekday())[:2],
        "fill": colour.fill,
        "text": colour.text,
        "edge": colour.edge,
        "start": [*day.start, day.start_name],
        "end": [*day.end, day.end_name],
        "figures": f"{figures.distance(day.metres, week.units)} · "
        f"{figures.duration(day.seconds_working)} · {figures.span(day.leave, day.arrive)}",
        "stops": [_stop(stop) for stop in day.stops],
    }


def _stop(stop: Stop) -> dict[str, Any]:
    return {
        "number": stop.number,
        "name": stop.name,
        "time": figures.span(stop.begin, stop.leave),
        "begins": figures.time_of_day(stop.begin),
        "grade": _("New") if stop.is_new else stop.grade,
        "place": list(stop.place) if stop.place else None,
        "lines": [line for line in _lines(stop) if line],
    }


def _lines(stop: Stop) -> tuple[str, ...]:
    ask = ", ".join(part for part in (stop.ask.name, stop.ask.role) if part) if stop.ask else ""
    return (
        stop.street_line,
        stop.phone,
        _("Ask for {person}").format(person=ask) if ask else "",
        stop.objective or stop.why,
        _("time agreed") if stop.agreed else _("time not agreed"),
    )


def _base(bounds: basemap.Bounds) -> list[dict[str, Any]]:
    """Land and water as GeoJSON features, in the order in which they are painted."""
    shapes = basemap.shapes(bounds, zoom_for(bounds))
    features = [_feature(kind, "Polygon", rings) for kind, rings in _areas(shapes)]
    for kind, lines in (
        ("region", shapes.regions),
        ("river", shapes.rivers),
        ("coast", shapes.coast),
        ("coast", shapes.shores),
        ("border", shapes.borders),
    ):
        features += [_feature(kind, "LineString", [line]) for line in lines]
    return [feature for feature in features if feature["geometry"]["coordinates"]]


def _areas(shapes: basemap.Shapes) -> list[tuple[str, list[Any]]]:
    return [("land", area) for area in shapes.land] + [("water", area) for area in shapes.lakes]


def _feature(kind: str, geometry: str, parts: list[Any]) -> dict[str, Any]:
    short = [line for line in (_rounded(part) for part in parts) if len(line) > 1]
    coordinates: Any = short if geometry == "Polygon" else (short[0] if short else [])
    return {
        "type": "Feature",
        "properties": {"kind": kind},
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


def _rounded(line: list[tuple[float, float]]) -> list[list[float]]:
    """Corners to 11 m, none twice in a row."""
    found: list[list[float]] = []
    for lon, lat in line:
        corner = [round(lon, _DIGITS), round(lat, _DIGITS)]
        if not found or found[-1] != corner:
            found.append(corner)
    return found
