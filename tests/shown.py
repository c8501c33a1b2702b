"""What LINE shows, as text: bubbles, cards line by line, and the buttons one could tap."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def shown(messages: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(_message(message) for message in messages)


def _message(message: Mapping[str, Any]) -> str:
    lines = list(_body(message))
    quick = [
        item["action"].get("label", "") for item in message.get("quickReply", {}).get("items", ())
    ]
    if quick:
        lines.append(" ".join(f"({label})" for label in quick))
    return "\n".join(lines)


def _body(message: Mapping[str, Any]) -> Iterator[str]:
    match message["type"]:
        case "text":
            yield from message["text"].split("\n")
        case "flex":
            yield "[card]"
            yield from (f"  {line}" for line in _flex(message["contents"]))
        case kind:
            yield f"[{kind}]"


def _flex(part: Mapping[str, Any]) -> Iterator[str]:
    if part["type"] == "text" and part.get("text", "").strip():
        yield from part["text"].split("\n")
    if part["type"] == "button":
        yield f"[{part['action'].get('label', '')}]"
    for block in ("header", "hero", "body", "footer"):
        if block in part:
            yield from _flex(part[block])
    for child in part.get("contents", ()):
        yield from _flex(child)


def buttons(message: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Every action by its label; of several alike, each also with its row, or the
    first word of it ("เริ่มรายงาน 4").
    """
    found: dict[str, Mapping[str, Any]] = {}
    for item in message.get("quickReply", {}).get("items", ()):
        found[item["action"].get("label", "")] = item["action"]
    if message["type"] == "flex":
        for label, action, row in _actions(message["contents"], ""):
            found.setdefault(label, action)
            found[f"{label} {row.split(' ')[0]}"] = action
            found[f"{label} {row}"] = action
    return found


def _actions(part: Mapping[str, Any], row: str) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    texts = [child["text"] for child in part.get("contents", ()) if child["type"] == "text"]
    row = texts[0] if texts else row
    if "action" in part:
        yield part["action"].get("label", ""), part["action"], row
    for block in ("header", "hero", "body", "footer"):
        if block in part:
            yield from _actions(part[block], row)
    for child in part.get("contents", ()):
        yield from _actions(child, row)
