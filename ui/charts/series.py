"""What a chart draws and its table lists: named series over the same labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.exchange import figures
from planner.words import _

if TYPE_CHECKING:
    from planner.workspace.reporting.history import History

Value = float | None


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values; `kind` is bar, pale, line or dashed."""

    name: str
    values: tuple[Value, ...]
    kind: str = "bar"


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: its title, its unit, and how a value is written."""

    name: str
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    write: Callable[[float], str]

    @property
    def most(self) -> float:
        """The highest value, at least a little."""
        known = [v for one in self.series for v in one.values if v is not None]
        return max([*known, 1e-9])

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(v for one in self.series for v in one.values)

    def rows(self) -> list[tuple[str, ...]]:
        """The table: a label, then each series."""
        return [
            (label, *(self.said(one.values[at]) for one in self.series))
            for at, label in enumerate(self.labels)
        ]

    def said(self, value: Value) -> str:
        """A value in words; a dash where there is none."""
        return "\N{EN DASH}" if value is None else self.write(value)


def charts(history: History) -> tuple[Chart, ...]:
    """The charts, in their order."""
    weeks = tuple(str(week.week.number) for week in history.weeks)
    return (
        _calls(history, weeks),
        _distance(history, weeks),
        _new(history),
        _hours(history, weeks),
        _anxiety(history, weeks),
        _trust(history),
    )


def _calls(history: History, weeks: tuple[str, ...]) -> Chart:
    found = history.weeks
    return Chart("calls", _("Calls by week"), _("calls, by week number"), weeks, (
        Series(_("Planned"), tuple(float(w.planned) for w in found), "line"),
        Series(_("Made"), tuple(float(w.made) for w in found)),
        Series(_("Missed"), tuple(float(w.missed) for w in found), "bad"),
    ), _whole)  # fmt: skip


def _distance(history: History, weeks: tuple[str, ...]) -> Chart:
    metre, found = figures.METRES_IN[history.units], history.weeks

    def far(value: int | None) -> Value:
        return None if value is None else value / metre

    return Chart("distance", _("Distance planned and driven"), _("{units}, by week number").format(
        units=history.units), weeks, (
        Series(_("Planned"), tuple(far(w.metres) for w in found), "pale"),
        Series(_("Driven"), tuple(far(w.driven) for w in found)),
    ), _whole)  # fmt: skip


def _new(history: History) -> Chart:
    labels = tuple(figures.month(month.month)[:3] for month, _share in history.months)
    shares = tuple(None if s is None else 100 * s for _month, s in history.months)
    wanted = tuple(100 * history.target for _month in history.months)
    return Chart("new", _("New business against its target"), _("% of revenue, by month"), labels, (
        Series(_("From new customers"), shares),
        Series(_("Wanted"), wanted, "dashed"),
    ), _percent)  # fmt: skip


def _hours(history: History, weeks: tuple[str, ...]) -> Chart:
    return Chart("hours", _("Complaints: hours to first contact"),
                 _("hours on average, by week number"), weeks, (
        Series(_("Hours"), tuple(w.hours for w in history.weeks)),
    ), _hour)  # fmt: skip


def _anxiety(history: History, weeks: tuple[str, ...]) -> Chart:
    return Chart("anxiety", _("Complaints: anxiety before and after"),
                 _("1 to 5 on average, by week number"), weeks, (
        Series(_("Before"), tuple(w.before for w in history.weeks)),
        Series(_("After"), tuple(w.after for w in history.weeks), "pale"),
    ), _tenth)  # fmt: skip


def _trust(history: History) -> Chart:
    found = history.trust

    def of_hundred(values: Sequence[Value]) -> tuple[Value, ...]:
        return tuple(None if value is None else 100 * value for value in values)

    return Chart("trust", _("Trust"), _("% of what is agreed, by account"),
                 tuple(one.name for one in found), (
        Series(_("Contact"), of_hundred([one.contact for one in found])),
        Series(_("Promises kept"), of_hundred([one.promises for one in found]), "pale"),
        Series(_("Speed"), of_hundred([one.speed for one in found]), "hatch"),
    ), _percent)  # fmt: skip


def _whole(value: float) -> str:
    return f"{value:,.0f}"


def _tenth(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _percent(value: float) -> str:
    return _("{share} %").format(share=round(value))


def _hour(value: float) -> str:
    return figures.duration(3600 * value)
