"""Complaints, machines, jobs and small favours of the sample."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from planner.sample.accounts import SampleAccount
from planner.sample.key_accounts import colleague
from planner.sample.times import Times, workday_up_to

Row = dict[str, Any]
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


class _Machine(NamedTuple):
    """Days from today: installed (ago), end of the warranty, next maintenance."""

    account: str
    name: str
    maker: str
    serial: str
    ours: bool
    installed: int
    warranty: int | None = None
    due: int | None = None
    months: int | None = None


class _Complaint(NamedTuple):
    """`ago` and `answer` in minutes; `after` and `closed` (days ago) where it is over."""

    account: str
    anxiety: int
    difficulty: int
    text: str
    ago: int
    answer: int | None
    machine: str = ""
    concerns: str = ""
    expert: str = ""
    said: str = ""
    after: int | None = None
    closed: int | None = None
    done: str = ""
    asked: bool = False
    prospect: str = ""


class _Job(NamedTuple):
    """`ago` and `answer` in minutes; `weekday` of the week ahead, or `done` days ago."""

    kind: str
    account: str
    machine: str
    text: str
    ago: int
    answer: int | None
    next: str
    weekday: int | None = None
    today: bool = False
    done: int | None = None
    satisfied: int | None = None
    expert: str = ""
    brief: str = ""


_MACHINES = (
    _Machine("Holt Ltd", "lathe 2", "Okabe", "OK-20417", False, 1900),
    _Machine("Holt Ltd", "boring head", "Loop Tools", "BH 1180", True, 200, 165, 40, 12),
    _Machine("Goole Forge", "bar feed", "Forgewell", "BF-24/118", True, 560, 170, 60, 12),
    _Machine("Calder Gears", "coolant pump", "Hydram", "7731-C", False, 2300),
    _Machine("Malton Pumps", "tool presetter", "Loop Tools", "TP 0442", True, 9, 721, 356, 12),
    _Machine("Hull Marine", "boring head", "Loop Tools", "BH 1204", True, 15, 715, 350, 12),
    _Machine("Weighton Mill", "presetter", "Loop Tools", "TP 0310", True, 720, 10, 11, 12),
    _Machine("Don Cutters", "new lathe", "Marek", "MK 55-009", False, 20),
    _Machine("Craven Tools", "grinder", "Hartsch", "HG-91", False, 1500, None, 180, 6),
    _Machine("Swale Tooling", "holders", "Loop Tools", "HD 40 × 12", True, 300, 65),
    _Machine("York Optics", "form tool grinder", "Optima", "FT-3", False, 800, 95, 61, 6),
)
_OPEN = (
    _Complaint("Holt Ltd", 5, 2, "Inserts chip after 20 parts. The line stands.", 124, None,
               "lathe 2", "order 2231"),
    _Complaint("Goole Forge", 4, 4, "Feed stops each night. I cannot run two shifts.", 3 * 1440,
               70, "bar feed", expert="Petra Lang", said="The drive is swapped on Tuesday."),
    _Complaint("Nidd Precision", 4, 1, "Third wrong delivery note. Does nobody read?", 1440 + 95,
               25, concerns="delivery notes", said="I check each one before it leaves."),
    _Complaint("Calder Gears", 3, 5, "Coolant pump seized. We run on the spare.", 400, 40,
               "coolant pump", expert="Ray Holroyd", said="The part is ordered."),
    _Complaint("Lund Metals", 2, 3, "Holders later than you said.", 2 * 1440 + 200, 135,
               concerns="holders", said="They come with me on Thursday."),
)  # fmt: skip
_OVER = (
    _Complaint("Foss Instruments", 5, 3, "The tips mark every part. We scrap the lot.", 9 * 1440,
               35, after=1, closed=4, done="Polished edge, scrap replaced."),
    _Complaint("Sowerby Flatts Steel", 4, 2, "Nobody rings back.", 15 * 1440, 80, after=2,
               closed=11, done="One number for all questions."),
    _Complaint("Kaye & Co", 3, 4, "The drill breaks in the second bore.", 49 * 1440, 50, after=1,
               closed=28, done="Peck cycle changed, drill replaced.", asked=True,
               prospect="Otter Laser"),
    _Complaint("Brown & Co", 3, 1, "Two boxes charged that never came.", 20 * 1440, 88, after=2,
               closed=17, done="Credit note the same day.", asked=True),
)  # fmt: skip
_JOBS = (
    _Job("breakdown", "Calder Gears", "coolant pump", "Coolant pump seized. We run on the spare.",
         400, 40, "part ordered", today=True, expert="Ray Holroyd",
         brief="Seized at 8:50. The spare runs; another pump of the kind failed in March."),
    _Job("warranty", "Goole Forge", "bar feed", "Feed stops each night.", 3 * 1440, 70,
         "swap the drive", weekday=1, expert="Petra Lang", brief="Drive alarm 12 at 2 o’clock."),
    _Job("installation", "Malton Pumps", "tool presetter", "Set it up beside the second cell.",
         6 * 1440, None, "bring the stand", weekday=2),
    _Job("commissioning", "Hull Marine", "boring head", "Cut the first parts together.", 8 * 1440,
         None, "first parts", weekday=3),
    _Job("advice", "Don Cutters", "new lathe", "Which speeds for the new lathe?", 2 * 1440, 15,
         "speeds table", done=0),
    _Job("maintenance", "Craven Tools", "grinder", "Spindle hums.", 10 * 1440, 200, "closed",
         done=3, satisfied=4, expert="Len Sugden"),
    _Job("warranty", "Swale Tooling", "holders", "Two holders do not clamp.", 12 * 1440, 50,
         "phone again", done=7, satisfied=2),
)  # fmt: skip
_FAVOURS = (
    "feed table", "holder check", "old tips taken away", "speeds looked up", "box lent",
    "drawing sent", "setter shown how", "gauge lent", "sample cut", "spare screw brought",
)  # fmt: skip
_NO_FAVOUR = {
    "Worth Valley Castings": 104, "Castle Dies": 118, "Fulneck Optics": 133,
    "Armley Fixtures": 141, "Foss Instruments": 152, "Calder Fasteners": 163,
    "Marfleet Machining": 170, "Topcliffe Toolroom": 188, "Haworth Hinges": None,
}  # fmt: skip
"""Days since anything small was done there; None: never. Key accounts have their own."""


def service_rows(
    accounts: list[SampleAccount], contacts: list[Row], times: Times, moment: datetime, zone: str
) -> dict[str, list[Row]]:
    """Rows by kind. `contacts` are the sample's, in the order of their numbers."""
    known = _Known(accounts, contacts, times, moment, zone)
    return {
        "machine": [known.machine(one) for one in _MACHINES],
        "complaint": [known.complaint(one) for one in (*_OPEN, *_OVER)],
        "job": [known.job(one) for one in _JOBS],
        "touch": [row for account in accounts for row in known.favour(account)],
    }


