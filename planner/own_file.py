"""Which territory the window and the commands work on where none is named."""

from __future__ import annotations

import os
from pathlib import Path


def own_territory() -> Path:
    """The user's own territory: LOOPWISE_TERRITORY, else in the platform's folder for data."""
    named = os.environ.get("LOOPWISE_TERRITORY")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("Loopwise", appauthor=False) / "territory.loopwise"
