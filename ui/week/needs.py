"""What needs the rep, as lines of the list: over the whole territory, and in the week shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from planner.exchange import attention_words, figures
from planner.words import _, ngettext

if TYPE_CHECKING:
    from planner.tours.model import Break
    from planner.workspace import PlannedDay, PlannedWeek
    from planner.workspace.attention import Pressing

MOST = 7
"""Lines that are shown without asking for more."""
_BEFORE_THE_WEEK = ("complaint", "promise")
ICONS = {
    "complaint": "warning-octagon-fill",
    "promise": "handshake-fill",
    "unconfirmed": "question-fill",
    "overdue": "clock-fill",
    "over_called": "repeat",
    "neglected": "hourglass-low",
    "person_not_seen": "user-circle-minus-fill",
    "place": "map-pin",
    "help": "lifebuoy",
    "answer": "chat-centered-dots",
    "maintenance": "wrench",
    "referral": "star",
    "favour": "heart",
}


@dataclass(frozen=True, slots=True)
class Need:
    """One thing to see to: the account (0: several), words, icon, the weekday it is planned on.

    `kind` is one of the attention's, or `week` for a call or day of the week that goes wrong.
    """

    account: int
    name: str
    words: str
    icon: str
    bad: bool = False
    weekday: int | None = None
    kind: str = "week"
    row: Pressing | None = None

    @property
    def burns(self) -> bool:
        """Whether it is shown however long the list is."""
        return self.kind == "week" or (self.row is not None and self.row.burns)


def prepared(rows: Iterable[Pressing]) -> list[Need]:
    """The lines that hold whatever the week, to be worded beside the window: there may be many."""
    return list(_with_one_for_places([_need(row) for row in rows if not _in_hand(row)]))


def needs_of(week: PlannedWeek | None, ready: Sequence[Need]) -> list[Need]:
    """Everything that needs the rep, the most pressing first; `ready` is what was prepared."""
    days = week.days if week else ()
    planned = {stop.account.id: day.date.weekday() for day in days for stop in day.calls}
    found = [
        replace(need, weekday=planned[need.account]) if need.account in planned else need
        for need in ready
    ]
    first = [need for need in found if need.kind in _BEFORE_THE_WEEK]
    rest = [need for need in found if need.kind not in _BEFORE_THE_WEEK]
    wrong = [need for day in days for need in _of_day(day)]
    return [*first, *wrong, *rest]


def _in_hand(row: Pressing) -> bool:
    """An overdue account that has a call planned needs nothing more."""
    return row.kind == "overdue" and row.planned is not None


def _need(row: Pressing) -> Need:
    return Need(
        account=row.account,
        name=row.name,
        words=attention_words.why(row.why.code, row.why.args),
        icon=ICONS[row.kind],
        bad=row.kind == "complaint" or (row.kind == "promise" and row.why.args["days"] > 0),
        kind=row.kind,
        row=row,
    )


def _with_one_for_places(needs: Sequence[Need]) -> Iterator[Need]:
    """Accounts without a place share a line: one list puts all of them right."""
    lost = [need for need in needs if need.kind == "place"]
    for need in needs:
        if need.kind != "place" or len(lost) == 1:
            yield need
        elif need is lost[0]:
            count = len(lost)
            name = ngettext("{count} account", "{count} accounts", count)
            words = _("need a place on the map")
            yield Need(0, name.format(count=f"{count:,}"), words, need.icon, kind="place")


def _of_day(day: PlannedDay) -> Iterator[Need]:
    """What goes wrong on a day of the week shown."""
    weekday = day.date.weekday()
    broken = {rule.call: rule for rule in day.cost.breaks if rule.call is not None}
    last = day.calls[-1].account.id if day.calls else 0
    for stop in day.stops:
        rule = broken.get(stop.call.id)
        if rule is not None and rule.kind != "no_place":
            words = _short_break(rule.kind, rule.seconds)
            number = stop.account.id or last
            yield Need(number, stop.account.name, words, "clock-fill", bad=True, weekday=weekday)
    for rule in day.cost.breaks:
        words = _of_the_day(rule, day)
        if words:
            name = figures.weekday(weekday)
            yield Need(last, name, words, "clock-fill", bad=True, weekday=weekday)


def _of_the_day(rule: Break, day: PlannedDay) -> str:
    """A rule that the whole day does not keep, in few words; empty for what its stops say."""
    over = figures.minutes(rule.seconds)
    if rule.kind == "over_day":
        home = figures.time_of_day(day.cost.arrive)
        return _("home {time}, {minutes} over").format(time=home, minutes=over)
    if rule.kind == "driving":
        wheel = figures.duration(day.cost.seconds_driving)
        return _("{duration} at the wheel, {minutes} over").format(duration=wheel, minutes=over)
    if rule.kind == "working":
        long = figures.duration(day.cost.seconds_working)
        return _("{duration} of work, {minutes} over").format(duration=long, minutes=over)
    return ""


def _short_break(kind: str, seconds: int) -> str:
    if kind == "late":
        return _("{minutes} too late").format(minutes=figures.minutes(seconds))
    return _("closed that day")


class Note(NamedTuple):
    """What a card of the account's call shows of a need: icon, colour, words."""

    icon: str
    colour: str
    words: str


Notes = Mapping[int, tuple[Note, ...]]
"""By account, the most pressing first."""
_ON_CARDS = ("complaint", "promise", "over_called", "person_not_seen")


def notes_of(rows: Sequence[Pressing]) -> Notes:
    """What the cards show: whoever drives there knows what waits there. One of each kind."""
    found: dict[int, dict[str, Note]] = {}
    for row in rows:
        if row.kind in _ON_CARDS:
            words = attention_words.why(row.why.code, row.why.args)
            colour = "bad" if row.kind == "complaint" else "text"
            note = Note(ICONS[row.kind], colour, words)
            found.setdefault(row.account, {}).setdefault(row.kind, note)
    return {account: tuple(notes.values()) for account, notes in found.items()}


def deed(need: Need) -> str:
    """What Enter does about it, in a word or two."""
    row = need.row
    if row is None:
        return _("Fix") if need.kind == "place" else _("Show")
    if need.kind == "promise":
        return _("Plan") if is_to_plan(row) else _("Done")
    if need.kind == "person_not_seen":
        return _("Ask for") if need.weekday is not None else _("Open")
    return {
        "complaint": _("Fit in"),
        "unconfirmed": _("Mail"),
        "overdue": _("Plan"),
        "over_called": _("Swap"),
        "neglected": _("Plan"),
        "place": _("Fix"),
        "maintenance": _("Plan"),
    }.get(need.kind, _("Open"))


def is_to_plan(row: Pressing) -> bool:
    """Whether a promise of ours wants a call that nobody has planned in time."""
    args = row.why.args
    kept = row.planned is not None and row.due is not None and row.planned <= row.due
    return args["by"] == "us" and args["needs_call"] and not kept
