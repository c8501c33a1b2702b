"""What was held back for a person goes out with their next free reply: all of it, in order, as far
as there is room.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.inbox.carrying import Carrying
from bot.outbox import holding, queue
from bot.outbox.line import remind
from bot.store import reminding
from thai.dates import bangkok_day


def take(
    at: Carrying, stream: str, room: int, beside: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """At most `room` messages to say before those `beside`; a reminder says how things stand now.

    What has no room goes on waiting. What the reply says itself is not said twice.
    """
    said: list[dict[str, Any]] = []
    told = [_bare(message) for message in beside]
    for job in holding.held(at.conn, stream):
        if job.kind == "remind":
            said += _reminder(at, job, room - len(said))
            continue
        waiting = [one for one in _lasting(job.payload) if one not in (*told, *said)]
        fitting = waiting[: room - len(said)]
        said += fitting
        if len(fitting) == len(waiting):
            holding.said(at.conn, job)
        elif fitting:
            holding.keep_rest(
                at.conn, job, {**job.payload, "messages": waiting[len(fitting) :], "asks": []}
            )
    return said


def _lasting(payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The messages without their buttons, and without a question: what is open is asked by the
    reply itself.
    """
    asking = {int(place) for place, *_ in payload.get("asks", ())}
    return [
        _bare(message)
        for place, message in enumerate(payload["messages"])
        if not (place in asking and "quickReply" in message)
    ]


def _bare(message: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key != "quickReply"}


def _reminder(at: Carrying, job: queue.Job, room: int) -> list[dict[str, Any]]:
    """Nothing, and it goes on waiting, when there is no room for it; it counts as the day's
    message.
    """
    found = remind.rendered(at.conn, at.known.editions, job.payload, at.now.program)
    if len(found.messages) > room:
        return []
    holding.said(at.conn, job)
    if found.messages:
        person = job.payload["person"]
        said = queue.Wanted(
            job.stream, {}, remind.once(person, bangkok_day(at.now.program)), "done"
        )
        queue.put_all(at.conn, "remind", [said], at.now.machine)
        reminding.remember(at.conn, [(person, found.told)])
    return [_bare(message) for message in found.messages]
