"""New business in words: stages, sources, the gauge, what hours for prospects bring and cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planner.exchange import field_words, figures
from planner.words import _, marked, ngettext

_ICONS = {
    "referral": "share-network",
    "directory": "book-open",
    "enquiry": "phone-incoming",
    "press": "newspaper",
    "cold": "snowflake",
}
_WINS = {
    "referral": marked("One hour on a referral wins as much as {times} on {other}."),
    "directory": marked("One hour on the trade directory wins as much as {times} on {other}."),
    "enquiry": marked("One hour on an enquiry wins as much as {times} on {other}."),
    "press": marked("One hour on press and media wins as much as {times} on {other}."),
    "cold": marked("One hour on cold calls wins as much as {times} on {other}."),
}
_NOTHING_YET = {
    "referral": marked("Referrals have won nothing yet; {other} wins most for an hour."),
    "directory": marked("The trade directory has won nothing yet; {other} wins most for an hour."),
    "enquiry": marked("Enquiries have won nothing yet; {other} wins most for an hour."),
    "press": marked("Press and media have won nothing yet; {other} wins most for an hour."),
    "cold": marked("Cold calls have won nothing yet; {other} wins most for an hour."),
}


def stage(name: str) -> str:
    """A stage as the head of its column: Found."""
    word = field_words.choice(name)
    return word[:1].upper() + word[1:]


def source(name: str) -> str:
    """A source of prospects; one that nobody noted says so."""
    return field_words.choice(name) if name else _("not noted")


def source_icon(name: str) -> str:
    """The sign of a source."""
    return _ICONS.get(name, "question")


def percent(share: float | None) -> str:
    """14 %; a dash where there is nothing to take a share of."""
    return "–" if share is None else _("{percent} %").format(percent=f"{100 * share:.0f}")


def short_money(amount: float, currency: str) -> str:
    """£22k; in full below a thousand."""
    if abs(amount) < 999.5:
        return figures.money(amount, currency)
    if abs(amount) < 999_500:
        return _("{money}k").format(money=figures.money(round(amount / 1000), currency))
    millions = figures.money(amount / 1e6, currency)
    if abs(amount) < 99.5e6:
        sign = figures.MINUS if amount < 0 else ""
        millions = f"{sign}{figures.currency_symbol(currency)}{abs(amount) / 1e6:.1f}"
    return _("{money}m").format(money=millions)


def hours(value: float) -> str:
    """8 h, 1½ h."""
    whole, half = divmod(round(value * 2), 2)
    return _("{hours} h").format(hours=f"{whole or ''}½" if half else f"{whole}")


def verdict(best: str, worst: str, times: float | None) -> str:
    """Best source against worst, as a sentence."""
    if times is None:
        return _(_NOTHING_YET[worst]).format(other=source(best))
    shown = f"{times:.0f}" if times >= 9.5 else f"{times:.1f}".removesuffix(".0")
    return _(_WINS[best]).format(times=shown, other=source(worst))


def gauge(share: float | None, target: float) -> tuple[str, str]:
    """What stands before and after the bar: New business 14 % | of 20 %, by revenue."""
    return (
        _("New business {share}").format(share=percent(share)),
        _("of {target}, by revenue").format(target=percent(target)),
    )


def taken(seconds: float) -> str:
    """What prospects cost the current customers in a week."""
    if seconds < 60:
        return _("costs current accounts nothing")
    return _("costs current accounts {hours}").format(hours=figures.duration(seconds))


def waits(days: int) -> str:
    """How long a prospect has waited."""
    return ngettext("waits {days} d", "waits {days} d", days).format(days=days)


def next_step(objective: str, last: date | None) -> str:
    """What comes next with a prospect: the rep's own words, else that there was no call yet."""
    if objective:
        return objective
    if last is None:
        return _("no call yet")
    return _("called {day}").format(day=figures.day_and_month(last))


def summary(count: int, value: float, likely: float, currency: str) -> str:
    """22 prospects · £336k a year, £97k likely."""
    return ngettext(
        "{count} prospect · {value} a year, {likely} likely",
        "{count} prospects · {value} a year, {likely} likely",
        count,
    ).format(count=count, value=short_money(value, currency), likely=short_money(likely, currency))


def stage_line(value: float, likelihood: float, currency: str) -> str:
    """£92k · 5 % likely."""
    return _("{value} · {percent} likely").format(
        value=short_money(value, currency), percent=percent(likelihood)
    )


def who_waits(grades: Mapping[str, int], of: int) -> str:
    """9 of 148, no A."""
    count = sum(grades.values())
    if not count:
        return _("nobody of {of}").format(of=of)
    words = _("{count} of {of}").format(count=count, of=of)
    if not grades.get("A"):
        return _("{words}, no A").format(words=words)
    return _("{words}, {a} of them A").format(words=words, a=grades["A"])


def too_few(missing: float, target: float) -> str:
    """Too few new: 2 points short of 20 %."""
    points = max(1, round(100 * missing))
    return ngettext(
        "Too few new: {points} point short of {target}",
        "Too few new: {points} points short of {target}",
        points,
    ).format(points=points, target=percent(target))


def neglected(name: str, others: int) -> str:
    """Current neglected: Nidd Precision and 3 others."""
    if not others:
        return _("Current neglected: {name}").format(name=name)
    return ngettext(
        "Current neglected: {name} and {others} other",
        "Current neglected: {name} and {others} others",
        others,
    ).format(name=name, others=others)


def late_by(due: date, seen: date, *, reorders: bool) -> str:
    """Why a customer counts as neglected, and by how much."""
    days = max(1, (seen - due).days)
    message = (
        ngettext(
            "reorders about {due}, would be seen {days} day late",
            "reorders about {due}, would be seen {days} days late",
            days,
        )
        if reorders
        else ngettext(
            "due {due}, would be seen {days} day late",
            "due {due}, would be seen {days} days late",
            days,
        )
    )
    return message.format(due=figures.day_and_month(due), days=days)
