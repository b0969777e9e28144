"""The lines of each kind, each by one query that lets the file do the sums.

The first screen asks for all of it after every change, so only what needs the rep is read, and
none of it by way of records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from planner.advice.due import Frequency
from planner.advice.queue import urgency, weight
from planner.records import Territory
from planner.workspace.attention.rows import Pressing
from planner.workspace.promised import WORDS_SHOWN, horizon
from planner.workspace.views import Why

NOT_SEEN = 60
"""Days after which somebody who decides should have been seen again."""
NO_FAVOUR = 90
"""Days without a small favour or help after which a grade A account is named."""
ANSWERED = 14
"""Days for which an answer of head office stays in the list."""
SOON = 14
"""Days before a machine's maintenance is due."""
CALMED = 30
"""Days after a complaint was settled in which its customer is asked for a referral."""
LONGEST_AGO = date(1900, 1, 1)

_POTENTIAL = (
    "(SELECT t.potential FROM turnover t WHERE t.account = a.id AND t.potential IS NOT NULL"
    " ORDER BY t.year DESC LIMIT 1)"
)
_LAST = "(SELECT max(c.day) FROM call c WHERE c.account = a.id AND c.state = 'made')"
_NEXT = (
    "(SELECT min(c.day) FROM call c WHERE c.account = a.id"
    " AND c.state IN ('draft', 'asked', 'confirmed') AND c.day >= :today)"
)
_ACCOUNT = f"a.id, a.name, a.grade, {_POTENTIAL}, {_NEXT}"
"""What every line says of its account, in this order."""


def _about(columns: str, source: str) -> str:
    """A query for what every line says of its account, and columns of its own."""
    return " ".join(("SELECT", ", ".join(filter(None, (_ACCOUNT, columns))), "FROM", source))


_WORDS = f"1, {WORDS_SHOWN}"
"""The part of a text that a line shows."""

COMPLAINTS = _about(
    "p.id, p.anxiety, p.difficulty, p.opened_at, p.answered_at",
    "complaint p JOIN account a ON a.id = p.account WHERE p.closed_at IS NULL",
)
PROMISES = _about(
    f"p.id, p.due, p.by, p.needs_call, substr(p.text, {_WORDS})",
    "promise p JOIN account a ON a.id = p.account WHERE p.state = 'open'"
    " AND p.due <= CASE p.by WHEN 'us' THEN :horizon ELSE :today END ORDER BY p.due, p.id",
)
UNCONFIRMED = _about(
    "c.id, c.day, c.start",
    "call c JOIN account a ON a.id = c.account WHERE c.day >= :today AND c.state = 'asked'"
    " ORDER BY c.day, c.start, c.position, c.id",
)
OVERDUE = _about(
    f"a.calls_per_cycle, {_LAST} AS last",
    "account a WHERE a.status = 'customer' AND a.grade IN ('A', 'B') AND last < :today",
)
_THERE = (
    " WHERE p.left_on IS NULL AND p.last_seen <= :not_seen"
    " AND a.status = 'customer' AND a.grade IN ('A', 'B') AND instr(lower({role}), 'decider')"
)
NOT_SEEN_LATELY = " UNION ALL ".join(
    (
        _about(
            "p.id, p.name, p.last_seen",
            f"contact p JOIN account a ON a.id = p.account{_THERE.format(role='p.role')}",
        ),
        _about(
            "p.id, p.name, p.last_seen",
            "role r JOIN contact p ON p.id = r.contact JOIN account a ON a.id = r.account"
            + _THERE.format(role="r.role"),
        ),
    )
)
"""Who decides, at their first account and at each other one."""
PLACES = _about(
    "",
    "account a WHERE a.lat IS NULL AND a.status <> 'lapsed'"
    " ORDER BY a.grade = '', a.grade, a.name, a.id",
)
HELP = _about(
    f"j.id, j.kind, j.opened_at, substr(j.text, {_WORDS})",
    "job j JOIN account a ON a.id = j.account"
    " WHERE j.done_on IS NULL AND j.answered_at IS NULL AND j.expert IS NULL"
    " AND j.kind IN ('advice', 'breakdown', 'warranty') ORDER BY j.opened_at, j.id",
)
ANSWERS = _about(
    f"q.id, q.answered_on, substr(q.answer, {_WORDS})",
    "question q JOIN account a ON a.id = q.account"
    " WHERE q.answered_on >= :answered AND q.answer <> '' AND NOT EXISTS (SELECT 1 FROM call c"
    " WHERE c.account = a.id AND c.state = 'made' AND c.day >= q.answered_on)"
    " ORDER BY q.answered_on, q.id",
)
MAINTENANCE = _about(
    "m.id, m.maintenance_due, m.name",
    "machine m JOIN account a ON a.id = m.account WHERE m.maintenance_due <= :soon"
    " AND a.status <> 'lapsed' ORDER BY m.maintenance_due, m.id",
)
REFERRALS = _about(
    "p.id, p.anxiety, p.anxiety_after",
    "complaint p JOIN account a ON a.id = p.account WHERE p.closed_at >= :calmed"
    " AND p.anxiety_after < p.anxiety AND p.anxiety_after <= 2 AND p.referral_asked_on IS NULL"
    " AND p.prospect IS NULL ORDER BY p.closed_at, p.id",
)
FAVOURS = _about(
    "(SELECT max(h.day) FROM touch h WHERE h.account = a.id"
    " AND h.kind IN ('favour', 'help')) AS useful",
    "account a WHERE a.status = 'customer' AND a.grade = 'A'"
    " AND (useful IS NULL OR useful < :favour)"
    " AND NOT EXISTS (SELECT 1 FROM job j WHERE j.account = a.id AND j.opened_at >= :favour_at)",
)


