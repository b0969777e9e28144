"""The words on the map itself, in the language in use."""

from __future__ import annotations

from planner.words import _


def page_words() -> dict[str, str]:
    """The texts that the page shows, by the names its scripts know them by."""
    return {
        "map": _("Map of the territory"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "due": _("due"),
        "due_a": _("due, grade A"),
        "not_due": _("not due"),
        "prospect": _("prospect"),
        "grade_a": _("grade A"),
        "grade_b": _("grade B"),
        "grade_c": _("grade C and others"),
        "cluster": _("accounts, the dark part is due"),
        "before": _("before"),
        "after": _("after"),
        "now": _("now"),
        "proposed": _("proposed"),
        "loop": _("loop"),
        "zigzag": _("zigzag"),
        "km": _("{distance} km"),
        "m": _("{distance} m"),
        "mi": _("{distance} mi"),
        "ft": _("{distance} ft"),
        "attribution": _("Natural Earth · GeoNames (CC BY)"),
        "pin_help": _("Drag the pin to its place, or click there. Esc leaves it where it is."),
    }
