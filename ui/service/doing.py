"""What the screen of complaints and service has done: asked in a small window, then written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planner.exchange import service_drafts
from planner.words import _
from ui import mailing
from ui.desk import Desk
from ui.service import letters
from ui.service.asking import Asking, Closing, Passing, Referring, Satisfied

if TYPE_CHECKING:
    from planner.exchange.mail import Draft
    from planner.store.journal import Change
    from planner.workspace import Workspace
    from planner.workspace.service.views import ComplaintRow, JobRow, Nearby


class ServiceDoing(QObject):
    """Each doing is one step; `window` is the small window that is open."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.window: Asking | None = None

    # ---- complaints

    def phoned(self, row: ComplaintRow, text: str) -> None:
        """The rep has said it on the phone."""
        self._desk.change(lambda w: w.service.answer(row.id, text, "phone"))

    def mail(self, row: ComplaintRow, text: str) -> None:
        """The answer as a mail draft; the clock stops."""
        self._with(
            row.account.id,
            lambda sender, to: service_drafts.first_answer(to(row.person), text, sender),
            row,
        )
        self._desk.change(lambda w: w.service.answer(row.id, text, "mail"))

    def worry(self, row: ComplaintRow, anxiety: int, difficulty: int) -> None:
        """Another worry, another difficulty."""
        self._desk.change(lambda w: w.service.set_worry(row.id, anxiety, difficulty))

    def pass_complaint(self, row: ComplaintRow) -> None:
        """Ask which expert, note it, open the brief."""
        self._pass(
            row.account.id, row.account.name, f"{row.text} {row.concerns}", row.answer,
            lambda expert, _brief: lambda w: w.service.pass_on(row.id, expert),
            lambda brief, worked: letters.case_of_complaint(row, worked, self._zone, brief),
        )  # fmt: skip

    def close(self, row: ComplaintRow) -> None:
        """Ask how worried they are now, and close it."""
        window = Closing(row, self._desk.today, self._over.window())
        window.close_wanted.connect(
            lambda after, done, promises: self._write(
                window, lambda w: w.service.close(row.id, after, done, promises)
            )
        )
        self._open(window)

    def ask_referral(self, row: ComplaintRow) -> None:
        """Ask a calmed customer who else could use this."""
        window = Referring(row, self._over.window())

        def asked(by_mail: bool) -> None:
            if by_mail:
                self._with(
                    row.account.id,
                    lambda sender, to: service_drafts.referral(to(row.person), row.done, sender),
                    row,
                )
            self._write(window, lambda w: w.service.referral_asked(row.id))

        window.asked.connect(asked)
        window.named.connect(
            lambda name, town: self._write(window, lambda w: _referred(w, row.id, name, town))
        )
        self._open(window)

    # ---- jobs

    def open_job(self, row: JobRow) -> None:
        """Show a job with what can be done of it."""
        from ui.service.job_window import JobWindow

        window = JobWindow(row, self._desk.today, self._zone, self._over.window())
        write = self._write
        window.answered.connect(
            lambda said: write(window, lambda w: w.service.answer_job(row.id, said))
        )
        window.back_wanted.connect(
            lambda: write(window, lambda w: w.service.pass_job(row.id, None))
        )
        window.job_done.connect(
            lambda day, five, after: write(
                window,
                lambda w: w.service.job_done(row.id, day, five or None, next_step=after),
            )
        )
        for wanted, do in ((window.pass_wanted, self.pass_job), (window.edit_wanted, self._edit)):
            wanted.connect(window.reject)
            wanted.connect(partial(do, row))
        self._open(window)

    def pass_job(self, row: JobRow) -> None:
        """Ask which expert, hand it over with the brief, open that as a draft."""
        machine = row.machine.name if row.machine else ""
        self._pass(
            row.account.id, row.account.name, f"{row.text} {machine}", row.brief,
            lambda expert, brief: lambda w: w.service.pass_job(row.id, expert, brief),
            lambda brief, worked: letters.case_of_job(row, brief, worked, self._zone),
        )  # fmt: skip

    def ask_satisfied(self, row: JobRow) -> None:
        """Ask how satisfied they are after a job."""
        window = Satisfied(row.account.name, self._over.window())

        def mail() -> None:
            job = " ".join(row.text.split()) or (row.machine.name if row.machine else row.kind)
            self._with(
                row.account.id,
                lambda sender, to: service_drafts.satisfaction(to(row.person), job, sender),
                row,
            )

        window.mail_wanted.connect(mail)
        window.rated.connect(
            lambda five: self._write(window, lambda w: w.service.satisfied(row.id, five))
        )
        self._open(window)

    def offer(self, row: JobRow, near: Nearby | None) -> None:
        """Maintenance that is due: a job on the day the rep is near, and a mail offering it."""
        from planner.exchange import figures

        machine = row.machine
        if machine is None:
            return
        visit = _("on {day}").format(day=figures.long_date(near.day)) if near else _("soon")
        due = figures.long_date(machine.maintenance_due) if machine.maintenance_due else _("soon")
        self._with(
            row.account.id,
            lambda sender, to: service_drafts.maintenance(
                to(row.person), machine.name, due, visit, sender
            ),
            row,
        )
        more: Mapping[str, Any] = {"machine": machine.id, "day": near.day if near else None}
        step = _("offered")
        self._desk.change(
            lambda w: w.service.open_job(row.account.id, "maintenance", next_step=step, **more)[1]
        )

    def favour(self, account: int) -> None:
        """Note a small favour done today, without a word more."""
        values = {"account": account, "day": self._desk.today, "kind": "favour"}
        self._desk.change(lambda w: w.records.make("touch", values)[1])

    # ---- within

    @property
    def _zone(self) -> str:
        return self._desk.territory.time_zone if self._desk.territory else "UTC"

    def _open(self, window: Asking) -> None:
        self.window = window
        window.finished.connect(self._closed)
        window.open()

    def _closed(self, _result: int) -> None:
        if self.window is not None:
            self.window.deleteLater()
        self.window = None

    def _write(self, window: Asking, work: Callable[[Workspace], Change | None]) -> None:
        """Write; the small window closes once it is written, or says why it was not."""
        from ui import trouble

        window.save.setEnabled(False)

        def failed(error: Exception) -> None:
            window.save.setEnabled(True)
            window.refuse(trouble.words_for(error))

        self._desk.change(work, done=lambda _change: window.accept(), failed=failed)

    def _with(self, account: int, make: Callable[..., Draft], row: ComplaintRow | JobRow) -> None:
        """Read whom a mail goes to beside the window, then open the draft."""
        service, territory = self._desk.workspace.service, self._desk.territory
        sender = territory.rep_name if territory else ""

        def read() -> Any:
            return service.touched([account])[account]

        def opened(found: Any) -> None:
            def to(person: Any) -> Any:
                return letters.addressee(row.account, person, found)

            mailing.open_draft(make(sender, to), self._over.window())

        self._desk.jobs.read(read, opened, owner=self)

    def _pass(
        self,
        account: int,
        name: str,
        words: str,
        brief: str,
        write: Callable[[int, str], Callable[[Workspace], Change | None]],
        case: Callable[[str, tuple[str, ...]], Any],
    ) -> None:
        """Ask which expert, with the one who fits best first; then write and open the brief."""
        workspace = self._desk.workspace
        territory = self._desk.territory
        sender = territory.rep_name if territory else ""

        def read() -> Any:
            from ui.day.urgent_reading import worked

            service = workspace.service
            helped = worked(workspace, account, words)
            return service.experts(), service.expert_for(account, words), helped

        def ask(found: Any) -> None:
            experts, best, helped = found
            window = Passing(name, experts, best, brief, self._over.window())

            def passed(number: int, typed: str) -> None:
                expert = next(e for e in experts if e.id == number)
                draft = service_drafts.brief(expert.email, expert.name, case(typed, helped), sender)
                mailing.open_draft(draft, self._over.window())
                self._write(window, write(number, typed))

            window.pass_wanted.connect(passed)
            self._open(window)

        self._desk.jobs.read(read, ask, owner=self)

    def _edit(self, row: JobRow) -> None:
        """All fields of a job in a form."""
        from ui.records.writing import RecordWriter

        writer = RecordWriter(self._desk.workspace, self._desk.jobs, self._over)
        writer.changed.connect(self._desk.adopt)
        records = self._desk.workspace.records

        def show(found: Any) -> None:
            values = {c.name: getattr(found, c.name) for c in found.__table__.c}
            writer.open_existing("job", row.id, values)

        self._desk.jobs.read(lambda: records.get("job", row.id), show, owner=self)


def _referred(workspace: Workspace, number: int, name: str, town: str) -> Change | None:
    """The prospect with its place, if the town is known."""
    values: dict[str, Any] = {"name": name, "town": town}
    if town:
        values |= workspace.importing.place_of(values)
    return workspace.service.referred(number, values)[1]
