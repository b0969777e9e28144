"""What the window says of a proposed week: its difference in words, its rows, its reasons. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from planner.exchange import figures, sentences
from planner.words import _, ngettext

if TYPE_CHECKING:
    from planner.workspace import PlannedStop, PlannedWeek
    from planner.workspace.cycle.views import NightAway
    from planner.workspace.proposing.proposals import LeftOut, Proposal, Step

_LEAST_METRES, _LEAST_SECONDS = 1000, 60
"""Differences below these are within what is estimated: nothing is said of them."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A row of the list of changes; days are weekdays, None where there is none."""

    call: int
    account: int
    kind: str
    name: str
    detail: str
    before: int | None
    after: int | None
    spoken: str


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A row of those who found no place in the week; worded when it is seen: there may be many."""

    left: LeftOut

    @property
    def account(self) -> int:
        """The account's number."""
        return self.left.account.id

    @property
    def grade(self) -> str:
        """The account's grade, empty without one."""
        return self.left.account.grade

    @property
    def prospect(self) -> bool:
        """Whether it is new business."""
        return self.left.account.status == "prospect"

    @property
    def name(self) -> str:
        """The account's name."""
        return self.left.account.name

    @property
    def reason(self) -> str:
        """Why it has no place."""
        return sentences.why(self.left.why.code, self.left.why.args)


@dataclass(frozen=True, slots=True)
class Reason:
    """The why-line: whose, on which weekday (None: left out), the sentence, and further facts."""

    title: str
    sentence: str
    facts: str
    weekday: int | None
    number: int


def headline(proposal: Proposal) -> str:
    """The difference in a few words: 3 moved, 2 added, saves 64 km."""
    parts = [words for words in (_moved(proposal), _added(proposal), _removed(proposal)) if words]
    saved = proposal.metres_saved
    far = figures.distance(abs(saved), proposal.after.territory.units)
    if saved >= _LEAST_METRES:
        parts.append(_("saves {distance}").format(distance=far))
    elif saved <= -_LEAST_METRES:
        parts.append(_("{distance} more").format(distance=far))
    if not parts:
        return _("The week is good as it is")
    if not changed_steps(proposal):
        parts.insert(0, _("Same days, another order"))
    return ", ".join(parts)


def _moved(proposal: Proposal) -> str:
    count = sum(_changes_day(step) for step in proposal.steps)
    return ngettext("{count} moved", "{count} moved", count).format(count=count) if count else ""


def _added(proposal: Proposal) -> str:
    count = proposal.count("added")
    return ngettext("{count} added", "{count} added", count).format(count=count) if count else ""


def _removed(proposal: Proposal) -> str:
    count = proposal.count("removed")
    words = ngettext("{count} taken out", "{count} taken out", count)
    return words.format(count=count) if count else ""


def figures_line(proposal: Proposal) -> str:
    """What it means in hours and money: 0:24 h less driving · £41 less · home by 17:00."""
    before, after = proposal.before, proposal.after
    parts = [_driving(before.seconds_driving - after.seconds_driving)]
    parts.append(_money(before.cost - after.cost, after.territory.currency))
    away = {night.evening for night in proposal.nights}
    home = [day.cost.arrive for day in after.days if day.calls and day.date not in away]
    if home:
        parts.append(_("home by {time}").format(time=figures.time_of_day(max(home))))
    parts += [_night(night) for night in proposal.nights]
    return " · ".join(filter(None, parts))


def _night(night: NightAway) -> str:
    day = figures.short_weekday(night.evening.weekday())
    return _("{day} night at {name}").format(day=day, name=night.name)


def _driving(less: int) -> str:
    if abs(less) < _LEAST_SECONDS:
        return _("as much driving as now")
    hours = figures.duration(abs(less))
    words = _("{hours} less driving") if less > 0 else _("{hours} more driving")
    return words.format(hours=hours)


def _money(less: float, currency: str) -> str:
    if round(abs(less)) == 0:
        return ""
    words = _("{money} less") if less > 0 else _("{money} more")
    return words.format(money=figures.money(abs(less), currency))


def totals(proposal: Proposal) -> str:
    """The week's sums, now and proposed: 868 → 804 km · 23 → 25 calls. The lanes have hours."""
    before, after = proposal.before, proposal.after
    units = after.territory.units
    now, then = (figures.distance(week.metres, units) for week in (before, after))
    if before.calls == after.calls:
        calls = ngettext("{then} call", "{then} calls", after.calls)
    else:
        calls = ngettext("{now} → {then} call", "{now} → {then} calls", after.calls)
    return " · ".join(
        (
            now if now == then else f"{now.split()[0]} → {then}",
            calls.format(now=before.calls, then=after.calls),
        )
    )


# Changes


def _changes_day(step: Step) -> bool:
    return step.kind == "moved" and step.day_before != step.day_after


