"""Who has which rich menu: default, one person, many, aliases (LINE's reference: "Per-user rich
menu").
"""

from __future__ import annotations

import re
from typing import Any

from emulators.line import naming
from emulators.line.calls import Answer, Call, Refusal, Route
from emulators.line.menus import found
from emulators.line.rules import request_body
from emulators.line.state import Line

ALIAS = re.compile(r"^[a-z0-9_-]{1,32}$")
OPERATIONS = 1000


def drawn(line: Line, id: str) -> str:
    """The menu's id, if it has a picture by now."""
    found(line, id)
    if id not in line.menus.images:
        raise Refusal(400, "must upload richmenu image before applying it to user")
    return id


def give(line: Line, user: str, menu: str | None) -> None:
    """Links or unlinks; who is no friend or blocks the bot gets nothing, and nobody is told."""
    person = line.people.get(user)
    if person is not None and person.friend and not person.blocked:
        line.chats[user].menu = menu
        line.chats[user].touch()


def set_default(call: Call) -> Answer:
    """Everybody without a menu of their own has this one."""
    return default(call, drawn(call.line, call.args["menu"]))


def clear_default(call: Call) -> Answer:
    """No menu for those without one of their own."""
    return default(call, None)


def default(call: Call, menu: str | None) -> Answer:
    """Changes the default, for whoever waits for a chat."""
    line = call.line
    with line.changed:
        line.menus.default = menu
        for chat in line.chats.values():
            chat.touch()
        line.changed.notify_all()
    return Answer()


def get_default(call: Call) -> Answer:
    """The default menu's id."""
    if call.line.menus.default is None:
        raise Refusal(404, "no default richmenu")
    return Answer({"richMenuId": call.line.menus.default})


def link(call: Call) -> Answer:
    """One person has this menu."""
    return linked(call, drawn(call.line, call.args["menu"]), [user_id(call.args["user"])])


def unlink(call: Call) -> Answer:
    """One person has the default again."""
    return linked(call, None, [user_id(call.args["user"])])


def linked(call: Call, menu: str | None, users: list[str], status: int = 200) -> Answer:
    """Gives a menu to each."""
    with call.line.changed:
        for user in users:
            give(call.line, user, menu)
        call.line.changed.notify_all()
    return Answer({}, status)


def user_id(text: str) -> str:
    """A user id, or 400."""
    if not naming.USER.match(text):
        raise Refusal(400, "The value for the 'userId' parameter is invalid")
    return text


def of_user(call: Call) -> Answer:
    """The menu somebody has of their own."""
    chat = call.line.chats.get(user_id(call.args["user"]))
    if chat is None or chat.menu is None:
        raise Refusal(404, "the user has no richmenu")
    return Answer({"richMenuId": chat.menu})


def bulk_link(call: Call) -> Answer:
    """Up to 500 people have this menu; 202, as LINE does it in its own time."""
    body = call.json()
    request_body.check(body, "RichMenuBulkLinkRequest")
    return linked(
        call, drawn(call.line, body["richMenuId"]), [user_id(u) for u in body["userIds"]], 202
    )


def bulk_unlink(call: Call) -> Answer:
    """Up to 500 people have the default again; 202."""
    body = call.json()
    request_body.check(body, "RichMenuBulkUnlinkRequest")
    return linked(call, None, [user_id(u) for u in body["userIds"]], 202)


def batch(call: Call) -> Answer:
    """Replaces or takes away menus of all who have them, up to 1,000 operations; 202."""
    body, line = call.json(), call.line
    request_body.check(body, "RichMenuBatchRequest")
    with line.changed:
        for one in body["operations"][:OPERATIONS]:
            operate(line, one)
        line.menus.batches[call.request_id] = line.clock.now().isoformat(timespec="milliseconds")
        line.changed.notify_all()
    return Answer({}, 202)


def operate(line: Line, told: dict[str, Any]) -> None:
    """One operation of a batch: link {from, to}, unlink {from}, unlinkAll."""
    to = drawn(line, told["to"]) if told["type"] == "link" else None
    for chat in line.chats.values():
        if chat.menu is not None and (told["type"] == "unlinkAll" or chat.menu == told["from"]):
            chat.menu = to
            chat.touch()


def progress(call: Call) -> Answer:
    """How far a batch is: done."""
    at = call.line.menus.batches.get(call.request.args.get("requestId", ""))
    if at is None:
        raise Refusal(404, "Not found")
    return Answer({"phase": "succeeded", "acceptedTime": at, "completedTime": at})


def create_alias(call: Call) -> Answer:
    """A name for a menu, up to 32 of a-z, 0-9, _ and -; 400 if it is taken."""
    body, line = call.json(), call.line
    request_body.check(body, "CreateRichMenuAliasRequest")
    if body["richMenuId"] not in line.menus.menus:
        raise Refusal(400, "richmenu not found")
    with line.lock:
        if body["richMenuAliasId"] in line.menus.aliases:
            raise Refusal(400, "conflict richmenu alias id")
        line.menus.aliases[body["richMenuAliasId"]] = drawn(line, body["richMenuId"])
    return Answer()


def alias(call: Call) -> dict[str, str]:
    """The alias asked for, or 404."""
    id = call.args["alias"]
    if id not in call.line.menus.aliases:
        raise Refusal(404, "richmenu alias not found")
    return {"richMenuAliasId": id, "richMenuId": call.line.menus.aliases[id]}


def get_alias(call: Call) -> Answer:
    """The menu a name stands for."""
    return Answer(alias(call))


def update_alias(call: Call) -> Answer:
    """The name stands for another menu."""
    body, known = call.json(), alias(call)
    request_body.check(body, "UpdateRichMenuAliasRequest")
    call.line.menus.aliases[known["richMenuAliasId"]] = drawn(call.line, body["richMenuId"])
    return Answer()


def delete_alias(call: Call) -> Answer:
    """Nothing has the name any more."""
    del call.line.menus.aliases[alias(call)["richMenuAliasId"]]
    return Answer()


def aliases(call: Call) -> Answer:
    """All names."""
    known = call.line.menus.aliases.items()
    return Answer(
        {"aliases": [{"richMenuAliasId": name, "richMenuId": menu} for name, menu in known]}
    )


ROUTES: list[Route] = [
    ("POST", "/v2/bot/user/all/richmenu/<menu>", set_default),
    ("GET", "/v2/bot/user/all/richmenu", get_default),
    ("DELETE", "/v2/bot/user/all/richmenu", clear_default),
    ("POST", "/v2/bot/user/<user>/richmenu/<menu>", link),
    ("GET", "/v2/bot/user/<user>/richmenu", of_user),
    ("DELETE", "/v2/bot/user/<user>/richmenu", unlink),
    ("POST", "/v2/bot/richmenu/bulk/link", bulk_link),
    ("POST", "/v2/bot/richmenu/bulk/unlink", bulk_unlink),
    ("POST", "/v2/bot/richmenu/batch", batch),
    ("GET", "/v2/bot/richmenu/progress/batch", progress),
    ("POST", "/v2/bot/richmenu/alias", create_alias),
    ("GET", "/v2/bot/richmenu/alias/list", aliases),
    ("GET", "/v2/bot/richmenu/alias/<alias>", get_alias),
    ("POST", "/v2/bot/richmenu/alias/<alias>", update_alias),
    ("DELETE", "/v2/bot/richmenu/alias/<alias>", delete_alias),
]
