"""The command line: which commands there are and what each takes; loads no command itself."""

from __future__ import annotations

import argparse
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.cli.bench_arguments import add_bench
from planner.cli.grading_arguments import add_grading
from planner.words import _, marked

if TYPE_CHECKING:
    from planner.workspace.iso_week import IsoWeek

_EPILOG = marked("""\
FILE is a territory. Where none is named with --territory, LOOPWISE_TERRITORY names it, else
the one in your own data folder is taken. LOOPWISE_PASSPHRASE opens an encrypted one.

exit codes: 0 done, 2 the command line is wrong, 3 the input was refused,
4 the territory cannot be opened, 5 the plan asked for is impossible""")


class _Parser(ArgumentParser):
    """Takes -33.8,151.2 for a place, not for an option."""

    def __init__(self, **kwargs: Any) -> None:
        formatter = argparse.RawDescriptionHelpFormatter
        super().__init__(**{"allow_abbrev": False, "formatter_class": formatter, **kwargs})
        self._negative_number_matcher = re.compile(r"-[\d.][\d.,;\s-]*$")


def parse(argv: Sequence[str]) -> Namespace:
    """Read a command line. `command` of the result is the function to call with it.

    Raises:
        SystemExit: it is wrong (2), or help or version was asked for (0).
    """
    options = _parser().parse_args(argv)
    if not hasattr(options, "territory"):
        options.territory = None
    if not hasattr(options, "json"):
        options.json = False
    return options


def _common() -> ArgumentParser:
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--territory", metavar="FILE", type=Path, help=_("the territory to use"))
    common.add_argument(
        "--json", action="store_true", help=_("print one JSON document and nothing else")
    )
    return common


def _command(path: str) -> Callable[[Namespace], int | None]:
    """The function `module:name` of this package, loaded when it is called."""

    def run(options: Namespace) -> int | None:
        module, _colon, name = path.partition(":")
        found: Callable[[Namespace], int | None] = getattr(
            import_module(f"planner.cli.{module}"), name
        )
        return found(options)

    return run


class _Commands:
    """Adds commands to the parser, each with the options that all have."""

    def __init__(self, parser: ArgumentParser, common: ArgumentParser) -> None:
        self._common = common
        self._commands = parser.add_subparsers(metavar=_("COMMAND"), required=True)

    def add(self, name: str, path: str, text: str, **kwargs: Any) -> ArgumentParser:
        """One command: its name, its function, and what it does."""
        command: ArgumentParser = self._commands.add_parser(
            name, help=text, description=text, parents=[self._common], **kwargs
        )
        command.set_defaults(command=_command(path))
        return command


def _parser() -> ArgumentParser:
    common = _common()
    parser = _Parser(
        prog="loopwise",
        description=_(
            "Plans the week of a sales territory. Without a command it opens the window."
        ),
        epilog=_(_EPILOG),
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"Loopwise {_version()}")
    commands = _Commands(parser, common)
    _territory_commands(commands)
    _record_commands(commands)
    _log_commands(commands)
    add_grading(commands)
    _week_commands(commands)
    _journal_commands(commands)
    add_bench(commands, lambda command: _Commands(command, common))
    return parser


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("loopwise")
    except PackageNotFoundError:
        return "0"


def _territory_commands(commands: _Commands) -> None:
    window = commands.add("open", "territories:window", _("open the window"))
    window.add_argument("file", metavar="FILE", type=Path, nargs="?")
    window.add_argument(
        "--picture", metavar="OUT.png", help=_("write a picture of the window instead")
    )
    for name, value, text in (
        ("--size", "1366x768", _("size of the window")),
        ("--week", "2026-W49", _("the week to show")),
    ):
        window.add_argument(name, metavar=value, help=text)
    window.add_argument("--dark", action="store_true", help=_("the dark window"))
    window.add_argument("--light", action="store_true", help=_("the light window"))
    window.add_argument(
        "--safe-graphics", action="store_true", help=_("for a map that stays blank")
    )
    sample = commands.add("sample", "territories:sample", _("make a sample territory"))
    sample.add_argument("file", metavar="FILE", type=Path)
    new = commands.add("new", "territories:new", _("make an empty territory"))
    new.add_argument("file", metavar="FILE", type=Path)
    new.add_argument(
        "--base",
        required=True,
        metavar=_("PLACE|LAT,LON"),
        help=_("where the rep starts; time zone, currency and units follow from it"),
    )
    new.add_argument("--name", default="", help=_("what the territory is called"))
    check = commands.add("check", "checking:check", _("look whether a territory's file is sound"))
    check.add_argument("file", metavar="FILE", type=Path, nargs="?")
    find = commands.add("find", "places:find", _("the places that an address may mean"))
    find.add_argument("text", metavar="TEXT", nargs="+")


