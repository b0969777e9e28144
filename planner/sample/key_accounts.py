"""Three key accounts of the sample: both sides' people, services, projects, what they buy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from planner.sample.accounts import SampleAccount
from planner.sample.times import Times, workday_up_to

Row = dict[str, Any]


class _Colleague(NamedTuple):
    name: str
    function: str
    expertise: str = ""
    is_expert: bool = False


_COLLEAGUES = (
    _Colleague("Martin Oakes", "Tooling desk", "inserts, edges, chatter, speeds", True),
    _Colleague("Sunita Rao", "Quality"),
    _Colleague("Ben Lockwood", "Logistics"),
    _Colleague("Claire Denholm", "Accounts"),
    _Colleague("Ilse Brandt", "Design", "special tools from a drawing", True),
    _Colleague("Henry Stott", "Managing director"),
    _Colleague("Ray Holroyd", "Service", "hydraulics", True),
    _Colleague("Petra Lang", "Service", "drives", True),
    _Colleague("Len Sugden", "Service", "grinding", True),
)
_KEY: dict[str, Row] = {
    "Holt Ltd": {"contacts_agreed": 3.0, "our_share": 0.6, "suppliers": 2},
    "York Optics": {"contacts_agreed": 3.0, "our_share": 0.9, "suppliers": 1},
    "Barnsley Drill": {"contacts_agreed": 3.0, "our_share": 0.35, "suppliers": 3},
}
# Whose role there, our colleague, days ago, what stands between them, days ago it was settled.
_KNOW = (
    ("Holt Ltd", "User", "Martin Oakes", 310, "", None),
    ("Holt Ltd", "Buyer", "Claire Denholm", 280, "Two invoices a month; they want one.", None),
    ("Holt Ltd", "Decider", "Henry Stott", 190, "", None),
    ("Holt Ltd", "Buyer", "Ben Lockwood", 150, "Deliveries came after noon.", 60),
    ("York Optics", "User", "Martin Oakes", 260, "", None),
    ("York Optics", "Decider", "Ilse Brandt", 200, "", None),
    ("York Optics", "Buyer", "Sunita Rao", 120, "Certificates come a day after the goods.", None),
    ("Barnsley Drill", "User", "Martin Oakes", 90, "", None),
)
# Account, colleague, whose role there, days ago, kind, what about.
_TOUCHES = (
    ("Holt Ltd", "Martin Oakes", "User", 12, "phone", "Speeds for the new steel."),
    ("Holt Ltd", "Claire Denholm", "Buyer", 19, "mail", "Credit note for October."),
    ("Holt Ltd", "Ben Lockwood", "Buyer", 40, "phone", "Lorry before ten from now on."),
    ("Holt Ltd", "Henry Stott", "Decider", 75, "meeting", "Year's talk over the second cell."),
    ("Holt Ltd", "Martin Oakes", "User", 96, "help", "Trial run of the honed edge."),
    ("York Optics", "Ilse Brandt", "Decider", 9, "meeting", "Drawing of the form tool."),
    ("York Optics", "Martin Oakes", "User", 33, "phone", "Burrs on brass."),
    ("York Optics", "Sunita Rao", "Buyer", 51, "mail", "Certificates for the audit."),
    ("York Optics", "Martin Oakes", None, 120, "help", "Half a day at the new lathe."),
    ("Barnsley Drill", "Martin Oakes", "User", 62, "phone", "Overhang of the long holder."),
    ("Barnsley Drill", "Ben Lockwood", None, 140, "mail", "Call-off orders."),
)
# Account, kind of service, how far, what, days ago it began, days from today it ends.
_SERVICES = (
    ("Holt Ltd", "technical", "given", "Our engineer at their lathes, a day a quarter", 240, 120),
    ("Holt Ltd", "expertise", "offered", "Course for the setters", 20, None),
    ("Holt Ltd", "resources", "received", "Their test bench for our trial grades", 170, None),
    ("Holt Ltd", "level", "agreed", "Tips by ten the next day", 40, 325),
    ("Holt Ltd", "risk", "agreed", "300 parts an edge, or the tips come back", 75, 290),
    ("York Optics", "technical", "agreed", "Form tools drawn here", 200, None),
    ("York Optics", "level", "given", "Cabinet on the shop floor, filled weekly", 400, None),
    ("York Optics", "risk", "given", "Right of return for unopened boxes", 400, 330),
    ("Barnsley Drill", "expertise", "offered", "Look at the cost of a bore", 30, None),
    ("Barnsley Drill", "risk", "offered", "Ten holders to try, back within 60 days", 14, 46),
)
# Account, name, kind, whose business, state, owner, role of theirs, days ahead it is due, a year.
_PROJECTS = (
    ("Holt Ltd", "Second cell without a change of tools", "process", "theirs", "running",
     "Martin Oakes", "Decider", 48, 9200.0),
    ("Holt Ltd", "New grade tried on their castings", "design", "ours", "agreed",
     "Ilse Brandt", "User", 20, 4000.0),
    ("Holt Ltd", "One invoice a month", "cost", "both", "idea", "Claire Denholm", "Buyer", 33,
     600.0),
    ("York Optics", "Form tool for the mount", "design", "theirs", "running", "Ilse Brandt",
     "Decider", 62, 7500.0),
    ("York Optics", "Empty boxes back with the lorry", "cost", "ours", "done", "Ben Lockwood",
     "Buyer", -25, 450.0),
    ("Barnsley Drill", "Cost of a bore, down by a tenth", "cost", "theirs", "idea",
     "Martin Oakes", "Decider", 75, 5200.0),
)  # fmt: skip
# Account, component, ours, supplier, they buy a year, from one source only.
_COMPONENTS = (
    ("Holt Ltd", "Turning inserts", True, "", 18400.0, False),
    ("Holt Ltd", "Drills", False, "Aire Valley Tools", 7900.0, True),
    ("Holt Ltd", "Tool holders", False, "Northern Clamping", 3600.0, False),
    ("Holt Ltd", "Coolant", False, "", 1900.0, False),
    ("York Optics", "Milling cutters", True, "", 14600.0, True),
    ("York Optics", "Form tools", True, "", 6200.0, True),
    ("York Optics", "Collets", False, "Ouse Precision", 2300.0, False),
    ("Barnsley Drill", "Drills", True, "", 9100.0, False),
    ("Barnsley Drill", "Tool holders", False, "Northern Clamping", 12800.0, False),
    ("Barnsley Drill", "Turning inserts", False, "Aire Valley Tools", 4400.0, False),
)
# Account, due days ago, closed days ago (None: broken).
_PROMISES = (
    *(("Holt Ltd", days, days + 1) for days in (17, 31, 44, 52, 66, 81, 97, 118, 139)),
    ("Holt Ltd", 108, None),
    *(("Holt Ltd", days, days - 2) for days in (205, 251, 290)),
    *(("York Optics", days, days) for days in (26, 58, 112, 170, 240, 300)),
    ("York Optics", 84, 80),
    ("Barnsley Drill", 35, 21),
    ("Barnsley Drill", 90, None),
    *(("Barnsley Drill", days, days) for days in (150, 230, 280)),
)
# Account, days ago, hours to the first answer, how worried before and after, the words.
_CALMED = (
    ("Holt Ltd", 131, 3.2, 4, 1, "The new boxes hold nine tips, not ten."),
    ("Holt Ltd", 263, 21.0, 4, 3, "Nobody told us the lorry comes on Friday."),
    ("York Optics", 77, 1.5, 3, 1, "Burrs on the edge since Monday."),
    ("York Optics", 214, 2.0, 3, 1, "One certificate is missing."),
    ("Barnsley Drill", 69, 29.0, 3, 2, "The long holder sings."),
)


def mark_key_accounts(accounts: Iterable[SampleAccount]) -> None:
    """Say of three accounts that they are key, what is agreed and what share is ours."""
    for account in accounts:
        if account.name in _KEY:
            account.row.update(_KEY[account.name], is_key=True)


def colleague(name: str) -> int:
    """The number of one of our people."""
    return 1 + [one.name for one in _COLLEAGUES].index(name)


def key_account_rows(
    accounts: list[SampleAccount], contacts: list[Row], times: Times
) -> dict[str, list[Row]]:
    """Rows by kind. `contacts` are the sample's, in the order of their numbers."""
    known = _Known({a.name: a.id for a in accounts}, contacts, times)
    return {
        "colleague": [_colleague(at, one) for at, one in enumerate(_COLLEAGUES)],
        "introduction": [known.introduction(*line) for line in _KNOW],
        "touch": [known.touch(*line) for line in _TOUCHES],
        "promise": [known.promise(*line) for line in _PROMISES],
        "complaint": [known.complaint(*line) for line in _CALMED],
        "component": [known.component(*line) for line in _COMPONENTS],
        "assistance": [known.assistance(*line) for line in _SERVICES],
        "project": [known.project(*line) for line in _PROJECTS],
    }


