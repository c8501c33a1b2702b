"""LINE does not hand over a photo: what passes is waited out, what never will is told to its
sender.
"""

from datetime import timedelta

import pytest
import requests
from sqlalchemy import select

from bot.clock import real_now
from bot.store.tables.queue import outbox
from bot.store.tables.records import evidence
from tests.shown import shown
from tests.test_delivery import fault, later
from tests.world import World


def state(talk: World) -> str:
    with talk.database.reading() as conn:
        return str(conn.execute(select(evidence.c.state)).scalar_one())


@pytest.mark.parametrize("status", [401, 403, 408, 429, 500, 503])
def test_a_photo_is_fetched_once_line_hands_out_content_again(
    talk_on_sqlite: World, status: int
) -> None:
    """401 while the channel's token is renewed is no reason to give a photo up."""
    talk = talk_on_sqlite
    talk.at_evidence()
    fault(talk, status, "/content", times=2)

    talk.send("สมชาย", photo=True)
    waiting = state(talk)
    later(talk)
    later(talk)

    assert (waiting, state(talk)) == ("waiting", "spooled")
    assert "ดึงจาก LINE ไม่ได้" not in shown(talk.heard("สมชาย"))


@pytest.mark.parametrize("status", [400, 404])
def test_one_strange_answer_is_no_reason_to_call_a_photo_lost(
    talk_on_sqlite: World, status: int
) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()
    fault(talk, status, "/content")
    talk.send("สมชาย", photo=True)
    later(talk)

    assert state(talk) == "spooled"


@pytest.mark.parametrize(("status", "days", "minutes"), [(404, 0, 11), (500, 6, 1)])
def test_a_photo_that_is_withheld_for_long_is_told_before_anybody_gives_up(
    talk_on_sqlite: World, status: int, days: int, minutes: int
) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()
    fault(talk, status, "/content", times=1000)
    talk.send("สมชาย", photo=True)
    early = state(talk)
    with talk.database.writing() as conn:
        old = real_now() - timedelta(days=days, minutes=minutes)
        conn.execute(
            outbox.update().where(outbox.c.kind == "fetch").values(created_at=old, due_at=old)
        )
    talk.worker.drain()
    requests.delete(f"{talk.line.address}/_emulator/faults", timeout=10)

    assert (early, state(talk)) == ("waiting", "gone")
    assert "ชิ้นที่ 1 ของตัวชี้วัดที่ 4 ดึงจาก LINE ไม่ได้" in shown(talk.heard("สมชาย"))