def _record_commands(commands: _Commands) -> None:
    bring = commands.add("import", "lists:bring_in", _("bring a customer list in"))
    bring.add_argument("list", metavar="LIST", type=Path, help=_("CSV, Excel, ODS, or .ics"))
    bring.add_argument("--preset", help=_("the program that the list comes from"))
    bring.add_argument("--sheet", help=_("which sheet of a workbook"))
    bring.add_argument(
        "--column",
        action="append",
        default=[],
        metavar=_("FIELD=HEADING"),
        help=_("which column holds what; may be given several times"),
    )
    bring.add_argument(
        "--update", action="store_true", help=_("change known accounts to what the list says")
    )
    bring.add_argument("--dry-run", action="store_true", help=_("say what would be done, no more"))
    accounts = commands.add("accounts", "accounts:accounts", _("list the accounts"))
    accounts.add_argument("--search", default="", metavar=_("TEXT"))
    show = commands.add("show", "accounts:show", _("everything that is kept on an account"))
    show.add_argument("account", metavar=_("ACCOUNT"), help=_("its number, or its name"))
    commands.add("attention", "attention:attention", _("all that needs you, most pressing first"))
    commands.add("complaints", "service:complaints", _("complaints, the most worried first"))
    commands.add("jobs", "service:jobs", _("installation to breakdown: jobs, and what is due"))
    prospects = commands.add("prospects", "prospects:prospects", _("new business and its price"))
    prospects.add_argument(
        "--hours", type=_hours, metavar="H", help=_("what keeping H hours a week would bring")
    )
    solved = commands.add("solutions", "solutions:solutions", _("what was solved elsewhere"))
    solved.add_argument("--search", default="", metavar=_("TEXT"), help=_("words to look for"))
    solved.add_argument(
        "--account",
        metavar=_("ACCOUNT"),
        help=_("what may help an account, by the words of its open jobs and complaints"),
    )
    record = commands.add(
        "record",
        "record:record",
        _("make, change, show or delete a record of any kind"),
        add_help=False,
    )
    record.add_argument("kind", metavar=_("KIND"), nargs="?")
    record.add_argument("values", metavar=_("[ID] FIELD=VALUE"), nargs="*")
    record.add_argument("--delete", action="store_true", help=_("delete the record"))
    record.add_argument("-h", "--help", action="store_true", help=_("list the kinds, or fields"))


def _log_commands(commands: _Commands) -> None:
    log = commands.add(
        "log",
        "log:log",
        _("log a call, with all that was learnt at it"),
        usage=_("loopwise log [ACCOUNT] [--call CALL] outcome=TEXT [FIELD=VALUE ...]"),
    )
    log.add_argument("words", metavar=_("[ACCOUNT] FIELD=VALUE"), nargs="*")
    log.add_argument("--call", metavar=_("CALL"), type=_an_id, help=_("a call by its number"))
    mileage = commands.add("mileage", "log:mileage", _("the kilometres of an expense claim"))
    mileage.add_argument("--from", dest="first", required=True, type=_a_date, metavar=_("DATE"))
    mileage.add_argument("--to", dest="last", required=True, type=_a_date, metavar=_("DATE"))
    mileage.add_argument("--out", required=True, type=Path, metavar="FILE", help=_(".csv or .pdf"))
    mileage.add_argument("--paper", default="A4", metavar="A4|Letter", help=_("PDF: paper size"))


