"""Grades by rank: the customers in order of what they could bring, a preview, and one step.

A grade that the rep set by hand is known from the journal: it was last changed in the account's
own form or table, and not by grading or an import.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select, text
from sqlalchemy.orm import Session

from planner.advice.grades import Shares, grades, ranked
from planner.records import Account, OwnField, Territory
from planner.records.territory import GRADED_BY
from planner.store.journal import Change, Journal
from planner.workspace.errors import BadInput

_BY_HAND = ("record_changed", "record_made", "grade_given")
_BY_RULE = ("grades_set", "customers_imported")
_TURNOVER = "SELECT account, year, potential, revenue FROM turnover ORDER BY year"
_CHANGED = text(
    "SELECT i.row, e.code FROM journal_image i JOIN journal_entry e ON e.id = i.entry"
    " WHERE i.kind = 'account' AND e.state = 'done' AND i.after IS NOT NULL"
    " AND coalesce(json_extract(i.before, '$.grade'), '') <> json_extract(i.after, '$.grade')"
    " AND e.id > (SELECT coalesce(max(id), 0) FROM journal_entry WHERE code = 'grades_set'"
    " AND state = 'done' AND json_extract(args, '$.kept') = 0) ORDER BY e.id"
)
"""Once all were graded by rank, none is by hand any more, though its grade was the same."""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Regrade:
    """An account that would get another grade."""

    account: int
    name: str
    before: str
    after: str
    value: float


@dataclass(frozen=True, slots=True)
class Preview:
    """What shares would do: how many get each grade, who changes, how many are kept by hand."""

    counts: Mapping[str, int]
    changes: tuple[Regrade, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """The customers by what they are ranked by, the first highest.

    `unknown` have no figure: they are not ranked and keep their grade. `by_hand` are those whose
    grade the rep set.
    """

    by: str
    own_field: int | None
    shares: Shares
    order: tuple[int, ...]
    values: Mapping[int, float]
    names: Mapping[int, str]
    now: Mapping[int, str]
    by_hand: frozenset[int]
    unknown: frozenset[int] = field(default=frozenset())

    @property
    def count(self) -> int:
        """How many are ranked."""
        return len(self.order)

    def advised(self, shares: Shares | None = None) -> dict[int, str]:
        """The grade of each ranked account by its rank."""
        return grades(self.values, shares or self.shares)

    def preview(self, shares: Shares | None = None, *, keep_by_hand: bool = True) -> Preview:
        """What applying shares would do; grades set by hand stay if they are to be kept."""
        then = self.advised(shares)
        kept = self.by_hand & then.keys() if keep_by_hand else frozenset()
        then.update((account, self.now[account]) for account in kept)
        differing = (account for account in self.order if then[account] != self.now[account])
        changes = tuple(
            Regrade(a, self.names[a], self.now[a], then[a], self.values[a]) for a in differing
        )
        counted = Counter(then.values())
        counts = {grade: counted[grade] for grade in ("A", "B", "C", "D", "")}
        return Preview(counts, changes, len(kept))


def read_ranking(session: Session, by: str = "", own: int | None = None) -> Ranking:
    """The ranking by the territory's rule, or by another of `GRADED_BY`.

    Raises:
        BadInput: accounts are not ranked by that, or the own field is missing or no number.
    """
    territory = session.get_one(Territory, 1)
    by, own = (by, own) if by else (territory.grade_by, territory.grade_field)
    values = _values(session, by, own)
    names, now = {}, {}
    query = select(Account.id, Account.name, Account.grade).where(Account.status == "customer")
    for account, name, grade in session.execute(query):
        names[account], now[account] = name, grade
    known = {account: values[account] for account in names if account in values}
    return Ranking(
        by=by,
        own_field=own,
        shares=Shares(territory.grade_a_share, territory.grade_b_share, territory.grade_c_share),
        order=tuple(ranked(known)),
        values=known,
        names=names,
        now=now,
        by_hand=set_by_hand(session.connection()),
        unknown=frozenset(names.keys() - known.keys()),
    )


def set_by_hand(connection: Connection) -> frozenset[int]:
    """Accounts whose grade was last changed by the rep."""
    known = (*_BY_HAND, *_BY_RULE)
    last = {account: code for account, code in connection.execute(_CHANGED) if code in known}
    return frozenset(account for account, code in last.items() if code in _BY_HAND)


def _values(session: Session, by: str, own: int | None) -> dict[int, float]:
    if by not in GRADED_BY:
        raise BadInput("not_one_of", value=by, field="grade_by", choices=", ".join(GRADED_BY))
    if by == "own":
        return _own_numbers(session, own)
    potential, revenue = _newest(session.connection())
    rule: dict[str, Callable[[int], float]] = {
        # What an account buys it could buy at least.
        "potential": lambda a: potential.get(a, revenue.get(a, 0.0)),
        "revenue": lambda a: revenue.get(a, 0.0),
        "sum": lambda a: potential.get(a, 0.0) + revenue.get(a, 0.0),
    }
    known = set(revenue) if by == "revenue" else potential.keys() | revenue.keys()
    return {account: rule[by](account) for account in known}


def _newest(connection: Connection) -> tuple[dict[int, float], dict[int, float]]:
    """The newest potential, and the best revenue of the last two years on record, by account."""
    potential: dict[int, float] = {}
    revenues: dict[int, list[float]] = defaultdict(list)
    for account, _year, could, did in connection.exec_driver_sql(_TURNOVER):
        if could is not None:
            potential[account] = could
        if did is not None:
            revenues[account].append(did)
    return potential, {account: max(years[-2:]) for account, years in revenues.items()}


def _own_numbers(session: Session, own: int | None) -> dict[int, float]:
    found = session.get(OwnField, own) if own is not None else None
    if found is None or found.type != "number":
        raise BadInput("no_number_field")
    query = text("SELECT account, value FROM own_value WHERE own_field = :field")
    rows = session.connection().execute(query, {"field": own})
    return {account: number for account, value in rows if (number := _number(value)) is not None}


def _number(value: str) -> float | None:
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < 1e15 else None


def set_grades(
    journal: Journal,
    shares: Shares,
    *,
    by: str = "",
    own: int | None = None,
    keep_by_hand: bool = True,
) -> Change | None:
    """Give every ranked account the grade of its rank and keep the rule; one step.

    Raises:
        BadInput: as `read_ranking`; then nothing is changed.
    """
    with journal.change("grades_set") as change:
        session = change.session
        ranking = read_ranking(session, by, own)
        preview = ranking.preview(shares, keep_by_hand=keep_by_hand)
        _set_rule(session.get_one(Territory, 1), shares, ranking)
        then = {regrade.account: regrade.after for regrade in preview.changes}
        wanted = list(then)
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            for account in session.scalars(select(Account).where(Account.id.in_(part))):
                account.grade = then[account.id]
        change.args = {"count": len(then), "kept": int(keep_by_hand)}
    return change.change


def _set_rule(territory: Territory, shares: Shares, ranking: Ranking) -> None:
    rule: dict[str, Any] = {
        "grade_a_share": shares.a,
        "grade_b_share": shares.b,
        "grade_c_share": shares.c,
        "grade_by": ranking.by,
        "grade_field": ranking.own_field,
    }
    for name, value in rule.items():
        if getattr(territory, name) != value:
            setattr(territory, name, value)


def give_grade(journal: Journal, accounts: Collection[int], grade: str) -> Change | None:
    """Set the grade of some accounts by hand, as one step.

    Raises:
        BadInput: there is no such account.
    """
    with journal.change("grade_given") as change:
        first = ""
        for number in accounts:
            account = change.session.get(Account, number)
            if account is None:
                raise BadInput("unknown", kind="account", id=number)
            first = first or account.name
            account.grade = grade
        change.args = {"name": first, "count": len(accounts), "grade": grade}
    return change.change
