"""The functions an XLSForm expression may call, with how many arguments each takes."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from forms.nodes import BANGKOK, MIDNIGHT_1970, Node, Value, days_since_1970, numbers, to_boolean, to_number, to_text


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression is evaluated: the node under test, the moment, and the form's choice lists."""

    node: Node
    root: Node
    now: datetime
    lists: dict[str, Node]
    position: int = 1
    size: int = 1
    current: Node | None = None


Argument = Callable[[Scope], Value]
Function = Callable[..., Value]


def _round(value: Value, places: Value = 0.0) -> float:
    number = to_number(value)
    if math.isnan(number) or math.isinf(number):
        return number
    step = Decimal(1).scaleb(-int(to_number(places)))
    return float(Decimal(repr(number)).quantize(step, ROUND_HALF_UP))


def _day(value: Value) -> str:
    """date(): a date or date-time as a date in Bangkok, a number of days since 1970 as a date; else as it was."""
    text = to_text(value)
    if isinstance(value, float) or not re.match(r"\d{4}-", text):
        days = to_number(value)
        if math.isnan(days):
            return text
        return (MIDNIGHT_1970 + timedelta(days=days)).astimezone(BANGKOK).date().isoformat()
    return (MIDNIGHT_1970 + timedelta(days=days_since_1970(text))).astimezone(BANGKOK).date().isoformat()


def _selected(value: Value, name: Value) -> bool:
    return to_text(name).strip() in to_text(value).split(" ")


def _selected_at(value: Value, index: Value) -> str:
    names, place = to_text(value).split(), to_number(index)
    return names[int(place)] if 0 <= place < len(names) else ""


def _substr(value: Value, start: Value, end: Value | None = None) -> str:
    text = to_text(value)
    return text[int(to_number(start)) : None if end is None else int(to_number(end))]


def _sum(value: Value) -> float:
    return math.fsum(numbers(value)) if not any(map(math.isnan, numbers(value))) else math.nan


def _extreme(pick: Callable[[list[float]], float], values: tuple[Value, ...]) -> float:
    found = [number for value in values for number in numbers(value)]
    return math.nan if not found or any(map(math.isnan, found)) else pick(found)


def _count(value: Value) -> float:
    return float(len(value)) if isinstance(value, list) else math.nan


def _join(separator: Value, *values: Value) -> str:
    texts = [[node.value() for node in value] if isinstance(value, list) else [to_text(value)] for value in values]
    return to_text(separator).join(text for group in texts for text in group)


def _regex(value: Value, pattern: Value) -> bool:
    return re.search(to_text(pattern), to_text(value), re.ASCII) is not None


MANY = 99

# name -> (fewest arguments, most arguments, the function of already evaluated arguments)
PLAIN: dict[str, tuple[int, int, Function]] = {
    "boolean": (1, 1, to_boolean),
    "boolean-from-string": (1, 1, lambda v: to_text(v) in {"true", "1"}),
    "ceiling": (1, 1, lambda v: float(math.ceil(to_number(v)))),
    "concat": (0, MANY, lambda *vs: _join("", *vs)),
    "contains": (2, 2, lambda a, b: to_text(b) in to_text(a)),
    "count": (1, 1, _count),
    "count-non-empty": (1, 1, lambda v: float(sum(1 for node in v if node.value()))),
    "count-selected": (1, 1, lambda v: float(len(to_text(v).split()))),
    "date": (1, 1, _day),
    "ends-with": (2, 2, lambda a, b: to_text(a).endswith(to_text(b))),
    "false": (0, 0, lambda: False),
    "floor": (1, 1, lambda v: float(math.floor(to_number(v)))),
    "int": (1, 1, lambda v: float(math.trunc(to_number(v))) if math.isfinite(to_number(v)) else math.nan),
    "join": (1, MANY, _join),
    "max": (1, MANY, lambda *vs: _extreme(max, vs)),
    "min": (1, MANY, lambda *vs: _extreme(min, vs)),
    "normalize-space": (1, 1, lambda v: " ".join(to_text(v).split())),
    "not": (1, 1, lambda v: not to_boolean(v)),
    "number": (1, 1, to_number),
    "regex": (2, 2, _regex),
    "round": (1, 2, _round),
    "selected": (2, 2, _selected),
    "selected-at": (2, 2, _selected_at),
    "starts-with": (2, 2, lambda a, b: to_text(a).startswith(to_text(b))),
    "string": (1, 1, to_text),
    "string-length": (1, 1, lambda v: float(len(to_text(v)))),
    "substr": (2, 3, _substr),
    "sum": (1, 1, _sum),
    "true": (0, 0, lambda: True),
}


def _if(scope: Scope, test: Argument, then: Argument, otherwise: Argument) -> Value:
    return then(scope) if to_boolean(test(scope)) else otherwise(scope)


def _coalesce(scope: Scope, first: Argument, second: Argument) -> Value:
    return to_text(first(scope)) or to_text(second(scope))


# the same for functions that read the scope, or leave an argument unread
SCOPED: dict[str, tuple[int, int, Function]] = {
    "coalesce": (2, 2, _coalesce),
    "current": (0, 0, lambda scope: [scope.current or scope.node]),
    "if": (3, 3, _if),
    "last": (0, 0, lambda scope: float(scope.size)),
    "now": (0, 0, lambda scope: scope.now.astimezone(BANGKOK).isoformat(timespec="milliseconds")),
    "once": (1, 1, lambda scope, value: scope.node.value() or to_text(value(scope))),
    "position": (0, 0, lambda scope: float(scope.position)),
    "today": (0, 0, lambda scope: scope.now.astimezone(BANGKOK).date().isoformat()),
}
