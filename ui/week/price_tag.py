"""What the tag at the cursor says of a drop: three figures and one line of consequence. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from planner.exchange import figures, promise_words, sentences
from planner.words import _, ngettext

if TYPE_CHECKING:
    from planner.tours.model import Break
    from planner.workspace import PlannedWeek
    from planner.workspace.what_if import Drop


@dataclass(frozen=True, slots=True)
class Tag:
    """The words of the tag. `mood` is good, bad or plain; `refused` drops cannot be made."""

    figures: tuple[str, ...]
    line: str
    mood: str
    refused: bool = False

    @property
    def text(self) -> str:
        """All of it, for those who hear it."""
        return "  ".join((*self.figures, self.line))


def tag_of(week: PlannedWeek, day: date, drop: Drop) -> Tag:
    """The tag of a drop on `day`."""
    if drop.refused:
        args = {"name": drop.refused_name, "day": day.isoformat()}
        return Tag((_("Not possible"),), sentences.refused(drop.refused, args), "bad", refused=True)
    line, serious = _consequence(week, drop)
    return Tag(_figures(week, drop), line, _mood(drop, serious))


def removal_tag(week: PlannedWeek, drop: Drop) -> Tag:
    """The tag of taking calls out of the plan."""
    if drop.refused:
        args = {"name": drop.refused_name}
        return Tag((_("Not possible"),), sentences.refused(drop.refused, args), "bad", refused=True)
    broken = promise_words.breaks_all(drop.promises)
    line = broken or _("Back to the list, out of the plan")
    return Tag(_figures(week, drop), line, _mood(drop, bool(broken)))


def words_only(title: str, line: str) -> Tag:
    """A tag without a price."""
    return Tag((title,), line, "plain")


def _figures(week: PlannedWeek, drop: Drop) -> tuple[str, ...]:
    price, territory = drop.price, week.territory
    return (
        figures.signed_distance(price.metres, territory.units),
        figures.signed_minutes(price.seconds),
        figures.signed_money(price.cost, territory.currency),
    )


def _mood(drop: Drop, serious: bool) -> str:
    if serious or drop.price.metres > 0 or drop.price.seconds > 0:
        return "bad"
    return "good" if drop.price.metres < 0 or drop.price.seconds < 0 else "plain"


def _consequence(week: PlannedWeek, drop: Drop) -> tuple[str, bool]:
    """The line, and whether it tells of harm."""
    for line in _harms(week, drop):
        return line, True
    return _shift(week, drop) or _("Nobody else is moved."), False


def _harms(week: PlannedWeek, drop: Drop) -> Iterator[str]:
    """What goes wrong, the worst first."""
    by_kind = {rule.kind: rule for rule in reversed(drop.price.breaks)}
    if "closed" in by_kind:
        yield _of_call(week, by_kind["closed"])
    if drop.promises:
        yield promise_words.breaks_all(drop.promises)
    late = [rule for rule in drop.price.breaks if rule.kind == "late"]
    if late:
        yield _late(week, late)
    if drop.gives_up:
        name = _name(week, drop.gives_up[0])
        agreed = week.stop_of_call[drop.gives_up[0]].call.start
        at = f" {figures.time_of_day(agreed)}" if agreed is not None else ""
        yield _("{name} gives up the agreed time{at}").format(name=name, at=at)
    if "over_day" in by_kind:
        home = max(cost.arrive for cost in drop.after.values())
        over = figures.minutes(by_kind["over_day"].seconds)
        yield _("Home {time}, {minutes} over").format(time=figures.time_of_day(home), minutes=over)
    for kind in ("driving", "working", "lunch", "no_place", "not_working"):
        if kind in by_kind:
            yield _of_call(week, by_kind[kind])


def _late(week: PlannedWeek, late: list[Break]) -> str:
    worst = max(late, key=lambda rule: rule.seconds)
    line = _("{name} would be {minutes} too late").format(
        name=_name(week, worst.call), minutes=figures.minutes(worst.seconds)
    )
    others = len(late) - 1
    if others:
        more = ngettext("{count} more", "{count} more", others).format(count=others)
        return _("{line}, and {more}").format(line=line, more=more)
    return line


def _of_call(week: PlannedWeek, rule: Break) -> str:
    return sentences.broken(rule.kind, rule.seconds, _name(week, rule.call))


def _shift(week: PlannedWeek, drop: Drop) -> str:
    """Whose call moves most in time, and that it still fits."""
    moved = [
        (abs(timed.begin - week.stop_of_call[timed.stop.call].timed.begin), timed)
        for day, cost in drop.after.items()
        for timed in cost.stops
        if week.plan.day_of(timed.stop.call) == day
    ]
    by, timed = max(moved, key=lambda pair: pair[0], default=(0, None))
    if timed is None or by < 60:
        return ""
    name, time = _name(week, timed.stop.call), figures.time_of_day(timed.begin)
    if not timed.stop.windows:
        return _("{name} moves to {time}").format(name=name, time=time)
    shuts = figures.time_of_day(timed.stop.windows[-1].shuts)
    line = _("{name} moves to {time}, shuts {shuts}: fits")
    return line.format(name=name, time=time, shuts=shuts)


def _name(week: PlannedWeek, call: int | None) -> str:
    stop = week.stop_of_call.get(call or 0)
    return stop.account.name if stop else _("This call")
