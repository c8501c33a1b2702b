"""Whatever LINE can send, at any moment: there is an answer in Thai, and nothing that was there before is lost."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import retention
from bot.outbox import spool as bytes_on_their_way
from bot.store.queue_tables import outbox, spool
from bot.store.tables import evidence
from tests.test_delivery import fault, later
from tests.test_kept import last_message
from tests.test_review import report
from tests.world import World

LINES_OWN, ELSEWHERE = {"type": "line"}, {"type": "external", "originalContentUrl": "https://a.test/1.jpg"}
KINDS: dict[str, dict[str, Any]] = {
    "sticker": {"sticker": True},
    "place": {"location": True},
    "film": {"video": {}},
    "file": {"file": "รายชื่อ.pdf"},
    "nameless file": {"sticker": True, "extra": {"message": {"type": "file", "id": "51"}}},
    "photo kept elsewhere": {
        "photo": True,
        "extra": {"message": {"type": "image", "id": "52", "contentProvider": ELSEWHERE}},
    },
    "sound": {"sticker": True, "extra": {"message": {"type": "audio", "id": "53", "contentProvider": LINES_OWN}}},
    "contact": {"sticker": True, "extra": {"message": {"type": "contact", "id": "54"}}},
    "a kind to come": {"sticker": True, "extra": {"message": {"type": "hologram", "id": "55", "size": [1]}}},
    "no kind": {"sticker": True, "extra": {"message": {"id": "56"}}},
    "no message": {"sticker": True, "extra": {"message": None}},
    "text that is none": {"sticker": True, "extra": {"message": {"type": "text", "id": "57", "text": 7}}},
    "a place on no map": {"sticker": True, "extra": {"message": {"type": "location", "id": "58", "latitude": "N"}}},
}


def stranger(talk: World) -> str:
    talk.person("สมชาย")
    return "สมชาย"


def with_consent(talk: World) -> str:
    talk.act("สมชาย", follow=True)
    talk.tap("สมชาย", "ยินยอม")
    return "สมชาย"


def being_named(talk: World) -> str:
    with_consent(talk)
    talk.say("สมชาย", talk.invite("CBI-BB", "reporter"))
    return "สมชาย"


def being_confirmed(talk: World) -> str:
    being_named(talk)
    talk.say("สมชาย", "สมชาย ใจดี")
    return "สมชาย"


def at_home(talk: World) -> str:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    return "สมชาย"


def at_a_number(talk: World) -> str:
    at_home(talk)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 4")
    return "สมชาย"


def at_a_list(talk: World) -> str:
    at_home(talk)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 10")
    return "สมชาย"


def at_evidence(talk: World) -> str:
    talk.at_evidence()
    return "สมชาย"


def about_to_leave(talk: World) -> str:
    talk.at_evidence()
    talk.say("สมชาย", "คะแนน")
    return "สมชาย"


def at_the_summary(talk: World) -> str:
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    return "สมชาย"


def after_sending(talk: World) -> str:
    report(talk)
    return "สมชาย"


def official(talk: World) -> str:
    talk.enrolled("ประเสริฐ", "CBI", "official")
    return "ประเสริฐ"


def giving_a_reason(talk: World) -> str:
    report(talk)
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("อรุณี", "ตรวจ")
    talk.tap("อรุณี", "ตรวจ 4")
    talk.tap("อรุณี", "ส่งกลับ")
    return "อรุณี"


def writing_to_all(talk: World) -> str:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("อรุณี", "ทวงงาน")
    return "อรุณี"


PLACES = [
    *(stranger, with_consent, being_named, being_confirmed, at_home, at_a_number, at_a_list, at_evidence),
    *(about_to_leave, at_the_summary, after_sending, official, giving_a_reason, writing_to_all),
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__.replace("_", " "))
def test_every_kind_of_message_is_answered_and_spoils_nothing(
    talk_on_sqlite: World, place: Callable[[World], str]
) -> None:
    talk = talk_on_sqlite
    name = place(talk)
    before = talk.conversation(name) if place is not stranger else {}

    answers = {kind: talk.send(name, **what) for kind, what in KINDS.items()}

    silent = [kind for kind, said in answers.items() if not re.search("[ก-๙]", said)]
    after = talk.conversation(name)
    assert silent == []
    assert kept(after) == kept({**after, **before})


def kept(conversation: Mapping[str, Any]) -> list[Any]:
    """Where a conversation stands, but for evidence that has been added."""
    draft = conversation.get("draft") or {}
    numbers = {
        path: value for path, value in draft.get("answers", {}).get("values", {}).items() if "." not in str(value)
    }
    return [conversation.get(name) for name in ("reviewing", "invite", "message")] + [draft.get("id"), numbers]


def states(talk: World) -> list[tuple[str, bool]]:
    """Of each piece, how it stands and whether its bytes are still here."""
    with talk.database.reading() as conn:
        here = set(conn.execute(select(spool.c.evidence_id)).scalars())
        return [(row.state, row.id in here) for row in conn.execute(select(evidence).order_by(evidence.c.sent_at))]


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


def test_photos_of_cancelled_reports_are_forgotten_after_a_month_and_those_still_held_are_not(talk: World) -> None:
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


def test_of_more_photos_than_can_be_put_by_each_is_kept_or_said_not_to_be(talk_on_sqlite: World) -> None:
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


def test_the_bytes_of_a_photo_taken_back_while_they_come_are_forgotten(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()
    fault(talk, 500, "/content")
    talk.send("สมชาย", photo=True)
    with talk.database.writing() as conn:
        piece = str(conn.execute(select(evidence.c.id)).scalar_one())
        assert bytes_on_their_way.start_anew(conn, piece)
    talk.unsend("สมชาย")
    with talk.database.writing() as conn:
        bytes_on_their_way.put_part(conn, piece, 0, b"half a photo")
        bytes_on_their_way.set_whole(conn, piece, 1, {})

    assert states(talk) == [("gone", False)]
