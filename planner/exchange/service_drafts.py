"""Mails that follow from complaints, jobs and urgent calls: drafts, for the rep to send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.exchange import figures
from planner.exchange.mail import Draft, addresses
from planner.words import _


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom: the account's name, the person where one is known, the address."""

    account: str
    person: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a complaint or job, for who has to help; empty is not known."""

    account: str
    words: str
    where: str = ""
    person: str = ""
    phone: str = ""
    machine: str = ""
    anxiety: int | None = None
    difficulty: int | None = None
    since: str = ""
    answered: str = ""
    worked: Sequence[str] = ()


def when(day: date, time: int, today: date) -> str:
    """Today at 11:25; on Tuesday 1 December at 08:50."""
    clock = figures.time_of_day(time)
    if day == today:
        return _("today at {time}").format(time=clock)
    return _("on {day} at {time}").format(day=figures.long_date(day), time=clock)


def on_my_way(to: Addressee, arrival: str, answer: str, name: str) -> Draft:
    """To the customer who rang: when the rep is there, the worry taken up."""
    subject = _("I am with you {when}").format(when=arrival)
    return _letter(to, subject, [answer], name)


def first_answer(to: Addressee, answer: str, name: str) -> Draft:
    """The first answer as a mail."""
    return _letter(to, _("Your call: this is what I do now"), [answer], name)


def moved(to: Addressee, before: str, after: str, name: str) -> Draft:
    """To somebody whose call goes to another day, with the new time; empty: none yet."""
    if after:
        subject = _("May I come {when}?").format(when=after)
        asked = _("May I come {when} instead? A word is enough, or name me a better time.")
        asked = asked.format(when=after)
    else:
        subject = _("Our call: may I name a new day?")
        asked = _("Which days suit you in the next two weeks? I then name a time.")
    why = _("I had planned to be with you {before}. An urgent call has come between: I am sorry"
            " to ask you for another time.").format(before=before)  # fmt: skip
    return _letter(to, subject, [why, asked], name)


def later(to: Addressee, before: str, after: str, name: str) -> Draft:
    """To somebody who is called on the same day at another time."""
    subject = _("I come {when}").format(when=after)
    said = _("I had planned to be with you {before}. It will be {after}, since an urgent call has"
             " come between. If that does not suit you, phone me.")  # fmt: skip
    return _letter(to, subject, [said.format(before=before, after=after)], name)


def brief(to: str, expert: str, case: Case, name: str) -> Draft:
    """To an expert: who, what they said, what is known, what worked elsewhere."""
    subject = _("Your help: {account}, {machine}").format(
        account=case.account, machine=case.machine or _short(case.words)
    )
    known = [
        (_("Customer"), ", ".join(filter(None, (case.account, case.where)))),
        (_("Ask for"), ", ".join(filter(None, (case.person, case.phone)))),
        (_("Machine"), case.machine),
        (_("In their words"), f"“{case.words}”" if case.words else ""),
        (_("How worried"), _of_five(case.anxiety)),
        (_("How hard a fault"), _of_five(case.difficulty)),
        (_("Since"), case.since),
        (_("They were told"), case.answered),
    ]
    lines = [f"{word}: {text}" for word, text in known if text]
    worked = [f"– {text}" for text in case.worked] or [_("nothing known yet")]
    parts = ["\n".join(lines), "\n".join([_("What worked elsewhere:"), *worked])]
    asked = _("When can you be there, or talk to them by phone? I tell the customer.")
    return _letter(Addressee("", expert, to), subject, [*parts, asked], name)


def referral(to: Addressee, done: str, name: str) -> Draft:
    """To a calmed customer: who else could use that."""
    thanks = _("Thank you for telling me at once. I am glad that it runs again.")
    did = _("What we did: {done}").format(done=done) if done else ""
    asked = _("Who do you know that has the same trouble? A name is enough: I see to the rest,"
              " and mention you only if you like.")  # fmt: skip
    said = [" ".join(filter(None, (thanks, did))), asked]
    return _letter(to, _("Who else could use this?"), said, name)


def maintenance(to: Addressee, machine: str, due: str, visit: str, name: str) -> Draft:
    """Maintenance that is due, offered for a day on which the rep is near."""
    offered = _("The maintenance of your {machine} is due {due}. I am near you {visit}: shall I see"
                " to it then?").format(machine=machine, due=due, visit=visit)  # fmt: skip
    return _letter(to, _("Maintenance of your {machine}").format(machine=machine), [offered], name)


def satisfaction(to: Addressee, job: str, name: str) -> Draft:
    """After a job: how satisfied are they?"""
    asked = _("We have finished: {job}. From 1, not at all, to 5, very: how satisfied are you? And"
              " what would have made it better?").format(job=job)  # fmt: skip
    return _letter(to, _("How satisfied are you?"), [asked], name)


def _letter(to: Addressee, subject: str, parts: Sequence[str], name: str) -> Draft:
    hello = _("Dear {name},").format(name=to.person) if to.person else _("Good day,")
    text = "\n\n".join(filter(None, (hello, *parts, name)))
    return Draft(addresses(to.email), subject, f"{text}\n")


def _of_five(value: int | None) -> str:
    return "" if value is None else _("{value} of 5").format(value=value)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"
