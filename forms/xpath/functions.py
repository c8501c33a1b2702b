"""The functions an XLSForm expression may call, with how many arguments each takes."""

import random
import re
from datetime import datetime
from uuid import uuid4

from forms.xpath.dates import (
    after_1970,
    days_since_1970,
    decimal_time,
    formatted,
    midnight,
    moment_of,
)
from forms.xpath.encoded import ENCODED
from forms.xpath.geo import GEO
from forms.xpath.nodes import INVALID, Node, Value, to_boolean, to_number, to_text
from forms.xpath.number_functions import NUMBER, total
from forms.xpath.scope import Argument, Function, Scope, Table
from forms.xpath.text_functions import TEXT, spaces_to_one

__all__ = ["NODE_SETS", "PLAIN", "SCOPED", "Argument", "Function", "Scope"]

_DAYS = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
LONGEST_TOKEN = 10_000


def _moment(value: Value) -> datetime | None:
    """What date() makes of a value: days since 1970, a date or a date-time."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return after_1970(value)
    text = to_text(value)
    return after_1970(float(int(float(text)))) if _DAYS.fullmatch(text) else moment_of(text)


def _date(value: Value) -> Value:
    moment = _moment(value)
    if moment is None:
        return INVALID if isinstance(value, float | bool) or to_text(value) else ""
    return moment


def _format(value: Value, pattern: Value) -> str:
    moment = _moment(value)
    return "" if moment is None else formatted(moment, to_text(pattern))


def _decimal_date_time(value: Value) -> float:
    moment = _moment(value)
    return float("nan") if moment is None else days_since_1970(moment)


def _boolean_from_string(value: Value) -> bool:
    if isinstance(value, float):
        return value >= 1 and value.is_integer()
    return to_text(value) in {"true", "1"}


def _indexed_repeat(target: list[Node], *pairs: Value) -> list[Node]:
    """The target's nodes inside the row with this number, of each repeat named."""
    kept = target
    rows: list[list[Node]] = [value for value in pairs[::2] if isinstance(value, list)]
    chosen: Node | None = None
    for nodes, index in sorted(
        zip(rows, pairs[1::2], strict=True), key=lambda pair: _depth(pair[0])
    ):
        inside = [
            node for node in nodes if chosen is None or any(one is chosen for one in node.up())
        ]
        place = to_number(index)
        if not 1 <= place <= len(inside) or place != int(place):
            return []
        chosen = inside[int(place) - 1]
        kept = [node for node in kept if any(one is chosen for one in node.up())]
    return kept


def _depth(nodes: list[Node]) -> int:
    return sum(1 for _ in nodes[0].up()) if nodes else 0


PLAIN: Table = {
    **TEXT,
    **NUMBER,
    **GEO,
    **ENCODED,
    "boolean": (1, 1, to_boolean),
    "boolean-from-string": (1, 1, _boolean_from_string),
    "count": (1, 1, lambda nodes: float(len(nodes))),
    "count-non-empty": (1, 1, lambda nodes: float(sum(1 for node in nodes if node.value()))),
    "date": (1, 1, _date),
    "date-time": (1, 1, _date),
    "decimal-date-time": (1, 1, _decimal_date_time),
    "decimal-time": (1, 1, lambda v: decimal_time(to_text(v))),
    "false": (0, 0, lambda: False),
    "format-date": (2, 2, _format),
    "format-date-time": (2, 2, _format),
    "indexed-repeat": (3, 7, _indexed_repeat),
    "not": (1, 1, lambda v: not to_boolean(v)),
    "randomize": (1, 2, lambda nodes, _seed="": nodes),  # choices keep their own order
    "random": (0, 0, lambda: random.random()),  # noqa: S311, PLW0108 - a form's dice, looked up anew at each throw
    "sum": (1, 1, total),
    "true": (0, 0, lambda: True),
}

# which arguments must be node-sets: the form is refused otherwise, not the answer
NODE_SETS: dict[str, tuple[int, ...]] = {
    "count": (0,),
    "count-non-empty": (0,),
    "indexed-repeat": (0, 1, 3, 5),
    "name": (0,),
    "local-name": (0,),
    "namespace-uri": (0,),
    "position": (0,),
    "randomize": (0,),
    "sum": (0,),
}


def _if(scope: Scope, test: Argument, then: Argument, otherwise: Argument) -> Value:
    return then(scope) if to_boolean(test(scope)) else otherwise(scope)


def _coalesce(scope: Scope, first: Argument, second: Argument) -> Value:
    return to_text(first(scope)) or to_text(second(scope))


def _here(scope: Scope, given: tuple[Argument, ...]) -> Value:
    """The argument, or the node under test where there is none."""
    return given[0](scope) if given else [scope.node]


def _position(scope: Scope, *given: Argument) -> Value:
    """The place in the node-set; of a node: among those of its name beside it."""
    if not given:
        return float(scope.position)
    nodes = given[0](scope)
    if not isinstance(nodes, list) or not nodes:
        return float("nan")
    node = nodes[0]
    rows = node.parent.named(node.name) if node.parent else [node]
    return float(next((place for place, row in enumerate(rows, 1) if row is node), len(rows) + 1))


def _once(scope: Scope, value: Argument) -> Value:
    """What the node holds already, hidden or not; only a blank node is given the value."""
    return scope.node.text or to_text(value(scope))


def _name(scope: Scope, *given: Argument) -> Value:
    nodes = _here(scope, given)
    return nodes[0].name if isinstance(nodes, list) and nodes else ""


def _uuid(scope: Scope, *given: Argument) -> Value:
    if not given:
        return str(uuid4())
    length = to_number(given[0](scope))
    wanted = int(min(length, LONGEST_TOKEN)) if length > 0 else 0
    made = ""
    while len(made) < wanted:
        made += uuid4().hex
    return made[:wanted]


# the same for functions that read the scope, or leave an argument unread
SCOPED: Table = {
    "coalesce": (2, 2, _coalesce),
    "current": (0, 0, lambda scope: [scope.outer]),
    "if": (3, 3, _if),
    "last": (0, 0, lambda scope: float(scope.size)),
    "local-name": (0, 1, lambda scope, *given: to_text(_name(scope, *given)).rpartition(":")[2]),
    "name": (0, 1, _name),
    "namespace-uri": (0, 1, lambda _scope, *_given: ""),
    "normalize-space": (0, 1, lambda scope, *given: spaces_to_one(to_text(_here(scope, given)))),
    "now": (0, 0, lambda scope: scope.now),
    "number": (0, 1, lambda scope, *given: to_number(_here(scope, given))),
    "once": (1, 1, _once),
    "position": (0, 1, _position),
    "string": (0, 1, lambda scope, *given: to_text(_here(scope, given))),
    "string-length": (0, 1, lambda scope, *given: float(len(to_text(_here(scope, given))))),
    "today": (0, 0, lambda scope: midnight(scope.now)),
    "uuid": (0, 1, _uuid),
}
