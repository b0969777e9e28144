"""Does the sample week without a screen: plans shown, compared, printed, exported and pictured.

    python packaging/sample_tour.py FOLDER

Calls the commands that `loopwise` offers everyone, from a fresh sample territory, and leaves their
results in FOLDER. Needs nothing but the standard library and the environment it runs in.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

SCRIPTS = Path(sys.executable).parent  # not resolved: the environment's own folder
SHAPES = ("planned", "loop", "zigzag", "far_and_back")


class TourError(Exception):
    """A command failed; the message is what a person should read."""


def loopwise(territory: Path, *arguments: str) -> str:
    """What the command prints.

    Raises:
        TourError: it failed or took longer than two minutes.
    """
    command = [str(SCRIPTS / "loopwise"), "--territory", str(territory), *arguments]
    unseen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(
            command, env=unseen, capture_output=True, text=True, timeout=120, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise TourError(f"loopwise {' '.join(arguments)} took longer than two minutes") from late
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise TourError(f"loopwise {' '.join(arguments)} ended with {done.returncode}:\n{said}")
    return done.stdout


def answer(territory: Path, *arguments: str) -> Any:
    """The JSON document that the command prints."""
    return json.loads(loopwise(territory, "--json", *arguments))


def sample_week() -> str:
    """The week that the sample has half planned: the one after LOOPWISE_NOW, else after today."""
    told = os.environ.get("LOOPWISE_NOW")
    today = datetime.fromisoformat(told).date() if told else date.today()  # noqa: DTZ011
    year, week, _ = (today + timedelta(weeks=1)).isocalendar()
    return f"{year}-W{week:02d}"


def hours(seconds: float) -> str:
    """Seconds as 7:05."""
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def figures(shape: dict[str, Any]) -> str:
    """Distance, time on the road and cost of one way round, in columns."""
    kilometres = shape["metres"] / 1000
    return f"{kilometres:7.0f} km {hours(shape['seconds']):>6} {shape['cost']:8.2f}"


def comparison_table(comparison: dict[str, Any]) -> str:
    """The days and their total, a line each, with every way round side by side."""
    heads = ("as planned", "loop", "zigzag", "far and back")
    lines = [" " * 15 + "".join(f"{head:>28}" for head in heads)]
    for day in comparison["days"]:
        name = date.fromisoformat(day["date"]).strftime("%a %d %b")
        lines.append(table_row(name, day))
    lines.append(table_row("Week", comparison["total"]))
    saved = comparison["total"]["zigzag"]["metres"] - comparison["total"]["loop"]["metres"]
    lines.append(f"The loops are {saved / 1000:.0f} km shorter than the zigzags (estimates).")
    return "\n".join(lines)


def table_row(name: str, shapes: dict[str, Any]) -> str:
    """One line of the table."""
    return f"{name:<15}" + "".join(f"{figures(shapes[shape]):>28}" for shape in SHAPES)


def fresh_territory(folder: Path) -> Path:
    """A new copy of the sample; the tour's own earlier copy gives way."""
    territory = folder / "sample_tour.loopwise"
    for leftover in folder.glob(f"{territory.name}*"):
        leftover.unlink()
    loopwise(territory, "sample", str(territory))
    return territory


def checked_picture(territory: Path, week: str, picture: Path) -> str:
    """Draws the real window and lets the checker look whether its map has painted.

    Raises:
        TourError: the window did not come up or its map stayed empty.
    """
    picture.unlink(missing_ok=True)
    wanted = ("--week", week, "--size", "1366x768", "--light", "--picture", str(picture))
    loopwise(territory, "open", str(territory), *wanted)
    checker = Path(__file__).with_name("check_picture.py")
    verdict = subprocess.run(
        [sys.executable, str(checker), str(picture)], capture_output=True, text=True, check=False
    )
    if verdict.returncode:
        raise TourError(f"{picture}: {verdict.stderr.strip()}")
    return verdict.stdout.strip()


def tour(folder: Path) -> None:
    """The whole sample week; prints as it goes."""
    folder.mkdir(parents=True, exist_ok=True)
    week = sample_week()
    territory = fresh_territory(folder)
    itinerary = answer(territory, "itinerary", "--week", week)
    calls = sum(len(day["stops"]) for day in itinerary["days"])
    print(f"Week {week} of the sample territory: {calls} calls planned.\n")
    print("Every way round the same calls: distance, driving time, cost in the own currency.")
    print(comparison_table(answer(territory, "compare", "--week", week)), end="\n\n")
    made = [(territory, "the territory itself")]
    for kind, words in (
        ("pdf", "the itinerary to print"),
        ("ics", "the calendar"),
        ("html", "the map, for any browser"),
    ):
        made.append((folder / f"{week}.{kind}", words))
        loopwise(territory, "export", "--week", week, "--to", kind, "--out", str(made[-1][0]))
    picture = folder / "window.png"
    print(checked_picture(territory, week, picture))
    made.append((picture, "the window, as it would look on a screen"))
    print("\nYou find here:")
    for path, words in made:
        print(f"  {path}  ({words})")


def main() -> int:
    """Runs the tour; returns the exit code."""
    if len(sys.argv) != 2:
        print("The tour needs one folder to write to.", file=sys.stderr)
        return 2
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # in step with what goes wrong, on stderr
    try:
        tour(Path(sys.argv[1]))
    except TourError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
