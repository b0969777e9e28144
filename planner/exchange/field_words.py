"""What each kind of record and each of its fields is called, for forms, help and messages."""

from __future__ import annotations

from planner.exchange.sentences import marked
from planner.words import _

_KINDS = {
    "account": marked("Account"),
    "contact": marked("Contact"),
    "order": marked("Order"),
    "call": marked("Call"),
    "itinerary": marked("Day"),
    "turnover": marked("Turnover"),
    "duplicate": marked("Likely duplicate"),
    "territory": marked("Settings"),
}
_FIELDS = {
    "account": marked("Account"),
    "amount": marked("Amount"),
    "base_lat": marked("Latitude of your start"),
    "base_lon": marked("Longitude of your start"),
    "base_name": marked("Where you start"),
    "call_minutes": marked("Usual call, minutes"),
    "calls_a": marked("Calls a cycle, grade A"),
    "calls_b": marked("Calls a cycle, grade B"),
    "calls_c": marked("Calls a cycle, grade C"),
    "calls_d": marked("Calls a cycle, grade D"),
    "calls_per_cycle": marked("Calls a cycle"),
    "cost_per_km": marked("Cost of a kilometre"),
    "country": marked("Country"),
    "criteria": marked("Chooses by"),
    "currency": marked("Currency"),
    "cycle_weeks": marked("Call cycle, weeks"),
    "date": marked("Date"),
    "day": marked("Day"),
    "day_off": marked("Day off"),
    "decided": marked("Decided"),
    "email": marked("E-mail"),
    "end_lat": marked("Latitude of the end"),
    "end_lon": marked("Longitude of the end"),
    "end_name": marked("Where the day ends"),
    "external_id": marked("Number in your list"),
    "grade": marked("Grade"),
    "last_seen": marked("Last seen"),
    "lat": marked("Latitude"),
    "left_on": marked("Left on"),
    "line": marked("Product line"),
    "locked": marked("Locked"),
    "lon": marked("Longitude"),
    "lunch_end": marked("Lunch over by"),
    "lunch_minutes": marked("Lunch, minutes"),
    "lunch_start": marked("Lunch from"),
    "minutes": marked("Minutes"),
    "name": marked("Name"),
    "nights_away": marked("Nights away a week, at most"),
    "note": marked("Note"),
    "notes": marked("Notes"),
    "objective": marked("Objective"),
    "open_days": marked("Customers are open on"),
    "open_end": marked("Customers shut at"),
    "open_start": marked("Customers open at"),
    "opening_hours": marked("Opening hours"),
    "other": marked("Other account"),
    "outcome": marked("Outcome"),
    "phone": marked("Phone"),
    "position": marked("Place in the day"),
    "postcode": marked("Postcode"),
    "potential": marked("Potential a year"),
    "precision": marked("How exact the place is"),
    "region": marked("Region"),
    "revenue": marked("Revenue"),
    "road_factor": marked("Road over straight line"),
    "role": marked("Role"),
    "score": marked("Likeness"),
    "since": marked("Account since"),
    "source": marked("Where it came from"),
    "speeds": marked("Speed by length of a leg"),
    "start": marked("Agreed time"),
    "start_lat": marked("Latitude of the start"),
    "start_lon": marked("Longitude of the start"),
    "start_name": marked("Where the day starts"),
    "state": marked("State"),
    "status": marked("Status"),
    "street": marked("Street"),
    "text": marked("Text"),
    "time_zone": marked("Time zone"),
    "town": marked("Town"),
    "units": marked("Kilometres or miles"),
    "website": marked("Web site"),
    "work_end": marked("Work ends at"),
    "work_start": marked("Work starts at"),
    "working_days": marked("Working days"),
    "year": marked("Year"),
}
_CHOICES = {
    "customer": marked("customer"),
    "prospect": marked("prospect"),
    "lapsed": marked("lapsed"),
    "given": marked("given in the list"),
    "hand": marked("put there by hand"),
    "house": marked("to the house"),
    "street": marked("to the street"),
    "postcode": marked("to the postcode"),
    "town": marked("to the town"),
    "none": marked("needs a place"),
    "draft": marked("draft"),
    "asked": marked("asked"),
    "confirmed": marked("confirmed"),
    "made": marked("made"),
    "missed": marked("missed"),
    "km": marked("kilometres"),
    "mi": marked("miles"),
    "open": marked("not decided"),
    "apart": marked("two different accounts"),
    "": marked("none"),
}


def kind(name: str) -> str:
    """What a kind of record is called."""
    return _(_KINDS.get(name, name))


def field(name: str) -> str:
    """What a field is called."""
    return _(_FIELDS.get(name, name.replace("_", " ").capitalize()))


def choice(value: str) -> str:
    """What a word of a choice is called: grades as they are, states in words."""
    return _(_CHOICES.get(value, value))
