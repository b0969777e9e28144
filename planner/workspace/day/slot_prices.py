"""What a call on one account would cost in every slot of a week; pure, from the week alone."""

from __future__ import annotations

from dataclasses import replace

from planner.tours.insertion import slots
from planner.tours.week import Slot
from planner.workspace.errors import BadInput
from planner.workspace.reading_week import stop_of, windows
from planner.workspace.views import AccountRow, PlannedWeek


def slot_prices(week: PlannedWeek, account: AccountRow) -> list[Slot]:
    """Every slot on the working days, as difference to the week as it stands.

    For an account that has a call ahead in the week, this is what moving it would cost; an agreed
    time then counts on its own day only.

    Raises:
        BadInput: the account has no place yet.
    """
    if account.place is None:
        raise BadInput("no_place", name=account.name)
    there = next(
        (
            stop
            for stop in week.stop_of_call.values()
            if stop.account.id == account.id and stop.call.state not in ("made", "missed")
        ),
        None,
    )
    days = [day.date for day in week.days if day.working]
    if not days:
        return []
    if there is None:
        on = {day: stop_of(week.territory, account, day) for day in week.plan.frames}
        return [
            s for s in slots(week.plan, on[days[0]], week.legs, on, week.tours) if s.day in days
        ]
    own = there.timed.stop
    on = {
        day: own
        if day == there.call.day
        else replace(own, windows=windows(week.territory, account, day), appointment=None)
        for day in week.plan.frames
    }
    return [s for s in slots(week.plan, own, week.legs, on, week.tours) if s.day in days]
