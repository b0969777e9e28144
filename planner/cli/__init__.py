"""The commands: every job of the window without it, for scripts and machines with no screen."""

from __future__ import annotations

from planner.cli.running import main

__all__ = ["main"]
