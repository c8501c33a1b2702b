"""Functions that give numbers: never an exception, NaN and Infinity as JavaScript has them."""

import math
from collections.abc import Callable

from forms.xpath.nodes import Value, numbers, to_boolean, to_number
from forms.xpath.scope import MANY, Table


def half_up(number: float) -> float:
    """XPath's own rounding: 2.5 is 3, -2.5 is -2."""
    return math.floor(number + 0.5) if math.isfinite(number) else number


def truncated(number: float) -> float:
    return float(math.trunc(number)) if math.isfinite(number) else number


def whole(value: Value, length: int) -> int:
    """A place in a text of this length; NaN is 0."""
    number = to_number(value)
    return 0 if math.isnan(number) else int(max(-length - 1, min(length + 1, number)))


def _round(value: Value, places: Value = 0.0) -> float:
    """Half away from zero, to so many places; negative places round tens, hundreds."""
    number, digits = to_number(value), truncated(to_number(places))
    if not math.isfinite(number):
        return number
    if not math.isfinite(digits) or abs(digits) > 300:
        return math.nan if math.isnan(digits) else number
    power = 10.0 ** abs(digits)
    shifted = abs(number) * power if digits > 0 else abs(number) / power
    if not math.isfinite(shifted):
        return number
    rounded = half_up(shifted)
    return math.copysign(rounded / power if digits > 0 else rounded * power, number)


def _quiet(function: Callable[..., float]) -> Callable[..., float]:
    """The function of the values as numbers; outside its domain NaN, past the largest number
    Infinity.
    """

    def given(*values: Value) -> float:
        try:
            return float(function(*map(to_number, values)))
        except (ValueError, TypeError):
            return math.nan
        except OverflowError:
            return math.inf

    return given


def _power(base: float, exponent: float) -> float:
    if exponent == 0:
        return 1.0
    if base == 0 and exponent < 0:
        return math.inf
    if math.isnan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return math.nan
    return math.pow(base, exponent)


def _logarithm(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: -math.inf if number == 0 else function(number)


def _extreme(pick: Callable[[list[float]], float], values: tuple[Value, ...]) -> float:
    found = [number for value in values for number in numbers(value)]
    return math.nan if not found or any(map(math.isnan, found)) else pick(found)


def total(value: Value) -> float:
    return float(sum(numbers(value)))


def _booleans(value: Value) -> list[bool]:
    return (
        [bool(node.value().strip()) for node in value]
        if isinstance(value, list)
        else [to_boolean(value)]
    )


def _between(found: float, least: Value, most: Value) -> bool:
    low, high = to_number(least), to_number(most)
    return (low < 0 or found >= low) and (high < 0 or found <= high)


def _checklist(least: Value, most: Value, *values: Value) -> bool:
    return _between(sum(sum(_booleans(value)) for value in values), least, most)


def _weighted_checklist(least: Value, most: Value, *values: Value) -> bool:
    held = [one for value in values[:-1:2] for one in _booleans(value)]
    weights = [one for value in values[1::2] for one in numbers(value)]
    counted = (
        weight for one, weight in zip(held, weights, strict=False) if one and not math.isnan(weight)
    )
    return _between(sum(counted), least, most)


def _one(function: Callable[..., float]) -> tuple[int, int, Callable[..., float]]:
    return 1, 1, _quiet(function)


NUMBER: Table = {
    **{
        name: _one(getattr(math, name))
        for name in ("acos", "asin", "atan", "cos", "exp", "sin", "sqrt", "tan")
    },
    "abs": _one(abs),
    "atan2": (2, 2, _quiet(math.atan2)),
    "ceiling": _one(lambda n: math.ceil(n) if math.isfinite(n) else n),
    "checklist": (2, MANY, _checklist),
    "exp10": _one(lambda n: _power(10, n)),
    "floor": _one(lambda n: math.floor(n) if math.isfinite(n) else n),
    "int": _one(truncated),
    "log": _one(_logarithm(math.log)),
    "log10": _one(_logarithm(math.log10)),
    "max": (1, MANY, lambda *vs: _extreme(max, vs)),
    "min": (1, MANY, lambda *vs: _extreme(min, vs)),
    "pi": (0, 0, lambda: math.pi),
    "pow": (2, 2, _quiet(_power)),
    "round": (1, 2, _round),
    "weighted-checklist": (2, MANY, _weighted_checklist),
}
