"""Flex messages (LINE's reference: "Flex Message"); unknown properties are refused, as LINE refuses
them.
"""

from __future__ import annotations

import re

from emulators.line.rules import openapi
from emulators.line.rules.actions import BUTTON, FLEX, action
from emulators.line.rules.counting import escaped_size
from emulators.line.rules.places import Place

BUBBLE_BYTES, CAROUSEL_BYTES, BUBBLES, ANIMATED = 30 * 1024, 50 * 1024, 12, 10
PX = r"\d+(?:\.\d+)?px"
PERCENT = r"\d+(?:\.\d+)?%"
STEPS = "none|xs|sm|md|lg|xl|xxl"
SIZES = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
COLOUR = re.compile(r"^#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$")
FORMS = {
    **dict.fromkeys(("margin", "spacing", "cornerRadius"), re.compile(f"^(?:{PX}|{STEPS})$")),
    **dict.fromkeys(
        ("paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd"),
        re.compile(f"^(?:{PX}|{PERCENT}|{STEPS})$"),
    ),
    **dict.fromkeys(
        ("offsetTop", "offsetBottom", "offsetStart", "offsetEnd"),
        re.compile(f"^-?(?:{PX}|{PERCENT})$|^(?:{STEPS})$"),
    ),
    **dict.fromkeys(
        ("width", "maxWidth", "height", "maxHeight"), re.compile(f"^(?:{PX}|{PERCENT})$")
    ),
    **dict.fromkeys(
        (
            "color",
            "backgroundColor",
            "borderColor",
            "separatorColor",
            "startColor",
            "endColor",
            "centerColor",
        ),
        COLOUR,
    ),
    "borderWidth": re.compile(f"^(?:{PX}|none|light|normal|medium|semi-bold|bold)$"),
    "lineSpacing": re.compile(f"^{PX}$"),
    "aspectRatio": re.compile(r"^\d+(?:\.\d+)?:\d+(?:\.\d+)?$"),
    "angle": re.compile(r"^\d+(?:\.\d+)?deg$"),
    "centerPosition": re.compile(f"^{PERCENT}$"),
}
TEXT_SIZE = re.compile(f"^(?:{PX}|{SIZES})$")
ICON_SIZE = re.compile(f"^(?:{PX}|{PERCENT}|{SIZES})$")
IMAGE_SIZE = re.compile(f"^(?:{PX}|{PERCENT}|{SIZES}|full)$")
USUAL_CHILDREN = {"box", "button", "image", "text", "separator", "filler"}
CHILDREN = {
    "horizontal": USUAL_CHILDREN,
    "vertical": USUAL_CHILDREN,
    "baseline": {"icon", "text", "filler"},
}
SCHEMAS = {
    **{
        kind: f"Flex{kind.title()}"
        for kind in ("box", "button", "image", "video", "icon", "text", "span")
    },
    "separator": "FlexSeparator",
    "filler": "FlexFiller",
    "bubble": "FlexBubble",
    "carousel": "FlexCarousel",
}


def container(place: Place) -> None:
    """A bubble up to 30 KB, or up to twelve of one size up to 50 KB together."""
    if place.value["type"] == "bubble":
        bubble(place)
        return
    known(place, "FlexCarousel")
    place.size("contents", 1, BUBBLES)
    if escaped_size(place.value) > CAROUSEL_BYTES:
        place.wrong("size of the carousel must be at most 50 KB")
    for one in place.each("contents"):
        bubble(one, single=False)
    if len({one.value.get("size", "mega") for one in place.each("contents")}) > 1:
        place.into("contents").wrong("all bubbles in a carousel must have the same size")
    if str(place.value).count("'animated': True") > ANIMATED:
        place.wrong("too many animated images")


