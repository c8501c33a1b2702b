"""LINE is in trouble for longer than a reply's token lives: the answer comes with the next one,
whole and once.
"""

from datetime import timedelta

from sqlalchemy import select

from bot.store.tables.queue import outbox
from tests.shown import shown
from tests.test_delivery import fault, pushes, states
from tests.world import World


def in_vain(talk: World, name: str, *, photo: bool = False, tries: int = 6, **what: object) -> str:
    """Somebody does something, LINE refuses the answer six times, and its token has died; what they
    hear.
    """
    talk.heard(name)
    fault(talk, 500, "/message/reply", times=tries)
    said = {"photo": True} if photo else what
    talk.post("/_emulator/say", {"user": talk.person(name), **said})
    for _ in range(tries):
        with talk.database.writing() as conn:
            conn.execute(outbox.update().values(due_at=outbox.c.created_at))
        talk.worker.drain()
    with talk.database.writing() as conn:
        waiting = outbox.c.state == "waiting"
        for row in conn.execute(select(outbox.c.id, outbox.c.created_at).where(waiting)).all():
            old = row.created_at - timedelta(minutes=1)
            conn.execute(
                outbox.update().where(outbox.c.id == row.id).values(created_at=old, due_at=old)
            )
    talk.worker.drain()
    return shown(talk.heard(name))


def test_the_answer_comes_whole_before_the_next_and_its_question_is_not_asked_twice(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 4")

    heard = in_vain(talk, "สมชาย", text="97")
    said = talk.say("สมชาย", "88")

    assert (heard, states(talk).count("held"), pushes(talk)) == ("", 0, [])
    assert said.index("รับแล้ว: 97 แห่ง") < said.index("รับแล้ว: 88 แห่ง (ร้อยละ 90.72)")
    assert said.count("ข้อ 2 จาก 3") == 0
    assert said.count("ข้อ 3 จาก 3") == 1


def test_a_receipt_that_cannot_be_pushed_comes_with_all_of_its_bubbles(
    talk_on_sqlite: World,
) -> None:
    """The month is used up, and the reply lost: the score and the QR code come with the next free
    reply.
    """
    talk = talk_on_sqlite
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    talk.post("/_emulator/quota", {"value": 0})

    heard = in_vain(talk, "สมชาย", text="ส่ง")
    said = talk.say("สมชาย", "กำหนดส่ง")

    assert heard == ""
    assert "รับรายงานแล้ว" in said
    assert "[image]" in said
    assert "กำหนดส่งของอำเภอบ้านบึง" in said


def test_what_came_with_a_reply_that_is_lost_itself_is_not_lost(talk_on_sqlite: World) -> None:
    """LINE is away for two answers in a row; the first was to come with the second."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")

    in_vain(talk, "สมชาย", text="ช่วยเหลือ")
    in_vain(talk, "สมชาย", text="คะแนน")
    said = talk.say("สมชาย", "กำหนดส่ง")

    assert said.index("พิมพ์หรือแตะได้เลย") < said.index("คะแนน") < said.index("กำหนดส่งของอำเภอบ้านบึง")
    assert "พิมพ์หรือแตะได้เลย" not in talk.say("สมชาย", "กำหนดส่ง")


def test_who_asks_the_same_again_hears_it_once(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")

    in_vain(talk, "สมชาย", text="กำหนดส่ง")

    assert talk.say("สมชาย", "กำหนดส่ง").count("กำหนดส่งของอำเภอบ้านบึง") == 1


def test_what_has_no_room_in_one_reply_comes_with_the_one_after_it(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    with talk.database.writing() as conn:
        last = conn.execute(select(outbox).order_by(outbox.c.id.desc())).first()
        assert last is not None
        texts = [{"type": "text", "text": f"ข่าวที่ {place}"} for place in range(1, 6)]
        changed = {"state": "held", "payload": {**last.payload, "messages": texts, "asks": []}}
        conn.execute(outbox.update().where(outbox.c.id == last.id).values(**changed))

    first, second = talk.say("สมชาย", "กำหนดส่ง"), talk.say("สมชาย", "กำหนดส่ง")

    assert [f"ข่าวที่ {place}" in first for place in range(1, 6)] == [True] * 4 + [False]
    assert [f"ข่าวที่ {place}" in second for place in range(1, 6)] == [False] * 4 + [True]


def test_photos_sent_while_line_takes_no_answers_are_all_counted_in_the_next(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()

    in_vain(talk, "สมชาย", photo=True)
    in_vain(talk, "สมชาย", photo=True)

    assert "ได้รับ 3 รูป" in talk.send("สมชาย", photo=True)
