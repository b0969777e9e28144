"""Measures the engine: public instances and generated weeks, other solvers beside it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.cli.output import Progress, answer, complain, table
from planner.words import _

if TYPE_CHECKING:
    from planner.cli.bench_peers import PeerResult
    from planner.tours.engine.problem import Answer, Problem
    from planner.tours.instances import BadInstance, Instance

REFUSED = 3
SECONDS = 10.0


def tour(options: Namespace) -> int:
    """The shortest closed tour of a table of seconds."""
    from planner.tours.instances import read_tour

    return _of_file(options, read_tour)


def tsptw(options: Namespace) -> int:
    """The shortest tour with a window at each place."""
    from planner.tours.instances import read_tsptw

    return _of_file(options, read_tsptw)


def pvrp(options: Namespace) -> int:
    """Periodic vehicle routing."""
    from planner.tours.instances import read_periodic

    return _of_file(options, read_periodic)


def week(options: Namespace) -> int:
    """A generated week; the family is described in `planner.tours.instances.week`."""
    from planner.tours.instances import generate_week

    instance = generate_week(options.accounts, options.seed)
    _measure(options, instance, options.search_seed)
    return 0


def _of_file(options: Namespace, read: Callable[[Path], Instance]) -> int:
    from planner.tours.instances import BadInstance

    try:
        instance = read(options.file)
    except BadInstance as refusal:
        complain(_refusal_text(refusal))
        return REFUSED
    _measure(options, instance, options.seed)
    return 0


def _measure(options: Namespace, instance: Instance, seed: int) -> None:
    found = _searched(options, instance.problem, seed)
    document = _document(instance, found)
    peers: dict[str, PeerResult | None] = {}
    if options.peers:
        peers = _peers(instance.problem, options.seconds or SECONDS, seed)
        document["peers"] = {name: result and result.cost for name, result in peers.items()}
    answer(options, document, _text(document, peers))
    missing = [name for name, result in peers.items() if result is None]
    if missing:
        complain(_how_to_get(missing))


def _searched(options: Namespace, problem: Problem, seed: int) -> Answer:
    """The engine's answer; as feasible only where the independent check says so too."""
    from dataclasses import replace

    from planner.tours.checking import check, disagreements
    from planner.tours.engine import search

    bar = Progress(_("Searching"))
    seconds = None if options.iterations else options.seconds or SECONDS

    def show(progress: Any) -> bool:
        bar(int(1000 * progress.share), 1000)
        return True

    found = search(
        problem, seconds=seconds, iterations=options.iterations or None, seed=seed, tell=show
    )
    for fault in disagreements(problem, found):
        complain(_("The check does not agree with the engine: {fault}").format(fault=fault))
    checked = check(problem, found)
    return replace(found, cost=checked.cost, feasible=found.feasible and not checked.faults)


def _document(instance: Instance, found: Answer) -> dict[str, Any]:
    """`gap` is a share of the reference: 0.01 is one hundredth over it."""
    cost = found.cost if isfinite(found.cost) else None
    gap = None
    if instance.reference and cost is not None:
        gap = cost / instance.reference - 1
    return {
        "instance": instance.name,
        "cost": cost,
        "feasible": found.feasible,
        "reference": instance.reference,
        "gap": gap,
        "seconds": found.took,
        "iterations": found.iterations,
        "solution": instance.tell(found),
    }


def _peers(problem: Problem, seconds: float, seed: int) -> dict[str, PeerResult | None]:
    """What each peer reached in as long a time; None for those that are not installed."""
    from planner.cli.bench_peers import is_there, run_peer, suited

    asked = suited(problem)
    if not asked:
        complain(_("No other solver here can be given this problem."))
    results: dict[str, PeerResult | None] = {}
    for peer in asked:
        there = is_there(peer)
        if there:
            complain(_("{peer} is at work …").format(peer=peer.name))
        results[peer.name] = run_peer(peer, problem, seconds, seed) if there else None
    return results


def _how_to_get(missing: list[str]) -> str:
    from planner.cli.bench_peers import HOW_TO_GET

    return _(
        "Not installed: {names}. In a checkout, “{command}” brings them; "
        "Loopwise itself never needs them."
    ).format(names=", ".join(missing), command=HOW_TO_GET)


# ---- for people ---------------------------------------------------------------------------


def _text(document: dict[str, Any], peers: dict[str, PeerResult | None]) -> Iterator[str]:
    feasible = document["feasible"]
    yield document["instance"]
    reference, gap = document["reference"], document["gap"]
    if reference is not None:
        yield _("Reference: {cost}").format(cost=_figure(reference))
    if not feasible:
        yield _("No plan was found that keeps every rule.")
    if gap is not None:
        yield _("Gap: {percent} %").format(percent=f"{100 * gap:+.2f}")
    rows = [("Loopwise", _figure(document["cost"] if feasible else None), document["seconds"], "")]
    rows += [
        (name, _figure(result.cost), result.seconds, result.said)
        for name, result in peers.items()
        if result
    ]
    shown = [(name, cost, f"{seconds:.1f}", said) for name, cost, seconds, said in rows]
    yield from table(("", _("Cost"), _("Seconds"), ""), shown, " >>")
    yield _("Iterations: {count}").format(count=f"{document['iterations']:,}")


def _figure(cost: float | None) -> str:
    if cost is None:
        return "–"
    return f"{cost:,.0f}" if cost == int(cost) else f"{cost:,.2f}"


def _refusal_text(refusal: BadInstance) -> str:
    place = str(refusal.file)
    if refusal.line is not None:
        place = _("{file}, line {line}").format(file=place, line=refusal.line)
    why = _WHY[refusal.code]().format(**refusal.args_for_words)
    return _("{place}: {why}").format(place=place, why=why)


_WHY: dict[str, Callable[[], str]] = {
    "unreadable": lambda: _("It cannot be read. {why}"),
    "not_text": lambda: _("This is no text file."),
    "empty": lambda: _("It is empty."),
    "not_a_number": lambda: _("“{found}” is no number."),
    "negative": lambda: _("{found} is negative."),
    "not_whole": lambda: _("{found} is no whole number that makes sense here."),
    "wrong_type": lambda: _("Type {found} is no periodic problem; that would be type 1."),
    "bad_combination": lambda: _("Combination {found} does not fit the visits and days."),
    "too_few": lambda: _("{wanted} numbers are wanted here, {found} are there."),
    "too_many": lambda: _("{wanted} numbers are wanted here, {found} are there."),
    "too_few_lines": lambda: _("The file ends here, after {found} lines; {wanted} are wanted."),
    "too_many_lines": lambda: _("More than the {wanted} lines wanted."),
    "backwards": lambda: _("The window ends before it begins."),
}
