"""Events that wait at the same moment are decided and committed together; what is odd about one of
them costs nobody else.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.inbox import long_way
from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming
from bot.inbox.receiving import Receiving
from bot.inbox.short_way import take
from bot.store.tables.queue import outbox
from bot.store.tables.records import events, memberships, people
from handlers.vocabulary.events import Event, Tapped, Wrote
from tests.world import KEY, World

PEOPLE = 12


def test_what_waits_at_one_moment_is_settled_with_one_commit(talk: World) -> None:
    inbox, users = crowd(talk)

    settled = take(inbox, [wrote(talk, user, "97") for user in users]).settled

    assert len(settled) == PEOPLE
    assert said_to(talk, users) == dict.fromkeys(users, 1)
    assert states(talk) == {"done"}


def test_a_conversation_nobody_can_read_costs_only_itself(talk: World) -> None:
    inbox, users = crowd(talk)
    with talk.database.writing() as conn:
        broken = people.c.line_user_id == users[3]
        conn.execute(people.update().where(broken).values(conversation={"loose": 7}))

    receive(inbox, [wrote(talk, user, "97") for user in users])

    assert said_to(talk, users) == dict.fromkeys(users, 1)
    assert failed(talk) == [users[3]]


def test_a_group_whose_commit_fails_is_done_one_by_one(talk: World) -> None:
    """The database refuses what is written for one of twelve people."""
    inbox, users = crowd(talk)
    refuse_to_write(talk, users[7])

    receive(inbox, [wrote(talk, user, "97") for user in users])

    assert said_to(talk, users) == dict.fromkeys(users, 1)
    assert failed(talk) == [users[7]]


def test_the_same_event_in_two_groups_is_handled_once(talk: World) -> None:
    inbox, users = crowd(talk)
    once = [wrote(talk, user, "97") for user in users]

    receive(inbox, [*once, *once])

    assert said_to(talk, users) == dict.fromkeys(users, 1)


def test_a_person_s_messages_are_handled_in_the_order_they_came(talk: World) -> None:
    """Short and long ways take turns: none of them overtakes the other."""
    inbox, users = crowd(talk)
    words = ["97", "รายงาน", "97", "คะแนน", "ย้อนกลับ", "กำหนดส่ง", "97"]

    receive(inbox, [wrote(talk, users[0], word, place) for place, word in enumerate(words)])

    with talk.database.reading() as conn:
        told = select(outbox.c.payload).where(outbox.c.stream == f"person:{users[0]}")
        tokens = [one["reply_token"] for one in conn.execute(told.order_by(outbox.c.id)).scalars()]
    assert tokens == [f"token {place}" for place in range(len(words))]


def test_a_caller_who_hangs_up_costs_nobody_an_answer(talk: World) -> None:
    """LINE closes its connection while its event waits: the event counts, and so do the next."""
    inbox, users = crowd(talk)
    receiving = Receiving(inbox)

    waiting = [receiving.put(wrote(talk, user, "97")) for user in users]
    for one in waiting:
        one.cancel()
    receiving.put(wrote(talk, users[0], "88", 1)).result(timeout=10)

    for one in waiting:
        one.result(timeout=10)
    assert said_to(talk, users) == {user: 2 if user == users[0] else 1 for user in users}


def test_a_conversation_that_moved_meanwhile_is_decided_again(talk: World) -> None:
    """Somebody's person row has moved on between the reading and the writing of a group."""
    inbox, users = crowd(talk)
    moving = _Moving(talk, users[2])
    watched = Inbox(inbox.database, inbox.library, moving, inbox.public_url, inbox.seals)

    settled = take(watched, [wrote(talk, user, "97") for user in users]).settled

    assert len(settled) == PEOPLE - 1, "the clock moved this person on, and nobody else"
    assert said_to(talk, users)[users[2]] == 0
    receive(inbox, [wrote(talk, user, "97") for user in users])
    assert said_to(talk, users) == dict.fromkeys(users, 1)


class _Moving:
    """A clock that is asked once a group has been decided; at that moment a person moves on."""

    def __init__(self, talk: World, user: str) -> None:
        self._talk, self._user = talk, user

    def __call__(self) -> datetime:
        moved = people.update().where(people.c.line_user_id == self._user)
        with self._talk.database.writing() as conn:
            conn.execute(moved.values(version=people.c.version + 1))
        return self._talk.now


def crowd(talk: World) -> tuple[Inbox, list[str]]:
    """Twelve reporters in the middle of a report, to whom nothing is on its way."""
    inbox: Inbox = talk.app.extensions["inbox"]
    users = [f"U{number:032x}" for number in range(900, 900 + PEOPLE)]
    for user in users:
        reporter(talk, user)
        started = Event(f"{user}-start", talk.now, Tapped(f"start?p={KEY}&o=CBI-BB&i=4"))
        long_way.receive(inbox, Incoming(started.id, user, "token", started, {"type": "postback"}))
    with talk.database.writing() as conn:
        conn.execute(outbox.delete())
    return inbox, users


def reporter(talk: World, user: str) -> None:
    known = {"name": "ผู้รายงาน", "consented_at": talk.now, "first_seen_at": talk.now}
    known |= {"conversation": {"where": {"type": "home"}}, "version": 0, "blocked": False}
    place = {"programme": KEY, "office": "CBI-BB", "role": "reporter", "since": talk.now}
    with talk.database.writing() as conn:
        values = {"line_user_id": user, **known}
        person = conn.execute(people.insert().returning(people.c.id), values).scalar_one()
        conn.execute(memberships.insert(), {"person_id": person, **place})


def wrote(talk: World, user: str, words: str, place: int = 0) -> Incoming:
    event_id = f"{user}-{place}"
    event = Event(event_id, talk.now + timedelta(seconds=place), Wrote(words, event_id))
    return Incoming(event_id, user, f"token {place}", event, {"type": "message"})


def receive(inbox: Inbox, some: Sequence[Incoming]) -> None:
    """All of them put at once, and waited for."""
    receiving = Receiving(inbox)
    for settled in [receiving.put(one) for one in some]:
        settled.result(timeout=30)


def said_to(talk: World, users: Sequence[str]) -> dict[str, int]:
    with talk.database.reading() as conn:
        streams = list(conn.execute(select(outbox.c.stream)).scalars())
    return {user: streams.count(f"person:{user}") for user in users}


def states(talk: World) -> set[str]:
    with talk.database.reading() as conn:
        return set(conn.execute(select(events.c.state)).scalars())


def failed(talk: World) -> list[str]:
    """Whose events could not be handled and are kept to be tried again."""
    with talk.database.reading() as conn:
        kept = conn.execute(select(events.c.id).where(events.c.state == "failed")).scalars()
        return [one.partition("-")[0] for one in kept]


def refuse_to_write(talk: World, user: str) -> None:
    """The database itself refuses any change of this person's conversation."""
    with talk.database.writing() as conn:
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql(
                "CREATE TRIGGER refuse BEFORE UPDATE OF conversation ON people "
                f"WHEN NEW.line_user_id = '{user}' BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
            return
        conn.exec_driver_sql(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'refused'; END $$"
        )
        conn.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE UPDATE OF conversation ON people FOR EACH ROW "
            f"WHEN (NEW.line_user_id = '{user}') EXECUTE FUNCTION refuse()"
        )
