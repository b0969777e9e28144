"""What planning needs to know: busy times, hotels, limits of a day, holidays, promises."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _block()
    _hotel()
    # Columns are added, not tables swapped: rows and what points at them stay as they are.
    op.add_column("account", sa.Column("likelihood", sa.Double(), nullable=True))
    op.add_column("account", sa.Column("must_by", sa.Date(), nullable=True))
    for column in _settings():
        op.add_column("territory", column)


def _settings() -> tuple[sa.Column[object], ...]:
    """The new settings, each with what it is in a territory made before."""
    return (
        sa.Column("holidays_off", sa.Boolean(), nullable=False, server_default=sa.text("1")),
        sa.Column("most_driving", sa.Integer(), nullable=True),
        sa.Column("most_working", sa.Integer(), nullable=True),
        sa.Column("not_before_share", sa.Double(), nullable=False, server_default=sa.text("0.6")),
        sa.Column("smallest_gap", sa.Integer(), nullable=False, server_default=sa.text("5")),
        sa.Column("prospect_hours", sa.Double(), nullable=False, server_default=sa.text("0.0")),
        sa.Column("night_days", sa.JSON(), nullable=False, server_default="[0, 1, 2, 3]"),
        sa.Column("hour_worth", sa.Double(), nullable=False, server_default=sa.text("25.0")),
    )


def _block() -> None:
    op.create_table(
        "block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("place_name", sa.String(length=300), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("uid", sa.String(length=300), nullable=False),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_block_lat_on_earth")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_block_lon_on_earth")),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name=op.f("ck_block_place_whole")),
        sa.CheckConstraint("start BETWEEN 0 AND 86399", name=op.f("ck_block_start_in_day")),
        sa.CheckConstraint('"end" BETWEEN 0 AND 86400', name=op.f("ck_block_end_in_day")),
        sa.CheckConstraint('start < "end"', name=op.f("ck_block_forwards")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_block_date"), "block", ["date"], unique=False)
    op.create_index(op.f("ix_block_uid"), "block", ["uid"], unique=False)


def _hotel() -> None:
    op.create_table(
        "hotel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("price", sa.Double(), nullable=False),
        sa.Column("notes", sa.String(length=20000), nullable=False),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_hotel_lat_on_earth")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_hotel_lon_on_earth")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hotel")),
        sqlite_autoincrement=True,
    )
