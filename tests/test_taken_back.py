"""Photos that are taken back, put by or given up: which bytes stay, which are forgotten, and what
the person hears.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.daily import retention
from bot.outbox.evidence import spool as bytes_on_their_way
from bot.store.tables.queue import outbox, spool
from bot.store.tables.records import evidence
from tests.test_delivery import fault, later
from tests.test_kept import last_message
from tests.test_review import report
from tests.world import World


def states(talk: World) -> list[tuple[str, bool]]:
    """Of each piece, how it stands and whether its bytes are still here."""
    with talk.database.reading() as conn:
        here = set(conn.execute(select(spool.c.evidence_id)).scalars())
        return [
            (row.state, row.id in here)
            for row in conn.execute(select(evidence).order_by(evidence.c.sent_at))
        ]


def test_the_bytes_of_a_photo_taken_back_are_forgotten(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    talk.send("สมชาย", photo=True)
    before = states(talk)

    talk.unsend("สมชาย")

    assert before == [("spooled", True), ("spooled", True)]
    assert states(talk) == [("spooled", True), ("gone", False)]


def test_a_photo_taken_back_while_it_is_fetched_stays_out(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()
    fault(talk, 500, "/content")
    talk.send("สมชาย", photo=True)
    talk.unsend("สมชาย")
    later(talk)

    assert states(talk) == [("gone", False)]


def test_a_photo_taken_back_after_its_report_was_sent_stays_and_the_person_is_told_what_to_do(
    talk_on_sqlite: World,
) -> None:
    """The office's record is not changed behind its back: a correction takes the photo out."""
    talk = talk_on_sqlite
    report(talk)

    heard = talk.unsend("สมชาย")
    said = talk.say("สมชาย", "ช่วยเหลือ")

    assert heard == ""
    assert "อยู่ในรายงานที่ส่งแล้ว" in said
    assert "ส่งฉบับแก้ไข" in said
    assert states(talk) == [("kept", False)]


@pytest.mark.parametrize("where", ["loose", "paused"])
def test_a_photo_taken_back_from_where_nobody_looks_is_told_with_the_next_answer(
    talk_on_sqlite: World, where: str
) -> None:
    talk = talk_on_sqlite
    if where == "loose":
        talk.enrolled("สมชาย", "CBI-BB", "reporter")
    else:
        talk.at_evidence()
    talk.send("สมชาย", photo=True)
    if where == "paused":
        talk.say("สมชาย", "พัก")
    talk.unsend("สมชาย")

    assert "ยกเลิกการส่ง" in talk.say("สมชาย", "ช่วยเหลือ")
    assert states(talk) == [("gone", False)]


def test_photos_of_cancelled_reports_are_forgotten_after_a_month_and_those_still_held_are_not(
    talk: World,
) -> None:
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ยกเลิก")
    for _ in range(2):  # the second one cancelled can be taken up again, the first cannot
        talk.say("สมชาย", "รายงาน")
        talk.tap("สมชาย", "เริ่มรายงาน 4")
        for answer in ("97", "88"):
            talk.say("สมชาย", answer)
        talk.send("สมชาย", photo=True)
        talk.say("สมชาย", "ยกเลิก")
    talk.send("สมชาย", photo=True)

    retention.run_once(talk.database, talk.now + timedelta(days=20, hours=18), 3650)
    before = states(talk)
    retention.run_once(talk.database, talk.now + timedelta(days=40, hours=18), 3650)

    assert before == [("spooled", True)] * 4
    assert states(talk) == [("gone", False), ("gone", False), ("spooled", True), ("spooled", True)]
    assert "เก็บไว้แล้ว 2 ชิ้น" in talk.send("สมชาย", photo=True)


def test_a_text_taken_back_changes_nothing_and_says_nothing(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()

    talk.send("สมชาย", unsend=last_message(talk, "สมชาย", "text"))

    assert "ยกเลิกการส่ง" not in talk.send("สมชาย", photo=True)


def test_of_more_photos_than_can_be_put_by_each_is_kept_or_said_not_to_be(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    for _ in range(60):
        talk.post("/_emulator/say", {"user": talk.person("สมชาย"), "photo": True})
    with talk.database.writing() as conn:
        conn.execute(outbox.update().where(outbox.c.kind == "reply").values(state="done"))

    said = talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 4")
    talk.say("สมชาย", "97")

    assert "60 ชิ้น" in said
    assert "ยังไม่ได้เก็บ" in said
    assert "แนบรูปที่ส่งไว้ก่อนหน้าให้แล้ว 60 ชิ้น" in talk.say("สมชาย", "88")
    assert states(talk) == [("spooled", True)] * 60


def test_the_bytes_of_a_photo_taken_back_while_they_come_are_forgotten(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()
    fault(talk, 500, "/content")
    talk.send("สมชาย", photo=True)
    with talk.database.writing() as conn:
        piece = str(conn.execute(select(evidence.c.id)).scalar_one())
        assert bytes_on_their_way.start_anew(conn, piece)
    talk.unsend("สมชาย")
    with talk.database.writing() as conn:
        bytes_on_their_way.put_part(conn, piece, 0, {"content": b"half a photo"})
        bytes_on_their_way.set_whole(conn, piece, 1, {})

    assert states(talk) == [("gone", False)]
