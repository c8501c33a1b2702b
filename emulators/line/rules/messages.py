"""The message types and their limits (LINE's reference: "Message objects")."""

from __future__ import annotations

import re

from emulators.line import naming
from emulators.line.rules.actions import quick_reply
from emulators.line.rules.counting import utf16
from emulators.line.rules.flex import container
from emulators.line.rules.places import Place
from emulators.line.rules.templates import imagemap, template

NAME = re.compile(r"^[0-9a-zA-Z_]{1,20}$")
HOLE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


def message(place: Place, chat: str | None) -> None:
    """One message of a request; `chat` is where it goes, if that is one place."""
    kind = place.value["type"]
    if place.value.get("quickReply"):
        quick_reply(place.into("quickReply"))
    if place.value.get("sender"):
        sender(place.into("sender"))
    if kind in RULES:
        RULES[kind](place)
    if kind == "textV2":
        mentions(place, chat)


def sender(place: Place) -> None:
    """A name of up to 20 that is not LINE's, and a picture."""
    place.length("name", 20)
    if "line" in (place.value.get("name") or "").lower().split():
        place.into("name").wrong("invalid name")
    place.url("iconUrl")


def text(place: Place) -> None:
    """Up to 5,000 in UTF-16; up to 20 emoji, each at a $ of the text."""
    place.length("text", 5000)
    place.size("emojis", 0, 20)
    units = place.value["text"].encode("utf-16-le", "surrogatepass")
    for one in place.each("emojis"):
        at = one.value.get("index")
        if one.needed("index", "productId", "emojiId") and units[at * 2 : at * 2 + 2] != b"$\0":
            one.into("index").wrong("index must point at $ in the text")


def text_v2(place: Place) -> None:
    """Up to 5,000; every {name} has a substitution."""
    place.length("text", 5000)
    given = place.value.get("substitution") or {}
    if len(given) > 100:
        place.into("substitution").wrong("Size must be between 0 and 100")
    for key in given:
        if not NAME.match(key):
            place.into("substitution", key).wrong("invalid key")
    for hole in HOLE.finditer(place.value["text"]):
        if hole[0] not in {"{{", "}}"} and (hole[1] is None or hole[1] not in given):
            place.into("text").wrong(f"invalid placeholder {hole[0]}")


def mentions(place: Place, chat: str | None) -> None:
    """Up to 20 mentions, in groups and rooms only."""
    given = [
        k for k, v in (place.value.get("substitution") or {}).items() if v["type"] == "mention"
    ]
    if len(given) > 20:
        place.into("substitution").wrong("too many mentions")
    if given and chat is not None and naming.USER.match(chat):
        place.into("substitution", given[0]).wrong("mentions can only be sent to groups and rooms")


def image(place: Place) -> None:
    """Two https addresses."""
    place.url("originalContentUrl")
    place.url("previewImageUrl")


def video(place: Place) -> None:
    """Two https addresses; a tracking id up to 100."""
    image(place)
    place.length("trackingId", 100)


def audio(place: Place) -> None:
    """An https address and how long it plays."""
    place.url("originalContentUrl")
    if place.value["duration"] < 1:
        place.into("duration").wrong("must be greater than or equal to 1")


def location(place: Place) -> None:
    """Title and address up to 100, on this earth."""
    place.length("title", 100)
    place.length("address", 100)
    if not -90 <= place.value["latitude"] <= 90:
        place.into("latitude").wrong("Must be between -90 and 90")
    if not -180 <= place.value["longitude"] <= 180:
        place.into("longitude").wrong("Must be between -180 and 180")


def templated(place: Place) -> None:
    """What is read aloud up to 1,500, and the template."""
    place.length("altText", 1500)
    template(place.into("template"))


def flex(place: Place) -> None:
    """What is read aloud up to 1,500, and the card."""
    if utf16(place.value["altText"]) > 1500 or not place.value["altText"]:
        place.length("altText", 1500)
    container(place.into("contents"))


def coupon(place: Place) -> None:
    """A tag up to 30."""
    place.length("deliveryTag", 30, least=0)


RULES = {
    "text": text,
    "textV2": text_v2,
    "image": image,
    "video": video,
    "audio": audio,
    "location": location,
    "imagemap": imagemap,
    "template": templated,
    "flex": flex,
    "coupon": coupon,
}
