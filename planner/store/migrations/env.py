"""Alembic's entry: it runs on the connection that `planner.store.territory_file` hands it."""

from __future__ import annotations

from alembic import context

from planner.records import Base
from planner.store import tables as _tables  # noqa: F401  (declares the store's own tables)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=False,
)
context.run_migrations()
