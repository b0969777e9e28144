"""Long-term relationships: trust, the people on both sides, services, projects, what they buy."""

from __future__ import annotations

from planner.workspace.key_accounts.trusting import read_trust, read_trusts

__all__ = ["read_trust", "read_trusts"]
