"""Mails that ask for a time or confirm one: drafts, for the rep to send."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from planner.exchange import figures
from planner.exchange.mail import Draft, addresses
from planner.exchange.service_drafts import Addressee
from planner.words import _


def at(day: date, time: int) -> str:
    """Thursday 3 December at 10:40."""
    return _("{day} at {time}").format(day=figures.long_date(day), time=figures.time_of_day(time))


def ask_times(to: Addressee, times: Sequence[tuple[date, int]], name: str) -> Draft:
    """To a customer whose call is a draft: would one of these suit?"""
    asked = _("I should like to call on you. Would one of these suit you?")
    offered = "\n".join(f"– {at(day, time)}" for day, time in times)
    if len(times) == 1:
        asked = _("I should like to call on you. Would this suit you?")
    else_ = _("If not, tell me what does.")
    return _letter(to, _("May I call on you?"), [f"{asked}\n{offered}", else_], name)


def confirm(to: Addressee, day: date, time: int | None, name: str) -> Draft:
    """To a customer who was asked and has not answered yet."""
    when = at(day, time) if time is not None else figures.long_date(day)
    asked = _("I asked whether I may call on you on {when}. Does that suit you?").format(when=when)
    return _letter(to, _("Our call on {day}").format(day=figures.long_date(day)), [asked], name)


def about(to: Addressee, words: str, name: str) -> Draft:
    """The beginning of a letter about what was said: the rep writes the rest."""
    one = " ".join(words.split())
    return _letter(to, one[:60], [_("About “{words}”:").format(words=one)] if one else [], name)


def plain(to: Addressee, subject: str, name: str) -> Draft:
    """An empty letter."""
    return _letter(to, subject, [], name)


def _letter(to: Addressee, subject: str, parts: Sequence[str], name: str) -> Draft:
    hello = _("Dear {name},").format(name=to.person) if to.person else _("Good day,")
    text = "\n\n".join(filter(None, (hello, *parts, name)))
    return Draft(addresses(to.email), subject, f"{text}\n")
