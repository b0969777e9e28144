"""Renders the map's page with folium into resources/map/: index.html, page.js and page.css.

Run it after a change of this file or of folium; a test compares what it gives with what is kept.
Folium writes its script and styles into the page. They are moved to files of their own, so that the
page's content security policy can forbid every script and style that stands in a page.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

import folium
from branca.element import Element, MacroElement
from folium.template import Template

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "map"

POLICY = (
    "default-src 'none'; script-src app:; style-src app:; connect-src app:; "
    "img-src app: data:; font-src app:; base-uri 'none'; form-action 'none'"
)
STYLES = ("vendor/leaflet.css", "page.css", "map.css")
SCRIPTS = (
    "qwebchannel.js",
    "vendor/leaflet.js",
    "vendor/supercluster.min.js",
    "colours.js",
    "geometry.js",
    "padded_canvas.js",
    "base_layer.js",
    "accounts_layer.js",
    "tour_shapes.js",
    "chips.js",
    "tours_layer.js",
    "labels_layer.js",
    "furniture.js",
    "mouse.js",
    "territory.js",
)
_ICON = "data:,"


class Start(MacroElement):
    """Hands the map that folium makes to our own scripts."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            loopwise.start({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )


class TerritoryMap(folium.Map):
    """A folium map of which every script and style comes from this folder."""

    default_js: ClassVar = [(name, name) for name in SCRIPTS]
    default_css: ClassVar = [(name, name) for name in STYLES]

    def __init__(self) -> None:
        super().__init__(
            location=[52.5, -1.5],
            zoom_start=7,
            min_zoom=2,
            max_zoom=18,
            tiles=None,
            zoom_control=False,
            attribution_control=False,
            zoom_animation=False,
            fade_animation=False,
            marker_zoom_animation=False,
            inertia=False,
            zoom_snap=0,
            zoom_delta=0.75,
            wheel_px_per_zoom_level=110,
            box_zoom=False,
            double_click_zoom=True,
            world_copy_jump=False,
            max_bounds_viscosity=1,
        )
        # Random by nature; fixed, so that two renderings are the same.
        self._id = "territory"
        self.get_root()._id = "page"
        self.add_child(Start(), name="start")


def render() -> dict[str, str]:
    """The page's files by name: index.html with neither script nor style in it, and the two."""
    page = TerritoryMap().get_root()
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page.header.add_child(Element(policy), name="policy")
    page.header.add_child(Element(f'<link rel="icon" href="{_ICON}">'), name="icon")
    # The policy binds only what follows it.
    page.header._children.move_to_end("policy", last=False)
    text, styles = _taken_out(page.render(), "style")
    text, scripts = _taken_out(text, "script")
    text = text.replace("</html>", '<script src="page.js"></script>\n</html>')
    return {
        "index.html": _tidy(text),
        "page.css": _tidy("\n".join(styles)),
        "page.js": _tidy("\n".join(scripts)),
    }


def _taken_out(text: str, tag: str) -> tuple[str, list[str]]:
    """The text without its `<tag>…</tag>` that have no attributes, and their contents in order."""
    pattern = re.compile(rf"<{tag}>(.*?)</{tag}>", re.DOTALL)
    return pattern.sub("", text), pattern.findall(text)


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line) + "\n"


def main() -> None:
    """Write the files."""
    for name, text in render().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"wrote {FOLDER / name}")


if __name__ == "__main__":
    main()