def changed_steps(proposal: Proposal) -> list[Step]:
    """What a rep has to look at: calls that change their day, come or go; by kind and day."""
    order = {"moved": 0, "added": 1, "removed": 2}
    found = [s for s in proposal.steps if s.kind in ("added", "removed") or _changes_day(s)]
    return sorted(
        found,
        key=lambda s: (order[s.kind], s.day_after or date.max, s.day_before or date.max, s.call),
    )


def change_rows(proposal: Proposal) -> list[ChangeRow]:
    """The list of changes."""
    units = proposal.after.territory.units
    return [_change_row(step, units) for step in changed_steps(proposal)]


def _change_row(step: Step, units: str) -> ChangeRow:
    why = sentences.why(step.why.code, step.why.args)
    road = figures.signed_distance(step.metres, units) if step.day_after and step.metres else ""
    before, after = step.day_before, step.day_after
    return ChangeRow(
        call=step.call,
        account=step.account.id,
        kind=step.kind,
        name=step.account.name,
        detail=" · ".join(filter(None, (road, why))),
        before=before.weekday() if before else None,
        after=after.weekday() if after else None,
        spoken=", ".join(filter(None, (_what_happens(step), why, road))),
    )


def _what_happens(step: Step) -> str:
    name = step.account.name
    before = figures.weekday(step.day_before.weekday()) if step.day_before else ""
    after = figures.weekday(step.day_after.weekday()) if step.day_after else ""
    if step.kind == "added":
        return _("{name} is added on {day}").format(name=name, day=after)
    if step.kind == "removed":
        return _("{name} is taken out of {day}").format(name=name, day=before)
    return _("{name} moves from {before} to {after}").format(name=name, before=before, after=after)


def mark_words(step: Step) -> str:
    """What happens to a card, for those who hear it: moved, was on Tuesday."""
    if step.kind == "added":
        return _("added")
    if _changes_day(step) and step.day_before is not None:
        day = figures.weekday(step.day_before.weekday())
        return _("moved, was on {day}").format(day=day)
    return _("kept as it was")


def leavers(proposal: Proposal, day: date) -> tuple[tuple[str, int | None], ...]:
    """Who leaves a day: name, and the weekday it goes to; None where it is taken out."""
    return tuple(
        (step.account.name, step.day_after.weekday() if step.day_after else None)
        for step in changed_steps(proposal)
        if step.day_before == day and step.day_after != day
    )


# Left out


def left_out_rows(proposal: Proposal) -> list[LeftOutRow]:
    """Those who found no place, the best grade first; within a grade as the planner has them."""
    rows = [LeftOutRow(left) for left in proposal.left_out]
    return sorted(rows, key=lambda row: row.left.account.grade or "Z")


# Reasons


def reason_of(proposal: Proposal, account: int | None) -> Reason | None:
    """Why an account's call is where it is, or why the account is left out."""
    stops = proposal.after.stop_of_call.values()
    stop = next((s for s in stops if s.account.id == account and not s.is_block), None)
    if stop is not None:
        return _reason_of_stop(proposal, stop)
    left = next((one for one in proposal.left_out if one.account.id == account), None)
    if left is not None:
        sentence = sentences.why(left.why.code, left.why.args)
        title = _("{name}, left out:").format(name=left.account.name)
        return Reason(title, _capital(sentence), _due(left), None, 0)
    return None


def _reason_of_stop(proposal: Proposal, stop: PlannedStop) -> Reason:
    step = proposal.by_call.get(stop.call.id)
    day = _day_of(proposal.after, stop.call.id)
    why = step.why if step else stop.why
    title = _("{name} on {day}:").format(name=stop.account.name, day=figures.weekday(day.weekday()))
    facts = " · ".join(_facts(proposal, stop, step))
    return Reason(title, sentences.why(why.code, why.args), facts, day.weekday(), stop.number)


def _facts(proposal: Proposal, stop: PlannedStop, step: Step | None) -> Iterator[str]:
    yield figures.span(stop.timed.begin, stop.timed.leave)
    if stop.timed.stop.windows:
        hours = ", ".join(figures.span(w.opens, w.shuts) for w in stop.timed.stop.windows)
        yield _("open {hours}").format(hours=hours)
    if step is None:
        return
    road = figures.signed_distance(step.metres, proposal.after.territory.units)
    if road[0] in f"+{figures.MINUS}":
        yield _("{distance} on the day's road").format(distance=road)
    yield _("locked, never moved") if stop.call.locked else mark_words(step)


def _due(left: LeftOut) -> str:
    due = left.account.due
    return _("due {day}").format(day=figures.short_date(due)) if due else ""


def _day_of(week: PlannedWeek, call: int) -> date:
    return next(day.date for day in week.days if any(s.call.id == call for s in day.stops))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