def _week_commands(commands: _Commands) -> None:
    assign = commands.add("assign", "week:assign", _("set a day by hand, in this order"))
    assign.add_argument("--day", required=True, type=_a_date, metavar=_("DATE"))
    assign.add_argument("accounts", metavar="ID", type=_an_id, nargs="*")
    for name, text in (
        ("lock", _("hold a call where it is")),
        ("unlock", _("let a call move again")),
    ):
        lock = commands.add(name, f"week:{name}", text)
        lock.add_argument("calls", metavar=_("CALL"), type=_an_id, nargs="+")
    _plan_command(commands)
    _of_week(commands.add("itinerary", "week:itinerary", _("what is planned for a week")))
    compare = commands.add("compare", "week:compare", _("loop against zigzag, day by day"))
    spans = compare.add_mutually_exclusive_group(required=True)
    spans.add_argument("--week", type=_a_week, metavar=_("2026-W49"))
    spans.add_argument("--year", type=_a_year, metavar=_("2026"), help=_("the sums of a year"))
    price = commands.add("price", "week:price", _("what a call would cost in every slot of a week"))
    price.add_argument("--account", required=True, type=_an_id, metavar="ID")
    _of_week(price)
    _day_commands(commands)
    _cycle_command(commands)
    ask = commands.add("ask", "ask:ask", _("ask customers for a time: a mail draft for each call"))
    _of_week(ask)
    ask.add_argument("--out", required=True, type=Path, metavar=_("FOLDER"))
    ask.add_argument(
        "--call",
        action="append",
        default=[],
        type=_an_id,
        metavar=_("CALL"),
        help=_("only this one; may be given several times"),
    )
    export = commands.add("export", "export:export", _("take a week out: calendar, paper, table"))
    _of_week(export)
    export.add_argument("--to", required=True, metavar="ics|pdf|csv|xlsx|html")
    export.add_argument("--out", required=True, type=Path, metavar="FILE")
    export.add_argument(
        "--changes", action="store_true", help=_("calendar: only what changed since the last one")
    )
    export.add_argument(
        "--cancel", action="store_true", help=_("calendar: take out what was exported")
    )
    export.add_argument(
        "--with-drives", action="store_true", help=_("calendar: drives and lunch as events too")
    )
    export.add_argument(
        "--with-alarms", action="store_true", help=_("calendar: remind of when to leave")
    )
    export.add_argument("--paper", default="A4", metavar="A4|Letter", help=_("PDF: paper size"))
    report = commands.add("report", "report:report", _("the week's report to head office"))
    _of_week(report)
    report.add_argument("--out", required=True, type=Path, metavar="FILE.pdf|.html|.eml")
    report.add_argument("--paper", default="A4", metavar="A4|Letter", help=_("PDF: paper size"))


def _plan_command(commands: _Commands) -> None:
    plan = commands.add("plan", "plan:plan", _("plan a week around what is held, and keep it"))
    _of_week(plan)
    effort = plan.add_mutually_exclusive_group()
    effort.add_argument("--seconds", type=_a_length, metavar="S", help=_("how long to search"))
    effort.add_argument(
        "--iterations", type=_a_count, metavar="N", help=_("how much to search; repeats exactly")
    )
    plan.add_argument("--seed", type=_a_seed, default=1, metavar="N", help=_("for another search"))
    plan.add_argument(
        "--fresh", action="store_true", help=_("move as many calls as it takes, not only a few")
    )
    plan.add_argument("--dry-run", action="store_true", help=_("say what would be done, no more"))


def _cycle_command(commands: _Commands) -> None:
    cycle = commands.add("cycle", "cycle:cycle", _("plan the calls of several weeks and keep them"))
    cycle.add_argument("--from", dest="first", required=True, type=_a_week, metavar=_("2026-W49"))
    cycle.add_argument(
        "--weeks", required=True, type=_a_number_of_weeks, metavar="N", help=_("4 to 13, say")
    )
    effort = cycle.add_mutually_exclusive_group()
    effort.add_argument(
        "--seconds", type=_a_length, metavar="S", help=_("how long to search; else by its size")
    )
    effort.add_argument(
        "--iterations", type=_a_count, metavar="N", help=_("how much to search; repeats exactly")
    )
    cycle.add_argument("--seed", type=_a_seed, default=1, metavar="N", help=_("for another search"))
    cycle.add_argument(
        "--way",
        action="append",
        default=[],
        metavar=_("KEY"),
        help=_("a way to stretch that is taken; may be given several times"),
    )
    cycle.add_argument("--dry-run", action="store_true", help=_("say what would be done, no more"))


