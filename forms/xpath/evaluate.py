"""One expression over one small instance, both given as JSON: what `raingan form eval` answers."""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from forms.xpath.compiling import compile_expression
from forms.xpath.dates import BANGKOK, in_zone
from forms.xpath.nodes import Node, Value, to_boolean, to_number, to_text
from forms.xpath.scope import Scope
from forms.xpath.steps import in_document_order

EPOCH = "1970-01-01T00:00:00+07:00"
EXACT = 2**53
DEEPEST = 100


def answer(case: object) -> dict[str, Any]:
    """{"value": …}, or {"error": a sentence}; never an exception."""
    try:
        return {"value": _evaluated(case)}
    except (
        ValueError,
        TypeError,
        LookupError,
        ArithmeticError,
        AttributeError,
        RecursionError,
    ) as error:
        return {"error": str(error) or type(error).__name__}


def _evaluated(case: object) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(case, Mapping) or not isinstance(case.get("expr"), str):
        raise ValueError('a line is an object with an "expr"')
    now = datetime.fromisoformat(case.get("now", EPOCH))
    zone = _zone(case["tz"]) if case.get("tz") else BANGKOK
    with in_zone(zone):
        run = compile_expression(case["expr"])
        root = _tree(case.get("instance", ["d", ""]), None, frozenset(case.get("repeats") or ()))
        scope = Scope(root, root, now if now.tzinfo else now.replace(tzinfo=zone))
        found = compile_expression(case.get("at") or "/")(scope)
        if not isinstance(found, list) or not found:
            raise ValueError(f"there is no {case['at']} in the instance")
        return _as_json(run(Scope(found[0], root, scope.now)), case.get("as"), root)


def _zone(name: str) -> tzinfo:
    """+07:00, Z or Asia/Bangkok."""
    if name == "Z" or name[0] in "+-":
        moment = datetime.fromisoformat(f"2000-01-01T00:00:00{name}")
        return timezone(moment.utcoffset() or timedelta())
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError as error:
        raise ValueError(f"the time zone {name} is not known") from error


def _tree(given: object, parent: Node | None, repeats: frozenset[str], depth: int = 0) -> Node:
    """A node from its name and either its text or its nodes."""
    if (
        not isinstance(given, list)
        or len(given) != 2
        or not isinstance(given[0], str)
        or depth > DEEPEST
    ):
        raise ValueError("an instance node is a name and either text or a list of nodes")
    name, content = given
    node = Node(
        name, parent, "" if content is None or isinstance(content, list) else _text(content)
    )
    node.row = node.path in repeats
    for child in content if isinstance(content, list) else ():
        node.attach(_tree(child, node, repeats, depth + 1))
    return node


def _text(content: object) -> str:
    return to_text(float(content) if isinstance(content, int | float) else str(content))


def _as_json(value: Value, wanted: object, root: Node) -> str | float | bool | list[str]:
    match wanted:
        case "number":
            return _number(to_number(value))
        case "string":
            return to_text(value)
        case "boolean":
            return to_boolean(value)
        case "nodeset" if not isinstance(value, list):
            raise ValueError("the expression gives no node-set")
        case "nodeset" if isinstance(value, list):
            return [node.value() for node in in_document_order(value, root)]
        case None:
            return _natural(value)
        case _:
            raise ValueError(f'"as" is number, string, boolean or nodeset, not {wanted}')


def _natural(value: Value) -> str | float | bool | list[str]:
    if isinstance(value, list):
        return [node.value() for node in value]
    return (
        _number(value)
        if isinstance(value, float)
        else value
        if isinstance(value, bool)
        else to_text(value)
    )


def _number(number: float) -> str | float:
    if not math.isfinite(number):
        return to_text(number)
    return int(number) if number == int(number) and abs(number) < EXACT else number
