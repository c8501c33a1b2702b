"""What becomes of an answer when LINE refuses, is slow, or loses the way: free if possible, pushed
only if it must.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import requests
from sqlalchemy import select

from bot.store.tables.queue import outbox
from tests.processes import eventually
from tests.shown import shown
from tests.world import World


def fault(talk: World, kind: object, match: str, times: int = 1) -> None:
    talk.post("/_emulator/faults", {"kind": kind, "match": match, "times": times})


def pushes(talk: World) -> list[dict[str, Any]]:
    sent = talk.get("/_emulator/sent")["sent"]
    return [one for one in sent if one["path"].endswith("/push") and one["status"] == 200]


def states(talk: World) -> list[str]:
    with talk.database.reading() as conn:
        return list(conn.execute(select(outbox.c.state).order_by(outbox.c.id)).scalars())


def later(talk: World) -> None:
    """Lets every waiting row become due at once, as if its time had passed."""
    with talk.database.writing() as conn:
        conn.execute(outbox.update().values(due_at=outbox.c.created_at))
    talk.worker.drain()


def test_a_reply_is_free(talk_on_sqlite: World) -> None:
    talk_on_sqlite.send("แขก", follow=True)

    assert pushes(talk_on_sqlite) == []


def test_a_reply_whose_answer_was_lost_is_not_said_twice(talk_on_sqlite: World) -> None:
    """LINE did the work and the connection dropped: the token is used up, so the second try is
    refused.
    """
    fault(talk_on_sqlite, "drop_after", "/message/reply")

    talk_on_sqlite.send("แขก", follow=True)
    later(talk_on_sqlite)

    said = [one for one in talk_on_sqlite.chat("แขก") if one["from"] == "bot"]
    assert (len(said), states(talk_on_sqlite)) == (2, ["done"])


def test_a_reply_that_never_arrived_is_tried_again(talk_on_sqlite: World) -> None:
    fault(talk_on_sqlite, "drop_before", "/message/reply")

    talk_on_sqlite.send("แขก", follow=True)
    later(talk_on_sqlite)

    said = [one for one in talk_on_sqlite.chat("แขก") if one["from"] == "bot"]
    assert (len(said), states(talk_on_sqlite), pushes(talk_on_sqlite)) == (2, ["done"], [])


def test_an_answer_that_can_wait_comes_with_the_next_free_reply(talk_on_sqlite: World) -> None:
    """The worker was away for two minutes: the token is dead, the quota is not spent, nothing is
    lost.
    """
    talk_on_sqlite.enrolled("สมชาย", "CBI-BB", "reporter")
    talk_on_sqlite.post(
        "/_emulator/say", {"user": talk_on_sqlite.person("สมชาย"), "text": "ช่วยเหลือ"}
    )
    with talk_on_sqlite.database.writing() as conn:
        written = (
            conn.execute(select(outbox.c.created_at).order_by(outbox.c.id.desc())).scalars().first()
        )
        assert written is not None
        conn.execute(outbox.update().values(created_at=written - timedelta(minutes=2)))
    talk_on_sqlite.worker.drain()
    held = states(talk_on_sqlite)[-1]

    said = talk_on_sqlite.say("สมชาย", "กำหนดส่ง")

    assert held == "held"
    assert said.startswith("พิมพ์หรือแตะได้เลย")
    assert "กำหนดส่งของอำเภอบ้านบึง" in said
    assert pushes(talk_on_sqlite) == []


def test_a_receipt_is_pushed_when_its_reply_is_lost(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    fault(talk, 400, "/message/reply")

    talk.say("สมชาย", "ส่ง")
    later(talk)

    assert "รับรายงานแล้ว" in shown(
        [one["message"] for one in talk.chat("สมชาย") if one["from"] == "bot"]
    )


def test_a_push_tried_again_with_its_key_is_said_once(talk_on_sqlite: World) -> None:
    """The reminder's push was done but its answer was lost; the same key is not carried out
    again.
    """
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    fault(talk, "drop_after", "/message/push")
    talk.forward(days=1)

    talk.worker.drain()
    later(talk)

    said = shown([one["message"] for one in talk.chat("สมชาย") if one["from"] == "bot"])
    assert (said.count("ถึงสมชาย"), states(talk)[-1]) == (1, "done")


def test_a_reminder_over_the_quota_waits_for_the_next_free_reply(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.post("/_emulator/quota", {"value": 0})
    talk.forward(days=1)
    talk.worker.drain()
    held = states(talk)[-1]

    assert held == "held"
    assert "ถึงสมชาย ใจดี" in talk.say("สมชาย", "ช่วยเหลือ")


def test_trouble_at_line_is_waited_out(talk_on_sqlite: World) -> None:
    fault(talk_on_sqlite, 500, "/message/reply", times=3)

    talk_on_sqlite.send("แขก", follow=True)
    for _ in range(3):
        later(talk_on_sqlite)

    assert states(talk_on_sqlite) == ["done"]


def test_an_answer_that_hangs_at_line_keeps_nobody_else_waiting(talk_on_sqlite: World) -> None:
    """LINE does not answer for ten seconds and more: five others hear meanwhile."""
    talk = talk_on_sqlite
    fault(talk, "timeout", "/message/reply")
    with working(talk):
        talk.post("/_emulator/say", {"user": talk.person("แขก"), "follow": True})
        eventually(lambda: talk.line.line.faults.hits == 1, what="the answer that hangs")
        others = [talk.person(f"แขก {place}") for place in range(5)]
        for user in others:
            talk.post("/_emulator/say", {"user": user, "follow": True})
        eventually(lambda: states(talk).count("done") == 5, within=6, what="five answers")
        requests.delete(f"{talk.line.address}/_emulator/faults", timeout=10)


@contextmanager
def working(talk: World) -> Iterator[None]:
    """The worker with all its threads."""
    thread = threading.Thread(target=talk.worker.run)
    thread.start()
    try:
        yield
    finally:
        talk.worker.stop()
        thread.join()
