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
    "block": marked("Busy time"),
    "hotel": marked("Hotel"),
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
    "end": marked("Until"),
    "end_lat": marked("Latitude of the end"),
    "end_lon": marked("Longitude of the end"),
    "end_name": marked("Where the day ends"),
    "external_id": marked("Number in your list"),
    "grade": marked("Grade"),
    "holidays_off": marked("Public holidays are days off"),
    "hour_worth": marked("What an hour of yours is worth"),
    "last_seen": marked("Last seen"),
    "lat": marked("Latitude"),
    "left_on": marked("Left on"),
    "likelihood": marked("How likely they buy, 0 to 1"),
    "line": marked("Product line"),
    "locked": marked("Locked"),
    "lon": marked("Longitude"),
    "lunch_end": marked("Lunch over by"),
    "lunch_minutes": marked("Lunch, minutes"),
    "lunch_start": marked("Lunch from"),
    "minutes": marked("Minutes"),
    "most_driving": marked("Driving a day, at most"),
    "most_working": marked("Working a day, at most"),
    "must_by": marked("Promised to be there by"),
    "name": marked("Name"),
    "night_days": marked("Nights away may be on"),
    "nights_away": marked("Nights away a week, at most"),
    "not_before_share": marked("Not before this share of the interval"),
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
    "place_name": marked("Where"),
    "position": marked("Place in the day"),
    "postcode": marked("Postcode"),
    "potential": marked("Potential a year"),
    "precision": marked("How exact the place is"),
    "price": marked("Price of a night"),
    "prospect_hours": marked("Hours a week for prospects"),
    "region": marked("Region"),
    "revenue": marked("Revenue"),
    "road_factor": marked("Road over straight line"),
    "role": marked("Role"),
    "score": marked("Likeness"),
    "since": marked("Account since"),
    "smallest_gap": marked("Days between two calls, at least"),
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
_OF_KIND = {
    ("block", "start"): marked("From"),
    ("block", "text"): marked("What"),
}
"""Fields that mean something else in one kind of record."""
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


def field(name: str, kind: str = "") -> str:
    """What a field is called, of any kind or of this one."""
    if (kind, name) in _OF_KIND:
        return _(_OF_KIND[kind, name])
    return _(_FIELDS.get(name, name.replace("_", " ").capitalize()))


def choice(value: str) -> str:
    """What a word of a choice is called: grades as they are, states in words."""
    return _(_CHOICES.get(value, value))
