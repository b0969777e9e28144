"""How much memory the program takes at its peak. Prints a table; nothing here passes by the figure.

Run with `pytest tests/benchmarks/test_memory.py -s`. Of the window all processes are counted, the
map's too, each page shared between them once (PSS); of a command its own peak (RSS).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

LOOPWISE = str(Path(sys.executable).with_name("loopwise"))
SIZES = [150, 9_333, 50_000]


def _customer_list(folder: Path, count: int) -> Path:
    file = folder / "list.csv"
    rows = "\n".join(
        f"Account {n},{50.5 + n * 7919 % 4999 / 1000},{-4 + n * 104729 % 5003 / 1000}"
        for n in range(count)
    )
    file.write_text(f"name,lat,lon\n{rows}\n", encoding="utf-8")
    return file


def _peak_of_command(*words: str) -> int:
    """Megabytes that a command had at its peak, as the kernel counted them."""
    command = subprocess.Popen([LOOPWISE, *words], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(command.pid, 0)
    command.returncode = os.waitstatus_to_exitcode(status)
    assert command.returncode == 0
    return used.ru_maxrss // 1024


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += parents.get(found[-1], [])
    return found


def _memory_of(pid: int) -> int:
    """Megabytes of a process, its share of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) // 1024


def _peak_of_window(*words: str) -> int:
    window = subprocess.Popen([LOOPWISE, *words], stderr=subprocess.DEVNULL)
    peak = 0
    while window.poll() is None:
        peak = max(peak, sum(_memory_of(pid) for pid in _family(window.pid)))
        time.sleep(0.05)
    assert window.returncode == 0
    return peak


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the kernel does not tell")
@pytest.mark.parametrize("count", SIZES)
def test_that_memory_is_measured(count: int, tmp_path: Path) -> None:
    territory = str(tmp_path / "t.loopwise")
    _peak_of_command("new", territory, "--base=53.8,-1.55")
    listed = str(_customer_list(tmp_path, count))
    importing = _peak_of_command("--territory", territory, "import", listed)
    window = _peak_of_window("open", territory, "--picture", str(tmp_path / "w.png"))
    print(f"\n\n{'megabytes at the peak':<40}{count:>8,} accounts")
    print(f"{'import of them':<40}{importing:>8}")
    print(f"{'window on them, the map included':<40}{window:>8}")
