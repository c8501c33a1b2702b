"""An office is taken out of its programme while people, codes, reports and requests of it are
about.
"""

import pytest

from bot.programme_files import read_folder
from bot.store.library import save
from tests.test_review import report
from tests.world import OFFICES_SCORED, World

GONE = "CBI-BB"
TROUBLE = "ระบบขัดข้อง"


@pytest.fixture
def dropped(talk_on_sqlite: World) -> World:
    """บ้านบึง has a report that waits for review, one begun, someone asking to join, and a code
    nobody has used.
    """
    talk = talk_on_sqlite
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.invite(GONE, "reporter", code="GONE-2222", uses=9)
    talk.invite("CBI-BL", "reporter", code="LIVE-3333", uses=9)
    report(talk)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 10")
    for words in ("ยินยอม", "ขอเข้าร่วม", "บ้านบึง", "ใหม่ ใจกล้า"):
        talk.say("ใหม่", words)
    for words in ("ยินยอม", "GONE-2222"):
        talk.say("แขก", words)
    programme, forms = read_folder(OFFICES_SCORED)
    told = programme.model_dump()
    told["offices"] = [one for one in told["offices"] if one["code"] != GONE]
    told["people"] = [one for one in told["people"] if one["office"] != GONE]
    with talk.database.writing() as conn:
        assert save(conn, type(programme).model_validate(told), forms, talk.now)
    return talk


def answered(said: str) -> None:
    """There is an answer, and it is not that something broke."""
    assert said
    assert TROUBLE not in said


def test_its_code_says_so_at_once(dropped: World) -> None:
    dropped.say("คนใหม่", "ยินยอม")

    assert "เป็นของหน่วยงานที่ไม่อยู่ในโครงการแล้ว" in dropped.say("คนใหม่", "GONE-2222")
    assert "ชื่อ-สกุล" in dropped.say("คนใหม่", "LIVE-3333")


def test_who_was_in_the_middle_of_joining_it_hears_so_and_may_use_another_code(
    dropped: World,
) -> None:
    assert "เป็นของหน่วยงานที่ไม่อยู่ในโครงการแล้ว" in dropped.say("แขก", "แขก คนแรก")
    assert "ชื่อ-สกุล" in dropped.say("แขก", "LIVE-3333")


@pytest.mark.parametrize(
    "words",
    [
        "97",
        "รายงาน",
        "พัก",
        "คะแนน",
        "กำหนดส่ง",
        "ข้อมูลของฉัน",
        "ออกจากหน่วยงาน",
        "ขอเข้าร่วม",
        "เตือนพรุ่งนี้",
        "ช่วยเหลือ",
    ],
)
def test_whoever_was_there_is_answered_whatever_they_ask(dropped: World, words: str) -> None:
    said = dropped.say("สมชาย", words)

    answered(said)
    if "พักไว้ก่อน" in said:
        answered(dropped.say("สมชาย", "พักไว้ก่อน"))


@pytest.mark.parametrize(
    "words", ["ตรวจ", "สรุป", "คะแนน", "คะแนน บ้านบึง", "คน", "ทวงงาน", "กำหนดส่ง"]
)
def test_its_coordinator_is_answered_too(dropped: World, words: str) -> None:
    said = dropped.say("อรุณี", words)

    answered(said)


def test_reminders_go_on_for_everybody_else(dropped: World) -> None:
    dropped.enrolled("มาลี", "CBI-BL", "reporter")
    dropped.set_clock(dropped.now.replace(day=21, hour=9))

    assert set(dropped.remind()) == {"อรุณี", "มาลี"}
