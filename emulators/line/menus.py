"""Rich menus and their pictures (LINE's reference: "Rich menu")."""

from __future__ import annotations

from typing import Any

from emulators.line import naming, pictures
from emulators.line.calls import Answer, Call, Refusal, Route
from emulators.line.rules import openapi
from emulators.line.rules.actions import MENU, action
from emulators.line.rules.counting import graphemes
from emulators.line.rules.places import Place
from emulators.line.rules.request_body import refusal, translated
from emulators.line.state import Line

MENUS, AREAS, NAME, BAR = 1000, 20, 300, 14
IMAGE_BYTES = 1024 * 1024
KINDS = {"image/jpeg": "JPEG", "image/png": "PNG"}


def create(call: Call) -> Answer:
    """Makes a menu; it needs a picture before anybody can have it. Up to 1,000 a channel."""
    body, line = checked(call.json()), call.line
    with line.lock:
        if len(line.menus.menus) >= MENUS:
            raise Refusal(400, "The maximum number of rich menus has been reached")
        id = f"richmenu-{naming.token()}"
        line.menus.menus[id] = {"richMenuId": id, "selected": False} | body
    return Answer({"richMenuId": id})


def validate(call: Call) -> Answer:
    """Only looks."""
    checked(call.json())
    return Answer()


def checked(body: dict[str, Any]) -> dict[str, Any]:
    """The menu's object, if LINE would take it."""
    wrong = [
        told for error in openapi.errors("RichMenuRequest", body) for told in translated(error)
    ]
    place = Place(body)
    if not wrong and place.needed("size", "name", "chatBarText", "areas"):
        menu(place)
    if wrong or place.found:
        raise refusal(body, wrong or place.found)
    return body


def menu(place: Place) -> None:
    """800 to 2,500 wide, 250 high or more, at least 1.45 times as wide as high; up to 20 areas
    within it.
    """
    place.length("name", NAME, graphemes)
    place.length("chatBarText", BAR, graphemes)
    place.size("areas", 0, AREAS)
    size = place.into("size")
    if not size.needed("width", "height"):
        return
    width, height = size.value["width"], size.value["height"]
    if not 800 <= width <= 2500 or height < 250 or width / height < 1.45:
        size.wrong("invalid size")
    for area in place.each("areas"):
        if area.needed("bounds", "action") and area.into("bounds").needed(
            "x", "y", "width", "height"
        ):
            bounds = area.value["bounds"]
            if bounds["x"] + bounds["width"] > width or bounds["y"] + bounds["height"] > height:
                area.into("bounds").wrong("bounds must be within the size of the rich menu")
            action(area.into("action"), MENU)


def found(line: Line, id: str) -> dict[str, Any]:
    """The menu of this id, or 404."""
    if id not in line.menus.menus:
        raise Refusal(404, "richmenu not found")
    return line.menus.menus[id]


def get(call: Call) -> Answer:
    """One menu."""
    return Answer(found(call.line, call.args["menu"]))


def every(call: Call) -> Answer:
    """All menus of the channel."""
    with call.line.lock:
        return Answer({"richmenus": list(call.line.menus.menus.values())})


def delete(call: Call) -> Answer:
    """Takes a menu away, from everybody who has it too."""
    line, id = call.line, call.args["menu"]
    with line.changed:
        found(line, id)
        del line.menus.menus[id]
        line.menus.images.pop(id, None)
        line.menus.default = None if line.menus.default == id else line.menus.default
        for chat in line.chats.values():
            chat.menu = None if chat.menu == id else chat.menu
            chat.touch()
        line.changed.notify_all()
    return Answer()


def upload(call: Call) -> Answer:
    """The picture, once: JPEG or PNG, up to 1 MB, of a size a menu may have; 415 for another
    type.
    """
    line, id, data = call.line, call.args["menu"], call.request.get_data()
    found(line, id)
    kind = call.request.mimetype
    if kind not in KINDS:
        raise Refusal(415, f"The content type, {kind or 'null'}, is not supported")
    if id in line.menus.images:
        raise Refusal(400, "An image has already been uploaded to the richmenu")
    if len(data) > IMAGE_BYTES:
        raise Refusal(413, "Request Entity Too Large")
    seen = pictures.look(data)
    if seen is None or seen[0] != KINDS[kind]:
        raise Refusal(400, "The image could not be read")
    if not 800 <= seen[1] <= 2500 or seen[2] < 250 or seen[1] / seen[2] < 1.45:
        raise Refusal(400, "The image size is invalid")
    with line.lock:
        line.menus.images[id] = (kind, data)
    return Answer()


def download(call: Call) -> Answer:
    """The picture."""
    kind, data = call.line.menus.images.get(call.args["menu"], ("", b""))
    if not data:
        raise Refusal(404, "Not found")
    return Answer(data, kind=kind)


ROUTES: list[Route] = [
    ("POST", "/v2/bot/richmenu", create),
    ("POST", "/v2/bot/richmenu/validate", validate),
    ("GET", "/v2/bot/richmenu/list", every),
    ("GET", "/v2/bot/richmenu/<menu>", get),
    ("DELETE", "/v2/bot/richmenu/<menu>", delete),
    ("POST", "/v2/bot/richmenu/<menu>/content", upload),
    ("GET", "/v2/bot/richmenu/<menu>/content", download),
]
