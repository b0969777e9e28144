"""The mail draft that goes with a line of what needs the rep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.exchange import asking_words, service_drafts
from planner.exchange.mail import Draft
from planner.exchange.service_drafts import Addressee
from ui.week.needs import Need

if TYPE_CHECKING:
    from planner.workspace import PlannedWeek, Workspace


def draft_for(workspace: Workspace, need: Need, week: PlannedWeek | None) -> Draft:
    """What to write to the person of the account who was seen last."""
    found = workspace.service.touched({need.account})[need.account]
    to = Addressee(need.name, found.person, found.email)
    name = workspace.territory.rep_name
    row = need.row
    if row is None:
        return asking_words.plain(to, "", name)
    if row.kind == "unconfirmed" and row.due is not None:
        stop = week.stop_of_call.get(row.record) if week else None
        time = row.why.args["time"] if stop is None else stop.timed.begin
        return asking_words.confirm(to, row.due, time, name)
    if row.kind == "referral":
        done = workspace.records.get("complaint", row.record).done  # type: ignore[attr-defined]
        return service_drafts.referral(to, done, name)
    if row.kind == "complaint":
        words = workspace.records.get("complaint", row.record).text  # type: ignore[attr-defined]
        return asking_words.about(to, words, name)
    if row.kind == "promise":
        return asking_words.about(to, str(row.why.args["text"]), name)
    return asking_words.plain(to, "", name)
