"""The first territory: accounts, contacts, orders, calls, itineraries, settings, the journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _account()
    _calendar_event()
    _fact()
    _itinerary()
    _journal_entry()
    _territory()
    _call()
    _contact()
    _duplicate()
    _journal_image()
    _order()
    _turnover()


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("status", sa.String(length=300), nullable=False),
        sa.Column("grade", sa.String(length=300), nullable=False),
        sa.Column("street", sa.String(length=300), nullable=False),
        sa.Column("postcode", sa.String(length=300), nullable=False),
        sa.Column("town", sa.String(length=300), nullable=False),
        sa.Column("region", sa.String(length=300), nullable=False),
        sa.Column("country", sa.String(length=300), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("precision", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=300), nullable=False),
        sa.Column("email", sa.String(length=300), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("calls_per_cycle", sa.Double(), nullable=True),
        sa.Column("call_minutes", sa.Integer(), nullable=True),
        sa.Column("opening_hours", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("notes", sa.String(length=20000), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("external_id", sa.String(length=300), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(lat IS NULL) = (precision = 'none')", name=op.f("ck_account_place_precision")
        ),
        sa.CheckConstraint(
            "grade IN ('A', 'B', 'C', 'D', '')", name=op.f("ck_account_grade_known")
        ),
        sa.CheckConstraint(
            "precision IN ('given', 'hand', 'house', 'street', 'postcode', 'town', 'none')",
            name=op.f("ck_account_precision_known"),
        ),
        sa.CheckConstraint(
            "status IN ('customer', 'prospect', 'lapsed')", name=op.f("ck_account_status_known")
        ),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name=op.f("ck_account_place_whole")),
        sa.CheckConstraint("call_minutes > 0", name=op.f("ck_account_call_minutes_positive")),
        sa.CheckConstraint(
            "calls_per_cycle >= 0", name=op.f("ck_account_calls_per_cycle_positive")
        ),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_account_lat_on_earth")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_account_lon_on_earth")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_account_external_id"), "account", ["external_id"], unique=False)
    op.create_index(op.f("ix_account_name"), "account", ["name"], unique=False)


def _calendar_event() -> None:
    op.create_table(
        "calendar_event",
        sa.Column("uid", sa.String(length=80), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("exported_at", sa.String(length=32), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_calendar_event")),
    )
    op.create_index(op.f("ix_calendar_event_day"), "calendar_event", ["day"], unique=False)


def _fact() -> None:
    op.create_table(
        "fact",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_fact")),
    )


def _itinerary() -> None:
    op.create_table(
        "itinerary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("day_off", sa.Boolean(), nullable=False),
        sa.Column("work_start", sa.Integer(), nullable=True),
        sa.Column("work_end", sa.Integer(), nullable=True),
        sa.Column("start_name", sa.String(length=300), nullable=False),
        sa.Column("start_lat", sa.Double(), nullable=True),
        sa.Column("start_lon", sa.Double(), nullable=True),
        sa.Column("end_name", sa.String(length=300), nullable=False),
        sa.Column("end_lat", sa.Double(), nullable=True),
        sa.Column("end_lon", sa.Double(), nullable=True),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.CheckConstraint(
            "(end_lat IS NULL) = (end_lon IS NULL)", name=op.f("ck_itinerary_end_whole")
        ),
        sa.CheckConstraint(
            "(start_lat IS NULL) = (start_lon IS NULL)", name=op.f("ck_itinerary_start_whole")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_itinerary")),
        sa.UniqueConstraint("date", name=op.f("uq_itinerary_date")),
        sqlite_autoincrement=True,
    )


def _journal_entry() -> None:
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("args", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_journal_entry_state"), "journal_entry", ["state"], unique=False)


def _territory() -> None:
    op.create_table(
        "territory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("base_name", sa.String(length=300), nullable=False),
        sa.Column("base_lat", sa.Double(), nullable=False),
        sa.Column("base_lon", sa.Double(), nullable=False),
        sa.Column("time_zone", sa.String(length=300), nullable=False),
        sa.Column("country", sa.String(length=300), nullable=False),
        sa.Column("currency", sa.String(length=300), nullable=False),
        sa.Column("units", sa.String(length=300), nullable=False),
        sa.Column("cost_per_km", sa.Double(), nullable=False),
        sa.Column("working_days", sa.JSON(), nullable=False),
        sa.Column("work_start", sa.Integer(), nullable=False),
        sa.Column("work_end", sa.Integer(), nullable=False),
        sa.Column("lunch_start", sa.Integer(), nullable=False),
        sa.Column("lunch_end", sa.Integer(), nullable=False),
        sa.Column("lunch_minutes", sa.Integer(), nullable=False),
        sa.Column("call_minutes", sa.Integer(), nullable=False),
        sa.Column("open_days", sa.JSON(), nullable=False),
        sa.Column("open_start", sa.Integer(), nullable=False),
        sa.Column("open_end", sa.Integer(), nullable=False),
        sa.Column("nights_away", sa.Integer(), nullable=False),
        sa.Column("cycle_weeks", sa.Integer(), nullable=False),
        sa.Column("calls_a", sa.Double(), nullable=False),
        sa.Column("calls_b", sa.Double(), nullable=False),
        sa.Column("calls_c", sa.Double(), nullable=False),
        sa.Column("calls_d", sa.Double(), nullable=False),
        sa.Column("road_factor", sa.Double(), nullable=False),
        sa.Column("speeds", sa.JSON(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint("units IN ('km', 'mi')", name=op.f("ck_territory_units_known")),
        sa.CheckConstraint(
            "base_lat BETWEEN -90 AND 90", name=op.f("ck_territory_base_lat_on_earth")
        ),
        sa.CheckConstraint(
            "base_lon BETWEEN -180 AND 180", name=op.f("ck_territory_base_lon_on_earth")
        ),
        sa.CheckConstraint("cost_per_km >= 0", name=op.f("ck_territory_cost_positive")),
        sa.CheckConstraint("id = 1", name=op.f("ck_territory_only_one")),
        sa.CheckConstraint("lunch_start <= lunch_end", name=op.f("ck_territory_lunch_forwards")),
        sa.CheckConstraint("road_factor >= 1", name=op.f("ck_territory_road_factor_real")),
        sa.CheckConstraint("work_start < work_end", name=op.f("ck_territory_work_forwards")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory")),
        sqlite_autoincrement=True,
    )


def _call() -> None:
    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=300), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("objective", sa.String(length=300), nullable=False),
        sa.Column("outcome", sa.String(length=20000), nullable=False),
        sa.Column("uid", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'asked', 'confirmed', 'made', 'missed')",
            name=op.f("ck_call_state_known"),
        ),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_call_minutes_positive")),
        sa.CheckConstraint("start BETWEEN 0 AND 86399", name=op.f("ck_call_start_in_day")),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_call_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("uid", name=op.f("uq_call_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_call_account"), "call", ["account"], unique=False)
    op.create_index(op.f("ix_call_day"), "call", ["day"], unique=False)


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("role", sa.String(length=300), nullable=False),
        sa.Column("criteria", sa.String(length=20000), nullable=False),
        sa.Column("phone", sa.String(length=300), nullable=False),
        sa.Column("email", sa.String(length=300), nullable=False),
        sa.Column("last_seen", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("notes", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_contact_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contact_account"), "contact", ["account"], unique=False)


def _duplicate() -> None:
    op.create_table(
        "duplicate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("other", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("decided", sa.String(length=300), nullable=False),
        sa.CheckConstraint("decided IN ('open', 'apart')", name=op.f("ck_duplicate_decided_known")),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_duplicate_account")),
        sa.ForeignKeyConstraint(["other"], ["account.id"], name=op.f("fk_duplicate_other")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate")),
        sa.UniqueConstraint("account", "other", name=op.f("uq_duplicate_account_other")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_duplicate_account"), "duplicate", ["account"], unique=False)
    op.create_index(op.f("ix_duplicate_other"), "duplicate", ["other"], unique=False)


def _journal_image() -> None:
    op.create_table(
        "journal_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry"], ["journal_entry.id"], name=op.f("fk_journal_image_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_image")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_journal_image_entry"), "journal_image", ["entry"], unique=False)


def _order() -> None:
    op.create_table(
        "order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("line", sa.String(length=300), nullable=False),
        sa.Column("amount", sa.Double(), nullable=False),
        sa.Column("text", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_order_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_order_account"), "order", ["account"], unique=False)
    op.create_index(op.f("ix_order_date"), "order", ["date"], unique=False)


def _turnover() -> None:
    op.create_table(
        "turnover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("potential", sa.Double(), nullable=True),
        sa.Column("revenue", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_turnover_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turnover")),
        sa.UniqueConstraint("account", "year", name=op.f("uq_turnover_account_year")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_turnover_account"), "turnover", ["account"], unique=False)
