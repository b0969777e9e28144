"""What of a week's report leaves the laptop: the one place where that is decided.

Paper, page and mail are made of a `Letter` and see nothing else, so what is not ticked, what is
private, and a source that may not be named cannot be in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from planner.exchange import figures
from planner.exchange import report_words as words
from planner.exchange.customer_list.folding import bare_name
from planner.exchange.report import (
    CARDS,
    COMPLAINTS,
    FIGURES,
    OVER_CALLED,
    QUESTIONS,
    REQUESTS,
    SUMMARY,
    Card,
    Sources,
    WeekReport,
    line_key,
)
from planner.words import _

_SHORTEST = 3
"""Letters of a Latin name: shorter ones are parts of any word and only hidden where they stand
alone. Names of other scripts are whole with two signs."""
_HIDDEN = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, beside it a figure, below it a second line.

    `before` and `after` are anxiety of 5; `sure` is confidence of 3.
    """

    text: str
    figure: str = ""
    meta: str = ""
    before: int | None = None
    after: int | None = None
    sure: int | None = None

    @property
    def plain(self) -> str:
        """All of it in one line."""
        return " · ".join(part for part in (self.text, self.figure, self.meta) if part)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; `note` stands beside it, `own` are the rep's words below them."""

    part: str
    title: str
    note: str = ""
    lines: tuple[Line, ...] = ()
    own: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that leaves: the part it is ticked with, and the text as it will be read."""

    part: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """All that leaves, and nothing else."""

    monday: date
    written_at: datetime
    rep_name: str
    to: str
    file_name: str
    head: tuple[tuple[str, str], ...]
    summary: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """Week 48 · 23 – 27 Nov."""
        return figures.week_title(self.monday)

    def items(self) -> Iterator[Item]:
        """Every line of it, in order."""
        if self.rep_name:
            yield Item(SUMMARY, self.rep_name)
        if self.summary:
            yield Item(SUMMARY, self.summary)
        for figure, meaning in self.head:
            yield Item(FIGURES, f"{figure} {meaning}")
        for section in self.sections:
            yield from _items(section)


def _items(section: Section) -> Iterator[Item]:
    if section.note:
        yield Item(section.part, section.note)
    for line in section.lines:
        yield Item(section.part, line.plain)
    if section.own:
        yield Item(section.part, section.own)


def write(report: WeekReport) -> Letter:
    """The letter of a report: only what is ticked."""
    numbers = report.ticked(FIGURES)
    return Letter(
        monday=report.monday,
        written_at=report.written_at,
        rep_name=report.rep_name,
        to=report.office_email,
        file_name=report.file_name,
        head=words.head(report) if numbers else (),
        summary=report.said(SUMMARY),
        sections=tuple(_sections(report)),
    )


def _sections(report: WeekReport) -> Iterator[Section]:
    if report.ticked(FIGURES):
        yield _calls(report)
        yield _distance(report)
        yield _new_business(report)
    for part, title, note, lines in (
        (COMPLAINTS, words.part(COMPLAINTS), words.complaints_note(report), _complaints(report)),
        (CARDS, words.part(CARDS), "", _cards(report)),
        (REQUESTS, words.part(REQUESTS), "", _requests(report)),
        (QUESTIONS, words.part(QUESTIONS), "", _questions(report)),
        (OVER_CALLED, words.part(OVER_CALLED), "", _over_called(report)),
    ):
        found, own = tuple(lines), report.said(part)
        if report.ticked(part) and (found or own):
            # Its counts are of all complaints: beside some of them they would tell of the others.
            whole = len(found) == len(report.complaints)
            yield Section(part, title, note if whole else "", found, own)


def _calls(report: WeekReport) -> Section:
    lines = tuple(
        Line(words.group(row.group), words.made_of(row.made, row.planned),
             words.missed(row, named=False))
        for row in report.calls
    )  # fmt: skip
    note = words.promises(report.promises)
    return Section(FIGURES, _("Calls"), _("Promises: {words}").format(words=note), lines,
                   report.said("calls"))  # fmt: skip


def _distance(report: WeekReport) -> Section:
    distance, units = report.distance, report.units
    lines = [
        Line(_("Zigzag would be"), figures.distance(distance.zigzag, units)),
        Line(_("Planned"), figures.distance(distance.planned, units)),
    ]
    if distance.driven is not None:
        driven = figures.distance(distance.driven, units)
        lines.append(Line(_("Driven"), driven, words.driven_note(distance)))
    lines += [Line(words.detour(report, found, named=False)) for found in report.detours]
    if report.nights:
        lines.append(Line(words.nights(report.nights)))
    return Section(FIGURES, _("Distance"), "", tuple(lines), report.said("distance"))


def _new_business(report: WeekReport) -> Section:
    new = report.new_business
    lines = [
        Line(figures.month(month.month), words.share(share))
        for month, share in new.months
        if share is not None
    ]
    lines.append(Line(words.new_week(new, report)))
    wanted = _("{target} wanted").format(target=words.share(new.target))
    return Section(FIGURES, _("New business"), wanted, tuple(lines), report.said("new_business"))


def _complaints(report: WeekReport) -> Iterator[Line]:
    """Account, anxiety and hours; no words of the customer."""
    for found in report.complaints:
        if report.leaves(COMPLAINTS, found.id):
            meta = f"{words.first_contact(found)}, {words.state(found)}"
            yield Line(found.name, words.anxiety(found), meta, found.anxiety, found.after)


def _cards(report: WeekReport) -> Iterator[Line]:
    for card in report.cards:
        if report.leaves(CARDS, card.id):
            text = report.said(line_key(CARDS, card.id), card.text)
            meta = " · ".join(part for part in _about(card, report) if part)
            names = () if card.may_name else (_sources(card),)
            yield Line(
                _hidden(text, names), words.sure(card.confidence),
                _hidden(meta, names), sure=card.confidence,
            )  # fmt: skip


def _about(card: Card, report: WeekReport) -> Iterator[str]:
    yield words.kind(card)
    yield card.competitor
    yield words.seen_by(card)
    if card.demand is not None:
        yield words.demand(card.demand, report)
    if card.may_name:
        yield ", ".join(name for name in (card.source or card.contact, *card.seen_at[:1]) if name)
    else:
        yield _("source not named")


def _sources(card: Card) -> Sources:
    return Sources(card.source, card.contact, card.seen_at)


def _hidden(text: str, sources: Iterable[Sources]) -> str:
    """`text` without what would give a source away: names, firms in short, surnames."""
    for names in sources:
        text = without_names(text, (names.source, names.contact, *names.accounts))
        short = {bare_name(name) for name in names.accounts} | set(names.contact.split()[-1:])
        for name in sorted(short, key=len, reverse=True):
            text = _without_word(text, name)
    return text


def _without_word(text: str, name: str) -> str:
    """`text` without a short name where it stands alone; IT is a firm, it is not."""
    pattern = r"[\s-]+".join(re.escape(part) for part in name.split())
    if len(name) < 2:
        return text
    case = re.IGNORECASE if len(name) > _SHORTEST else re.NOFLAG
    return re.sub(rf"(?<!\w){pattern}(?!\w)", _HIDDEN, text, flags=case)


def without_names(text: str, names: Iterable[str]) -> str:
    """`text` with the names in it left out, in whatever case they were typed."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        pattern = r"\s+".join(re.escape(part) for part in name.split())
        if len(name) < _SHORTEST and name.isascii():
            pattern = rf"(?<!\w){pattern}(?!\w)"
        text = re.sub(pattern, _HIDDEN, text, flags=re.IGNORECASE) if pattern else text
    return text


def _requests(report: WeekReport) -> Iterator[Line]:
    for found in report.demands:
        if report.leaves(REQUESTS, found.number):
            text = report.said(line_key(REQUESTS, found.number), found.words)
            yield Line(_hidden(text, found.sources), words.demand(found, report))


def _questions(report: WeekReport) -> Iterator[Line]:
    for asked in report.questions:
        if report.leaves(QUESTIONS, asked.id) and asked.answered_on is None:
            text = report.said(line_key(QUESTIONS, asked.id), asked.text)
            yield Line(text, words.by_day(asked), asked.name)


def _over_called(report: WeekReport) -> Iterator[Line]:
    for found in report.over_called:
        if report.leaves(OVER_CALLED, found.account):
            yield Line(found.name, words.over_called(found))
