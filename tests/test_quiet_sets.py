"""Photos sent at once of which the last stays away: after a few quiet seconds it is said how many
have come, and there is a way on.
"""

from datetime import timedelta

import pytest

from bot.store.tables.queue import outbox
from tests.shown import shown
from tests.world import World


@pytest.fixture
def waiting(talk: World) -> World:
    talk.at_evidence()
    return talk


def passes(talk: World) -> str:
    """A minute passes for what waits; what is said then."""
    with talk.database.writing() as conn:
        past = {"created_at": talk.database.now() - timedelta(minutes=1)}
        conn.execute(outbox.update().where(outbox.c.kind == "await_set").values(past))
        conn.execute(outbox.update().values(due_at=outbox.c.created_at))
    talk.worker.drain()
    return shown(talk.heard("สมชาย"))


def test_a_set_that_stays_incomplete_is_answered_with_the_way_on(waiting: World) -> None:
    assert waiting.send("สมชาย", photo=[True, True, True], arrive=2) == ""

    said = passes(waiting)

    assert "ได้รับ 2 จาก 3 รูป รูปที่เหลือยังมาไม่ถึง" in said
    assert "(ครบแล้ว)" in said


def test_nothing_more_is_said_of_a_set_that_came_in_whole(waiting: World) -> None:
    waiting.send("สมชาย", photo=[True, True])

    assert passes(waiting) == ""


def test_nothing_is_said_when_something_else_is_open_by_then(waiting: World) -> None:
    waiting.send("สมชาย", photo=[True, True], arrive=1)
    waiting.say("สมชาย", "พัก")

    assert passes(waiting) == ""
