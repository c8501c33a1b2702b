"""Drafts are rows: what older versions kept in one JSON value is the same conversation, and only
what changed is written.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from bot.store import conversations
from bot.store.engine import Database, open_database
from bot.store.migrate import upgrade
from bot.store.tables.records import drafts, people
from forms.filling.session import Answers
from handlers.vocabulary.draft import Draft, Piece
from handlers.vocabulary.places import (
    HOME,
    Announcing,
    AskingToJoin,
    Filling,
    Joining,
    Reviewing,
)
from handlers.vocabulary.state import State
from tests.world import World

OLDER = ["0001", "0002", "0003", "0005", "0006", "0007"]  # there was no 0004
SEEN = datetime(2013, 3, 18, 2, tzinfo=UTC)
PHOTO = Piece("e1", "m1", "image", "a.jpg")
ANSWERS = Answers({"/xf/denominator": "97"}, ("/xf/denominator",))


def draft(id_: str, indicator: str) -> Draft:
    return Draft(
        id_, "CBI", "1", "CBI-BB", indicator, ANSWERS, at="/xf/n", pieces={"/xf/p": (PHOTO,)}
    )


FOUR, TEN, OLD = draft("d4", "4"), draft("d10", "10"), draft("d8", "8.2")

# what an older version kept of somebody -> the same conversation
KEPT: dict[str, tuple[dict[str, Any], State]] = {
    "new": ({}, State()),
    "with a code": (
        {"place": "confirm", "invite": "ABCD-2345", "name": "สมชาย"},
        State(Joining("confirmation", "ABCD-2345", "สมชาย")),
    ),
    "with a code before agreeing": ({"invite": "ABCD-2345"}, State(Joining("", "ABCD-2345"))),
    "asking to join": (
        {"place": "which_name", "asking": "CBI/CBI-BB"},
        State(AskingToJoin("name", "CBI", "CBI-BB")),
    ),
    "at home": (
        {"place": "home", "language": "en", "on_screen": {"ตรวจ": "check?"}},
        State(HOME, language="en", on_screen={"ตรวจ": "check?"}),
    ),
    "muted": (
        {"place": "home", "muted": True, "ask_again": "2013-03-20"},
        State(HOME, muted=True, ask_again=date(2013, 3, 20)),
    ),
    "filling": (
        {"place": "asking", "draft": FOUR.to_json(), "paused": [TEN.to_json(), OLD.to_json()]},
        State(Filling(FOUR), paused=(TEN, OLD)),
    ),
    "at the summary": (
        {"place": "review", "draft": FOUR.to_json(), "wanted": "score"},
        State(Filling(FOUR, at_summary=True, wanted="score")),
    ),
    "after cancelling": (
        {"place": "home", "cancelled": FOUR.to_json(), "loose": [PHOTO.to_json()]},
        State(HOME, cancelled=FOUR, loose=(PHOTO,)),
    ),
    "reviewing": (
        {
            "place": "home",
            "reviewing": {
                "submission": "s1",
                "doing": "reason",
                "at": "/xf/n",
                "picked": ["/xf/n"],
                "reasons": {"/xf/n": "ไม่ชัด"},
                "restarts": "",
                "value": "",
            },
        },
        State(Reviewing("s1", "reason", "/xf/n", ("/xf/n",), {"/xf/n": "ไม่ชัด"})),
    ),
    "writing to many": (
        {"place": "broadcast", "message": "ขอให้ส่งรายงาน"},
        State(Announcing("ขอให้ส่งรายงาน")),
    ),
    "bringing a form": (
        {"place": "home", "brought": [PHOTO.to_json()], "forms_for": "CBI"},
        State(HOME, brought=(PHOTO,), forms_for="CBI"),
    ),
}
BROKEN = {"draft": {"broken": True}}


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    made = open_database(database_url)
    yield made
    made.close()


@pytest.mark.parametrize("version", OLDER)
def test_a_conversation_of_an_older_version_is_the_same_conversation(
    database: Database, version: str
) -> None:
    upgrade(database, version)
    with database.writing() as conn:
        for user, (kept, _) in KEPT.items():
            _put(conn, user, kept)

    upgrade(database)

    with database.reading() as conn:
        seen = conversations.see(conn, list(KEPT))
    assert {user: one.state for user, one in seen.items()} == {
        user: state for user, (_, state) in KEPT.items()
    }


def test_a_conversation_that_was_broken_by_hand_stays_for_whoever_mends_it(
    database: Database,
) -> None:
    upgrade(database, "0007")
    with database.writing() as conn:
        _put(conn, "U1", BROKEN)

    upgrade(database)

    with database.reading() as conn:
        assert conn.execute(select(people.c.conversation)).scalar_one() == BROKEN


def _put(conn: Connection, user: str, kept: dict[str, Any]) -> None:
    """A row as that version wrote it: it knows no column that came later."""
    conn.execute(
        text(
            "INSERT INTO people (line_user_id, blocked, first_seen_at, conversation, version) "
            "VALUES (:user, :blocked, :seen, :kept, 0)"
        ),
        {
            "user": user,
            "blocked": False,
            "seen": int(SEEN.timestamp() * 1_000_000),
            "kept": json.dumps(kept),
        },
    )


def test_a_draft_has_one_row_however_it_stands(talk: World) -> None:
    talk.at_evidence()
    assert _rows(talk) == [("4", "open")]

    talk.say("สมชาย", "พัก")
    assert _rows(talk) == [("4", "paused")]

    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 10")
    assert _rows(talk) == [("10", "open"), ("4", "paused")]

    talk.say("สมชาย", "ยกเลิก")
    assert _rows(talk) == [("10", "cancelled"), ("4", "paused")]


def test_a_report_that_was_sent_leaves_no_draft(talk: World) -> None:
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    talk.tap("สมชาย", "ครบแล้ว")
    talk.tap("สมชาย", "ส่งรายงาน")

    assert _rows(talk) == []


def test_an_answer_writes_the_draft_it_is_for_and_no_other(talk: World) -> None:
    talk.at_evidence()
    talk.say("สมชาย", "พัก")
    before = _moments(talk)
    talk.forward(minutes=5)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 10")

    assert _moments(talk)["4"] == before["4"]


def _rows(talk: World) -> list[tuple[str, str]]:
    with talk.database.reading() as conn:
        wanted = select(drafts.c.indicator, drafts.c.standing).order_by(drafts.c.indicator)
        return [(row.indicator, row.standing) for row in conn.execute(wanted)]


def _moments(talk: World) -> dict[str, datetime]:
    with talk.database.reading() as conn:
        rows = conn.execute(select(drafts.c.indicator, drafts.c.changed_at))
        return {row.indicator: row.changed_at for row in rows}
