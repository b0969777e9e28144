"""Alembic's steps from the first revision on; each file in `versions` is one step."""
