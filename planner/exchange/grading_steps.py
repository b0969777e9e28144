"""Steps of grades and call frequency in the words of an instruction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner.words import _, ngettext

CODES = (
    "grades_set",
    "grade_given",
    "rhythm_set",
    "over_calls_swapped",
    "calls_kept",
    "neglected_fitted",
)


def words(code: str, args: Mapping[str, Any]) -> str:
    """One of `CODES`, e.g. Swap 4 calls on Hardy Ltd for prospects."""
    count, name = int(args.get("count", 0)), args.get("name", "")
    if code == "grades_set":
        return ngettext(
            "Grade by rank: {count} account changes",
            "Grade by rank: {count} accounts change",
            count,
        ).format(count=f"{count:,}")
    if code == "rhythm_set":
        return _rhythm(str(args.get("grade", "")), str(args.get("weeks", "")))
    if code == "over_calls_swapped":
        return ngettext(
            "Swap {count} call on {name} for prospects",
            "Swap {count} calls on {name} for prospects",
            count,
        ).format(count=count, name=name)
    if code == "calls_kept":
        return _("Keep the calls on {name} as they are").format(name=name)
    if code == "grade_given":
        return _graded(name, max(0, count - 1), args.get("grade") or _("none"))
    return _fitted(name, max(0, count - 1))


def _rhythm(grade: str, weeks: str) -> str:
    if weeks == "0":
        return _("No calls by rule on {grade}").format(grade=grade)
    return _("Call on {grade} every {weeks} weeks").format(grade=grade, weeks=weeks)


def _graded(name: str, others: int, grade: str) -> str:
    if not others:
        return _("Grade {name} {grade}").format(name=name, grade=grade)
    return ngettext(
        "Grade {name} and {others} other {grade}",
        "Grade {name} and {others} others {grade}",
        others,
    ).format(name=name, others=others, grade=grade)


def _fitted(name: str, others: int) -> str:
    if not others:
        return _("Fit a call on {name} in").format(name=name)
    return ngettext(
        "Fit calls on {name} and {others} other in",
        "Fit calls on {name} and {others} others in",
        others,
    ).format(name=name, others=others)