def bubble(place: Place, *, single: bool = True) -> None:
    """Up to four blocks; the hero is a box, an image or a video, the others are boxes."""
    known(place, "FlexBubble")
    if place.value["type"] != "bubble":
        place.into("type").wrong("Must be one of the following values: [bubble]")
    if escaped_size(place.value) > BUBBLE_BYTES:
        place.wrong("size of the bubble must be at most 30 KB")
    blocks = [name for name in ("header", "hero", "body", "footer") if place.value.get(name)]
    if not blocks:
        place.wrong("At least one block must be specified")
    for name in blocks:
        component(place.into(name), {"box", "image", "video"} if name == "hero" else {"box"})
    if (place.value.get("hero") or {}).get("type") == "video":
        film(place, single)
    if place.value.get("action"):
        action(place.into("action"), FLEX)
    if place.value.get("styles"):
        styles(place.into("styles"))


def film(place: Place, single: bool) -> None:
    """A video: in a bubble of its own, kilo, mega or giga (LINE: Create Flex Messages including
    videos).
    """
    if not single or place.value.get("size", "mega") not in {"kilo", "mega", "giga"}:
        place.into("hero").wrong("a video needs a single bubble of the size kilo, mega or giga")


def styles(place: Place) -> None:
    """Colours and separators of the blocks."""
    known(place, "FlexBubbleStyles")
    for name in place.value:
        if name in {"header", "hero", "body", "footer"}:
            known(place.into(name), "FlexBlockStyle")
            forms(place.into(name))


def component(place: Place, allowed: set[str]) -> None:
    """One component, of a kind its parent takes."""
    kind = place.value["type"]
    if kind not in allowed:
        place.into("type").wrong(
            f"Must be one of the following values: [{', '.join(sorted(allowed))}]"
        )
        return
    known(place, SCHEMAS[kind])
    forms(place)
    if place.value.get("flex", 0) < 0:
        place.into("flex").wrong("must be greater than or equal to 0")
    if kind != "button" and place.value.get("action"):
        action(place.into("action"), FLEX)
    if kind in RULES:
        RULES[kind](place)


def box(place: Place) -> None:
    """What may lie in it depends on its layout."""
    for child in place.each("contents"):
        component(child, CHILDREN[place.value["layout"]])
    if place.value.get("background"):
        known(place.into("background"), "FlexBoxLinearGradient")
        place.into("background").needed("angle", "startColor", "endColor")
        forms(place.into("background"))


def text(place: Place) -> None:
    """Words, or spans."""
    if place.value.get("contents"):
        for span in place.each("contents"):
            component(span, {"span"})
    elif not place.value.get("text"):
        place.into("text").wrong("must be non-empty text")
    place.form("size", TEXT_SIZE)
    if place.value.get("maxLines", 0) < 0:
        place.into("maxLines").wrong("must be greater than or equal to 0")


def span(place: Place) -> None:
    """Some of a text's words."""
    if not place.value.get("text"):
        place.into("text").wrong("must be non-empty text")
    place.form("size", TEXT_SIZE)


def button(place: Place) -> None:
    """Its label is up to 40."""
    action(place.into("action"), BUTTON)


def image(place: Place) -> None:
    """https; not higher than three times its width."""
    place.url("url")
    place.form("size", IMAGE_SIZE)
    ratio = place.value.get("aspectRatio", "1:1")
    if FORMS["aspectRatio"].match(ratio):
        width, height = (float(part) for part in ratio.split(":"))
        if height > 3 * width:
            place.into("aspectRatio").wrong("invalid property")


def icon(place: Place) -> None:
    """https."""
    place.url("url")
    place.form("size", ICON_SIZE)


def video(place: Place) -> None:
    """https, a preview, and something else for those who cannot play it."""
    place.url("url")
    place.url("previewUrl")
    component(place.into("altContent"), {"box", "image"})


def known(place: Place, schema: str) -> None:
    """Refuses properties LINE's file does not have for this kind."""
    for key in place.value.keys() - openapi.keys(schema):
        place.into(key).wrong("unknown field")


def forms(place: Place) -> None:
    """Refuses lengths, colours and ratios LINE could not read; a button's height is one of two
    words, not a length.
    """
    words = {"height"} if place.value.get("type") == "button" else set()
    for key in place.value.keys() & FORMS.keys() - words:
        place.form(key, FORMS[key])


RULES = {
    "box": box,
    "text": text,
    "span": span,
    "button": button,
    "image": image,
    "icon": icon,
    "video": video,
}
