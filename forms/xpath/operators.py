"""The operators of an expression, loosest binding first; "and" and "or" are lazy and live in
xpath.py.
"""

import math
import operator
from collections.abc import Callable

from forms.xpath.nodes import Value, any_of, equal, to_number, unequal


def _ordered(left: Value, right: Value, holds: Callable[[float, float], bool]) -> bool:
    return any_of(left, right, lambda one, other: holds(to_number(one), to_number(other)))


def _quotient(left: Value, right: Value) -> float:
    over, under = to_number(left), to_number(right)
    if under:
        return over / under
    if over == 0 or math.isnan(over):
        return math.nan
    return math.copysign(math.inf, over) * math.copysign(1, under)


def remainder(left: Value, right: Value) -> float:
    over, under = to_number(left), to_number(right)
    return math.fmod(over, under) if under and math.isfinite(over) else math.nan


_LEVELS: tuple[dict[str, Callable[[Value, Value], Value]], ...] = (
    {"=": equal, "!=": unequal},
    {
        "<": lambda a, b: _ordered(a, b, operator.lt),
        "<=": lambda a, b: _ordered(a, b, operator.le),
        ">": lambda a, b: _ordered(a, b, operator.gt),
        ">=": lambda a, b: _ordered(a, b, operator.ge),
    },
    {"+": lambda a, b: to_number(a) + to_number(b), "-": lambda a, b: to_number(a) - to_number(b)},
    {"*": lambda a, b: to_number(a) * to_number(b), "div": _quotient, "mod": remainder},
)
OPERATORS = {sign: function for level in _LEVELS for sign, function in level.items()}
LEVEL_OF = {"or": 0, "and": 1} | {
    sign: number for number, level in enumerate(_LEVELS, 2) for sign in level
}
