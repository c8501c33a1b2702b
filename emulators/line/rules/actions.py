"""Actions and quick replies (LINE's reference: "Action objects"; labels and texts count grapheme
clusters).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from emulators.line.rules.counting import graphemes
from emulators.line.rules.places import Place

DAY = r"(?:19\d\d|20\d\d|2100)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
MODES = {
    "date": re.compile(f"^{DAY}$"),
    "time": re.compile(f"^{TIME}$"),
    "datetime": re.compile(f"^{DAY}[Tt]{TIME}$"),
}
ONLY_QUICK = {"camera", "cameraRoll", "location"}
QUICK_REPLIES = 13


@dataclass(frozen=True)
class Label:
    """What a place asks of a label, and which actions it takes."""

    most: int
    required: bool
    quick: bool = False
    menu: bool = False


TEMPLATE = Label(20, required=True)
IMAGE_CAROUSEL = Label(12, required=False)
QUICK = Label(20, required=True, quick=True)
MENU = Label(20, required=False, menu=True)
BUTTON = Label(40, required=True)
FLEX = Label(40, required=False)
UNSEEN = Label(20, required=False)


def action(place: Place, label: Label) -> None:
    """One action where a label of this kind is asked for."""
    kind = place.value["type"]
    if (kind in ONLY_QUICK and not label.quick) or (kind == "richmenuswitch" and not label.menu):
        place.into("type").wrong(f"action type {kind} can't be used here")
        return
    if not label.required or place.needed("label"):
        place.length("label", label.most, graphemes)
    if kind in RULES:
        RULES[kind](place)


def postback(place: Place) -> None:
    """Data up to 300; what is shown up to 300; `text` and `displayText` exclude each other."""
    place.needed("data")
    place.length("data", 300, least=0)
    for key in ("displayText", "text", "fillInText"):
        place.length(key, 300, graphemes)
    if "text" in place.value and "displayText" in place.value:
        place.into("text").wrong("text and displayText can't be used together")
    if "fillInText" in place.value and place.value.get("inputOption") != "openKeyboard":
        place.into("fillInText").wrong("fillInText is only for inputOption openKeyboard")


def message(place: Place) -> None:
    """What is said for the person, up to 300."""
    place.needed("text")
    place.length("text", 300, graphemes)


def uri(place: Place) -> None:
    """http, https, line or tel, up to 10,000."""
    place.needed("uri")
    place.url("uri", 10_000, https=False)


def datetimepicker(place: Place) -> None:
    """Data, mode, and moments in the mode's form; initial, min and max in order."""
    place.length("data", 300, least=0)
    if not place.needed("data", "mode"):
        return
    for key in ("initial", "min", "max"):
        place.form(key, MODES[place.value["mode"]], "invalid date or time")
    least, most = place.value.get("min"), place.value.get("max")
    if least is not None and most is not None and least >= most:
        place.into("min").wrong("min must be earlier than max")


def richmenuswitch(place: Place) -> None:
    """The alias to switch to and the data of the postback."""
    place.needed("data", "richMenuAliasId")


def clipboard(place: Place) -> None:
    """What is copied: 1 to 1,000."""
    place.length("clipboardText", 1000)


RULES = {
    "postback": postback,
    "message": message,
    "uri": uri,
    "datetimepicker": datetimepicker,
    "richmenuswitch": richmenuswitch,
    "clipboard": clipboard,
}


def quick_reply(place: Place) -> None:
    """Up to 13 buttons under the last message."""
    place.size("items", 1, QUICK_REPLIES)
    for item in place.each("items"):
        if item.value.get("type", "action") != "action":
            item.into("type").wrong("Must be one of the following values: [action]")
        item.url("imageUrl")
        if item.needed("action"):
            action(item.into("action"), QUICK)