@dataclass(frozen=True)
class Asked:
    """The moment it is asked at, and the settings."""

    territory: Territory
    now: datetime
    today: date

    @property
    def values(self) -> dict[str, Any]:
        """The values of the queries."""
        back = {"not_seen": NOT_SEEN, "answered": ANSWERED, "favour": NO_FAVOUR}
        days = {name: self.today - timedelta(days=many) for name, many in back.items()}
        days |= {"today": self.today, "horizon": horizon(self.today)}
        days["soon"] = self.today + timedelta(days=SOON)
        seconds = int(self.now.timestamp())
        return {
            **{name: day.isoformat() for name, day in days.items()},
            "calmed": seconds - CALMED * 86_400,
            "favour_at": seconds - NO_FAVOUR * 86_400,
        }


class Reading:
    """Reads every kind within one connection; each method gives one kind's lines in order."""

    def __init__(self, connection: Connection, asked: Asked) -> None:
        self._connection, self._asked, self._values = connection, asked, asked.values

    def _rows(self, query: str) -> Sequence[Any]:
        return self._connection.exec_driver_sql(query, self._values).all()

    def complaints(self) -> list[Pressing]:
        """Open complaints, by how worried the customer is."""
        now, found = int(self._asked.now.timestamp()), []
        for row in self._rows(COMPLAINTS):
            number, anxiety, difficulty, opened, answered = row[5:]
            waiting = max(0, now - opened)
            args = {"anxiety": anxiety, "seconds": waiting, "answered": answered is not None}
            line = _line("complaint", row, Why("complaint", args), None, number)
            key = urgency(anxiety, line.weight, waiting)
            found.append((key, line._replace(anxiety=anxiety, difficulty=difficulty)))
        return [line for _key, line in sorted(found, key=lambda pair: (pair[0], pair[1].record))]

    def promises(self) -> list[Pressing]:
        """Open promises of ours that are due soon, and theirs that are late."""
        found = []
        for row in self._rows(PROMISES):
            number, due, by, needs_call, text = row[5:]
            day = date.fromisoformat(due)
            days = (self._asked.today - day).days
            args = {
                "days": days,
                "by": by,
                "needs_call": bool(needs_call),
                "text": " ".join(text.split()),
            }
            found.append(_line("promise", row, Why("promise", args), day, number))
        return found

    def unconfirmed(self) -> list[Pressing]:
        """Calls whose time was asked for and not confirmed."""
        return [
            _line("unconfirmed", row, Why("unconfirmed", {"time": row[7]}), _day(row[6]), row[5])
            for row in self._rows(UNCONFIRMED)
        ]

    def overdue(self) -> list[Pressing]:
        """A and B customers whose next call should have been made, those without one planned first.

        Within a grade the longest overdue come first.
        """
        rule, today, found = Frequency(self._asked.territory), self._asked.today, []
        for row in self._rows(OVERDUE):
            due = rule.due(rule.calls(row[2], row[5]), date.fromisoformat(row[6]), today)
            if due is None or due >= today:
                continue
            args: dict[str, Any] = {"grade": row[2], "days": (today - due).days}
            found.append((row[4] is not None, row[2], due, _line("overdue", row, args, due)))
        return [line for *_key, line in sorted(found, key=lambda one: (*one[:3], one[3].account))]

    def not_seen(self) -> list[Pressing]:
        """Who decides and has not been seen: those first whose account is called on next."""
        found = []
        for row in self._rows(NOT_SEEN_LATELY):
            number, person, last = row[5:]
            days = (self._asked.today - date.fromisoformat(last)).days
            why = Why("person_not_seen", {"person": person, "role": "decider", "days": days})
            found.append(_line("person_not_seen", row, why, None, number))
        return sorted(found, key=_soonest)

    def places(self) -> list[Pressing]:
        """Accounts that have no place on the map yet."""
        return [_line("place", row, {}, None) for row in self._rows(PLACES)]

    def offered(self) -> Iterator[Pressing]:
        """What does not press but should not be forgotten: help, answers, care."""
        yield from self._help()
        for row in self._rows(ANSWERS):
            args = {"text": " ".join(row[7].split())}
            yield _line("answer", row, Why("answer", args), _day(row[6]), row[5])
        for row in self._rows(MAINTENANCE):
            due = date.fromisoformat(row[6])
            why = Why("maintenance", {"machine": row[7], "days": (self._asked.today - due).days})
            yield _line("maintenance", row, why, due, row[5])
        for row in self._rows(REFERRALS):
            args = {"before": row[6], "after": row[7]}
            yield _line("referral", row, Why("referral", args), None, row[5])
        yield from self._favours()

    def _help(self) -> Iterator[Pressing]:
        now = int(self._asked.now.timestamp())
        for row in self._rows(HELP):
            number, kind, opened, text = row[5:]
            args = {"job": kind, "seconds": max(0, now - opened), "text": " ".join(text.split())}
            yield _line("help", row, Why("help", args), None, number)

    def _favours(self) -> list[Pressing]:
        """A accounts nobody was useful to, those longest ago and weightiest first."""
        found = []
        for row in self._rows(FAVOURS):
            last = row[5]
            days = (self._asked.today - date.fromisoformat(last)).days if last else None
            line = _line("favour", row, Why("favour", {"days": days}), None)
            found.append((last or "", -line.weight, line.account, line))
        return [line for *_key, line in sorted(found, key=lambda one: one[:3])]


def _line(
    kind: str, row: Sequence[Any], why: Why | dict[str, Any], due: date | None, record: int = 0
) -> Pressing:
    """A line of a row that begins with the columns of `_ACCOUNT`."""
    account, name, grade, potential, planned = row[:5]
    return Pressing(
        kind=kind,
        account=account,
        name=name,
        why=why if isinstance(why, Why) else Why(kind, why),
        due=due,
        weight=round(weight(grade, potential), 3),
        record=record or account,
        planned=date.fromisoformat(planned) if planned else None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _soonest(line: Pressing) -> tuple[date, int, float, int]:
    """The account that is called on next comes first, then the one not seen for longest."""
    return line.planned or date.max, -line.why.args["days"], -line.weight, line.record
