"""The columns of the accounts table: what each shows of an account, and what it is sorted by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.exchange import field_words, figures
from planner.words import _
from planner.workspace import AccountRow
from ui.key_accounts import trust_bars

if TYPE_CHECKING:
    from ui.accounts.model import AccountsModel

_NO_DATE = date.max
_NEVER = date.min


class Column(NamedTuple):
    """One column: its key and heading, what it shows, its sort key, its width in pixels.

    `speaks` is what a tooltip and a screen reader get, where that is more than what is shown.
    """

    key: str
    heading: Callable[[], str]
    show: Callable[[AccountRow, AccountsModel], str]
    order: Callable[[AccountRow, AccountsModel], Any]
    width: int
    right: bool = False
    speaks: Callable[[AccountRow, AccountsModel], str] | None = None
    hidden: bool = False


def short_money(value: float | None, currency: str) -> str:
    """£8,800, £52k, £1.31m: as much as a narrow column takes."""
    if value is None:
        return ""
    whole = abs(value)
    for least, unit, places in ((1e9, 1e6, 0), (1e6, 1e6, 2), (1e4, 1e3, 0)):
        if whole >= least:
            text = f"{whole / unit:,.{places}f}"
            letter = _("m") if unit == 1e6 else _("k")
            sign = figures.MINUS if value < 0 else ""
            return f"{sign}{figures.currency_symbol(currency)}{text}{letter}"
    return figures.money(value, currency)


def growth(share: float | None) -> str:
    """+9 %, or nothing where it is not known; what is beyond all measure by how many times."""
    if share is None:
        return ""
    if share >= 9.995:
        return _("× {times}").format(times=f"{share + 1:,.0f}")
    return figures.signed_percent(share)


def _name_spoken(row: AccountRow, model: AccountsModel) -> str:
    """The name with the town, and what its mark means."""
    marks = {
        "complaint": _("an open complaint"),
        "promise": _("a promise is due"),
        "unconfirmed": _("a call is not confirmed"),
        "overdue": _("overdue"),
    }
    words = [row.name, row.town, marks.get(model.mark(row), "")]
    return "\n".join(word for word in words if word)


def _due(row: AccountRow, model: AccountsModel) -> str:
    if row.due is None:
        return _("no calls")
    days = (row.due - model.today).days
    if days < 0:
        return _("{days} d over").format(days=-days)
    return _("due") if days == 0 else _("in {days} d").format(days=days)


def _last(row: AccountRow, model: AccountsModel) -> str:
    if row.last_call is None:
        return _("never")
    return _("{days} d").format(days=(model.today - row.last_call).days)


def _calls(row: AccountRow, model: AccountsModel) -> str:
    known = model.known(row.id)
    if row.status != "customer":
        return ""
    return _("{made} / {planned}").format(made=known.made, planned=round(known.planned))


def _calls_spoken(row: AccountRow, model: AccountsModel) -> str:
    known = model.known(row.id)
    if row.status != "customer":
        return ""
    words = _("{made} calls made in {weeks} weeks, {planned} planned").format(
        made=known.made, weeks=model.weeks, planned=round(known.planned)
    )
    remarks = {
        "over_called": _("called on too often for what grows here"),
        "neglected": _("called on too seldom"),
    }
    remark = remarks.get(known.calling or "")
    return f"{words}\n{remark}" if remark else words


def _grade_spoken(row: AccountRow, model: AccountsModel) -> str:
    known = model.known(row.id)
    words = [row.grade or _("no grade")]
    if known.advised:
        words.append(_("its rank says {grade}").format(grade=known.advised))
    if known.by_hand:
        words.append(_("set by hand"))
    return ", ".join(words)


def _likelihood(row: AccountRow, model: AccountsModel) -> str:
    likelihood = model.known(row.id).likelihood
    return "" if likelihood is None else _("{percent} %").format(percent=round(100 * likelihood))


def _per_cycle(row: AccountRow, _model: AccountsModel) -> str:
    return f"{row.calls_per_cycle:g}"


def _per_cycle_spoken(row: AccountRow, model: AccountsModel) -> str:
    own = model.known(row.id).own_calls is not None
    text = _("{calls} calls a cycle").format(calls=_per_cycle(row, model))
    return f"{text}, {_('of its own') if own else _('by its grade')}"


def _rank_heading() -> str:
    return _("Potential")


COLUMNS = (
    Column(
        "name",
        lambda: _("Account"),
        lambda r, _m: r.name,
        lambda r, m: m.folded(r),
        150,
        speaks=_name_spoken,
    ),
    Column(
        "grade",
        lambda: _("Grade"),
        lambda r, _m: r.grade,
        lambda r, _m: r.grade or "Z",
        56,
        speaks=_grade_spoken,
    ),
    Column(
        "value",
        _rank_heading,
        lambda r, m: short_money(m.value(r), m.currency) if m.is_money else m.plain_value(r),
        lambda r, m: -(m.value(r) or 0.0),
        76,
        right=True,
    ),
    Column(
        "sales",
        lambda: _("Sales"),
        lambda r, m: short_money(r.revenue, m.currency),
        lambda r, _m: -(r.revenue or 0.0),
        64,
        right=True,
    ),
    Column(
        "growth",
        lambda: _("Growth"),
        lambda r, m: growth(m.known(r.id).growth),
        lambda r, m: -_or(m.known(r.id).growth, -9.0),
        56,
        right=True,
    ),
    Column(
        "calls",
        lambda: _("Calls / plan"),
        _calls,
        lambda r, m: m.known(r.id).planned - m.known(r.id).made,
        106,
        speaks=_calls_spoken,
    ),
    Column("last", lambda: _("Last"), _last, lambda r, _m: r.last_call or _NEVER, 50, right=True),
    Column("due", lambda: _("Next due"), _due, lambda r, _m: r.due or _NO_DATE, 76),
    Column(
        "planned",
        lambda: _("Day"),
        lambda r, _m: figures.short_date(r.planned) if r.planned else "",
        lambda r, _m: r.planned or _NO_DATE,
        46,
    ),
    Column(
        "trust",
        lambda: _("Trust"),
        lambda _r, _m: "",
        lambda r, m: m.trust_order(r),
        46,
        speaks=lambda r, m: trust_bars.spoken(m.trust(r.id)),
    ),
    Column(
        "likelihood",
        lambda: _("Likely"),
        _likelihood,
        lambda r, m: -_or(m.known(r.id).likelihood, -1.0),
        50,
        right=True,
        speaks=lambda r, m: _("How likely they are to buy: {share}").format(
            share=_likelihood(r, m) or _("not said")
        ),
    ),
    Column(
        "per_cycle",
        lambda: _("A cycle"),
        _per_cycle,
        lambda r, _m: -r.calls_per_cycle,
        52,
        right=True,
        speaks=_per_cycle_spoken,
    ),
    Column(
        "next",
        lambda: _("Next step"),
        lambda r, m: m.known(r.id).next_step,
        lambda r, m: (not m.known(r.id).next_step, m.known(r.id).next_step.casefold()),
        110,
    ),
    Column(
        "town",
        lambda: _("Town"),
        lambda r, _m: r.town,
        lambda r, _m: r.town.casefold(),
        100,
        hidden=True,
    ),
    Column(
        "status",
        lambda: _("Status"),
        lambda r, _m: field_words.choice(r.status),
        lambda r, _m: r.status,
        78,
        hidden=True,
    ),
    Column(
        "place",
        lambda: _("Place"),
        lambda r, _m: field_words.choice(r.precision),
        lambda r, _m: r.precision != "none",
        116,
        hidden=True,
    ),
)
AT = {column.key: at for at, column in enumerate(COLUMNS)}
"""The place of each column by its key."""
EDITABLE = ("grade", "likelihood", "per_cycle")


def _or(value: float | None, other: float) -> float:
    return other if value is None else value
