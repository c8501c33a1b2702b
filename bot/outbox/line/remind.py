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
from bot.store import conversations, joining, out_of_reach, submissions
from bot.store.conversations import Person
from bot.store.tables.records import people
from handlers.reminders.escalation import Unreached, board_of, morning, weekly
from handlers.reminders.reminding import digest, owing
from handlers.vocabulary.events import Event, Followed
from handlers.vocabulary.known import Edition, Known
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
    user = conn.execute(
        select(people.c.line_user_id).where(
            people.c.id == person, people.c.blocked.is_(False), people.c.consented_at.is_not(None)
        )
    ).scalar()
    if user is None:
        return None
    who = conversations.see(conn, [user])[user]
    mine = tuple(one for one in who.memberships if one.programme in editions)
    offices = reaches(mine, "see_score", [one.programme for one in editions.values()])
    sent = submissions.of_offices(conn, offices, pieces=False) if offices else ()
    asking = joining.requests(
        conn, reaches(mine, "approve_joining", [one.programme for one in editions.values()])
    )
    known = Known(
        consented=True,
        name=who.name,
        memberships=mine,
        editions=editions,
        submissions=sent,
        requests=asking,
    )
    return Talk(_state(who), Event("reminder", now, Followed()), known)


def _state(who: Person) -> State:
    """Where the conversation stands; one that cannot be read must not keep anybody from being
    reminded.
    """
    try:
        return who.state
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        log.error("conversation_unreadable", person=who.id, error=repr(error))
        return State(language=who.wishes.language)


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
