"""The report as one page for any browser: everything in it, nothing fetched, no script."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from planner.exchange import figures, report_words
from planner.exchange.report_letter import Letter, Line, Section
from planner.words import _

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --mute: #5a626c; --line: #dfe3e8; --bg: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9ebee; --mute: #a5adb7; --line: #32373d; --bg: #1c1f23; } }
body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--bg);
  max-width: 52rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .3rem; }
h2 small, .meta, .who { color: var(--mute); font-weight: 400; font-size: .85rem; }
.head { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 1rem;
  border-block: 1px solid var(--line); padding: .8rem 0; margin: 1rem 0; }
.head b { display: block; font-size: 1.25rem; } .head span { color: var(--mute); }
table { border-collapse: collapse; width: 100%; } td { padding: .3rem .6rem .3rem 0;
  vertical-align: top; border-bottom: 1px solid var(--line); white-space: pre-wrap; }
td.figure { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; width: 34%; }
p { white-space: pre-wrap; }
"""


def to_html(letter: Letter) -> str:
    """The letter as a page; every text in it is escaped and shown as it was typed."""
    title = escape(_("Report {week}").format(week=letter.title))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{title}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{title}</h1>",
            *_top(letter),
            *(part for section in letter.sections for part in _section(section)),
            "</body></html>",
            "",
        )
    )


def _top(letter: Letter) -> Iterator[str]:
    written = _("written {moment}").format(moment=figures.moment(letter.written_at))
    who = " · ".join(part for part in (letter.rep_name, written) if part)
    yield f'<div class="who" dir="auto">{escape(who)}</div>'
    if letter.head:
        found = (f"<div><b>{escape(f)}</b><span>{escape(w)}</span></div>" for f, w in letter.head)
        yield f'<div class="head">{"".join(found)}</div>'
    if letter.summary:
        yield f'<p dir="auto">{escape(letter.summary)}</p>'


def _section(section: Section) -> Iterator[str]:
    note = f" <small>{escape(section.note)}</small>" if section.note else ""
    yield f"<h2>{escape(section.title)}{note}</h2>"
    if section.lines:
        yield f"<table>{''.join(_row(line) for line in section.lines)}</table>"
    if section.own:
        yield f'<p dir="auto">{escape(section.own)}</p>'


def _row(line: Line) -> str:
    meta = f'<div class="meta" dir="auto">{escape(line.meta)}</div>' if line.meta else ""
    figure = escape(" ".join(part for part in (_dots(line), line.figure) if part))
    return f'<tr><td dir="auto">{escape(line.text)}{meta}</td><td class="figure">{figure}</td></tr>'


def _dots(line: Line) -> str:
    if line.before is not None:
        return report_words.dots(line.before)
    return "" if line.sure is None else report_words.dots(line.sure, 3)
