"""Periodic instances in BENCHMARK_SECONDS (60) against their .res and the best values known.

Reads LOOPWISE_BENCH/pvrp/*.txt with a .res file beside each. A row for each, a summary at the end;
nothing here passes or fails by the clock. Run with
`pytest tests/benchmarks/test_engine_periodic.py -s`.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.tours.checking import disagreements
from planner.tours.engine import search
from planner.tours.instances import read_periodic

SECONDS = float(os.environ.get("BENCHMARK_SECONDS", "60"))
FOLDER = Path(os.environ.get("LOOPWISE_BENCH", "nowhere")) / "pvrp"
FILES = sorted(FOLDER.glob("*.txt"))

BEST = {
    "p01": 524.61,
    "p02": 1322.87,
    "p04": 835.26,
    "p05": 2024.96,
    "p07": 826.14,
    "p08": 2022.47,
    "p10": 1593.43,
    "p11": 770.89,
    "p12": 1186.47,
    "p14": 954.81,
    "p17": 1597.75,
    "p20": 8367.40,
    "p22": 4193.95,
    "p26": 3795.32,
    "pr01": 2209.02,
    "pr02": 3767.50,
    "pr04": 5877.37,
    "pr08": 6970.68,
}
"""Best values as remembered from T. Vidal, T. G. Crainic, M. Gendreau, N. Lahrichi, W. Rei,
"A hybrid genetic algorithm for multidepot and periodic vehicle routing problems", Operations
Research 60 (2012) 611-624; p22 is doubtful."""

Gaps = dict[str, tuple[float, float | None]]


@pytest.fixture(scope="module")
def gaps() -> Iterator[Gaps]:
    found: Gaps = {}
    print(f"\n\n{'':<8}{'cost':>12}{'over .res':>12}{'over best':>12}{'iterations':>14}")
    yield found
    under = sum(res <= 1e-6 for res, _best in found.values())
    best = [best for _res, best in found.values() if best is not None]
    mean = f", mean over best {100 * statistics.mean(best):.2f} %" if best else ""
    print(f"\nat or under .res: {under} of {len(found)}{mean}")


@pytest.mark.skipif(not FILES, reason="LOOPWISE_BENCH names no folder with pvrp/*.txt")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_that_a_periodic_instance_is_measured(file: Path, gaps: Gaps) -> None:
    instance = read_periodic(file)
    found = search(instance.problem, seconds=SECONDS)
    assert disagreements(instance.problem, found) == ()
    assert instance.reference is not None
    cost = found.cost if found.feasible else float("inf")
    best = BEST.get(instance.name)
    # References are rounded to the hundredth.
    over = round(cost, 2) / instance.reference - 1
    over_best = None if best is None else round(cost, 2) / best - 1
    gaps[instance.name] = over, over_best
    told = "" if over_best is None else f"{100 * over_best:>+10.2f} %"
    print(
        f"\n{instance.name:<8}{cost:>12,.2f}{100 * over:>+10.2f} %{told}{found.iterations:>14,}",
        end="",
    )
