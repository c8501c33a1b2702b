"""LINE's own OpenAPI file as the last word: a request body it refuses is refused here too.

The file's discriminators choose the schema of a value by its `type`, which plain JSON Schema cannot
say; `allOf` is folded into one flat schema for each type, so that a card is checked in
milliseconds.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
import yaml
from jsonschema.protocols import Validator

from emulators.line.rules.counting import utf16

KEPT = (
    "type",
    "enum",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "pattern",
    "required",
)
# counted in grapheme clusters by LINE, in our own rules; the file's number would count code points
GRAPHEMES = {"chatBarText", "name"}
Schema = dict[str, Any]
Errors = Iterator[jsonschema.ValidationError]


@cache
def raw() -> dict[str, Schema]:
    """The schemas of the file, as they stand."""
    text = files("emulators.line").joinpath("openapi/messaging-api.yml").read_text(encoding="utf-8")
    schemas: dict[str, Schema] = yaml.load(text, Loader=yaml.CSafeLoader)["components"]["schemas"]
    return schemas


_named: dict[str, Schema] = {}
_making = threading.RLock()


def named(name: str) -> Schema:
    """The schema of this name, ready to check with; schemas may hold themselves."""
    with _making:
        if name not in _named:
            schema = _named[name] = {}
            told = raw()[name]
            if "discriminator" in told:
                to = {key: last(ref) for key, ref in told["discriminator"]["mapping"].items()}
                schema["discriminator"] = {"on": told["discriminator"]["propertyName"], "to": to}
                schema["type"] = "object"
            else:
                schema.update(flat(told))
        return _named[name]


def flat(told: Schema) -> Schema:
    """A schema with its `allOf` folded in and its references followed."""
    schema: Schema = {key: told[key] for key in KEPT if key in told}
    if told.get("nullable"):
        schema.pop("type", None)
    if "items" in told:
        schema["items"] = ready(told["items"])
    if isinstance(told.get("additionalProperties"), dict):
        schema["additionalProperties"] = ready(told["additionalProperties"])
    properties = {key: ready(value, key) for key, value in told.get("properties", {}).items()}
    required = list(told.get("required", []))
    for part in told.get("allOf", []):
        folded = flat(raw()[last(part["$ref"])] if "$ref" in part else part)
        properties = folded.get("properties", {}) | properties
        required += folded.get("required", [])
        schema.setdefault("type", folded.get("type", "object"))
    if properties:
        schema["properties"] = properties
    if required:
        schema["required"] = sorted(set(required))
    return schema


def ready(told: Schema, key: str = "") -> Schema:
    """A property's schema."""
    if "$ref" in told:
        return named(last(told["$ref"]))
    schema = flat(told)
    if key in GRAPHEMES:
        schema.pop("maxLength", None)
    return schema


def last(ref: str) -> str:
    """The name a reference ends in."""
    return ref.rpartition("/")[2]


def follow(validator: Validator, discriminator: Schema, value: object, _: Schema) -> Errors:
    """Checks a value by the schema its `type` names."""
    if not isinstance(value, dict):
        return
    kind = value.get(discriminator["on"])
    if kind is None:
        yield jsonschema.ValidationError(
            "must be specified", path=[discriminator["on"]], validator="needed"
        )
    elif kind not in discriminator["to"]:
        known = ", ".join(discriminator["to"])
        text = f"Must be one of the following values: [{known}]"
        yield jsonschema.ValidationError(text, path=[discriminator["on"]], validator="known")
    else:
        yield from validator.descend(value, named(discriminator["to"][kind]))  # type: ignore[attr-defined]


def at_most(_: Validator, most: int, value: object, schema: Schema) -> Errors:
    """`maxLength`, counted as LINE counts: in UTF-16 units (LINE: Character counting in a text)."""
    if isinstance(value, str) and utf16(value) > most:
        text = f"Length must be between {schema.get('minLength', 0)} and {most}"
        yield jsonschema.ValidationError(text, validator="length")


KEYWORDS = {"discriminator": follow, "maxLength": at_most}
Checker = jsonschema.validators.extend(jsonschema.Draft202012Validator, KEYWORDS)  # type: ignore[no-untyped-call]


@cache
def checker(name: str) -> Validator:
    """A checker for bodies of this schema; made once."""
    made: Validator = Checker(named(name))
    return made


def keys(name: str) -> frozenset[str]:
    """The properties a schema knows."""
    return frozenset(named(name).get("properties", ()))


def errors(name: str, body: dict[str, Any]) -> list[jsonschema.ValidationError]:
    """What is wrong with a body, by LINE's file."""
    return list(checker(name).iter_errors(body))
