"""What a step needs to know, read from the database: only what handlers.needs asks for."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection

from bot.daily import quota
from bot.inbox import appraised, look_up_forms
from bot.inbox.inbox import Inbox
from bot.inbox.look_up_judging import with_judging
from bot.store import (
    asked,
    desks,
    joining,
    own_data,
    people,
    published,
    reviews,
    stuck,
    submissions,
)
from bot.store.conversations import Person
from bot.store.desk_links import BOARD, CALENDAR, of_desks
from bot.store.library import Library
from bot.store.notes import sheets_at_google
from handlers.needs import Needs, needs
from handlers.vocabulary.draft import UPLOADED
from handlers.vocabulary.events import Event
from handlers.vocabulary.known import Edition, Elsewhere, Invite, Known
from handlers.vocabulary.people_known import MOST_WRONG
from handlers.vocabulary.permissions import Reaches, reaches
from handlers.vocabulary.state import State
from scoring.collecting import collected_by
from scoring.rubric_items import item_of

Editions = Mapping[str, Edition]
NOTHING = Needs()


def needs_nothing(state: State, event: Event) -> bool:
    """Whether a step can decide by what `plainly` tells."""
    return needs(state, event) == NOTHING


def hangs_on_others(state: State, event: Event, editions: Editions) -> bool:
    """Whether a step judges, uses an invite, or sends what is held against what was sent before,
    which must be decided while nobody else writes. A first report with which nothing is compared
    need not: there is room for one (uq_submissions_current), and who comes second is decided again.
    """
    wanted = needs(state, event)
    sends = wanted.elsewhere and _is_compared(state, editions)
    return sends or wanted.judging or bool(wanted.invite)


def _is_compared(state: State, editions: Editions) -> bool:
    """Whether the draft is anything but a report that stands for itself."""
    draft = state.draft
    edition = editions.get(draft.programme) if draft else None
    if draft is None or edition is None or draft.corrects or draft.survey or draft.appraisal:
        return True
    programme, work = edition.programme, draft.indicator
    ruled = any(one.work == work for one in programme.plausible)
    return ruled or item_of(programme, work) is not None


def plainly(
    conn: Connection, library: Library, person: Person, editions: Editions, public_url: str
) -> Known:
    """The person, their offices and the programmes."""

    def older(key: str, version: str) -> Edition | None:
        if version.startswith(UPLOADED):
            upload = version.removeprefix(UPLOADED)
            return published.trial_edition(conn, library, key, version, upload)
        return library.edition(conn, key, version)

    return Known(
        person=person.id,
        consented=person.consented,
        name=person.name,
        device=f"line:{person.id}",
        memberships=person.memberships,
        editions=editions,
        older=older,
        public_url=public_url,
    )


def look_up(conn: Connection, inbox: Inbox, person: Person, state: State, event: Event) -> Known:
    """All that the step may need."""
    wanted, editions = needs(state, event), inbox.library.current(conn)
    known = plainly(conn, inbox.library, person, editions, inbox.public_url)
    offices = _seen(person, editions) if wanted.submissions else {}
    known = replace(
        known,
        submissions=submissions.of_offices(conn, offices, pieces=wanted.pieces) if offices else (),
        earlier=submissions.earlier(conn, offices) if wanted.earlier and offices else (),
        sent_elsewhere=_elsewhere(conn, state, editions) if wanted.elsewhere else (),
        quoted=asked.quoted(conn, person.line_user_id, wanted.quoted) if wanted.quoted else None,
        token=secrets.token_urlsafe(16),
        pages_url=inbox.pages_url,
        calendars=of_desks(conn, CALENDAR, _desks(person)) if wanted.calendars else {},
        boards=of_desks(conn, BOARD, _desks(person)) if wanted.boards else {},
        sheets=sheets_at_google(conn, _programmes(person)) if wanted.boards else {},
        desks=desks.desks_of(conn, _programmes(person)) if wanted.desks else {},
        **appraised.look_up(conn, person, editions, wanted),
        **look_up_forms.look_up(conn, person, editions, wanted),
        **_of_joining(conn, person, editions, wanted, event.at),
        **_of_the_desk(conn, person, editions, wanted, event.at),
    )
    return with_judging(known, conn, person, editions, wanted) if wanted.judging else known


def _seen(person: Person, editions: Editions) -> Reaches:
    """The offices whose reports this person may see, and those whose reports their own office
    merges.
    """
    found = dict(_reaches(person, "see_score", editions))
    for one in person.memberships:
        held = found.get(one.programme)
        if held is not None and one.programme in editions:
            programme = editions[one.programme].programme
            merged = collected_by(programme, one.office) if one.office in programme.above else ()
            found[one.programme] = {*held, *merged}
    return found


def _elsewhere(conn: Connection, state: State, editions: Editions) -> tuple[Elsewhere, ...]:
    """What is held of the work on its way, where a rule of its programme compares it."""
    draft = state.draft
    edition = editions.get(draft.programme) if draft else None
    if draft is None or edition is None:
        return ()
    rules = [one for one in edition.programme.plausible if one.work == draft.indicator]
    keys = {key for one in rules for key in (draft.programme, one.round_before) if key}
    return submissions.elsewhere(conn, keys, draft.indicator) if keys else ()


def _of_joining(
    conn: Connection, person: Person, editions: Editions, wanted: Needs, now: datetime
) -> dict[str, Any]:
    """An invite by its code, and how many wrong ones this person has tried."""
    if not wanted.invite:
        return {}
    guesses = joining.guesses_of(conn, person.id)
    if guesses.minutes_locked(now):
        return {"guesses": guesses}
    tops = {key: one.programme.tops for key, one in editions.items()}
    warns = guesses.wrong >= MOST_WRONG - 1 and bool(tops)
    return {
        "guesses": guesses,
        "invite": _still_there(people.invite_of(conn, wanted.invite, now), editions),
        "in_charge": joining.in_charge(conn, tops) if warns else (),
    }


def _still_there(invite: Invite | None, editions: Editions) -> Invite | None:
    """A code may outlive its office: the programme is closed, or has let the office go."""
    if invite is None or (
        invite.programme in editions and invite.office in editions[invite.programme].programme.above
    ):
        return invite
    return replace(invite, problem="dropped")


def _of_the_desk(
    conn: Connection, person: Person, editions: Editions, wanted: Needs, now: datetime
) -> dict[str, Any]:
    """What coordinators work with: the queue, a report, requests, people; and what is held of
    oneself.
    """
    found: dict[str, Any] = {}
    if wanted.queue:
        reaches = _reaches(person, "review", editions)
        found["queue"] = {
            key: reviews.queue(conn, key, offices, wanted.after) for key, offices in reaches.items()
        }
    if wanted.under:
        found["under"] = reviews.under(conn, wanted.under)
    if wanted.request:
        found["request"] = joining.request(conn, wanted.request)
    oversees = wanted.submissions and bool(_reaches(person, "see_overview", editions))
    if wanted.queue or oversees:
        found["requests"] = joining.requests(conn, _reaches(person, "approve_joining", editions))
    if wanted.members or oversees:
        found["monthly"] = quota.monthly(conn, now)
    if wanted.members:
        found["members"] = joining.members(conn, _reaches(person, "see_people", editions))
    if wanted.stuck:
        found["stuck"] = tuple(stuck.found(conn))
    if wanted.held:
        found["held"] = own_data.held(conn, person.id)
    return found


def _reaches(person: Person, action: str, editions: Editions) -> Reaches:
    return reaches(person.memberships, action, [one.programme for one in editions.values()])


def _desks(person: Person) -> list[tuple[str, str]]:
    """Their offices, and their programmes as wholes."""
    mine = person.memberships
    return [desk for one in mine for desk in ((one.programme, one.office), (one.programme, ""))]


def _programmes(person: Person) -> set[str]:
    return {one.programme for one in person.memberships}
