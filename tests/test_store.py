"""The database: migrations match the tables, transactions lose nothing, a conversation moves one
step at a time.
"""

import threading
from datetime import UTC, date, datetime
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import select, text

from bot.inbox.inbox import Inbox
from bot.inbox.line_events import read_events
from bot.inbox.long_way import receive
from bot.inbox.retrying import retry_one
from bot.store import conversations
from bot.store.engine import Database, open_database
from bot.store.library import Library
from bot.store.migrate import is_current, upgrade
from bot.store.notes import note, set_note
from bot.store.tables.columns import metadata
from bot.store.tables.queue import outbox
from bot.store.tables.records import events, people
from bot.store.tables.reminders import reminders
from tests.test_webhook import body, event
from tests.world import World


def test_migrations_make_exactly_the_tables_of_the_code(database_url: str) -> None:
    database = open_database(database_url)
    before = is_current(database)
    upgrade(database)
    upgrade(database)
    with database.reading() as conn:
        differences = compare_metadata(MigrationContext.configure(conn), metadata)

    assert (before, is_current(database)) == (False, True)
    assert differences == []
    database.close()


def test_processes_that_count_at_once_lose_no_count(database_url: str) -> None:
    """Read, add one, write: from eight threads over two openings of the same database."""
    openings = [open_database(database_url), open_database(database_url)]
    upgrade(openings[0])
    with openings[0].writing() as conn:
        set_note(conn, "count", "0")
    threads = [threading.Thread(target=_count, args=(openings[place % 2],)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with openings[0].reading() as conn:
        assert note(conn, "count") == "200"
    for opening in openings:
        opening.close()


def _count(database: Database) -> None:
    for _ in range(25):
        with database.writing() as conn:
            if database.is_postgres:
                conn.exec_driver_sql("LOCK TABLE notes IN EXCLUSIVE MODE")
            set_note(conn, "count", str(int(note(conn, "count")) + 1))


def test_a_conversation_that_moved_meanwhile_is_decided_again(talk: World) -> None:
    """Two answers at the same moment: both count, one after the other, neither is lost or taken
    twice.
    """
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 4")
    user = talk.person("สมชาย")
    inbox = Inbox(talk.database, Library(), lambda: talk.now)
    said = [
        read_events(
            body(
                event(
                    number,
                    source={"type": "user", "userId": user},
                    message={"type": "text", "id": "1", "text": "97"},
                )
            ),
            talk.now,
            inbox.seals,
        )[0]
        for number in (1, 2)
    ]
    threads = [threading.Thread(target=receive, args=(inbox, one)) for one in said]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with talk.database.reading() as conn:
        draft = conversations.see(conn, [user])[user].state.draft
    assert draft is not None
    assert draft.answers.values == {"/xf/denominator": "97", "/xf/numerator": "97"}


def test_an_event_that_cannot_be_handled_is_kept_told_and_handled_later(talk: World) -> None:
    """The state of the conversation is broken by hand; once it is mended, the message counts."""
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    user = talk.person("สมชาย")
    mine = people.c.line_user_id == user
    with talk.database.writing() as conn:
        conn.execute(people.update().where(mine).values(conversation={"where": {"broken": True}}))

    status = talk.post("/_emulator/say", {"user": user, "text": "รายงาน"})["status"]
    talk.worker.drain()
    told = talk.chat("สมชาย")[-1]["message"]["text"]
    with talk.database.writing() as conn:
        states = (
            conn.execute(select(events.c.state).where(events.c.state != "done")).scalars().all()
        )
        conn.execute(people.update().where(mine).values(conversation={"where": {"type": "home"}}))
    talk.forward(minutes=5)
    did = retry_one(Inbox(talk.database, Library(), lambda: talk.now))

    assert (status, states, did) == (200, ["failed"], True)
    assert told.startswith("ระบบขัดข้องชั่วคราว ข้อความล่าสุดบันทึกไว้แล้ว")
    with talk.database.reading() as conn:
        assert set(conn.execute(select(events.c.state)).scalars()) == {"done"}
        last = conn.execute(select(outbox.c.payload).order_by(outbox.c.id.desc())).scalars().first()
    assert last is not None
    assert "งานของอำเภอบ้านบึง" in str(last)


def test_what_people_were_told_survives_the_change_to_the_last_thing_told(
    database_url: str,
) -> None:
    """A database of before: two stages of one report were told; the later one is what is
    remembered.
    """
    database = open_database(database_url)
    upgrade(database, "0002")
    with database.writing() as conn:
        person = {
            "line_user_id": "U1",
            "blocked": False,
            "first_seen_at": datetime(2013, 3, 1, tzinfo=UTC),
            "conversation": {},
            "version": 0,
        }
        conn.execute(people.insert(), person)
        for stage, day in (("before-3", 15), ("before-1", 19)):
            at = int(datetime(2013, 3, day, 2, tzinfo=UTC).timestamp() * 1_000_000)
            conn.execute(
                text("INSERT INTO reminders VALUES ('P', 'O', '4', :stage, 1, :at)"),
                {"stage": stage, "at": at},
            )
    upgrade(database)

    with database.reading() as conn:
        rows = conn.execute(select(reminders.c.stage, reminders.c.due, reminders.c.told_on)).all()
    assert [tuple(row) for row in rows] == [("before-1", None, date(2013, 3, 19))]
    database.close()


def test_a_new_connection_reads_while_another_one_writes(tmp_path: Path) -> None:
    """A reader that opens the file anew waits for nobody who is writing, its own thread least."""
    database = open_database(f"sqlite:///{tmp_path}/raingan.db")
    upgrade(database)
    with database.writing() as conn:
        conn.execute(people.update().values(blocked=False))
        with database.reading() as reading:
            assert reading.execute(select(people.c.id)).all() == []
    database.close()
