"""Who floods the bot delays nobody else; what is not taken is told once, and nothing that was taken
is lost.
"""

import base64
import random
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.inbox.line_events import read_events
from bot.inbox.pace import MINUTE, MOST_A_MINUTE, Pace
from bot.seals import Seals
from bot.store.tables.queue import outbox
from bot.store.tables.records import events
from tests.running import MORNING
from tests.shown import shown
from tests.test_webhook import body, event, post
from tests.world import World


def flood(user: str, count: int, first: int = 1000) -> list[dict[str, Any]]:
    source = {"type": "user", "userId": user}
    return [event(first + number, source=source) for number in range(count)]


def taken(talk: World) -> int:
    with talk.database.reading() as conn:
        return sum("1TEST" in one for one in conn.execute(select(events.c.id)).scalars())


def test_of_a_flood_the_first_three_hundred_are_taken_and_the_rest_is_told_once(
    talk: World,
) -> None:
    user = talk.enrolled("สมชาย", "CBI-BB", "reporter")
    before = taken(talk)

    for place in range(3):
        sent = flood(user, 200, 1000 + 200 * place)
        assert post(talk, body(*sent)).status_code == 200

    with talk.database.reading() as conn:
        told = select(outbox.c.payload).where(outbox.c.once.like("too_fast:%"))
        messages = [one["messages"] for one in conn.execute(told).scalars()]
    assert taken(talk) - before < MOST_A_MINUTE  # what was said while joining counts as well
    assert taken(talk) - before > MOST_A_MINUTE - 20
    assert len(messages) == 1


def test_the_first_message_that_is_not_taken_is_answered_and_quoted(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    user = talk.enrolled("สมชาย", "CBI-BB", "reporter")
    sent = flood(user, MOST_A_MINUTE - 10)
    post(talk, body(*sent))
    talk.worker.drain()
    talk.heard("สมชาย")

    for number in range(20):
        talk.post("/_emulator/say", {"user": user, "text": f"ข้อความ {number}"})
    talk.worker.drain()
    said = [shown([one]) for one in talk.heard("สมชาย")]

    (told,) = [one for one in said if "ยังไม่ได้รับไว้" in one]
    assert "ข้อความก่อนหน้านี้รับไว้ครบแล้ว" in told
    assert "น. จะไม่ได้รับ" in told


def test_others_are_taken_and_what_is_undone_is_always_heard(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.at_evidence("สมชาย")
    talk.send("สมชาย", photo=True)
    talk.enrolled("มาลี", "CBI-BB", "reporter")
    post(talk, body(*flood(talk.person("สมชาย"), MOST_A_MINUTE + 50)))

    assert "พิมพ์หรือแตะ" in talk.say("มาลี", "ช่วยเหลือ")
    talk.unsend("สมชาย")
    draft = talk.state("สมชาย").draft
    assert draft is not None
    assert not any(draft.pieces.values())


def test_the_file_shrinks_when_photos_have_gone_to_the_mirror(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()
    for number in range(4):
        photo = random.Random(number).randbytes(2_000_000)
        named = {"name": f"{number}.jpg", "base64": base64.b64encode(photo).decode()}
        talk.send("สมชาย", file=named)
    full = talk.database.size
    for said in ("ครบแล้ว", "ส่ง"):
        talk.say("สมชาย", said)

    talk.set_clock(talk.now.replace(hour=3) + timedelta(days=1))
    talk.worker.drain()

    assert full > 8_000_000
    assert talk.database.size < full - 7_000_000


def test_once_the_minute_is_over_everything_is_taken_again() -> None:
    running = [0.0]
    pace = Pace(since=lambda: running[0])
    user = "U" + "1" * 32
    (one,) = read_events(body(*flood(user, 1)), MORNING, Seals(""))

    in_the_first = [pace.look(one) for _ in range(MOST_A_MINUTE + 3)]
    running[0] = MINUTE

    refused = [each for each in in_the_first if each is not None]
    assert [each.is_first for each in refused] == [True, False, False]
    assert refused[0].left == timedelta(seconds=MINUTE)
    assert pace.look(one) is None
