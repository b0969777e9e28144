"""What all readers of instances share: the instance, lines with their numbers, refusals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.tours.engine.problem import Answer, Client, Pattern, Problem


class BadInstance(Exception):
    """A file is not what its format wants: where, and by a code and figures for the words.

    Codes and their figures: unreadable (why), not_text, empty, not_a_number, negative, not_whole,
    wrong_type, bad_combination (each found), too_few, too_many, too_few_lines, too_many_lines
    (each wanted and found), backwards.
    """

    def __init__(self, file: Path, line: int | None, code: str, **args: Any) -> None:
        super().__init__(file, line, code, args)
        self.file, self.line, self.code, self.args_for_words = file, line, code, args


@dataclass(frozen=True)
class Instance:
    """A problem by its name, with a known cost where there is one.

    `tell` gives the routes of an answer as the command `bench` prints them.
    """

    name: str
    problem: Problem
    reference: float | None
    tell: Callable[[Answer], list[Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file that is not empty: its number, counted from 1, and its words."""

    file: Path
    line: int
    words: tuple[str, ...]

    def refuse(self, code: str, **args: Any) -> BadInstance:
        """The error that blames this line."""
        return BadInstance(self.file, self.line, code, **args)

    def numbers(self, *, at_least: int, at_most: int | None = None) -> list[float]:
        """All words as finite numbers, so many of them."""
        if len(self.words) < at_least:
            raise self.refuse("too_few", wanted=at_least, found=len(self.words))
        if at_most is not None and len(self.words) > at_most:
            raise self.refuse("too_many", wanted=at_most, found=len(self.words))
        return [self._number(word) for word in self.words]

    def whole(self, *, at_least: int) -> list[int]:
        """All words as whole numbers that are not negative, so many of them."""
        return [self.as_whole(number) for number in self.numbers(at_least=at_least)]

    def times(self, count: int) -> list[float]:
        """Exactly so many numbers, none of them negative."""
        found = self.numbers(at_least=count, at_most=count)
        for number in found:
            if number < 0:
                raise self.refuse("negative", found=f"{number:g}")
        return found

    def as_whole(self, number: float) -> int:
        """A number as a count."""
        if number != int(number) or number < 0:
            raise self.refuse("not_whole", found=f"{number:g}")
        return int(number)

    def _number(self, word: str) -> float:
        try:
            number = float(word)
        except ValueError:
            number = float("nan")
        if not isfinite(number) or "_" in word:
            raise self.refuse("not_a_number", found=word[:40])
        return number


class Lines:
    """The lines of a file, taken one after the other."""

    def __init__(self, file: Path, comma: str | None = None) -> None:
        self.file = file
        self._rows = [
            Row(file, number, tuple(word.strip() for word in line.split(comma)))
            for number, line in enumerate(_text(file).splitlines(), 1)
            if line.strip()
        ]
        if not self._rows:
            raise BadInstance(file, None, "empty")
        self._next = 0

    def __len__(self) -> int:
        return len(self._rows)

    def take(self, wanted: int = 1) -> Row:
        """The next line; refused where the file is over, telling how many lines it should have."""
        if self._next >= len(self._rows):
            last = self._rows[-1]
            raise last.refuse("too_few_lines", wanted=max(wanted, self._next + 1), found=len(self))
        row = self._rows[self._next]
        self._next += 1
        return row

    def end(self) -> None:
        """Refuse what follows after the last line wanted."""
        if self._next < len(self._rows):
            row = self._rows[self._next]
            raise row.refuse("too_many_lines", wanted=self._next, found=len(self))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInstance(file, None, "not_text") from error
    except OSError as error:
        raise BadInstance(file, None, "unreadable", why=error.strerror or "") from error


def reference_beside(file: Path) -> float | None:
    """The cost on the first line of the .res file beside an instance; None without such a file."""
    result = file.with_suffix(".res")
    if result == file or not result.is_file():
        return None
    first = Lines(result).take()
    return replace(first, words=first.words[:1]).numbers(at_least=1)[0]


def table(rows: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """A table between places; from a place to itself it takes nothing, whatever the file says."""
    made = np.array(rows, dtype=np.float64)
    np.fill_diagonal(made, 0.0)
    return made


def clients_at_every_place(count: int, **more: Any) -> list[Client]:
    """One who must be in on day 0 at each place but the first, which is the start."""
    return [Client(place, 0.0, (Pattern(((0,),)),), **more) for place in range(1, count)]


def one_order(answer: Answer) -> list[int]:
    """The places of the only route, without the start."""
    return [client + 1 for client in answer.routes[0]]
