"""The account at the right: a head, and sections that each have a module of their own.

A section is a module with `section(page)`, which gives a widget, or None where there is nothing to
show. It may also have `read(workspace, account)`: that runs beside the window, and the page has
what it gave as `page.found[module.__name__]`. `sections.SECTIONS` lists them in their order.
"""

from __future__ import annotations

from ui.accounts.card.view import AccountCard

__all__ = ["AccountCard"]
