"""A photo that was taken back before LINE sent it, as when its delivery is repeated late."""

from sqlalchemy import select

from bot.store.tables.queue import spool
from bot.store.tables.records import evidence
from tests.test_webhook import body, event, post
from tests.world import World


def test_a_photo_that_was_unsent_before_it_came_is_not_used(talk: World) -> None:
    talk.at_evidence()
    user = talk.person("สมชาย")
    talk.send("สมชาย", photo=True)
    with talk.database.reading() as conn:
        known = conn.execute(select(evidence.c.line_message_id)).scalar_one()
    late = f"{int(known) + 900}"
    source = {"type": "user", "userId": user}
    talk.line.line.contents[late] = talk.line.line.contents[known]

    post(
        talk, body(event(71, type="unsend", source=source, message=..., unsend={"messageId": late}))
    )
    photo = {"type": "image", "id": late, "contentProvider": {"type": "line"}, "quoteToken": "q"}
    post(talk, body(event(72, source=source, message=photo)))
    talk.worker.drain()

    with talk.database.reading() as conn:
        states = dict(conn.execute(select(evidence.c.line_message_id, evidence.c.state)).all())
        kept = set(conn.execute(select(spool.c.evidence_id)).scalars())
    assert states == {known: "spooled", late: "gone"}
    assert len(kept) == 1
    said = talk.say("สมชาย", "ช่วยเหลือ")
    assert "คุณยกเลิกการส่งไว้ก่อนแล้ว" in said
    assert "ดึงจาก LINE ไม่ได้" not in said
    assert "ครบแล้ว" in said
