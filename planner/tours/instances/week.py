"""Generates weeks of one family, so that solvers can be compared on any number of them.

A week is five days of ten hours for one rep, from one depot and back to it. The reference this
family goes back to measured several solvers on such weeks; the distributions here are the same.

- The land is a square of 80 km with the depot in its middle. There is a town for each 25 accounts,
  at least three, anywhere in the square. Two accounts of three (65 %) lie around a town, normally
  distributed with 6 km; the others lie anywhere.
- Driving takes 1.3 times the straight line at 16 m/s, times a factor drawn evenly between 0.94 and
  1.06 for each direction, and a minute for parking: so it is not the same there and back.
- A call takes 30, 45 or 60 minutes.
- Half of the accounts can be called on all day. With three of ten a call has to begin between hour
  1 and hour 9 of the day, with two of ten between hours 1 and 4 or between 5 1/2 and 9.
- Three of four can be called on every day, the others on three of the five.
- Without a call an account's value is lost: seconds of driving, log-normal around 2,000 (7.6, 0.7).
- One account of 15, at least three and at most 20 (such a week holds about 55 calls), has to be in.
  Three of these are fixed appointments, each on a day of its own, at a full hour from 2 to 7, with
  ten minutes to begin.

Cost of a plan: the seconds of driving and the values lost.
"""

from __future__ import annotations

from math import exp

import numpy as np
from numpy.typing import NDArray

from planner.tours.engine.problem import Answer, Client, Frame, Pattern, Problem, Span
from planner.tours.instances.reading import Instance

DAYS = 5
HOUR = 3600
LONG = 10 * HOUR
SIDE = 80_000.0
FIXED = 3

ALL_DAY: tuple[Span, ...] = ((0, LONG),)
OFFICE: tuple[Span, ...] = ((HOUR, 9 * HOUR),)
WITH_A_BREAK: tuple[Span, ...] = ((HOUR, 4 * HOUR), (5.5 * HOUR, 9 * HOUR))


def generate_week(accounts: int, seed: int) -> Instance:
    """A week of so many accounts; the same for the same numbers, everywhere.

    Raises:
        ValueError: there are no accounts.
    """
    if accounts < 1:
        raise ValueError(accounts)
    chance = np.random.default_rng([seed, accounts])
    times = _times(chance, _places(chance, accounts))
    must = _who_must(chance, accounts)
    fixed = dict(zip(must[:FIXED], chance.permutation(DAYS).tolist(), strict=False))
    clients = [
        _fixed(chance, number, fixed[number])
        if number in fixed
        else _account(chance, number, must=number in must)
        for number in range(1, accounts + 1)
    ]
    frames = tuple(Frame(day, 0, 0, 0, LONG) for day in range(DAYS))
    problem = Problem(times, times, frames, tuple(clients))
    return Instance(f"week-{accounts}-{seed}", problem, None, _by_day)


def _by_day(answer: Answer) -> list[list[int]]:
    """The accounts of each day in driving order, counted from 1."""
    return [[client + 1 for client in route] for route in answer.routes]


def _places(chance: np.random.Generator, accounts: int) -> NDArray[np.float64]:
    """Where depot and accounts lie, in metres."""
    towns = chance.uniform(0, SIDE, (max(3, accounts // 25), 2))
    round_a_town = towns[chance.integers(len(towns), size=accounts)]
    round_a_town += chance.normal(0, 6_000, (accounts, 2))
    anywhere = chance.uniform(0, SIDE, (accounts, 2))
    alone = chance.random(accounts) < 0.35
    lie = np.where(alone[:, None], anywhere, round_a_town)
    return np.vstack([[SIDE / 2, SIDE / 2], lie])


def _times(chance: np.random.Generator, at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Whole seconds of driving between all places."""
    way = at[:, None] - at[None]
    metres = 1.3 * np.hypot(way[..., 0], way[..., 1])
    times = np.rint(metres / 16 * chance.uniform(0.94, 1.06, metres.shape) + 60)
    np.fill_diagonal(times, 0)
    return times


def _who_must(chance: np.random.Generator, accounts: int) -> list[int]:
    count = min(accounts, 20, max(FIXED, accounts // 15))
    return [int(number) for number in chance.choice(accounts, count, replace=False) + 1]


def _fixed(chance: np.random.Generator, place: int, day: int) -> Client:
    at = float(HOUR * chance.integers(2, 8))
    return Client(place, _length(chance), (Pattern(((day,),)),), usual=((at, at + 600),))


def _account(chance: np.random.Generator, place: int, *, must: bool) -> Client:
    length, kind = _length(chance), chance.random()
    windows = ALL_DAY if kind < 0.5 else OFFICE if kind < 0.8 else WITH_A_BREAK
    days = tuple(range(DAYS))
    if chance.random() >= 0.75:
        days = tuple(sorted(chance.choice(DAYS, 3, replace=False).tolist()))
    lost = float(round(exp(chance.normal(7.6, 0.7))))
    called = Pattern((days,))
    patterns = (called,) if must else (called, Pattern((), lost))
    return Client(place, length, patterns, usual=windows)


def _length(chance: np.random.Generator) -> float:
    return float(900 * chance.integers(2, 5))
