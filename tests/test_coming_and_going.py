"""People are transferred, come back, ask twice: what they began and the photos they sent stay with
the office.
"""

import pytest
from sqlalchemy import select

from bot.store.tables.records import memberships
from tests.commands.cli import Shell
from tests.world import World
from thai.dates import bangkok_day


def test_photos_of_a_report_that_was_handed_over_outlast_whoever_sent_them(
    talk_on_sqlite: World,
) -> None:
    """มาลี sends two photos, is transferred, and is erased; ชัย sends the report, and both photos
    are kept.
    """
    talk = talk_on_sqlite
    talk.at_evidence("มาลี")
    talk.act("มาลี", photo=2)
    talk.enrolled("ชัย", "CBI-BB", "reporter")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("อรุณี", "คน")
    talk.tap("อรุณี", "ดู มาลี")
    talk.tap("อรุณี", "ส่งต่อให้ ชัย ใจดี")

    assert Shell.of(talk).run("erase", "มาลี ใจดี").code == 0
    talk.say("ชัย", "รายงาน")
    talk.tap("ชัย", "ทำต่อ 4")
    for words in ("ครบแล้ว", "ส่ง"):
        talk.say("ชัย", words)

    assert "เก็บหลักฐานตัวชี้วัดที่ 4 เข้าแฟ้มแล้ว 2 จาก 2 ชิ้น" in talk.say("ชัย", "คะแนน")
    assert len([*talk.folder.rglob("*.jpg")]) == 2


def test_photos_join_the_report_a_colleague_had_begun_already(talk_on_sqlite: World) -> None:
    """ชัย has answered 90 and 80 himself, with one photo; มาลี's two come to it, and his answers
    stand.
    """
    talk = talk_on_sqlite
    talk.at_evidence("มาลี")
    talk.act("มาลี", photo=2)
    talk.enrolled("ชัย", "CBI-BB", "reporter")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("ชัย", "รายงาน")
    talk.tap("ชัย", "เริ่มรายงาน 4")
    for answer in ("90", "80"):
        talk.say("ชัย", answer)
    talk.act("ชัย", photo=True)
    talk.say("อรุณี", "คน")
    talk.tap("อรุณี", "ดู มาลี")
    talk.tap("อรุณี", "ส่งต่อให้ ชัย ใจดี")

    review = talk.say("ชัย", "ครบแล้ว")

    assert "3 ชิ้น" in review
    assert "80 แห่ง" in review


@pytest.mark.parametrize("way", ["code", "asking"])
def test_coming_back_to_an_office_is_joining_it_anew(talk_on_sqlite: World, way: str) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("สมชาย", "ออกจากหน่วยงาน")
    talk.tap("สมชาย", "ออก")
    talk.tap("สมชาย", "ออก")
    talk.forward(days=3)
    if way == "code":
        talk.say("สมชาย", talk.invite("CBI-BB", "reporter"))
        talk.tap("สมชาย", "ถูกต้อง")
    else:
        for words in ("ขอเข้าร่วม", "บ้านบึง"):
            talk.say("สมชาย", words)
        talk.say("อรุณี", "ตรวจ")
        talk.tap("อรุณี", "ดู สมชาย")
        talk.tap("อรุณี", "รับเข้า")

    with talk.database.reading() as conn:
        (mine,) = conn.execute(select(memberships).where(memberships.c.role == "reporter")).all()
    assert (bangkok_day(mine.since), mine.ended) == (talk.now.date(), None)


def test_who_is_there_already_need_not_ask(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("สมชาย", "ขอเข้าร่วม")

    assert "อยู่ในอำเภอบ้านบึง ในฐานะผู้รายงาน อยู่แล้ว" in talk.say("สมชาย", "บ้านบึง")
    assert "ขอเข้าร่วม" not in talk.say("อรุณี", "ตรวจ")


def test_an_old_button_erases_nobody_without_asking_again(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.say("สมชาย", "ลบข้อมูล")
    talk.forward(days=1)

    assert "ลบข้อมูลหรือไม่" in talk.tap("สมชาย", "ลบข้อมูลของฉัน")
    assert "ลบข้อมูลแล้ว" in talk.tap("สมชาย", "ลบข้อมูลของฉัน")
