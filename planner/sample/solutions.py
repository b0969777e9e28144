"""What the sample's rep has seen working, and at whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple

from planner.sample.accounts import SampleAccount
from planner.sample.times import Times, workday_up_to


class _Worked(NamedTuple):
    problem: str
    worked: str
    effect: str
    at: str
    named: bool
    shown: bool
    days: int
    equipment: str = ""
    process: str = ""
    material: str = ""
    described_as: str = ""


_WORKED = (
    _Worked(
        "Inserts chip on the crust of castings after 20 parts.", "Tougher grade, honed edge",
        "20 → 340 parts an edge", "York Optics", True, True, 64,
        equipment="lathe", process="roughing", material="grey cast iron",
    ),
    _Worked(
        "Inserts chip on entry after 20 parts; no other grade in stock that day.",
        "10 % less feed on the crust", "20 → 90 parts, at once", "Selby Castings", False, False,
        101, process="roughing", material="castings", described_as="a foundry",
    ),
    _Worked(
        "Chatter, then the inserts chip at the long overhang.", "Holder clamped 60 mm shorter",
        "no more chatter", "Barnsley Drill", True, True, 47, equipment="boring bar",
    ),
    _Worked(
        "Coolant pump seized twice in a year.", "Bag filter before the pump",
        "14 months without a stop", "Hull Marine", True, False, 150, equipment="coolant pump",
    ),
    _Worked(
        "Bar feed stops at night, alarm on the drive.", "Dryer in the compressed air",
        "two shifts without anybody there", "Don Cutters", True, True, 88,
        equipment="bar feed, drive", process="unmanned shift",
    ),
    _Worked(
        "Delivery notes do not match the order.", "Order number as a barcode on each box",
        "no wrong note since March", "Batley Springs", False, False, 190,
        process="goods in", described_as="a spring maker",
    ),
    _Worked(
        "Holders come later than said, the setter waits.",
        "Cabinet on the shop floor, stock on call",
        "nobody waits for a holder", "Aire Turning", True, True, 120, equipment="tool cabinet",
    ),
    _Worked(
        "Burn marks after grinding thin rings.", "Softer wheel and coolant filtered to 5 µm",
        "scrap from 4 % to 0.5 %", "Craven Tools", False, False, 210,
        equipment="surface grinder", process="grinding", material="bearing steel",
    ),
)  # fmt: skip


def sample_solutions(accounts: list[SampleAccount], times: Times) -> list[dict[str, Any]]:
    """Solution rows."""
    numbers = {account.name: account.id for account in accounts}
    return [
        {
            "problem": one.problem,
            "worked": one.worked,
            "equipment": one.equipment,
            "process": one.process,
            "material": one.material,
            "effect": one.effect,
            "account": numbers[one.at],
            "may_name": one.named,
            "described_as": one.described_as,
            "reference_visit": one.shown,
            "found_on": workday_up_to(times.today - timedelta(days=one.days)),
        }
        for one in _WORKED
    ]
