"""Months per meeting of a board: months in the round ÷ meetings held; of two boards the worse
(A-04). Pure.
"""

from collections.abc import Mapping
from fractions import Fraction

from scoring.lines import Line, plain
from scoring.outcome import BadValueError, UndecidedError
from scoring.values import Values, amount, count, given


def read(values: Values, boards: str = "worst") -> tuple[Fraction, tuple[Line, ...]]:
    """Months per meeting, with the division it came from; no meeting at all is for the verifier."""
    if not (given(values, "months") or given(values, "meetings")):
        value = amount(values.get("value"), "value")
        return value, (Line(f"{plain(value)} เดือนต่อครั้ง", f"{plain(value)} months per meeting"),)
    months = amount(values.get("months"), "months")
    if not months:
        raise BadValueError("months", "ต้องมากกว่า 0", "must be more than 0")
    held = [count(meetings, "meetings") for meetings in _boards(values.get("meetings"))]
    if not held or min(held) == 0:
        raise UndecidedError(
            "ไม่มีการประชุมในรอบนี้ ผู้ตรวจสอบต้องตัดสิน", "no meeting was held: the verifier decides"
        )
    each = [months / meetings for meetings in held]
    value = max(each) if boards == "worst" else sum(each, Fraction(0)) / len(each)
    return value, (_division(months, held, value),)


def _boards(meetings: object) -> list[object]:
    """The meetings of each board: one number, a list, or a table by board."""
    if isinstance(meetings, Mapping):
        return list(meetings.values())
    return list(meetings) if isinstance(meetings, list | tuple) else [meetings]


def _division(months: Fraction, held: list[int], value: Fraction) -> Line:
    sums = f"{plain(months)} ÷ {' / '.join(map(str, held))} = {plain(value, 2)}"
    return Line(f"{sums} เดือนต่อครั้ง", f"{sums} months per meeting")
