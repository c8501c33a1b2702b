"""What a person typed -> the value a question stores, or why it could not be read. Pure."""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation

from forms.filling.choices import meant, ordered_meant, several_meant
from forms.filling.points import read_points, written_points
from forms.kinds import fits_type
from forms.model import Question
from thai.dates import either, month_of, year_of
from thai.digits import arabic, number
from thai.particles import without_particles
from thai.times import read_time

LARGEST_WHOLE = Decimal(10**15)
LONGEST_TEXT = 20_000  # characters
PERCENT = {"ร้อยละ", "%", "เปอร์เซ็นต์"}
NONE = {"ไม่มี", "ไม่มีเลย", "ยังไม่มี", "ศูนย์", "none", "zero"}  # "ไม่มี" of a count is 0
YES = {"ok", "รับทราบ", "ทราบ", "ใช่", "ตกลง", "ยืนยัน", "yes"}
BANGKOK = "+07:00"
_PLACE = re.compile(
    r"(?P<latitude>[+-]?\d{1,2}(?:\.\d+)?)\s*[, ]\s*(?P<longitude>[+-]?\d{1,3}(?:\.\d+)?)"
)
_MOMENT = re.compile(
    r"(?P<day>.+?)[\s,]+(?P<time>(?:เวลา\s*)?(?:\d{1,2}[:.]\d{2}\s*(?:น\.?)?|เที่ยง\S*|บ่าย\S*))"
)


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a text is no answer: code is the name of a sentence in the wording files; `maybe` the
    values it may mean.
    """

    code: str
    maybe: tuple[str, ...] = ()


def read_answer(question: Question, text: str, *, language: str, today: date) -> str | Misread:
    """The value to store, as XForms write it: 88, 90.5, 2013-03-20, 09:30:00.000+07:00, "a b c"."""
    text = text.replace("\u200b", "").replace("\ufeff", "")
    if question.kind not in {"text", "barcode"}:
        text = without_particles(text)
    match question.kind:
        case "integer" | "decimal" | "range":
            return _number(question, text)
        case "date":
            return _date(question, text, today)
        case "time":
            clock = read_time(text)
            return written_time(clock) if clock else Misread("not_a_time")
        case "datetime":
            return _moment(text, today)
        case "geopoint" | "geotrace" | "geoshape":
            return _on_a_map(question, text)
        case "select_one" | "select_multiple" | "rank":
            return _from_a_list(question, text, language)
        case "acknowledge":
            return "OK" if text.strip().casefold() in YES else Misread("not_acknowledged")
        case "text" | "barcode":
            return text.strip() if len(text) <= LONGEST_TEXT else Misread("too_long")
        case _:
            return Misread("send_a_file")


def _number(question: Question, text: str) -> str | Misread:
    """A percentage where a count is asked for is no answer: "ร้อยละ 90" of 97 places are not 90
    places.
    """
    whole = question.kind == "integer" or question.rules.type == "int"
    found = number(text.strip().removesuffix(question.unit) if question.unit else text)
    if found is None and "".join(text.split()) in NONE and _may_be_none(question):
        found = Decimal(0)
    if found is None:
        return Misread("not_a_number")
    if whole and question.unit not in PERCENT and any(word in text for word in PERCENT):
        return Misread("not_a_count")
    if question.kind == "range" and not _is_step(question, found):
        return Misread("not_a_step")
    if not whole:
        return format(found, "f")
    if abs(found) > LARGEST_WHOLE:
        return Misread("too_big")
    if found != found.to_integral_value():
        return Misread("not_whole")
    return str(int(found))


def _may_be_none(question: Question) -> bool:
    """Whether "none" can only mean 0: something is counted, and it may not be left out instead."""
    return question.kind == "integer" and question.rules.required is not None


def _is_step(question: Question, value: Decimal) -> bool:
    """Whether a range has this value: within its limits, on one of its steps."""
    try:
        lowest, highest, step = (
            Decimal(part) for part in (question.lowest, question.highest, question.step)
        )
    except InvalidOperation:
        return True
    within = min(lowest, highest) <= value <= max(lowest, highest)
    return within and (not step or (value - lowest) % step == 0)


def _on_a_map(question: Question, text: str) -> str | Misread:
    if question.kind == "geopoint":
        return _place(text)
    line = written_points(read_points(text), closed=question.kind == "geoshape")
    return line if line and fits_type(question.kind, line) else Misread("not_points")


def _from_a_list(question: Question, text: str, language: str) -> str | Misread:
    if question.kind == "select_one":
        return _one_choice(question, text, language)
    if question.kind == "rank":
        return _order(question, text, language)
    found, unread = several_meant(question.choices, text, language)
    is_read = found and not unread
    return " ".join(one.name for one in found) if is_read else Misread("not_a_choice")


def _order(question: Question, text: str, language: str) -> str | Misread:
    """Every choice once, in the order in which they were typed: 3 1 2."""
    names = [choice.name for choice in ordered_meant(question.choices, text, language)]
    is_whole = len(names) == len(set(names)) == len(question.choices)
    return " ".join(names) if is_whole else Misread("not_an_order")


def _one_choice(question: Question, text: str, language: str) -> str | Misread:
    found = meant(question.choices, text, language)
    if found.one is not None:
        return found.one.name
    return Misread("which_choice" if found.maybe else "not_a_choice")


def written_time(clock: time) -> str:
    """A time of day in Bangkok as XForms write it."""
    return f"{clock:%H:%M}:00.000{BANGKOK}"


def written_moment(day: date, clock: time) -> str:
    """A day and a time of day in Bangkok as XForms write them."""
    return f"{day.isoformat()}T{written_time(clock)}"


def _moment(text: str, today: date) -> str | Misread:
    found = _MOMENT.fullmatch(" ".join(arabic(text).split()))
    clock = read_time(found["time"]) if found else None
    days = either(found["day"], today) if found else ()
    return _one_of([written_moment(day, clock) for day in days] if clock else [], "not_a_moment")


def _date(question: Question, text: str, today: date) -> str | Misread:
    match part_of_date(question):
        case "month":
            month = month_of(text, today)
            return month.isoformat() if month else Misread("not_a_month")
        case "year":
            year = year_of(text, today)
            return year.isoformat() if year else Misread("not_a_year")
        case _:
            return _one_of([day.isoformat() for day in either(text, today)], "not_a_date")


def part_of_date(question: Question) -> str:
    """What of a date is asked, by the appearance: "month" (and year), "year", or "" for the whole
    day.
    """
    if question.kind != "date":
        return ""
    return (
        "year"
        if "year" in question.appearance
        else "month"
        if "month-year" in question.appearance
        else ""
    )


def written_date(question: Question, day: date) -> str:
    """A day as the question holds it: the first of the month or the year where only that is
    asked.
    """
    part = part_of_date(question)
    day = day.replace(day=1) if part else day
    return (day.replace(month=1) if part == "year" else day).isoformat()


def _one_of(values: list[str], code: str) -> str | Misread:
    """The one value; which of two years was meant is asked."""
    if len(values) > 1:
        return Misread("which_year", tuple(values))
    return values[0] if values else Misread(code)


def _place(text: str) -> str | Misread:
    """Latitude and longitude in degrees; also from the address of a map that has them in it."""
    found = _PLACE.search(arabic(text))
    if found is None or not (
        abs(float(found["latitude"])) <= 90 and abs(float(found["longitude"])) <= 180
    ):
        return Misread("not_a_place")
    return written_place(found["latitude"], found["longitude"])


def written_place(latitude: object, longitude: object) -> str:
    """As XForms write a place; LINE tells neither height nor accuracy, and both are 0."""
    return f"{latitude} {longitude} 0 0"
