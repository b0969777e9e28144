"""WHAT is kept: one class for each kind of record, one file for each part of the business."""

from __future__ import annotations

from planner.records.accounts import Account, Duplicate, Turnover
from planner.records.base import Base, Record
from planner.records.blocks import Block
from planner.records.calls import Call
from planner.records.contacts import Contact
from planner.records.hotels import Hotel
from planner.records.itineraries import Itinerary
from planner.records.orders import Order
from planner.records.territory import Territory

KINDS: dict[str, type[Record]] = {
    kind.__tablename__: kind
    for kind in (
        Account,
        Contact,
        Order,
        Call,
        Itinerary,
        Block,
        Hotel,
        Turnover,
        Duplicate,
        Territory,
    )
}
"""Every kind of record by the name that commands and journal call it."""

__all__ = [
    "KINDS",
    "Account",
    "Base",
    "Block",
    "Call",
    "Contact",
    "Duplicate",
    "Hotel",
    "Itinerary",
    "Order",
    "Record",
    "Territory",
    "Turnover",
]
