"""The sections of the report, each made of the facts of the week."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner.exchange import figures, report_words
from planner.exchange.report import (
    CARDS,
    COMPLAINTS,
    OVER_CALLED,
    QUESTIONS,
    REQUESTS,
    Card,
    ComplaintLine,
    WeekReport,
    line_key,
)
from planner.words import _
from ui import plain, theme
from ui.report.asking import AnswerRow
from ui.report.painted import Bar, Column, Columns, Dots, Squares
from ui.report.rows import Asking, Section, Tick, TickRow, figure, link, muted, strong, tool

_NAME, _BAR, _LABEL = 96, 150, 52


def head(report: WeekReport) -> QWidget:
    """The six figures."""
    made = QWidget()
    made.setFixedHeight(76)
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 10, 16, 8)
    row.setSpacing(16)
    for at, (value, meaning) in enumerate(report_words.head(report)):
        column = QVBoxLayout()
        column.setSpacing(0)
        number = figure(value, theme.FIGURES)
        if at == 2 and report.distance.saved > 0:
            number.setObjectName("good")
        if at == 3 and report.detours:
            number.setObjectName("bad")
        column.addWidget(number)
        column.addWidget(muted(meaning))
        column.addStretch()
        row.addLayout(column, 1)
    return made


def calls(report: WeekReport, asking: Asking) -> Section:
    """Planned, made and missed by grade."""
    made = Section(_("Calls"), _("planned, made, missed"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setColumnStretch(3, 1)
    most = max((row.planned for row in report.calls), default=1)
    for at, row in enumerate(report.calls):
        grid.addWidget(strong(report_words.group(row.group)), at, 0)
        bar = Bar(row.made, row.planned, most)
        bar.setFixedWidth(_BAR)
        grid.addWidget(bar, at, 1)
        grid.addWidget(figure(report_words.made_of(row.made, row.planned)), at, 2)
        grid.addWidget(muted(report_words.missed(row, named=True)), at, 3)
    made.column.addLayout(grid)
    if not report.calls:
        made.put(muted(_("No calls in this week. Plan it with Ctrl+G on the week’s screen.")))
    if report.nights:
        made.put(muted(report_words.nights(report.nights)))
    made.put(muted(_("Promises: {words}").format(words=report_words.promises(report.promises))))
    made.own_words("calls", report.said("calls"), asking)
    return made


def distance(report: WeekReport, asking: Asking) -> Section:
    """Zigzag, planned and driven, and what urgent calls added."""
    found, units = report.distance, report.units
    note = _("est. at {money} a km").format(
        money=figures.money(found.rate_per_km, report.currency, cents=True)
    )
    made = Section(_("Distance"), note)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setColumnStretch(1, 1)
    detours = sum(d.metres for d in report.detours)
    rows = [(_("Zigzag would be"), found.zigzag, "hatch", 0), (_("Planned"), found.planned, "", 0)]
    if found.driven is not None:
        rows.append((_("Driven"), found.driven, "ink", max(0, detours)))
    most = max(value for _word, value, _kind, _over in rows) or 1
    for at, (word, value, kind, over) in enumerate(rows):
        grid.addWidget(_meta(word), at, 0)
        grid.addWidget(Bar(value, value, most, kind=kind, over=over), at, 1)
        grid.addWidget(figure(figures.distance(value, units)), at, 2)
    made.column.addLayout(grid)
    note = report_words.driven_note(found)
    if found.driven is None:
        note = _("What was driven is not noted: read the odometer when you close a day.")
    if note:
        made.put(muted(note))
    for detour in report.detours:
        label = plain.label(report_words.detour(report, detour, named=True), wrap=True)
        label.setFont(theme.font(theme.META, bold=True))
        label.setObjectName("bad")
        made.put(label)
    made.own_words("distance", report.said("distance"), asking)
    return made


def new_business(report: WeekReport, asking: Asking) -> Section:
    """The share of revenue from new customers, by month."""
    new = report.new_business
    made = Section(_("New business"), _("share of revenue that comes from new customers"))
    columns = [
        Column(
            share or 0.0, report_words.share(share).removesuffix(" %"), figures.month(m.month)[:3]
        )
        for m, share in new.months
    ]
    wanted = _("{target} wanted").format(target=report_words.share(new.target))
    made.put(Columns(columns, new.target, wanted))
    made.put(muted(report_words.new_week(new, report)))
    made.own_words("new_business", report.said("new_business"), asking)
    return made


def complaints(report: WeekReport, asking: Asking) -> Section:
    """Anxiety before and after, and how soon the first contact was."""
    made = Section(report_words.part(COMPLAINTS), report_words.complaints_note(report))
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setColumnStretch(1, 1)
    for at, found in enumerate(report.complaints):
        _complaint(grid, at, found, report, asking)
    made.column.addLayout(grid)
    if not report.complaints:
        made.put(muted(_("No complaint was open in this week.")))
    made.own_words(COMPLAINTS, report.said(COMPLAINTS), asking)
    return made


def _complaint(
    grid: QGridLayout, at: int, found: ComplaintLine, report: WeekReport, asking: Asking
) -> None:
    key = line_key(COMPLAINTS, found.id)
    grid.addWidget(Tick(key, found.name, report.leaves(COMPLAINTS, found.id), asking), at, 0)
    name = strong(found.name)
    name.setMinimumWidth(_NAME)
    grid.addWidget(name, at, 1)
    dots = QHBoxLayout()
    dots.setSpacing(6)
    dots.addWidget(Dots(found.anxiety, warns=True))
    dots.addWidget(figure(str(found.anxiety)))
    if found.after is not None:
        dots.addWidget(muted("→"))
        dots.addWidget(Dots(found.after, warns=False))
        dots.addWidget(figure(str(found.after)))
    dots.addStretch()
    holder = QWidget()
    holder.setLayout(dots)
    dots.setContentsMargins(0, 0, 0, 0)
    holder.setAccessibleName(report_words.anxiety(found))
    grid.addWidget(holder, at, 2)
    contact = strong(_("waits")) if found.first_contact is None else muted(
        figures.duration(found.first_contact))  # fmt: skip
    contact.setWordWrap(False)
    if found.first_contact is None:
        contact.setObjectName("bad")
    contact.setToolTip(plain.tooltip(report_words.first_contact(found)))
    grid.addWidget(contact, at, 3)
    state = report_words.state(found)
    grid.addWidget(muted(state) if found.closed_on else strong(state), at, 4)


def cards(report: WeekReport, asking: Asking) -> Section:
    """Field reports, then product requests."""
    made = Section(report_words.part(CARDS), _("Space: in or out"))
    made.head.addWidget(
        link(_("New…"), _("New field report"), lambda: asking.opened.emit("field_report", 0))
    )
    for card in report.cards:
        made.put(_card(card, report, asking))
    if not report.cards:
        made.put(muted(_("Nothing heard yet this week. Ctrl+Shift+R keeps a report in seconds.")))
    made.own_words(CARDS, report.said(CARDS), asking)
    return made


def _card(card: Card, report: WeekReport, asking: Asking) -> TickRow:
    key, leaves = line_key(CARDS, card.id), report.leaves(CARDS, card.id)
    row = TickRow(key, report.said(key, card.text), card_meta(card, leaves=leaves), asking,
                  leaves=leaves)  # fmt: skip
    sure = muted(report_words.sure(card.confidence))
    sure.setWordWrap(False)
    row.at_right(Squares(card.confidence, quiet=not leaves), sure)
    named = card.text[:80]
    row.tools(
        tool("plus-circle", _("Seen at another account too: {text}").format(text=named),
             lambda: asking.seen_here_wanted.emit(card.id)),
        tool("dots-three", _("All of this report: {text}").format(text=named),
             lambda: asking.opened.emit("field_report", card.id)),
    )  # fmt: skip
    return row


def card_meta(card: Card, *, leaves: bool) -> str:
    """Kind, whose, source, how often seen; what stays here says so."""
    parts = [report_words.kind(card), card.competitor, report_words.seen_by(card)]
    parts.append(", ".join(filter(None, (card.source or card.contact, *card.seen_at[:1]))))
    if not card.may_name:
        parts.append(_("source not named"))
    if card.private:
        parts.append(_("private"))
    if not leaves:
        parts.append(_("stays here"))
    return " · ".join(part for part in parts if part)


def requests(report: WeekReport, asking: Asking) -> Section:
    """Product requests by accounts and revenue."""
    made = Section(report_words.part(REQUESTS), _("nuances with the same words, counted"))
    for found in report.demands:
        key, leaves = line_key(REQUESTS, found.number), report.leaves(REQUESTS, found.number)
        meta = report_words.demand(found, report)
        if found.this_week:
            meta += " · " + _("heard this week")
        made.put(TickRow(key, report.said(key, found.words), meta, asking, leaves=leaves))
    if not report.demands:
        made.put(muted(_("No nuance asks for a product yet: say so on an account’s card.")))
    made.column.addStretch()
    return made


def questions(report: WeekReport, asking: Asking, ask: QWidget) -> Section:
    """Questions to head office, those answered with their answer, and one more."""
    made = Section(report_words.part(QUESTIONS), _("the answer comes back to the account"))
    for asked in report.questions:
        key = line_key(QUESTIONS, asked.id)
        if asked.answered_on is not None:
            made.put(AnswerRow(asked, asking))
            continue
        leaves = report.leaves(QUESTIONS, asked.id)
        row = TickRow(key, report.said(key, asked.text), asked.name, asking, leaves=leaves)
        answer = AnswerRow(asked, asking)
        row.below.addWidget(link(_("Answer…"), _("Type head office’s answer"), answer.begin))
        row.at_right(strong(report_words.by_day(asked)))
        made.put(row)
        made.put(answer)
    made.put(ask)
    made.own_words(QUESTIONS, report.said(QUESTIONS), asking)
    return made


def over_called(report: WeekReport, asking: Asking) -> Section:
    """Accounts that get more calls than planned while little grows."""
    made = Section(report_words.part(OVER_CALLED), _("friendly, but not growing"))
    for found in report.over_called:
        key = line_key(OVER_CALLED, found.account)
        row = TickRow(key, found.name, report_words.over_called(found), asking,
                      leaves=report.leaves(OVER_CALLED, found.account), editable=False)  # fmt: skip
        made.put(row)
    if not report.over_called:
        made.put(muted(_("None: every account gets the calls that were meant.")))
    made.own_words(OVER_CALLED, report.said(OVER_CALLED), asking)
    return made


def _meta(text: str) -> QLabel:
    label = plain.label(text)
    label.setFont(theme.font(theme.META))
    label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return label
