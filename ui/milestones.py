"""How long the start took: LOOPWISE_TIMES=1 prints each milestone with its milliseconds."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

_IMPORTED = time.monotonic()


def reached(what: str) -> None:
    """Print `what` and the milliseconds since the process began, if that is wanted."""
    if os.environ.get("LOOPWISE_TIMES"):
        sys.stderr.write(f"{since_start() * 1000:6.0f} ms {what}\n")
        sys.stderr.flush()


def since_start() -> float:
    """Seconds since the process began; since this module was imported where nobody knows."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started
    except (OSError, ValueError, AttributeError):
        return time.monotonic() - _IMPORTED
