"""One window for one territory: a second one would not see the first one's undo.

The lock lies in the user's own folder for caches, not beside the territory, so that it
also works where the territory's folder cannot be written. Commands do not take it.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout


def _folder() -> Path:
    from platformdirs import user_cache_path

    folder = user_cache_path("Loopwise", appauthor=False)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


class TerritoryLock:
    """Held as long as a window shows the territory; the system lets go of it if the window dies."""

    def __init__(self, file: Path) -> None:
        key = hashlib.sha256(os.path.realpath(file).encode()).hexdigest()[:24]
        self._lock = FileLock(str(_folder() / f"{key}.lock"))

    def take(self) -> bool:
        """Whether it could be had: False where another window shows this territory."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError:
            # Where no lock can be kept at all, the store's own locking still guards every write.
            return True
        return True

    def release(self) -> None:
        """Let another window have it."""
        self._lock.release()
