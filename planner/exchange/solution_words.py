"""What was solved elsewhere, in words: where, for an answer, as the objective of a visit."""

from __future__ import annotations

from planner.words import _


def where(named: str, described: str, *, belongs: bool) -> str:
    """Who it worked for, and whether that may be told: York Optics, may be named."""
    if named:
        return _("{name}, may be named").format(name=named)
    if described:
        return _("{name}, not to be named").format(name=described)
    return _("another customer, not to be named") if belongs else _("from your own experience")


def answer(worked: str, effect: str, named: str, described: str) -> str:
    """One sentence for a letter or a talk; the customer who may not be named is not."""
    what = _("{worked} ({effect})").format(worked=_bare(worked), effect=_bare(effect))
    if not effect.strip():
        what = _bare(worked)
    if named:
        return _("At {name} this has worked: {what}.").format(name=named, what=what)
    if described:
        return _("At {name} this has worked on a job like yours: {what}.").format(
            name=described, what=what
        )
    return _("This has worked on a job like yours: {what}.").format(what=what)


def objective(asking: str) -> str:
    """What the call is for where it worked."""
    return _("Reference visit for {name}").format(name=asking)


def _bare(text: str) -> str:
    """On one line and without its full stop: it becomes part of a sentence."""
    return " ".join(text.split()).rstrip(".")
