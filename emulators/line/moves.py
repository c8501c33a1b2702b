"""Coming and going: follow, block, groups, unsend (LINE's reference: "Follow event" to "Member left
event").
"""

from __future__ import annotations

from emulators.line.acts import Act, Doing
from emulators.line.webhook import Event


def follow(act: Act) -> list[Event]:
    """Adds the bot as a friend, or unblocks it."""
    unblocked = act.person.blocked
    changed(act, friend=True, blocked=False)
    return [act.event("follow", follow={"isUnblocked": unblocked})]


def unfollow(act: Act) -> list[Event]:
    """Blocks the bot."""
    changed(act, friend=True, blocked=True)
    return [act.event("unfollow")]


def changed(act: Act, *, friend: bool, blocked: bool) -> None:
    """Notes it, for whoever waits for the chat."""
    with act.line.changed:
        act.person.friend, act.person.blocked = friend, blocked
        act.line.chats[act.chat].touch()
        act.line.changed.notify_all()


def join(act: Act) -> list[Event]:
    """Invites the bot into a group; the event does not say who did."""
    with act.line.lock:
        group = act.line.group(act.chat)
        group.bot = True
        group.members.add(act.person.id)
    return [anonymous(act, "join")]


def leave(act: Act) -> list[Event]:
    """Takes the bot out of a group."""
    act.line.group(act.chat).bot = False
    return [anonymous(act, "leave")]


def member_joined(act: Act) -> list[Event]:
    """Comes into a group the bot is in."""
    act.line.group(act.chat).members.add(act.person.id)
    return [
        anonymous(
            act, "memberJoined", joined={"members": [{"type": "user", "userId": act.person.id}]}
        )
    ]


def member_left(act: Act) -> list[Event]:
    """Goes out of a group the bot is in."""
    act.line.group(act.chat).members.discard(act.person.id)
    return [
        anonymous(act, "memberLeft", left={"members": [{"type": "user", "userId": act.person.id}]})
    ]


def anonymous(act: Act, kind: str, **fields: object) -> Event:
    """A group's event, whose source names nobody."""
    told = act.event(kind, **fields)
    told["source"].pop("userId", None)
    return told


def unsend(act: Act) -> list[Event]:
    """Takes a message back; its content is gone from then on. ValueError for a message that is not
    there.
    """
    gone = str(act.said["unsend"])
    with act.line.changed:
        chat = act.line.chats[act.chat]
        entry = chat.find(gone)
        if entry is None:
            raise ValueError(f"there is no message {gone} in this chat")
        entry.unsent, entry.message, entry.cursor = (
            True,
            {"type": entry.message["type"]},
            chat.touch(),
        )
        if gone in act.line.contents:
            act.line.contents[gone].gone = True
        act.line.changed.notify_all()
    return [act.event("unsend", unsend={"messageId": gone})]


def account_link(act: Act) -> list[Event]:
    """Comes back from a login page with a nonce."""
    said = act.said["account_link"]
    told = act.event(
        "accountLink", link={"result": said.get("result", "ok"), "nonce": said["nonce"]}
    )
    if said.get("result") == "failed":
        told.pop("replyToken")
    return [told]


def switch(act: Act) -> list[Event]:
    """Taps a rich menu's tab: the alias's menu is linked, and the postback says how that went."""
    said, line = act.said["switch"], act.line
    alias = said["richMenuAliasId"]
    menu = line.menus.aliases.get(alias)
    params = {"newRichMenuAliasId": alias, "status": "SUCCESS"}
    if menu not in line.menus.menus:
        params = {"status": "RICHMENU_ALIAS_ID_NOTFOUND" if menu is None else "RICHMENU_NOTFOUND"}
    else:
        with line.changed:
            line.chats[act.chat].menu = menu
            line.chats[act.chat].touch()
            line.changed.notify_all()
    return [act.event("postback", postback={"data": said.get("data", ""), "params": params})]


MOVES: dict[str, Doing] = {
    "follow": follow,
    "unfollow": unfollow,
    "join": join,
    "leave": leave,
    "member_joined": member_joined,
    "member_left": member_left,
    "unsend": unsend,
    "account_link": account_link,
    "switch": switch,
}
