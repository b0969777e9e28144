"""The mail that introduces one of their people to one of ours."""

from __future__ import annotations

from planner.exchange.mail import Draft, addresses
from planner.words import _


def introduction(
    *,
    account: str,
    contact: str,
    post: str,
    contact_email: str,
    colleague: str,
    function: str,
    expertise: str,
    colleague_email: str,
    rep: str,
) -> Draft:
    """A draft to both: who each of them is, and that they may talk without the rep."""
    theirs = _("{name} is {post} at {account}.") if post else _("{name} is with {account}.")
    does = expertise or function
    ours = _("With us, {name} looks after {what}.") if does else _("{name} is a colleague of mine.")
    lines = (
        _("Dear {contact}, dear {colleague},").format(contact=contact, colleague=colleague),
        _("may I introduce you to each other?"),
        theirs.format(name=contact, post=post, account=account)
        + " "
        + ours.format(name=colleague, what=does),
        _("Please talk to each other directly whenever that is quicker than through me."),
        _("With best regards") + (f"\n{rep}" if rep else ""),
    )
    return Draft(
        to=addresses((contact_email, colleague_email)),
        subject=_("{contact}, meet {colleague}").format(contact=contact, colleague=colleague),
        text="\n\n".join(lines) + "\n",
    )
