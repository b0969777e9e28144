"""Work beside the window: one writer, readers in a pool, answers back on the main thread.

Writes happen one after the other in the order asked for, so a quick hand never overtakes itself.
Nothing that goes wrong is lost: what no caller wants to know is told by `Jobs.failed`.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

Result = TypeVar("Result")
_READERS = 2
_BACKGROUND = 5
"""How nice work in the background is, as Unix counts it: more, and what it holds is held long."""
_LONGEST_WAIT = 0.0005
"""Seconds the window waits for a thread at work; Python's own 5 ms are a drop's whole share."""
_LONGEST_HOLD = 50
"""Milliseconds that answers wait for what the hand sees first."""


class Cancelled(Exception):
    """Raised in a job by `Job.check` after Stop; nobody is told of it as a failure."""


class Job:
    """One piece of work under way. Within the work: `tell`, `cancelled` and `check`."""

    def __init__(
        self,
        jobs: Jobs,
        on_progress: Callable[[int, int], None] | None = None,
        *,
        writes: bool = False,
        owner: QObject | None = None,
    ) -> None:
        self._jobs, self._on_progress = jobs, on_progress
        self.writes, self.owner = writes, owner
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop. A read is not answered any more; a write that got through is."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether it shall stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Stop here if asked to.

        Raises:
            Cancelled: it was.
        """
        if self._stop.is_set():
            raise Cancelled

    def tell(self, done: int, total: int) -> None:
        """How far it is; may be called often and from any thread."""
        if self._on_progress is not None:
            self._jobs.post(self._told, done, total)

    def _told(self, done: int, total: int) -> None:
        if self._on_progress is not None and not self.is_orphan:
            self._on_progress(done, total)

    @property
    def is_orphan(self) -> bool:
        """Whether its owner is gone; ask on the main thread."""
        return self.owner is not None and not shiboken6.isValid(self.owner)