class _Known:
    """Makes rows of lines; knows the numbers of accounts, machines and people."""

    def __init__(
        self,
        accounts: list[SampleAccount],
        contacts: list[Row],
        times: Times,
        moment: datetime,
        zone: str,
    ) -> None:
        self._times, self._now = times, int(moment.timestamp())
        self._zone = ZoneInfo(zone)
        self._accounts = {account.name: account.id for account in accounts}
        self._machines = {(m.account, m.name): at for at, m in enumerate(_MACHINES, start=1)}
        self._people = {(c["account"], c["role"]): at for at, c in enumerate(contacts, start=1)}

    def _ago(self, days: int) -> date:
        return self._times.today - timedelta(days=days)

    def _at(self, account: str) -> Row:
        number = self._accounts[account]
        roles = ("User", "Decider")
        found = (self._people.get((number, role)) for role in roles)
        return {"account": number, "contact": next(filter(None, found), None)}

    def _began(self, minutes: int) -> int:
        """So long ago; what is older than today began in working hours."""
        moment = self._now - minutes * _MINUTE
        if minutes < 12 * 60:
            return moment
        day = workday_up_to(datetime.fromtimestamp(moment, self._zone).date())
        return int(datetime.combine(day, time(9, 40), self._zone).timestamp())

    def machine(self, one: _Machine) -> Row:
        def ahead(days: int | None) -> date | None:
            return None if days is None else self._times.today + timedelta(days=days)

        return {
            "account": self._accounts[one.account],
            "name": one.name,
            "maker": one.maker,
            "serial": one.serial,
            "ours": one.ours,
            "installed_on": self._ago(one.installed),
            "warranty_until": ahead(one.warranty),
            "maintenance_due": ahead(one.due),
            "maintenance_months": one.months,
        }

    def complaint(self, one: _Complaint) -> Row:
        opened = self._began(one.ago)
        answered = None if one.answer is None else opened + one.answer * _MINUTE
        closed = None
        if one.closed is not None:
            closed = int(datetime.combine(self._ago(one.closed), time(10), self._zone).timestamp())
        return {
            **self._at(one.account),
            "machine": self._machines.get((one.account, one.machine)),
            "anxiety": one.anxiety,
            "difficulty": one.difficulty,
            "text": one.text,
            "concerns": one.concerns,
            "opened_at": opened,
            "answered_at": answered,
            "answer": one.said,
            "closed_at": closed,
            "anxiety_after": one.after,
            "done": one.done,
            "expert": colleague(one.expert) if one.expert else None,
            "passed_at": answered if one.expert else None,
            "referral_asked_on": self._ago(one.closed or 0) if one.asked else None,
            "prospect": self._accounts.get(one.prospect),
        }

    def job(self, one: _Job) -> Row:
        opened, day = self._began(one.ago), None
        if one.weekday is not None:
            day = self._times.monday + timedelta(days=one.weekday)
        elif one.today:
            day = self._times.today
        return {
            **self._at(one.account),
            "machine": self._machines.get((one.account, one.machine)),
            "kind": one.kind,
            "text": one.text,
            "opened_at": opened,
            "answered_at": None if one.answer is None else opened + one.answer * _MINUTE,
            "day": day,
            "next_step": one.next,
            "done_on": None if one.done is None else self._ago(one.done),
            "expert": colleague(one.expert) if one.expert else None,
            "brief": one.brief,
            "satisfaction": one.satisfied,
        }

    def favour(self, account: SampleAccount) -> list[Row]:
        """The last small thing done for a customer, by lot, but for those that wait for one."""
        if account.status != "customer" or account.row.get("is_key"):
            return []
        lot = account.lot("favour")
        days: int | None = lot.randint(4, 80)
        if account.name in _NO_FAVOUR:
            days = _NO_FAVOUR[account.name]
        if days is None:
            return []
        day = workday_up_to(self._ago(days))
        text = lot.choice(_FAVOURS)
        return [{"account": account.id, "day": day, "kind": "favour", "text": text, "minutes": 5}]
