"""One step of a sum in both languages, and how its numbers are printed: rounded once, half up. Pure."""

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
    scale = 10**decimals
    doubled = abs(value.numerator) * scale * 2 + value.denominator
    units = doubled // (value.denominator * 2)
    return Decimal(-units if value < 0 else units).scaleb(-decimals)


def places(value: Fraction, decimals: int = 4) -> str:
    """A number with exactly this many decimals: 4.0722."""
    return str(rounded(value, decimals))


def plain(value: Fraction, decimals: int = 4) -> str:
    """A number without idle zeros: 5, 0.25, 90.72."""
    text = places(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def points_text(value: Fraction) -> str:
    """Points with two decimals, or as many as they need: 0.50, 0.08, 0.125."""
    two = places(value, 2)
    return two if Fraction(two) == value else plain(value)


def day_en(day: date, year: bool = True) -> str:
    """A day for the English line: Wed 20 Mar 2013."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"


def day_th(day: date, year: bool = True) -> str:
    """A day for the Thai line: พ. 20 มี.ค. 2556."""
    return dates.short(day) if year else dates.short(day)[:-5]


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
