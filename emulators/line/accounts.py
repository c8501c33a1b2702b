"""Profiles, groups, followers, the bot itself, link tokens (LINE's reference: "Users", "Bot",
"Group chats").
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from emulators.line import naming
from emulators.line.calls import Answer, Call, Refusal, Route
from emulators.line.chats import Group, Person
from emulators.line.state import Line

LINK_LIFE = timedelta(minutes=10)
PAGE = 100


def profile(call: Call) -> Answer:
    """A friend's profile, or a stranger's who has written; 404 for who blocks the bot."""
    person = known(call)
    if person.blocked or not (person.friend or person.wrote):
        raise Refusal(404, "Not found")
    return Answer(told(person) | {"language": "th"})


def member(call: Call) -> Answer:
    """The profile of a member of a group, whether a friend or not."""
    group = joined(call)
    person = known(call)
    if person.id not in group.members:
        raise Refusal(404, "Not found")
    return Answer(told(person))


def summary(call: Call) -> Answer:
    """A group's name."""
    group = joined(call)
    return Answer({"groupId": group.id, "groupName": group.name})


def count(call: Call) -> Answer:
    """How many people are in a group, the bot not counted."""
    return Answer({"count": len(joined(call).members)})


def member_ids(call: Call) -> Answer:
    """The members' ids, 100 a page; verified accounts only."""
    return Answer(page("memberIds", sorted(joined(verified(call)).members), call, PAGE))


def leave(call: Call) -> Answer:
    """The bot leaves a group."""
    joined(call).bot = False
    return Answer()


def followers(call: Call) -> Answer:
    """The friends' ids, 300 a page unless told (at most 1,000); verified accounts only."""
    line = verified(call).line
    limit = call.request.args.get("limit", 300, type=int)
    if not 1 <= limit <= 1000:
        raise Refusal(400, "The value for the 'limit' parameter is invalid")
    friends = sorted(p.id for p in line.people.values() if p.friend and not p.blocked)
    return Answer(page("userIds", friends, call, limit))


def page(name: str, ids: list[str], call: Call, size: int) -> dict[str, Any]:
    """One page of ids, and where the next begins."""
    start = call.request.args.get("start", "0")
    if not start.isdigit():
        raise Refusal(400, "Invalid start param")
    begin = int(start)
    more = {"next": str(begin + size)} if begin + size < len(ids) else {}
    return {name: ids[begin : begin + size]} | more


def info(call: Call) -> Answer:
    """Who the bot is."""
    line = call.line
    names = {"userId": line.bot_id, "basicId": "@raingan00", "displayName": line.bot_name}
    return Answer(names | {"chatMode": "bot", "markAsReadMode": "auto"})


def link_token(call: Call) -> Answer:
    """A token for linking an account: ten minutes, once."""
    person, line = known(call), call.line
    token = naming.token()
    with line.lock:
        line.link_tokens[token] = (person.id, line.clock.now() + LINK_LIFE)
    return Answer({"linkToken": token})


def known(call: Call) -> Person:
    """The person asked for: 400 for what is no user id, 404 for somebody else's."""
    user = call.args["user"]
    if not naming.USER.match(user):
        raise Refusal(400, "The value for the 'userId' parameter is invalid")
    if user not in call.line.people:
        raise Refusal(404, "Not found")
    return call.line.people[user]


def joined(call: Call) -> Group:
    """The group asked for: 400 for what is no group id, 404 for one the bot is not in."""
    kind, id = (
        ("groupId", call.args["group"]) if "group" in call.args else ("roomId", call.args["room"])
    )
    if not naming.CHAT.match(id) or id[0] != kind[0].upper().replace("G", "C"):
        raise Refusal(400, f"The value for the '{kind}' parameter is invalid")
    group = call.line.groups.get(id)
    if group is None or not group.bot:
        raise Refusal(404, "Not found")
    return group


def verified(call: Call) -> Call:
    """Only verified and premium accounts may go on; an ordinary one gets 403."""
    line: Line = call.line
    if not line.verified:
        raise Refusal(403, "Access to this API is not available for your account")
    return call


def told(person: Person) -> dict[str, str]:
    """A profile's fields."""
    fields = {"displayName": person.name, "userId": person.id}
    return fields | (
        {"pictureUrl": person.picture} if person.picture.startswith("https://") else {}
    )


ROUTES: list[Route] = [
    ("GET", "/v2/bot/profile/<user>", profile),
    ("GET", "/v2/bot/followers/ids", followers),
    ("GET", "/v2/bot/info", info),
    ("POST", "/v2/bot/user/<user>/linkToken", link_token),
    ("GET", "/v2/bot/group/<group>/summary", summary),
    *[
        (method, f"/v2/bot/{kind}/<{kind}>{path}", handler)
        for kind in ("group", "room")
        for method, path, handler in (
            ("GET", "/member/<user>", member),
            ("GET", "/members/count", count),
            ("GET", "/members/ids", member_ids),
            ("POST", "/leave", leave),
        )
    ],
]
