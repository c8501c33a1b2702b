"""What was held back for a person goes out with their next free reply: all of it, in order, as far
as there is room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.inbox.carrying import Carrying
from bot.outbox import holding, queue
from bot.outbox.jobs.job import Job
from bot.outbox.jobs.saying import Remind, Saying
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
    for queued in holding.held(at.conn, stream):
        job = queued.job
        if isinstance(job, Remind):
            said += _reminder(at, queued, job, room - len(said))
            continue
        assert isinstance(job, Saying), "only messages are held"
        waiting = [one for one in _lasting(job) if one not in (*told, *said)]
        fitting = waiting[: room - len(said)]
        said += fitting
        if len(fitting) == len(waiting):
            holding.said(at.conn, queued)
        elif fitting:
            holding.keep_rest(at.conn, queued, job, waiting[len(fitting) :])
    return said


def _lasting(job: Saying) -> list[dict[str, Any]]:
    """The messages without their buttons, and without a question: what is open is asked by the
    reply itself.
    """
    asking = {int(str(place)) for place, *_ in job.asks}
    return [
        _bare(message)
        for place, message in enumerate(job.messages)
        if not (place in asking and "quickReply" in message)
    ]


def _bare(message: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key != "quickReply"}


def _reminder(
    at: Carrying, queued: queue.Queued[Job], job: Remind, room: int
) -> list[dict[str, Any]]:
    """Nothing, and it goes on waiting, when there is no room for it; it counts as the day's
    message.
    """
    found = remind.rendered(at.conn, at.known.editions, job, at.now.program)
    if len(found.messages) > room:
        return []
    holding.said(at.conn, queued)
    if found.messages:
        said = replace(job, day=bangkok_day(at.now.program).isoformat())
        queue.put_all(at.conn, [said], at.now.machine, "done")
        reminding.remember(at.conn, [(job.person, found.told)])
    return [_bare(message) for message in found.messages]
