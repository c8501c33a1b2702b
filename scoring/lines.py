"""One step of a sum in both languages, and how its numbers are printed: rounded once, half up.
Pure.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from thai import dates

MINUS = "−"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation, in Thai and in English."""

    th: str
    en: str


def rounded(value: Fraction, decimals: int = 4) -> Decimal:
    """The number of record: rounded half up, away from zero (rule A-38)."""
    return Decimal(_units(value, decimals)).scaleb(-decimals)


def places(value: Fraction, decimals: int = 4) -> str:
    """A number with exactly this many decimals: 4.0722."""
    units = _units(value, decimals)
    digits = str(abs(units)).zfill(decimals + 1)
    sign = "-" if units < 0 else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else f"{sign}{digits}"


def plain(value: Fraction, decimals: int = 4) -> str:
    """A number without idle zeros: 5, 0.25, 90.72."""
    if value.denominator == 1:
        return str(value.numerator)
    text = places(value, decimals)
    return text.rstrip("0").rstrip(".") if decimals else text


def _units(value: Fraction, decimals: int) -> int:
    """How many of the last decimal the rounded number has."""
    top, bottom = value.as_integer_ratio()
    units: int = (abs(top) * 10**decimals * 2 + bottom) // (bottom * 2)
    return -units if top < 0 else units


def points_text(value: Fraction) -> str:
    """Points with two decimals, or as many as they need: 0.50, 0.08, 0.125."""
    two = places(value, 2)
    return two if Fraction(two) == value else plain(value)


def day_en(day: date, year: bool = True) -> str:
    """A day for the English line: Wed 20 Mar 2013."""
    return (
        f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"
    )


def day_th(day: date, year: bool = True) -> str:
    """A day for the Thai line: พ. 20 มี.ค. 2556."""
    return dates.short(day) if year else dates.short(day)[:-5]


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
