"""What the reminders' plan is made from, and what is remembered of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, literal_column, select, update

from bot.store.dialect import insert_ignoring, insert_or_update_all
from bot.store.tables.queue import outbox
from bot.store.tables.records import memberships, people, submissions
from bot.store.tables.reminders import reminder_passes, reminders
from bot.store.tables.reviews import reviews
from handlers.vocabulary.permissions import Membership, reaches
from scoring.boards import Key, Returned
from scoring.programme import Programme
from scoring.reminders.people import Overseer, Reporter, Told
from thai.dates import bangkok_day

LATELY = timedelta(days=3)  # who wrote within these is taken to write again soon
MANY = 500  # values in one statement

OVERSEE = {"coordinator", "official"}  # whom summaries are for
HELD: ColumnElement[str] = literal_column("'held'")  # spelled out, so that the partial index serves
Joined = dict[int, list[Row[Any]]]


def passed(conn: Connection, day: date) -> set[tuple[str, str]]:
    """(programme, version) of which this day has been planned."""
    wanted = select(reminder_passes.c.programme, reminder_passes.c.version).where(
        reminder_passes.c.day == day
    )
    return {(row.programme, row.version) for row in conn.execute(wanted)}


def open_pass(conn: Connection, day: date, versions: Iterable[tuple[str, str]]) -> bool:
    """False when another process has planned all of these: then there is nothing to do."""
    rows = [
        {"day": day, "programme": programme, "version": version}
        for programme, version in sorted(versions)
    ]
    return any([insert_ignoring(conn, reminder_passes, row) is not None for row in rows])  # noqa: C419 - all of them


def sent(conn: Connection, programmes: Sequence[str]) -> dict[str, set[tuple[str, str]]]:
    """(office, indicator) of every report that is there, by programme; one is enough of what may be
    many.
    """
    wanted = select(submissions.c.programme, submissions.c.office, submissions.c.indicator).where(
        submissions.c.current, submissions.c.programme.in_(programmes)
    )
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in conn.execute(wanted):
        found[row.programme].add((row.office, row.indicator))
    return found


def returned(
    conn: Connection, programmes: Sequence[str]
) -> dict[str, dict[tuple[str, str], Returned]]:
    """Reports that were sent back and are not corrected, by programme, office and indicator; of
    several of one form the one that costs, then the oldest.
    """
    wanted = (
        select(
            reviews.c.programme,
            reviews.c.office,
            reviews.c.indicator,
            reviews.c.restarts,
            reviews.c.decided_at,
        )
        .where(reviews.c.state == "returned", reviews.c.programme.in_(programmes))
        .order_by(reviews.c.restarts.desc(), reviews.c.decided_at)
    )
    found: dict[str, dict[tuple[str, str], Returned]] = defaultdict(dict)
    for row in conn.execute(wanted):
        back = Returned(bangkok_day(row.decided_at), row.restarts)
        found[row.programme].setdefault((row.office, row.indicator), back)
    return found


def joined(conn: Connection, programmes: Sequence[str]) -> Joined:
    """Everyone who has agreed, with their memberships in these programmes, by person."""
    rows: Any = conn.execute(
        select(
            people.c.id,
            people.c.line_user_id,
            people.c.blocked,
            people.c.muted,
            people.c.ask_again,
            people.c.talked_at,
            memberships.c.programme,
            memberships.c.office,
            memberships.c.role,
            memberships.c.since,
        )
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(
            memberships.c.ended.is_(None),
            memberships.c.programme.in_(programmes),
            people.c.consented_at.is_not(None),
        )
        .order_by(people.c.id)
    )
    grouped: Joined = defaultdict(list)
    for row in rows:
        grouped[row.id].append(row)
    return grouped


def reporters(
    conn: Connection, who: Joined, programmes: Sequence[str], now: datetime
) -> list[Reporter]:
    """Those who report, with what they were told last."""
    told, waiting = _told(conn, programmes), pending(conn)
    return list(_reporters(who, told, waiting, now))


def _reporters(
    who: Joined, told: Mapping[int, Mapping[Key, Told]], waiting: set[str], now: datetime
) -> Iterator[Reporter]:
    for person, rows in who.items():
        first, mine = rows[0], [row for row in rows if row.role == "reporter"]
        if mine:
            yield Reporter(
                person,
                {(row.programme, row.office): bangkok_day(row.since) for row in mine},
                told.get(person, {}),
                reachable=not first.blocked,
                writes=first.talked_at is not None and now - first.talked_at < LATELY,
                muted=first.muted,
                pending=f"person:{first.line_user_id}" in waiting,
                ask_again=first.ask_again,
            )


def overseers(who: Joined, programmes: Mapping[str, Programme]) -> list[Overseer]:
    """Those who coordinate or look on, as far as they can be reached, with the offices they see."""
    found = []
    for person, rows in who.items():
        roles = {(row.programme, row.role) for row in rows}
        if rows[0].blocked or not any(role in OVERSEE for _, role in roles):
            continue
        mine = [Membership(row.programme, row.office, row.role) for row in rows]
        seen = reaches(
            mine,
            "see_overview",
            [programmes[key] for key in dict.fromkeys(one.programme for one in mine)],
        )
        mornings = {key: seen[key] for key in seen if (key, "coordinator") in roles}
        weeklies = {
            key: seen[key] for key in seen if (key, "official") in roles and key not in mornings
        }
        found.append(Overseer(person, mornings, weeklies, rows[0].muted))
    return found


def _told(conn: Connection, programmes: Sequence[str]) -> dict[int, dict[Key, Told]]:
    found: dict[int, dict[Key, Told]] = defaultdict(dict)
    for row in conn.execute(select(reminders).where(reminders.c.programme.in_(programmes))):
        key = (row.programme, row.office, row.indicator)
        found[row.person_id][key] = Told(row.due, row.stage, row.stage_day, row.told_on)
    return found


def pending(conn: Connection) -> set[str]:
    """The streams of those whom a reminder has not reached yet."""
    return set(
        conn.execute(
            select(outbox.c.stream).where(outbox.c.kind == "remind", outbox.c.state == HELD)
        ).scalars()
    )


def supersede(conn: Connection, streams: Iterable[str]) -> None:
    """Held reminders of these people give way to today's."""
    wanted = list(streams)
    for start in range(0, len(wanted), MANY):
        conn.execute(
            update(outbox)
            .where(
                outbox.c.stream.in_(wanted[start : start + MANY]),
                outbox.c.kind == "remind",
                outbox.c.state == HELD,
            )
            .values(state="done", error="a newer reminder took its place")
        )


def remember(conn: Connection, told: Iterable[tuple[int, Mapping[Key, Told]]]) -> None:
    """What each person has been told of."""
    rows = [
        {
            "person_id": person,
            "programme": programme,
            "office": office,
            "indicator": indicator,
            "due": one.due,
            "stage": one.stage,
            "stage_day": one.day,
            "told_on": one.on,
        }
        for person, marks in told
        for (programme, office, indicator), one in marks.items()
    ]
    insert_or_update_all(conn, reminders, rows, ["person_id", "programme", "office", "indicator"])
