"""The fields of an account that a column of a list can hold."""

from __future__ import annotations

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")

HOURS = tuple(f"{day}_{part}" for day in WEEKDAYS for part in ("open", "close", "hours"))
"""A weekday's opening time, closing time, or both in one cell."""

FIELDS = (
    "external_id",
    "name",
    "brand",
    "parent",
    "contact_name",
    "first_name",
    "last_name",
    "role",
    "address",
    "street",
    "street2",
    "postcode",
    "postcode_town",
    "town",
    "region",
    "country",
    "lat",
    "lon",
    "coordinates",
    "phone",
    "mobile",
    "email",
    "website",
    "grade",
    "status",
    "potential",
    "revenue",
    "calls_per_cycle",
    "call_minutes",
    "opening_hours",
    *HOURS,
    "notes",
    "last_call",
)
"""`address`: a whole address in one cell; `coordinates`: latitude and longitude in one cell."""

SEVERAL = frozenset({"notes", "revenue", "street2"})
"""Fields that more than one column may hold."""
