"""WHAT is kept: one class for each kind of record, one file for each part of the business."""

from __future__ import annotations

from planner.records.accounts import Account, Duplicate, Turnover
from planner.records.base import Base, Record
from planner.records.blocks import Block
from planner.records.calls import Call
from planner.records.complaints import Complaint
from planner.records.contacts import Contact, Role
from planner.records.field_reports import FieldReport, Question, Report, Sighting
from planner.records.hotels import Hotel
from planner.records.itineraries import Itinerary
from planner.records.key_accounts import Assistance, Component, Project
from planner.records.network import Colleague, Introduction, Touch
from planner.records.orders import Order
from planner.records.own_fields import OwnField, OwnValue
from planner.records.promises import Promise
from planner.records.selling import Nuance, Objection, Seen
from planner.records.service import Job, Machine
from planner.records.solutions import Solution
from planner.records.territory import Territory

KINDS: dict[str, type[Record]] = {
    kind.__tablename__: kind
    for kind in (
        Account,
        Contact,
        Role,
        Order,
        Call,
        Seen,
        Itinerary,
        Block,
        Hotel,
        Turnover,
        Duplicate,
        Colleague,
        Introduction,
        Touch,
        Objection,
        Nuance,
        Promise,
        Machine,
        Solution,
        Job,
        Complaint,
        FieldReport,
        Sighting,
        Question,
        Report,
        Component,
        Assistance,
        Project,
        OwnField,
        OwnValue,
        Territory,
    )
}
"""Every kind of record by the name that commands and journal call it."""

__all__ = [
    "KINDS",
    "Account",
    "Assistance",
    "Base",
    "Block",
    "Call",
    "Colleague",
    "Complaint",
    "Component",
    "Contact",
    "Duplicate",
    "FieldReport",
    "Hotel",
    "Introduction",
    "Itinerary",
    "Job",
    "Machine",
    "Nuance",
    "Objection",
    "Order",
    "OwnField",
    "OwnValue",
    "Project",
    "Promise",
    "Question",
    "Record",
    "Report",
    "Role",
    "Seen",
    "Sighting",
    "Solution",
    "Territory",
    "Touch",
    "Turnover",
]
