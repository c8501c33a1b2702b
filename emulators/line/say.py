"""`POST /_emulator/say`: somebody does something, the bot's webhook hears of it, well or badly."""

from __future__ import annotations

from typing import Any

from emulators.line.acts import MESSAGES, Act, File
from emulators.line.moves import MOVES
from emulators.line.state import Line
from emulators.line.webhook import Delivery, Event, post, redeliver

DOINGS = MESSAGES | MOVES
FEW = 30  # how far back a read mark is looked for


def say(line: Line, said: dict[str, Any], files: list[File] | None = None) -> dict[str, Any]:
    """Does what `said` names and posts the events; ValueError when it makes no sense.

    Events go out one POST each, several of a `batch` in one. Trouble on the way: `duplicate` n more
    times, `redelivery` once more and marked so, `reorder` last first, `no_user_id`, `omit`
    ["message.quoteToken"], `extra` {unknown properties}, `standby`, `bad_signature`, `empty` (a
    connectivity check).
    """
    batch = said.get("batch")
    events = [e for one in batch or [said] for e in events_of(line, one, files or [])]
    for event in events:
        spoil(event, said)
    if said.get("reorder"):
        events.reverse()
    posts = [events] if batch is not None or said.get("empty") else [[one] for one in events]
    deliveries = [d for one in posts for d in deliver(line, one, said)]
    last = deliveries[-1] if deliveries else Delivery(None, 0.0, "nothing to say")
    each = [vars(d) for d in deliveries]
    return {
        "events": events,
        "status": last.status,
        "seconds": sum(d.seconds for d in deliveries),
        "deliveries": each,
    }


def events_of(line: Line, said: dict[str, Any], files: list[File]) -> list[Event]:
    """The events one doing causes."""
    if said.get("empty"):
        return []
    if "raw" in said:
        return [dict(said["raw"])]
    person = line.people.get(str(said.get("user")))
    if person is None:
        raise ValueError(f"nobody has the id {said.get('user')!r}; see /_emulator/people")
    doing = next((name for name in DOINGS if name in said), None)
    if doing is None:
        raise ValueError(f"say one of: {', '.join(DOINGS)}")
    chat = str(said.get("group") or (said[doing] if doing in {"join", "leave"} else person.id))
    if person.blocked and chat == person.id and doing != "follow":
        raise ValueError(f"{person.name} has blocked the bot")
    if chat != person.id:
        with line.lock:
            line.group(chat).members.add(person.id)
    return DOINGS[doing](Act(line, person, chat, said, files))


def spoil(event: Event, said: dict[str, Any]) -> None:
    """Takes away or adds what was asked for."""
    omit = list(said.get("omit", [])) + (["source.userId"] if said.get("no_user_id") else [])
    if said.get("standby"):
        event["mode"] = "standby"
        omit.append("replyToken")
    for path in omit:
        *parents, last = path.split(".")
        place: Any = event
        for name in parents:
            place = place.get(name, {})
        place.pop(last, None)
    event.update(said.get("extra", {}))


def deliver(line: Line, events: list[Event], said: dict[str, Any]) -> list[Delivery]:
    """Posts events as often as was asked for; what the bot took counts as read."""
    bad = bool(said.get("bad_signature"))
    went = [post(line, events, bad_signature=bad) for _ in range(1 + int(said.get("duplicate", 0)))]
    if said.get("redelivery"):
        went.append(post(line, redeliver(line, events), bad_signature=bad))
    if any(d.status is not None and 200 <= d.status < 300 for d in went):
        for event in events:
            mark_read(line, event)
    return went


def mark_read(line: Line, event: Event) -> None:
    """With chat switched off in the account manager, what the bot receives is read (LINE: Mark
    messages as read).
    """
    source = event.get("source", {})
    with line.changed:
        chat = line.chats.get(
            source.get("groupId") or source.get("roomId") or source.get("userId") or ""
        )
        for entry in chat.entries[-FEW:] if chat else ():
            if chat is not None and entry.sender == "user" and not entry.read:
                entry.read, entry.cursor = True, chat.touch()
        line.changed.notify_all()