class Jobs(QObject):
    """Runs work and hands back what it gives. Make it on the main thread; `close` it at the end."""

    failed = Signal(object)
    """An exception that no caller asked for."""
    writing = Signal(bool)
    """A write has begun; the last one has ended."""
    _call = Signal(object, tuple)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_LONGEST_WAIT)
        self._call.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._writes: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._reads: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._newest: dict[str, Job] = {}
        self._answers: deque[tuple[Callable[..., object], tuple[object, ...]]] = deque()
        self._gate = threading.Event()
        self._gate.set()
        self._open_gate = QTimer(self, singleShot=True, interval=0)
        self._open_gate.timeout.connect(self._gate.set)
        self._holding = QTimer(self, singleShot=True, interval=_LONGEST_HOLD)
        self._holding.timeout.connect(self._hand_out)
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._hand_out)
        self._threads: list[threading.Thread] = []
        self._open_writes = 0
        self._closed = False

    def read(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        owner: QObject | None = None,
        newest: str = "",
    ) -> Job:
        """Do `work` in the pool, then call `done(result)`, or `failed(error)`, on the main thread.

        Neither is called once `owner` is gone. Of reads with the same `newest` name only the last
        one asked for is answered.
        """
        job = Job(self, owner=owner)
        if newest:
            self._replace(newest, job)
        self._start(self._reads, _READERS)
        self._reads.put(lambda: self._do(job, work, done, failed))
        return job

    def write(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Job:
        """Do `work` after all writes asked for before; else as `read`."""
        return self.write_long(lambda _job: work(), done, failed, owner=owner)

    def write_long(
        self,
        work: Callable[[Job], Result],
        done: Callable[[Result], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """A write that tells how far it is, `progress(done, total)`, and can be cancelled."""
        job = Job(self, progress, writes=True, owner=owner)
        self._open_writes += 1
        self.writing.emit(True)
        self._start(self._writes, 1)
        self._writes.put(lambda: self._write(job, lambda: work(job), done, failed))
        return job

    def read_long(
        self,
        work: Callable[[Job], Result],
        done: Callable[[Result], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        progress: Callable[[int, int], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """A read that tells how far it is and can be cancelled."""
        job = Job(self, progress, owner=owner)
        self._start(self._reads, _READERS)
        self._reads.put(lambda: self._do(job, lambda: work(job), done, failed))
        return job

    def post(self, function: Callable[..., object], *args: object) -> None:
        """Call `function` on the main thread, soon; from any thread."""
        if not self._closed and shiboken6.isValid(self):
            self._call.emit(function, args)

    def hold(self) -> None:
        """Let the window show first what was just done.

        No work begins until the window has painted itself: each thread at work takes turns with
        the main thread and makes it several times as slow. Answers wait, in their order, until
        `let_go`, but no longer than `_LONGEST_HOLD`. Nothing is lost: `close` waits as ever.
        """
        self._gate.clear()
        self._open_gate.start()
        self._holding.start()

    def let_go(self) -> None:
        """What was to be seen first is seen: answers come in again."""
        if self._holding.isActive():
            self._holding.stop()
            self._more.start()

    @property
    def saving(self) -> bool:
        """Whether something is still being written."""
        return self._open_writes > 0

    def close(self) -> None:
        """Wait for what is being written; answers are not delivered any more."""
        self._closed = True
        self._gate.set()
        for job in self._newest.values():
            job.cancel()
        for thread in self._threads:
            (self._writes if thread.name == "writer" else self._reads).put(None)
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    # Within

    def _replace(self, name: str, job: Job) -> None:
        earlier = self._newest.get(name)
        if earlier is not None:
            earlier.cancel()
        self._newest[name] = job

    def _start(self, line: queue.SimpleQueue[Any], most: int) -> None:
        name = "writer" if line is self._writes else "reader"
        if sum(thread.name == name for thread in self._threads) >= most:
            return
        thread = threading.Thread(target=_work_off, args=(line, self._gate), name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _write(self, job: Job, work: Callable[[], Any], done: Any, failed: Any) -> None:
        self._do(job, work, done, failed)
        self.post(self._written)

    def _written(self) -> None:
        self._open_writes -= 1
        if not self._open_writes:
            self.writing.emit(False)

    def _do(self, job: Job, work: Callable[[], Any], done: Any, failed: Any) -> None:
        if job.cancelled():
            return
        try:
            result = work()
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001 - handed on to whoever shows it
            self.post(self._answer, job, failed or self.failed.emit, error)
        else:
            if done is not None:
                self.post(self._answer, job, done, result)

    def _answer(self, job: Job, then: Callable[[Any], object], value: object) -> None:
        unwanted = job.cancelled() and not job.writes
        if not unwanted and not job.is_orphan:
            then(value)

    def _deliver(self, function: Callable[..., object], args: tuple[object, ...]) -> None:
        self._answers.append((function, args))
        self._hand_out()

    def _hand_out(self) -> None:
        """Give the answer that has waited longest; an error in it must not cost the others."""
        if self._closed or self._holding.isActive() or not self._answers:
            return
        function, args = self._answers.popleft()
        if self._answers:
            self._more.start()
        function(*args)


def in_the_background(work: Callable[[], Result]) -> Result:
    """Do long work on a thread that the window, which paints beside it, goes before.

    Threads that the work starts are such too. Where the system has no such threads it is done as
    any other work. A thread of its own, for nobody may make it more important again.
    """
    found: list[Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        if sys.platform == "linux":  # elsewhere this would be the whole program
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _BACKGROUND)
        try:
            found.append(work())
        except BaseException as error:  # noqa: BLE001 - raised where it is waited for
            failed.append(error)

    thread = threading.Thread(target=run, name="background", daemon=True)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return found[0]


def _work_off(line: queue.SimpleQueue[Callable[[], None] | None], gate: threading.Event) -> None:
    while (work := line.get()) is not None:
        gate.wait()
        work()
