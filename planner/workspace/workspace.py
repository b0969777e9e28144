"""One open territory: the object that window and commands hold."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.records import Record, Territory
from planner.roads.estimate import Estimate
from planner.store import territory_file
from planner.store.journal import Change, Entry, Journal
from planner.store.tables import Fact
from planner.tours.model import Legs
from planner.workspace.account_book import AccountBook
from planner.workspace.fields import check
from planner.workspace.importing.joining import Joining
from planner.workspace.planning import Planning
from planner.workspace.record_desk import RecordDesk

if TYPE_CHECKING:
    from planner.workspace.answers import Answer
    from planner.workspace.asking import Asking
    from planner.workspace.attention import Attention
    from planner.workspace.cycle.cycles import Cycles
    from planner.workspace.exporting.exporting import Exporting
    from planner.workspace.grading import Grading
    from planner.workspace.importing.importing import Importing
    from planner.workspace.key_accounts.key_accounts import KeyAccounts
    from planner.workspace.log.logging import Logging
    from planner.workspace.own_fields import OwnFields
    from planner.workspace.people import People
    from planner.workspace.prospecting import Prospecting
    from planner.workspace.reporting import Reporting
    from planner.workspace.service.service import Service
    from planner.workspace.solutions.solutions import Solutions


class Workspace:
    """Store, roads and clock of one territory, and its use cases by subject.

    Safe to use from several threads: every method opens a short session of its own and writes
    wait for one another.
    """

    def __init__(self, file: Path, engine: Engine) -> None:
        self.file = file
        self._engine = engine
        self._estimate: tuple[object, Estimate] | None = None
        self.journal = Journal(engine)
        self.accounts = AccountBook(engine)
        self.records = RecordDesk(engine, self.journal)
        self.joining = Joining(engine, self.journal)
        self.planning = Planning(engine, self.journal, self._legs)

    # What reads and writes files is brought in when it is first used: the window opens sooner.

    @cached_property
    def importing(self) -> Importing:
        """Customer lists in."""
        from planner.workspace.importing.importing import Importing

        return Importing(self._engine, journal=self.journal)

    @cached_property
    def exporting(self) -> Exporting:
        """The week out: paper, calendar, files."""
        from planner.workspace.exporting.exporting import Exporting

        return Exporting(self._engine, self.journal, self.planning, self.accounts)

    @cached_property
    def attention(self) -> Attention:
        """What needs the rep."""
        from planner.workspace.attention import Attention

        return Attention(self._engine)

    @cached_property
    def asking(self) -> Asking:
        """Asking customers for a time."""
        from planner.workspace.asking import Asking

        return Asking(self._engine, self.journal, self.planning.week)

    @cached_property
    def cycles(self) -> Cycles:
        """Call cycles of several weeks, and whether there is room for them."""
        from planner.workspace.cycle.cycles import Cycles

        return Cycles(self._engine, self.journal, self._legs)

    @cached_property
    def service(self) -> Service:
        """Complaints, jobs, small favours."""
        from planner.workspace.service.service import Service

        return Service(self._engine, self.journal)

    @cached_property
    def grading(self) -> Grading:
        """Grades by potential, over-called and neglected accounts."""
        from planner.workspace.grading import Grading

        return Grading(self._engine, self.journal, self._legs)

    @cached_property
    def log(self) -> Logging:
        """Calls logged, days closed, mileage."""
        from planner.workspace.log.logging import Logging

        return Logging(self._engine, self.journal, self._legs)

    @cached_property
    def key_accounts(self) -> KeyAccounts:
        """Long-term relationships, and the trust in each."""
        from planner.workspace.key_accounts.key_accounts import KeyAccounts

        return KeyAccounts(self._engine, self.journal)

    @cached_property
    def solutions(self) -> Solutions:
        """What was solved elsewhere."""
        from planner.workspace.solutions.solutions import Solutions

        return Solutions(self._engine, self.journal, self.planning, self._legs)

    @cached_property
    def prospecting(self) -> Prospecting:
        """New business: the pipeline, its sources, the share, and what it costs."""
        from planner.workspace.prospecting import Prospecting

        return Prospecting(self._engine, self.journal, self._legs)

    @cached_property
    def people(self) -> People:
        """Who decides at the accounts; who left and who follows."""
        from planner.workspace.people import People

        return People(self._engine, self.journal)

    @cached_property
    def reporting(self) -> Reporting:
        """The report to head office, field reports, questions."""
        from planner.workspace.reporting import Reporting

        return Reporting(self._engine, self.journal, self._legs)

    @cached_property
    def own_fields(self) -> OwnFields:
        """Fields of the rep's own."""
        from planner.workspace.own_fields import OwnFields

        return OwnFields(self._engine, self.journal)

    def answers_elsewhere(self, account: int) -> dict[int, tuple[Answer, ...]]:
        """For each objection of an account: answers that worked on a similar one elsewhere."""
        from planner.workspace.answers import answers_elsewhere

        return answers_elsewhere(self._engine, account)

    @classmethod
    def open(cls, file: Path, passphrase: str | None = None) -> Workspace:
        """Open a territory; the passphrase may come from LOOPWISE_PASSPHRASE.

        Raises:
            TerritoryError: one of `store.errors`; the file is as it was.
        """
        return cls(file, territory_file.open_file(file, _passphrase(passphrase)))

    @classmethod
    def new(
        cls, file: Path, settings: Mapping[str, Any], passphrase: str | None = None
    ) -> Workspace:
        """Make a territory with these settings (fields of `records.Territory`).

        Raises:
            TerritoryError: there is a file already, or none can be written.
            BadInput: a setting cannot be.
        """
        values = check("territory", settings, new=True)
        workspace = cls(file, territory_file.create(file, _passphrase(passphrase)))
        try:
            with workspace.journal.outside() as session:
                session.connection().execute(
                    Territory.__table__.insert(),  # type: ignore[attr-defined]
                    _row_of(Territory(**values)),
                )
            workspace.settle()
        except BaseException:
            workspace.close()
            territory_file.remove(file)
            raise
        return workspace

    @property
    def read_only(self) -> bool:
        """Whether nothing can be kept where the file lies: every change raises NotWritable."""
        return territory_file.is_read_only(self._engine)

    def settle(self) -> None:
        """Make the file whole by itself, while it is still known what to do if that fails.

        Raises:
            DiskFull: there is no room; what was written stands beside the file.
        """
        territory_file.fold_log(self._engine, self.file)

    def close(self) -> None:
        """Leave one file behind: SQLite folds its log into it with the last connection."""
        self._engine.dispose()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def territory(self) -> Territory:
        """The settings as they stand."""
        with Session(self._engine, expire_on_commit=False) as session:
            return session.get_one(Territory, 1)

    def set_up(self, values: Mapping[str, Any]) -> Change | None:
        """Change settings of the territory, as one journal entry."""
        return self.records.change("territory", 1, values)[1]

    def undo(self) -> Change | None:
        """Take the last change back, whatever it was."""
        return self.journal.undo()

    def redo(self) -> Change | None:
        """Do the last undone change again."""
        return self.journal.redo()

    def history(self, limit: int = 200) -> list[Entry]:
        """What was done, newest first."""
        return self.journal.history(limit)

    def fact(self, name: str) -> str | None:
        """A named fact about this file, e.g. `last_export`; None where it was never noted."""
        with Session(self._engine) as session:
            found = session.get(Fact, name)
            return found.value if found else None

    def data_version(self) -> tuple[int, int]:
        """Differs after any change of a record, its undo or redo, by whichever process."""
        done = "SELECT coalesce(max(id), 0), coalesce(sum(state = 'done'), 0) FROM journal_entry"
        with self._engine.connect() as connection:
            newest, count = connection.exec_driver_sql(done).one()
        return newest, count

    def _legs(self, session: Session) -> Legs:
        """The estimate by the settings; kept, since its legs are, until the settings change."""
        territory = session.get_one(Territory, 1)
        key = (territory.road_factor, territory.speeds)
        if self._estimate is None or self._estimate[0] != key:
            self._estimate = (key, Estimate(territory.road_factor, territory.speeds))
        return self._estimate[1]


def _passphrase(given: str | None) -> str | None:
    return given if given is not None else os.environ.get("LOOPWISE_PASSPHRASE") or None


def _row_of(record: Record) -> dict[str, Any]:
    """The column values that a new record would be written with; the settings are row 1."""
    row: dict[str, Any] = {"id": 1}
    for column in record.__table__.c:
        value = getattr(record, column.name)
        if value is not None:
            row[column.name] = value
    return row
