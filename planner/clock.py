"""The one clock. LOOPWISE_NOW (ISO 8601) sets it, so that runs repeat."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment, aware, in UTC.

    Raises:
        ValueError: LOOPWISE_NOW is no ISO 8601 moment.
    """
    fixed = os.environ.get("LOOPWISE_NOW")
    if not fixed:
        return datetime.now(UTC)
    moment = datetime.fromisoformat(fixed)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def today(time_zone: str) -> date:
    """The date it is now in an IANA time zone."""
    return now().astimezone(ZoneInfo(time_zone)).date()
