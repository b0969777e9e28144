"""A territory to look round in: invented accounts round Leeds, with a year behind them.

Everything follows from the tables in resources/sample, a seed for each account and the clock: the
half-planned week is always the one after this week. Names, streets and people are invented; phone
numbers come from the ranges that the United Kingdom keeps free for drama, postcodes end in letters
that no real one has.
"""

from __future__ import annotations

from planner.sample.making import make_sample

__all__ = ["make_sample"]