def _colleague(at: int, one: _Colleague) -> Row:
    mail = f"{one.name.casefold().replace(' ', '.')}@loopwise-tools.example"
    return {**one._asdict(), "phone": f"0113 496 0{700 + at:03d}", "email": mail, "notes": ""}


class _Known:
    """Makes rows of lines; knows the numbers of accounts and of the people there."""

    def __init__(self, accounts: dict[str, int], contacts: list[Row], times: Times) -> None:
        self._accounts, self._times = accounts, times
        self._people = {(c["account"], c["role"]): at for at, c in enumerate(contacts, start=1)}

    def _ago(self, days: int) -> date:
        return workday_up_to(self._times.today - timedelta(days=days))

    def _at(self, account: str, role: str | None) -> dict[str, int | None]:
        number = self._accounts[account]
        return {"account": number, "contact": self._people.get((number, role or ""))}

    def introduction(
        self, account: str, role: str, ours: str, days: int, difference: str, settled: int | None
    ) -> Row:
        return {
            **self._at(account, role),
            "colleague": colleague(ours),
            "date": self._ago(days),
            "difference": difference,
            "settled_on": None if settled is None else self._ago(settled),
        }

    def touch(
        self, account: str, ours: str, role: str | None, days: int, kind: str, text: str
    ) -> Row:
        return {
            **self._at(account, role),
            "colleague": colleague(ours),
            "day": self._ago(days),
            "kind": kind,
            "text": text,
        }

    def promise(self, account: str, due: int, closed: int | None) -> Row:
        return {
            **self._at(account, "Buyer"),
            "due": self._ago(due),
            "text": "Quote by post" if due % 2 else "Samples of the new grade",
            "state": "broken" if closed is None else "kept",
            "made_on": self._ago(due + 9),
            "closed_on": None if closed is None else self._ago(closed),
            "needs_call": False,
        }

    def complaint(
        self, account: str, days: int, hours: float, anxiety: int, after: int, text: str
    ) -> Row:
        opened = int(datetime.combine(self._ago(days), time(9, 20), UTC).timestamp())
        return {
            **self._at(account, "User"),
            "anxiety": anxiety,
            "anxiety_after": after,
            "difficulty": 2,
            "text": text,
            "opened_at": opened,
            "answered_at": opened + round(hours * 3600),
            "closed_at": opened + round(hours * 3600) + 2 * 86_400,
        }

    def component(
        self, account: str, name: str, ours: bool, supplier: str, value: float, sole: bool
    ) -> Row:
        return {
            "account": self._accounts[account],
            "name": name,
            "ours": ours,
            "supplier": supplier,
            "value": value,
            "sole_source": sole,
        }

    def assistance(
        self, account: str, kind: str, state: str, text: str, began: int, ends: int | None
    ) -> Row:
        return {
            "account": self._accounts[account],
            "kind": kind,
            "state": state,
            "text": text,
            "begins": self._ago(began),
            "ends": None if ends is None else self._times.today + timedelta(days=ends),
        }

    def project(
        self,
        account: str,
        name: str,
        kind: str,
        direction: str,
        state: str,
        owner: str,
        role: str,
        due: int,
        value: float,
    ) -> Row:
        return {
            **self._at(account, role),
            "name": name,
            "kind": kind,
            "direction": direction,
            "state": state,
            "owner": owner,
            "due": workday_up_to(self._times.today + timedelta(days=due)),
            "value": value,
        }
