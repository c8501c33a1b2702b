"""What is held of a person: counted, given for a while (own_file.py), taken away as the law asks
(PDPA), with what stays.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, delete, func, or_, select, type_coerce, update

from bot.store import appraisals, drafts, invitations, made_papers, marks, traces
from bot.store.exporting import Attached, attached_of
from bot.store.tables.forms import asked, respondents, uploads
from bot.store.tables.papers import own_forms
from bot.store.tables.queue import brought, outbox, spool
from bot.store.tables.records import events, evidence, memberships, people, submissions
from bot.store.tables.reminders import reminders
from bot.store.tables.reviews import given_menus, guesses, join_requests, personal_links
from handlers.vocabulary.people_known import Held


@dataclass(frozen=True, slots=True)
class Erased:
    """How much went and how much stays."""

    memberships: int
    drafts: int
    evidence: int
    kept_reports: int
    kept_evidence: int


def held(conn: Connection, person: int) -> Held:
    consented = conn.execute(select(people.c.consented_at).where(people.c.id == person)).scalar()
    return Held(consented, _count(conn, submissions, person), _count(conn, evidence, person))


def _count(conn: Connection, table: Any, person: int) -> int:  # noqa: ANN401 - a table
    return conn.execute(
        select(func.count()).select_from(table).where(table.c.person_id == person)
    ).scalar_one()


def give(conn: Connection, person: int, token: str, until: datetime) -> None:
    """The file may be fetched under the token until then; links of before are withdrawn."""
    conn.execute(delete(personal_links).where(personal_links.c.person_id == person))
    conn.execute(
        personal_links.insert(), {"token": token, "person_id": person, "expires_at": until}
    )


def by_token(conn: Connection, token: str, now: datetime) -> int | None:
    """Whose data a link opens; None for one that was never given or is over."""
    wanted = select(personal_links.c.person_id).where(
        personal_links.c.token == token, personal_links.c.expires_at > now
    )
    return conn.execute(wanted).scalar()


def piece(conn: Connection, person: int, evidence_id: str) -> Attached | None:
    """One of their own photos and files; None for anybody else's."""
    mine = select(evidence).where(evidence.c.id == evidence_id, evidence.c.person_id == person)
    row = conn.execute(mine).first()
    return None if row is None else attached_of(row)


def erase(conn: Connection, person: int, now: datetime) -> Erased:
    """Takes away the name, LINE's id, the conversation and all that is not part of the office's
    records.

    Reports that were sent, their evidence and the audit stay: the office must keep them; they no
    longer say who it was.
    """
    one = conn.execute(select(people).where(people.c.id == person).with_for_update()).one()
    begun = len(drafts.begun(conn, person))
    drafts.forget(conn, person)
    ended = conn.execute(
        update(memberships)
        .where(memberships.c.person_id == person, memberships.c.ended.is_(None))
        .values(ended=now)
    ).rowcount
    appraisals.forget_person(conn, person)
    loose = _loose_evidence(conn, person)
    marks.remember(conn, person, one.line_user_id, now)
    traces.forget_name(conn, one.name or "")
    traces.forget_jobs(conn, one.line_user_id)
    made_papers.forget_all(conn)
    invitations.forget_person(conn, person)
    _forget_messages(conn, one.line_user_id)
    for table in (guesses, personal_links, given_menus, join_requests, reminders):
        conn.execute(delete(table).where(table.c.person_id == person))
    for files in (uploads, own_forms):
        this = update(files).where(files.c.person_id == person)
        conn.execute(this.values(line_message_id=""))
    values: dict[str, Any] = {
        "line_user_id": f"erased:{secrets.token_hex(16)}",
        "name": None,
        "consented_at": None,
        "conversation": {},
        "language": "th",
        "muted": False,
        "ask_again": None,
        "blocked": True,
        "version": people.c.version + 1,
    }
    conn.execute(update(people).where(people.c.id == person).values(values))
    kept = _count(conn, submissions, person), _count(conn, evidence, person)
    return Erased(ended, begun, loose, *kept)


def _loose_evidence(conn: Connection, person: int) -> int:
    """Photos and files that are part of no report go altogether; so do copies brought back of
    others.
    """
    theirs = select(evidence.c.id).where(evidence.c.person_id == person)
    conn.execute(delete(brought).where(brought.c.evidence_id.in_(theirs)))
    mine = select(evidence.c.id).where(
        evidence.c.person_id == person, evidence.c.submission_id.is_(None)
    )
    conn.execute(delete(spool).where(spool.c.evidence_id.in_(mine)))
    gone = delete(evidence).where(
        evidence.c.person_id == person, evidence.c.submission_id.is_(None)
    )
    return conn.execute(gone).rowcount


def _forget_messages(conn: Connection, user: str) -> None:
    """What was said to them, and what they said that could not be handled."""
    conn.execute(delete(asked).where(asked.c.line_user_id == user))
    conn.execute(delete(outbox).where(outbox.c.stream == f"person:{user}"))
    conn.execute(
        update(events)
        .where(type_coerce(events.c.raw, Text).contains(user, autoescape=True))
        .values(raw={}, state="done")
    )


def find(conn: Connection, who: str) -> list[Any]:
    """The people a command line names: by number, by LINE's id, or by their exact name."""
    wanted = or_(people.c.line_user_id == who, people.c.name == who)
    if who.isdecimal():
        wanted = or_(wanted, people.c.id == int(who))
    return list(conn.execute(select(people.c.id, people.c.name).where(wanted)).all())


def last_words(conn: Connection) -> None:
    """Forgets the farewells that went to people who are no longer known: what they were sent under
    names their LINE.
    """
    known = select(people.c.id).where(
        people.c.line_user_id == func.substr(outbox.c.stream, len("person:") + 1)
    )
    over = outbox.c.stream.like("person:%"), outbox.c.state != "waiting"
    conn.execute(delete(outbox).where(*over, ~known.exists()))


def kept_reports(conn: Connection, person: int) -> list[tuple[str, str]]:
    """(programme, id) of the current reports they sent."""
    wanted = select(submissions.c.programme, submissions.c.id).where(
        submissions.c.person_id == person, submissions.c.current
    )
    return [(row.programme, row.id) for row in conn.execute(wanted)]


def forgotten(conn: Connection, before: datetime, strangers_before: datetime) -> list[int]:
    """Those without any office who have not talked since: what is held of them is no longer needed.
    Strangers, who have not agreed to anything nor answered a survey, are forgotten sooner.
    """
    member = select(memberships.c.id).where(
        memberships.c.person_id == people.c.id, memberships.c.ended.is_(None)
    )
    answered = select(respondents.c.survey).where(respondents.c.person_id == people.c.id)
    last = func.coalesce(people.c.talked_at, people.c.first_seen_at)
    stranger = people.c.consented_at.is_(None) & (last < strangers_before) & ~answered.exists()
    wanted = select(people.c.id).where(
        ~member.exists(), people.c.line_user_id.not_like("erased:%"), or_(last < before, stranger)
    )
    return list(conn.execute(wanted).scalars())
