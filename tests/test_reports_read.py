"""Reports that were sent, read with their evidence."""

from typing import Any

from sqlalchemy import Connection

from bot.store import submissions
from bot.store.tables.records import evidence, people
from bot.store.tables.records import submissions as reports
from handlers.vocabulary.draft import Piece
from tests.world import KEY, World

NO_SCORE = {"status": "not_scored"}


def test_however_many_reports_an_office_has_two_questions_read_them(
    talk_on_sqlite: World,
) -> None:
    """The reports and their pieces, each in the order in which it was sent; SQLite tells what it
    is asked.
    """
    talk = talk_on_sqlite
    with talk.database.writing() as conn:
        sender = known(conn, talk)
        for work in ("1", "2", "3"):
            conn.execute(reports.insert(), report(talk, work, sender))
            for place in range(2):
                conn.execute(evidence.insert(), piece(talk, work, place, sender))

    asked: list[str] = []
    with talk.database.reading() as conn:
        driver: Any = conn.connection.driver_connection
        driver.set_trace_callback(asked.append)
        found = submissions.of_offices(conn, {KEY: {"CBI-BB"}}, pieces=True)

    assert {one.indicator: one.pieces for one in found} == {
        work: {
            "/xf/photo": tuple(
                Piece(number(work, place), f"m{work}{place}", "image", "") for place in range(2)
            )
        }
        for work in ("1", "2", "3")
    }
    assert len([one for one in asked if one.startswith("SELECT")]) == 2


def test_the_evidence_of_very_many_reports_is_read_in_turns(talk: World) -> None:
    works = [f"{place}" for place in range(submissions.AT_ONCE + 1)]
    with talk.database.writing() as conn:
        sender = known(conn, talk)
        conn.execute(reports.insert(), [report(talk, work, sender) for work in works])
        conn.execute(evidence.insert(), [piece(talk, work, 0, sender) for work in works])

    with talk.database.reading() as conn:
        found = submissions.of_offices(conn, {KEY: None}, pieces=True)

    told = {one.indicator: [each.id for each in one.pieces["/xf/photo"]] for one in found}
    assert told == {work: [number(work, 0)] for work in works}


def test_of_several_programmes_each_tells_its_own_offices(talk: World) -> None:
    """All of one programme beside some offices of another, and none of what is elsewhere."""
    with talk.database.writing() as conn:
        sender = known(conn, talk)
        for place in ("CBI-BB", "CBI-MC"):
            for programme in (KEY, "OTHER", "THIRD"):
                told = {"id": f"uuid:{programme}{place}", "record": f"uuid:{programme}{place}"}
                told |= {"programme": programme, "office": place}
                conn.execute(reports.insert(), report(talk, "1", sender) | told)

    with talk.database.reading() as conn:
        found = submissions.of_offices(conn, {KEY: None, "OTHER": {"CBI-MC"}}, pieces=False)
        nowhere = submissions.of_offices(conn, {KEY: set()}, pieces=True)

    assert sorted((one.programme, one.office) for one in found) == [
        (KEY, "CBI-BB"),
        (KEY, "CBI-MC"),
        ("OTHER", "CBI-MC"),
    ]
    assert nowhere == ()


def known(conn: Connection, talk: World) -> int:
    """The number of somebody who reports."""
    told = {"line_user_id": "U1", "first_seen_at": talk.now, "conversation": {}, "version": 0}
    made = people.insert().returning(people.c.id)
    return int(conn.execute(made, told | {"blocked": False}).scalar_one())


def number(work: str, place: int) -> str:
    return f"ev-{work}-{place}"


def report(talk: World, work: str, sender: int) -> dict[str, object]:
    return {
        "id": f"uuid:{work}",
        "programme": KEY,
        "programme_version": "1",
        "indicator": work,
        "office": "CBI-BB",
        "series": "",
        "person_id": sender,
        "instance": {"form": work, "version": "1", "answers": {}},
        "submitted_at": talk.now,
        "counted_from": talk.now.date(),
        "revision": 1,
        "record": f"uuid:{work}",
        "current": True,
        "score": NO_SCORE,
        "event_id": f"sent{work}",
    }


def piece(talk: World, work: str, place: int, sender: int) -> dict[str, object]:
    return {
        "id": number(work, place),
        "line_message_id": f"m{work}{place}",
        "person_id": sender,
        "submission_id": f"uuid:{work}",
        "question": "photo",
        "place": place,
        "kind": "image",
        "sent_at": talk.now,
        "state": "kept",
    }