def _day_commands(commands: _Commands) -> None:
    urgent = commands.add("urgent", "day:urgent", _("reach an account now: three priced ways"))
    urgent.add_argument("account", type=_an_id, metavar="ID")
    urgent.add_argument(
        "--at", required=True, type=_a_moment, metavar=_("MOMENT"), help=_("2026-11-30T10:40")
    )
    urgent.add_argument("--take", metavar="now|after|tomorrow", help=_("take this way, one step"))
    gap = commands.add("gap", "day:gap", _("who is near, due and open where a stop is cancelled"))
    gap.add_argument("--day", required=True, type=_a_date, metavar=_("DATE"))
    gap.add_argument("--call", type=_an_id, metavar=_("CALL"), help=_("the call that is cancelled"))


def _of_week(command: ArgumentParser) -> None:
    command.add_argument("--week", required=True, type=_a_week, metavar=_("2026-W49"))


def _journal_commands(commands: _Commands) -> None:
    commands.add("undo", "journal:undo", _("take the last change back"))
    commands.add("redo", "journal:redo", _("do the change again that was taken back last"))
    commands.add("history", "journal:history", _("what was done, newest first"))


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _an_id(text: str) -> int:
    if not _is_whole(text):
        message = _("“{text}” is no number of a record.").format(text=text)
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _hours(text: str) -> float:
    """Hours of a week, in halves and quarters too."""
    match = re.fullmatch(r"\d{1,3}(\.\d{1,2})?", text, re.ASCII)
    if match is None or float(text) > 168:
        message = _("“{text}” are no hours of a week. Write 0 to 168.").format(text=text)
        raise argparse.ArgumentTypeError(message)
    return float(text)


def _a_seed(text: str) -> int:
    if not _is_whole(text):
        message = _("“{text}” is no seed. Write a whole number, 0 or more.").format(text=text)
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _a_number_of_weeks(text: str) -> int:
    if not _is_whole(text) or not 0 < int(text) <= 10**4:
        message = _("“{text}” is no number of weeks.").format(text=text)
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _a_length(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds <= 86_400:
        message = _("“{text}” is no time to search. Write seconds, like 2.5.").format(text=text)
        raise argparse.ArgumentTypeError(message)
    return seconds


def _a_count(text: str) -> int:
    if not _is_whole(text) or not 0 < int(text) <= 10**9:
        message = _("“{text}” is no number of iterations.").format(text=text)
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _a_date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
        if not _planned_ever(day):
            raise ValueError(text)
        return day
    except ValueError as error:
        message = _("“{text}” is no date. Write it like 2026-11-30.").format(text=text)
        raise argparse.ArgumentTypeError(message) from error


def _a_moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
        if not _planned_ever(found.date()):
            raise ValueError(text)
        return found
    except ValueError as error:
        message = _("“{text}” is no moment. Write it like 2026-11-30T10:40.").format(text=text)
        raise argparse.ArgumentTypeError(message) from error


def _a_year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and 1000 <= int(text) < 9000):
        message = _("“{text}” is no year. Write it like 2026.").format(text=text)
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _planned_ever(day: date) -> bool:
    """Whether the weeks round a date are on the calendar."""
    return 1000 <= day.year < 9000


def _a_week(text: str) -> IsoWeek:
    from planner.workspace.iso_week import IsoWeek

    try:
        week = IsoWeek.parse(text)
        if not _planned_ever(week.monday):
            raise ValueError(text)
        return week
    except ValueError as error:
        message = _("“{text}” is no week. Write it like 2026-W49.").format(text=text)
        raise argparse.ArgumentTypeError(message) from error
