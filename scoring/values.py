"""Reading the values of a report: numbers, counts, percentages, yes or no, days. Pure.

Each reader returns an exact value or raises BadValueError naming the field and the rule.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from scoring.outcome import BadValueError
from thai import dates, digits

Values = Mapping[str, object]

_LARGEST = 10**15
_YES = {"yes", "true", "1", "ใช่", "มี", "ครบ", "ผ่าน"}
_NO = {"no", "false", "0", "ไม่ใช่", "ไม่", "ไม่มี", "ไม่ครบ", "ไม่ผ่าน"}


def given(values: Values, name: str) -> bool:
    """Whether the report says anything under this name."""
    value = values.get(name)
    return value is not None and value != ""


def amount(value: object, name: str) -> Fraction:
    """A number that is not negative, exact."""
    found = number(value, name)
    if found.numerator < 0:
        raise BadValueError(
            name,
            f"เป็นค่าติดลบ ({value}) ต้องเป็น 0 ขึ้นไป",
            f"is negative ({value}); it must be 0 or more",
        )
    return found


def number(value: object, name: str) -> Fraction:
    """A number however it is written: 88, "๘๘ แห่ง", "ร้อยละ 90.5"; never more than 15 digits
    long.
    """
    if type(value) is int:
        found: Fraction | None = Fraction(value)
    elif isinstance(value, Fraction):
        found = value
    else:
        found = _fraction(_decimal(value))
    if value is None or value == "":
        raise BadValueError(name, "ไม่มีค่า ต้องระบุ", "is missing; it must be given")
    if found is None or abs(found.numerator) > _LARGEST * found.denominator:
        raise BadValueError(
            name, f"“{_cut(value)}” ไม่ใช่ตัวเลขที่ใช้ได้", f"“{_cut(value)}” is not a usable number"
        )
    return found


def count(value: object, name: str) -> int:
    """A whole number of things, 0 or more."""
    found = amount(value, name)
    if found.denominator != 1:
        raise BadValueError(
            name, f"ต้องเป็นจำนวนเต็ม ไม่ใช่ {value}", f"must be a whole number, not {value}"
        )
    return found.numerator


def within(value: object, name: str, highest: int) -> Fraction:
    """A number from 0 to the highest allowed."""
    found = amount(value, name)
    if found > highest:
        raise BadValueError(name, f"เกิน {highest} ({value})", f"is above {highest} ({value})")
    return found


def flag(values: Values, name: str) -> bool | None:
    """Yes or no; None when it is not known yet."""
    value = values.get(name)
    if value is None or isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise BadValueError(
        name, f"ต้องเป็นใช่หรือไม่ใช่ (true/false) ไม่ใช่ “{_cut(value)}”", "must be true or false"
    )


def day(value: object, name: str) -> date | None:
    """A Bangkok day from a date, an instant, or text in any form people write; None for no
    value.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return dates.bangkok_day(value)
    if isinstance(value, date):
        return value
    found = dates.day_of(value) if isinstance(value, str) else None
    if found is None:
        raise BadValueError(
            name,
            f"“{_cut(value)}” ไม่ใช่วันที่ที่มีอยู่จริง เช่น 22 มีนาคม 2556",
            f"“{_cut(value)}” is not a date that exists",
        )
    return found


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str) and len(value) <= 60:
        return digits.number(value)
    return None


def _fraction(value: Decimal | None) -> Fraction | None:
    """The exact value, unless it is not finite or its exponent would cost the machine its
    memory.
    """
    if value is None or not value.is_finite() or value.adjusted() > 15:
        return None
    exponent = value.as_tuple().exponent
    return Fraction(value) if isinstance(exponent, int) and exponent >= -60 else None


def _cut(value: object) -> str:
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "…"  # thousands of digits are refused by str() itself
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
