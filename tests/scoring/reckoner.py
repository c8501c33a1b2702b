"""A second reckoning of Chonburi, straight from the tables, sharing nothing with scoring/: it
judges the first.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import Any

PERCENT = {
    "2": (45, 47, 49, 51, 53),
    "4": (60, 70, 80, 90, 100),
    "9": (50, 55, 60, 65, 70),
}
FIRST_FOUR = {
    10: (80, 85, 90, 95, 100),
    20: (70, 75, 80, 85, 90),
    30: (60, 65, 70, 75, 80),
    40: (50, 55, 60, 65, 70),
}
BACKLOG = {
    "8.1": FIRST_FOUR | {10**9: (40, 45, 50, 55, 60)},
    "8.2": FIRST_FOUR
    | {50: (45, 50, 55, 60, 65), 60: (40, 45, 50, 55, 60), 10**9: (35, 40, 45, 50, 55)},
}
DATES = {
    "4": (20, 26),
    "5": (20, 26),
    "unit_to_general_admin": (10, 20),
    "province_to_department": (20, 26),
}


def rounded(number: Fraction) -> str:
    with localcontext() as context:
        context.prec = 80
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        return str(exact.quantize(Decimal("0.0001"), ROUND_HALF_UP))


def share(x: Fraction, steps: Sequence[int]) -> Fraction:
    if x < steps[0]:
        return Fraction(1)
    for level, (low, high) in enumerate(pairwise(steps), 1):
        if x < high:
            return level + (x - low) / (high - low)
    return Fraction(5)


def days_late(due: int, sent: date) -> int:
    day, late = date(2013, 3, due), 0
    while day < sent:
        day += timedelta(days=1)
        late += day.strftime("%a") not in ("Sat", "Sun")
    return late


def chain(steps: set[int]) -> int:
    return next(level for level in range(6) if level + 1 not in steps)


def final(code: str, values: Mapping[str, Any], sent: date) -> Fraction:
    """The final score of a report sent in March 2556."""
    if code in PERCENT and code != "4":
        return share(Fraction(values["numerator"] * 100, values["denominator"]), PERCENT[code])
    if code in BACKLOG:
        return (
            Fraction(0)
            if sent.day > 20 or not values["resolved"]
            else _backlog(BACKLOG[code], values)
        )
    if code == "3":
        if sent.day > 15 or not values["all_districts"]:
            return Fraction(0)
        return (
            Fraction(1)
            if Fraction(values["percent"]) <= 50
            else Fraction(5)
            if sent.day <= 11
            else Fraction(3)
        )
    if code == "7":
        return _by_type(values)
    return _late(code, values, sent)


def _backlog(table: Mapping[int, Sequence[int]], values: Mapping[str, Any]) -> Fraction:
    row = next(steps for upto, steps in table.items() if values["backlog"] <= upto)
    return share(Fraction(values["resolved"] * 100, values["backlog"]), row)


def _late(code: str, values: Mapping[str, Any], sent: date) -> Fraction:
    due, cutoff = DATES[values.get("stage", code)]
    if sent.day > cutoff:
        return Fraction(0)
    raw, content = _raw(code, values)
    return max(Fraction(0), raw - content - Fraction(1, 4) * days_late(due, sent))


def _raw(code: str, values: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
    if code == "4":
        return share(
            Fraction(values["numerator"] * 100, values["denominator"]), PERCENT["4"]
        ), Fraction(0)
    if code == "5":
        return Fraction(chain(set(values["steps_done"]))), Fraction(0)
    missing = {int(step): number for step, number in values["missing_aspects"].items()}
    level = chain({step for step in values["steps_done"] if step < 5 and missing.get(step) != 4})
    content = sum(
        (Fraction(number, 4) for step, number in missing.items() if step <= level), Fraction(0)
    )
    return Fraction(level + (level == 4 and values["quality_accepted"])), content


def _by_type(values: Mapping[str, Any]) -> Fraction:
    due, cutoff = DATES[values["stage"]]
    came = {
        int(name): date.fromisoformat(day)
        for name, day in values["submitted_by_type"].items()
        if day
    }
    counted = {name for name, day in came.items() if day.day <= cutoff}
    level = chain(counted | ({4} if len(counted) == 3 else set()))
    cost = sum(
        (Fraction(8, 100) * days_late(due, came[name]) for name in counted if name <= level),
        Fraction(0),
    )
    return max(Fraction(0), Fraction(level + (level == 4 and values["quality_accepted"])) - cost)
