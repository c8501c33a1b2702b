"""The operators of an expression, loosest binding first; "and" and "or" are lazy and live in xpath.py."""

import math
from collections.abc import Callable

from forms.nodes import Value, equal, to_number, unequal


def _ordered(left: Value, right: Value, holds: Callable[[float, float], bool]) -> bool:
    lefts = [node.value() for node in left] if isinstance(left, list) else [left]
    rights = [node.value() for node in right] if isinstance(right, list) else [right]
    return any(holds(to_number(a), to_number(b)) for a in lefts for b in rights)


def _quotient(left: Value, right: Value) -> float:
    over, under = to_number(left), to_number(right)
    if under:
        return over / under
    return float("nan") if over == 0 or math.isnan(over) else float("inf") if over > 0 else float("-inf")


def remainder(left: Value, right: Value) -> float:
    return math.fmod(to_number(left), to_number(right)) if to_number(right) else math.nan


LEVELS: tuple[dict[str, Callable[[Value, Value], Value]], ...] = (
    {"=": equal, "!=": unequal},
    {
        "<": lambda a, b: _ordered(a, b, lambda x, y: x < y),
        "<=": lambda a, b: _ordered(a, b, lambda x, y: x <= y),
        ">": lambda a, b: _ordered(a, b, lambda x, y: x > y),
        ">=": lambda a, b: _ordered(a, b, lambda x, y: x >= y),
    },
    {"+": lambda a, b: to_number(a) + to_number(b), "-": lambda a, b: to_number(a) - to_number(b)},
    {"*": lambda a, b: to_number(a) * to_number(b), "div": _quotient, "mod": remainder},
)
