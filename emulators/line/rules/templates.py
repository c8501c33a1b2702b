"""Template and imagemap messages (LINE's reference: "Template messages", "Imagemap message")."""

from __future__ import annotations

from emulators.line.rules.actions import IMAGE_CAROUSEL, TEMPLATE, UNSEEN, action
from emulators.line.rules.counting import graphemes
from emulators.line.rules.places import Place


def template(place: Place) -> None:
    """One of the four templates."""
    RULES[place.value["type"]](place)


def buttons(place: Place) -> None:
    """Text up to 160 (60 with a picture or a title), up to four actions."""
    words(place, 160)
    place.size("actions", 1, 4)
    actions(place)
    choice(place, "imageAspectRatio", "rectangle", "square")
    choice(place, "imageSize", "cover", "contain")


def confirm(place: Place) -> None:
    """Text up to 240, two actions."""
    place.length("text", 240, graphemes)
    place.size("actions", 2, 2)
    actions(place)


def carousel(place: Place) -> None:
    """Up to ten columns, all with the same number of actions and the same use of picture and
    title.
    """
    place.size("columns", 1, 10)
    choice(place, "imageAspectRatio", "rectangle", "square")
    choice(place, "imageSize", "cover", "contain")
    columns = place.each("columns")
    for column in columns:
        words(column, 120)
        column.size("actions", 1, 3)
        actions(column)
    shapes = {
        (len(c.value["actions"]), "title" in c.value, "thumbnailImageUrl" in c.value)
        for c in columns
    }
    if len(shapes) > 1:
        place.into("columns").wrong(
            "all columns must have the same number of actions, and image and title alike"
        )


def image_carousel(place: Place) -> None:
    """Up to ten pictures with an action each."""
    place.size("columns", 1, 10)
    for column in place.each("columns"):
        column.url("imageUrl")
        action(column.into("action"), IMAGE_CAROUSEL)


def words(place: Place, most: int) -> None:
    """Text, title, picture: less text beside a picture or a title."""
    beside = "title" in place.value or "thumbnailImageUrl" in place.value
    place.length("text", 60 if beside else most, graphemes)
    place.length("title", 40, graphemes)
    place.url("thumbnailImageUrl")
    if place.value.get("defaultAction"):
        action(place.into("defaultAction"), UNSEEN)


def actions(place: Place) -> None:
    """Each with a label of up to 20."""
    for one in place.each("actions"):
        action(one, TEMPLATE)


def choice(place: Place, key: str, *allowed: str) -> None:
    """One of these words."""
    if place.value.get(key, allowed[0]) not in allowed:
        place.into(key).wrong(f"Must be one of the following values: [{', '.join(allowed)}]")


def imagemap(place: Place) -> None:
    """A picture 1,040 wide with up to 50 places to tap."""
    place.url("baseUrl")
    place.length("altText", 1500)
    place.size("actions", 1, 50)
    if place.value["baseSize"]["width"] != 1040:
        place.into("baseSize", "width").wrong("Must be 1040")
    for one in place.each("actions"):
        one.length("text", 400)
        one.length("label", 100)
        one.url("linkUri", 1000, https=False)
    if place.value.get("video"):
        place.into("video").url("originalContentUrl")
        place.into("video").url("previewImageUrl")


RULES = {
    "buttons": buttons,
    "confirm": confirm,
    "carousel": carousel,
    "image_carousel": image_carousel,
}
