"""A reminder goes out: what it says is worked out at that moment, so that whoever has sent
meanwhile hears nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection, select

from bot.outbox.jobs.saying import Remind
from bot.outbox.line.messages import MOST_MESSAGES, line_messages
from bot.store import joining, out_of_reach, submissions
from bot.store.tables.records import memberships, people
from handlers.reminders.escalation import Unreached, board_of, morning, weekly
from handlers.reminders.reminding import digest, owing
from handlers.vocabulary.events import Event, Followed
from handlers.vocabulary.known import Edition, Known, Membership
from handlers.vocabulary.messages import Message
from handlers.vocabulary.permissions import reaches
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import Talk
from scoring.boards import Key
from scoring.reminders.people import Told, told

log = structlog.get_logger()

Editions = Mapping[str, Edition]


@dataclass(frozen=True, slots=True)
class Rendered:
    """LINE's messages for one person as of now, none when nothing is left to say; what they tell of
    each report.
    """

    messages: list[dict[str, Any]]
    told: Mapping[Key, Told]


def rendered(conn: Connection, editions: Editions, job: Remind, now: datetime) -> Rendered:
    talk = _talk(conn, editions, job.person, now)
    if talk is None:
        return Rendered([], {})
    found = owing(talk)
    said: list[Message] = [digest(talk, found)] if found else []
    for key in _still(talk, job.mornings, "coordinator"):
        said += morning(talk, editions[key], unreached(conn, talk, editions[key]))
    said += [weekly(talk, editions[key]) for key in _still(talk, job.weeklies, "official")]
    marks = {
        (i.programme.key, i.office, i.indicator.code): told(how, talk.today) for i, how in found
    }
    return Rendered(line_messages(said[:MOST_MESSAGES]) if said else [], marks)


def _still(talk: Talk, programmes: Sequence[str], role: str) -> list[str]:
    """The programmes in which they still have the role they were to be told in."""
    return [
        key
        for key in programmes
        if (key, role) in {(one.programme, one.role) for one in talk.known.memberships}
    ]


def _talk(conn: Connection, editions: Editions, person: int, now: datetime) -> Talk | None:
    """The person as a conversation sees them; None for whom has blocked the bot or taken consent
    back.
    """
    row = conn.execute(select(people).where(people.c.id == person)).first()
    if row is None or row.blocked or row.consented_at is None:
        return None
    joined = conn.execute(
        select(memberships.c.programme, memberships.c.office, memberships.c.role)
        .where(memberships.c.person_id == person, memberships.c.ended.is_(None))
        .order_by(memberships.c.id)
    )
    mine = tuple(
        Membership(one.programme, one.office, one.role)
        for one in joined
        if one.programme in editions
    )
    offices = reaches(mine, "see_score", [one.programme for one in editions.values()])
    sent = submissions.of_offices(conn, offices, pieces=False) if offices else ()
    asking = joining.requests(
        conn, reaches(mine, "approve_joining", [one.programme for one in editions.values()])
    )
    known = Known(
        consented=True,
        name=row.name or "",
        memberships=mine,
        editions=editions,
        submissions=sent,
        requests=asking,
    )
    return Talk(_state(person, row.conversation), Event("reminder", now, Followed()), known)


def _state(person: int, stored: Mapping[str, Any]) -> State:
    """Where the conversation stands; one that cannot be read must not keep anybody from being
    reminded.
    """
    try:
        return State.from_json(stored)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        log.error("conversation_unreadable", person=person, error=repr(error))
        return State()


def unreached(conn: Connection, talk: Talk, edition: Edition) -> list[Unreached]:
    """Those of a programme who owe and whom no reminder reaches, and offices for which nobody
    reports.
    """
    key = edition.programme.key
    owed = board_of(talk, edition).owing
    found = [
        Unreached(one.office, one.name, one.why) for one in out_of_reach.out_of_reach(conn, key)
    ]
    there = out_of_reach.reporting_offices(conn, key)
    nobody = [Unreached(office, "", "nobody") for office in owed if office not in there]
    return [one for one in (*found, *nobody) if one.office in owed]
