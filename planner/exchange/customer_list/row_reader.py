"""One row of cells to one account, by a mapping of columns and what is usual in the list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from planner.exchange.customer_list.accounts import Doubt, ListedAccount
from planner.exchange.customer_list.addresses import (
    AddressParts,
    mended_postcode,
    postcode_beside_town,
    whole_address,
)
from planner.exchange.customer_list.coordinates import checked, degrees_of, pair_of
from planner.exchange.customer_list.fields import WEEKDAYS
from planner.exchange.customer_list.headings import ColumnMapping
from planner.exchange.customer_list.hours import Span, day_spans, weekday_hours, written_hours
from planner.exchange.customer_list.numbers import (
    CALL_WORDS,
    MONEY_WORDS,
    date_of,
    grade_of,
    minutes_of,
    number_of,
    status_of,
)
from planner.exchange.customer_list.problems import ListProblem
from planner.exchange.customer_list.reading import Row, Table
from planner.exchange.customer_list.text import (
    LONGEST_LINE,
    LONGEST_TEXT,
    half_width,
    lines_of,
    one_line,
    prose,
)
from planner.exchange.customer_list.usual import Usual
from planner.records.base import MOST_CALLS

_SUM = re.compile(
    r"(grand |sub)?-?\s?totals?|sum|summe|gesamt(summe)?|zwischensumme|insgesamt|somme|"
    r"total général|"
    r"suma|somma|totale|totaal|razem|合計|總計|总计|小計|小计",
    re.IGNORECASE,
)
_NOT_WORD = re.compile(r"[\W\d_]*")
Cells = Sequence[str]


class RowReader:
    """Reads rows of one table by one mapping; knows the columns' habits from a sample."""

    def __init__(self, table: Table, mapping: ColumnMapping, country: str = "") -> None:
        self.headings = table.headings
        self.mapping = mapping
        self.at: dict[str, int] = {}
        for column, guess in enumerate(mapping.columns):
            if guess.field:
                self.at.setdefault(guess.field, column)
        self.usual = Usual.of(table.rows, mapping, self.at)
        self._country = country if "country" not in self.at and self.usual.five_digits else ""
        self._hours = [
            (self.at.get(f"{day}_open"), self.at.get(f"{day}_close"), self.at.get(f"{day}_hours"))
            for day in WEEKDAYS
        ]
        self._has_two_cell_hours = any(opens is not None for opens, _close, _one in self._hours)
        self._has_one_cell_hours = any(one is not None for _open, _close, one in self._hours)

    def read(self, row: Row) -> ListedAccount | ListProblem:
        """The account of a row, or why it is none."""
        cells = row.cells
        problem = self._no_account(row)
        if problem:
            return problem
        doubts: list[Doubt] = []
        address = self._address(cells, doubts)
        name, made = self._name(cells, address, doubts)
        if not name:
            return self._problem("no_name", row, "name")
        values = self._values(cells, doubts)
        lat, lon = self._place(cells, doubts)
        hours = self._opening_hours(cells, doubts)
        values["notes"] = self._notes(cells, name, address, doubts)
        return ListedAccount(
            row=row.number,
            name=name[:LONGEST_LINE],
            name_made=made,
            street=address.street[:LONGEST_LINE],
            postcode=address.postcode[:LONGEST_LINE],
            town=address.town[:LONGEST_LINE],
            region=address.region[:LONGEST_LINE],
            country=address.country[:LONGEST_LINE],
            lat=lat,
            lon=lon,
            opening_hours=hours,
            doubts=tuple(doubts),
            **values,
        )

    def _problem(self, code: str, row: Row, field: str = "", **args: object) -> ListProblem:
        column = self.headings[self.at[field]] if field in self.at else ""
        return ListProblem(code, row.number, column, args)

    def _no_account(self, row: Row) -> ListProblem | None:
        """Sums and repeated headings."""
        cells = row.cells
        name = self.at.get("name", 0)
        first = cells[name] or next(filter(None, cells), "")
        if first.strip() == self.headings[name] and _same(cells, self.headings):
            return self._problem("heading_again", row)
        label = first.strip().rstrip(":").strip()
        if len(label) < 30 and _SUM.fullmatch(label):
            words = sum(not _NOT_WORD.fullmatch(cell) for cell in cells)
            if words == 1:
                return self._problem("sum_row", row, "name", text=label)
        return None

    def _line(self, cells: Cells, field: str) -> str:
        column = self.at.get(field)
        if column is None or not cells[column]:
            return ""
        return one_line(cells[column])

    def _doubt(self, doubts: list[Doubt], field: str, code: str, note: str = "") -> None:
        doubts.append(Doubt(self.at.get(field), code, note))

    def _values(self, cells: Cells, doubts: list[Doubt]) -> dict[str, Any]:
        """The fields that stand for themselves."""
        status, status_doubt = status_of(self._line(cells, "status"))
        if status_doubt:
            self._doubt(doubts, "status", status_doubt)
        values: dict[str, Any] = {
            "external_id": half_width(self._line(cells, "external_id"))[:LONGEST_LINE],
            "brand": self._line(cells, "brand"),
            "parent": self._line(cells, "parent"),
            "contact_name": self._person(cells)[:LONGEST_LINE],
            "role": self._line(cells, "role")[:LONGEST_LINE],
            "phone": self._phone(cells, doubts)[:LONGEST_LINE],
            "email": self._email(cells, doubts)[:LONGEST_LINE],
            "website": self._line(cells, "website")[:LONGEST_LINE],
            "grade": self._grade(cells, doubts),
            "status": status,
        }
        for field in ("potential", "calls_per_cycle"):
            if field in self.at:
                values[field] = self._number(cells, self.at[field], doubts)
        if (calls := values.get("calls_per_cycle")) is not None and not 0 <= calls <= MOST_CALLS:
            values["calls_per_cycle"] = None
            doubts.append(Doubt(self.at["calls_per_cycle"], "no_number"))
        if "revenue" in self.at:
            values["revenue"] = self._revenue(cells, doubts)
        if "call_minutes" in self.at:
            values["call_minutes"], doubt = minutes_of(cells[self.at["call_minutes"]])
            if doubt:
                self._doubt(doubts, "call_minutes", doubt)
        if "last_call" in self.at:
            values["last_call"], doubt = date_of(
                cells[self.at["last_call"]], self.usual.month_first
            )
            if doubt:
                self._doubt(doubts, "last_call", doubt, str(values["last_call"]))
        return values

    def _grade(self, cells: Cells, doubts: list[Doubt]) -> str:
        grade, doubt = grade_of(self._line(cells, "grade"))
        if doubt:
            self._doubt(doubts, "grade", doubt, grade)
        return grade

    def _number(self, cells: Cells, column: int, doubts: list[Doubt]) -> float | None:
        if not cells[column]:
            return None
        calls = column == self.at.get("calls_per_cycle")
        words = CALL_WORDS if calls else MONEY_WORDS
        value, doubt = number_of(cells[column], self.usual.numbers[column], words)
        if doubt:
            note = "" if value is None else f"{value:,.10g}".replace(",", " ")
            doubts.append(Doubt(column, doubt, note))
        return value

    def _revenue(self, cells: Cells, doubts: list[Doubt]) -> tuple[tuple[int | None, float], ...]:
        found = []
        for column in self.mapping.holding("revenue"):
            amount = self._number(cells, column, doubts)
            if amount is not None:
                found.append((self.mapping.columns[column].year, amount))
        return tuple(found)

    def _person(self, cells: Cells) -> str:
        whole = self._line(cells, "contact_name")
        if whole:
            return whole
        return f"{self._line(cells, 'first_name')} {self._line(cells, 'last_name')}".strip()

    def _phone(self, cells: Cells, doubts: list[Doubt]) -> str:
        """As it was typed; a 0 that a spreadsheet took is put back."""
        phone = half_width(self._line(cells, "phone"))
        length = self.usual.phone_length
        if length and phone.isdigit() and len(phone) == length - 1 and phone[0] != "0":
            phone = "0" + phone
            self._doubt(doubts, "phone", "zero_put_back", phone)
        mobile = half_width(self._line(cells, "mobile"))
        return ", ".join(dict.fromkeys(number for number in (phone, mobile) if number))

    def _email(self, cells: Cells, doubts: list[Doubt]) -> str:
        email = self._line(cells, "email").removeprefix("mailto:")
        if email and "@" not in email:
            self._doubt(doubts, "email", "no_email")
        return email

    def _address(self, cells: Cells, doubts: list[Doubt]) -> AddressParts:
        """The parts from their own columns, from a whole address where there is one."""
        whole = self._whole_address(cells)
        joined = self.at.get("postcode_town")
        both = (
            postcode_beside_town(one_line(cells[joined])) if joined is not None else AddressParts()
        )
        region = self._line(cells, "region") or both.region or whole.region
        country = self._line(cells, "country") or whole.country
        typed = self._line(cells, "postcode") or both.postcode or whole.postcode
        postcode, region, doubt = mended_postcode(typed, region, country or self._country)
        if doubt:
            self._doubt(doubts, "postcode" if "postcode" in self.at else "address", doubt, postcode)
        town = self._line(cells, "town") or both.town or whole.town
        street = self._with_second(cells, whole.street)
        if self.usual.streets_numbered and street and not any(map(str.isdigit, street)):
            self._doubt(doubts, "street" if "street" in self.at else "address", "no_house_number")
        return AddressParts(street, postcode, town, region, country)

    def _whole_address(self, cells: Cells) -> AddressParts:
        column = self.at.get("address")
        if column is not None and cells[column].strip():
            return whole_address(cells[column])
        column = self.at.get("street")
        if column is None:
            return AddressParts()
        cell = cells[column]
        apart = any(field in self.at for field in ("town", "postcode", "postcode_town"))
        if apart:
            return AddressParts(street=half_width(", ".join(lines_of(cell))))
        return whole_address(cell)

    def _with_second(self, cells: Cells, street: str) -> str:
        for column in self.mapping.holding("street2"):
            more = half_width(one_line(cells[column]))
            if more and more.casefold() not in street.casefold():
                is_number = len(more) <= 6 and more[0].isdigit()
                street = f"{street} {more}" if is_number else f"{street}, {more}".lstrip(", ")
        return street.strip()

    def _place(self, cells: Cells, doubts: list[Doubt]) -> tuple[float | None, float | None]:
        field = "coordinates" if "coordinates" in self.at else "lat"
        pair, given = raw_pair(cells, self.at)
        if pair is None:
            if given:
                self._doubt(doubts, field, given)
            return None, None
        place, doubt = checked(pair, self.usual.around)
        if doubt:
            self._doubt(doubts, field, doubt)
        return place or (None, None)

    def _opening_hours(self, cells: Cells, doubts: list[Doubt]) -> tuple[Span, ...] | None:
        written = self._line(cells, "opening_hours")
        if written:
            spans = written_hours(cells[self.at["opening_hours"]])
            if spans is None:
                self._doubt(doubts, "opening_hours", "hours_not_read")
            return spans
        if self._has_two_cell_hours:
            opens = tuple(cells[at] if at is not None else "" for at, _close, _one in self._hours)
            shuts = tuple(cells[at] if at is not None else "" for _open, at, _one in self._hours)
            both, wrong = weekday_hours(opens, shuts)
            if wrong is not None:
                doubts.append(Doubt(self._hours[wrong][0], "hours_not_read"))
            return both
        return self._by_day(cells, doubts) if self._has_one_cell_hours else None

    def _by_day(self, cells: Cells, doubts: list[Doubt]) -> tuple[Span, ...] | None:
        spans: list[Span] = []
        for day, (_open, _close, column) in enumerate(self._hours):
            if column is None:
                continue
            found = day_spans(day, cells[column])
            if found is None:
                doubts.append(Doubt(column, "hours_not_read"))
            spans += found or ()
        return tuple(spans) or None

    def _name(self, cells: Cells, address: AddressParts, doubts: list[Doubt]) -> tuple[str, bool]:
        """(name, whether it was made): without names, brand, town and street serve."""
        name = self._line(cells, "name")
        if name:
            if len(name) > LONGEST_LINE:
                self._doubt(doubts, "name", "too_long")
            return name, False
        brand, person = self._line(cells, "brand"), self._person(cells)
        if person and not brand:
            self._doubt(doubts, "contact_name", "name_from_contact")
            return person, False
        if "name" in self.at and not brand:
            return "", False
        label = f"{brand} {address.town}".strip()
        return ", ".join(filter(None, (label, address.street))), True

    def _notes(self, cells: Cells, name: str, address: AddressParts, doubts: list[Doubt]) -> str:
        """The notes, and whatever was too long for its own field."""
        parts = [prose(cells[column]) for column in self.mapping.holding("notes")]
        parts += [text for text in (name, address.street) if len(text) > LONGEST_LINE]
        hours = self.at.get("opening_hours")
        if hours is not None and any(doubt.code == "hours_not_read" for doubt in doubts):
            parts.append(prose(cells[hours]))
        return "\n".join(filter(None, parts))[:LONGEST_TEXT]


def raw_pair(cells: Cells, at: Mapping[str, int]) -> tuple[tuple[float, float] | None, str]:
    """(coordinates as a row states them, or None and the doubt), not yet checked."""
    column = at.get("coordinates")
    if column is not None and cells[column].strip():
        pair = pair_of(cells[column])
        return pair, "" if pair else "not_a_place"
    if "lat" not in at or "lon" not in at:
        return None, ""
    lat_cell, lon_cell = cells[at["lat"]].strip(), cells[at["lon"]].strip()
    if not lat_cell and not lon_cell:
        return None, ""
    lat, lon = degrees_of(lat_cell), degrees_of(lon_cell)
    if lat is None or lon is None:
        return None, "not_a_place" if lat_cell and lon_cell else "half_place"
    return (lat, lon), ""


def _same(cells: Cells, headings: Cells) -> bool:
    return all(cell.strip() in ("", heading) for cell, heading in zip(cells, headings, strict=True))
