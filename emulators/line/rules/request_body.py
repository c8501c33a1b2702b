"""A request body against LINE's OpenAPI file first, then against the limits only LINE's reference
tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jsonschema

from emulators.line import naming
from emulators.line.calls import Refusal
from emulators.line.rules import openapi
from emulators.line.rules.messages import message
from emulators.line.rules.places import Path, Place, Wrong, dotted, pointer

UNIT = re.compile(r"^[a-zA-Z0-9_]{1,30}$")
CARDS = ("contents", "template")


def check(body: dict[str, Any], schema: str, chat: str | None = None) -> None:
    """Refuses a body LINE would refuse.

    `schema` is its name in LINE's OpenAPI file, `chat` the one place its messages go to, if there
    is one.
    """
    wrong = [told for error in openapi.errors(schema, body) for told in translated(error)]
    if not wrong:
        place = Place(body)
        for one in place.each("messages"):
            message(one, chat)
        REQUESTS.get(schema, nothing)(place)
        wrong = place.found
    if wrong:
        raise refusal(body, wrong)


def translated(error: jsonschema.ValidationError) -> list[Wrong]:
    """What the file refuses, in LINE's words."""
    path: Path = tuple(error.absolute_path)
    if error.validator == "required":
        return [Wrong((*path, error.message.split("'")[1]), "must be specified")]
    if error.validator == "type":
        return [Wrong(path, "invalid type")]
    if error.validator in {"minItems", "maxItems"} and isinstance(error.schema, dict):
        least, most = error.schema.get("minItems", 0), error.schema.get("maxItems", "")
        return [Wrong(path, f"Size must be between {least} and {most}")]
    if error.validator == "enum" and isinstance(error.validator_value, list):
        known = ", ".join(str(v) for v in error.validator_value)
        return [Wrong(path, f"Must be one of the following values: [{known}]")]
    if error.validator in {"needed", "known", "length"}:
        return [Wrong(path, error.message)]
    return [Wrong(path, "invalid property")]


def refusal(body: dict[str, Any], wrong: list[Wrong]) -> Refusal:
    """LINE's 400: for a card the message is named and the card's own paths are given, else all is
    counted.
    """
    typed = next((w for w in wrong if w.message == "invalid type"), None)
    if typed is not None:
        named = dotted(typed.path)
        return Refusal(
            400, f"The property, {named}, in the request body is invalid (line: -, column: -)"
        )
    card = next((w.path for w in wrong if in_card(body, w.path)), None)
    if card is not None:
        inside = [w for w in wrong if w.path[:3] == card[:3]]
        details = [{"message": w.message, "property": pointer(w.path[3:]) or "/"} for w in inside]
        return Refusal(
            400, f"A message ({dotted(card[:2])}) in the request body is invalid", details
        )
    details = [{"message": w.message, "property": dotted(w.path)} for w in wrong]
    return Refusal(400, f"The request body has {len(wrong)} error(s)", details)


def in_card(body: dict[str, Any], path: Path) -> bool:
    """Whether a path leads into a Flex card or a template."""
    return (
        len(path) >= 3
        and path[0] == "messages"
        and path[2] in CARDS
        and isinstance(body["messages"], list)
    )


def units(place: Place) -> None:
    """At most one name to count by, of up to 30 letters, digits and _."""
    place.size("customAggregationUnits", 0, 1)
    for one in place.each("customAggregationUnits"):
        if not UNIT.match(one.value):
            one.wrong("invalid unit name")


def multicast(place: Place) -> None:
    """Up to 500 people."""
    place.size("to", 1, 500)
    units(place)


def loading(place: Place) -> None:
    """One person; 5 to 60 seconds in steps of five."""
    if not naming.USER.match(place.value["chatId"]):
        place.into("chatId").wrong("invalid chatId")
    seconds = place.value.get("loadingSeconds", 20)
    if not 5 <= seconds <= 60:
        place.into("loadingSeconds").wrong("Must be between 5 and 60")
    elif seconds % 5:
        place.into("loadingSeconds").wrong("must be a multiple of five")


def nothing(_: Place) -> None:
    """No more rules."""


REQUESTS: dict[str, Callable[[Place], None]] = {
    "PushMessageRequest": units,
    "MulticastRequest": multicast,
    "ShowLoadingAnimationRequest": loading,
}
