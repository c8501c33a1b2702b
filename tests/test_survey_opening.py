"""Whose survey it is: any coordinator's for their own office and below; its results too, and nobody
else's; members invited and reminded within the month's messages.
"""

from datetime import date

import pytest
from sqlalchemy import select

from bot.daily import survey_reminders
from bot.store.library import Library
from bot.store.tables.forms import surveys
from bot.store.tables.surveys import invitations
from tests.running import PROGRAMMES
from tests.test_form_upload import form
from tests.world import World

FORM = "แบบสอบถามความพึงพอใจต่อการใช้ประโยชน์ของสื่อ LPA"


@pytest.fixture
def province(talk_on_sqlite: World) -> World:
    """Chonburi's coordinator, and Rayong's beside."""
    talk = talk_on_sqlite
    talk.brings(PROGRAMMES / "dla-2567-r1-ind6")
    talk.enrolled("อรุณี", "TH-20", "coordinator")
    talk.enrolled("ระยอง", "TH-21", "coordinator")
    return talk


def opened(talk: World, who: str = "อรุณี") -> str:
    talk.say(who, "เปิดแบบสำรวจ")
    talk.tap(who, f"เปิด {FORM}")
    talk.say(who, "การจัดการขยะ")
    talk.say(who, "น้ำสะอาด")
    return talk.survey_code()


def answer(talk: World, who: str, level: str = "4") -> None:
    talk.say(who, talk.survey_code())
    talk.say(who, "อบต.")
    talk.say(who, "เจ้าหน้าที่")
    for _ in range(16):
        talk.say(who, level)
    talk.say(who, "ข้าม")
    talk.say(who, "ข้าม")
    talk.tap(who, "ส่งคำตอบ")


def test_a_province_opens_the_ready_questionnaire_for_itself(province: World) -> None:
    code = opened(province)
    asked = province.say("แขก", code)
    assert "ไม่เก็บชื่อและไม่เก็บ LINE" in asked
    assert "ความยินยอม" not in asked
    province.say("แขก", "เทศบาล")
    said = province.say("แขก", "ผู้บริหาร")
    assert '"การจัดการขยะ" นำไปปฏิบัติได้จริง' in said
    assert said.count("\n5 มากที่สุด\n4 มาก\n3 ปานกลาง\n2 น้อย\n1 น้อยที่สุด") == 1


def test_a_province_sees_its_own_results_and_the_department_sees_all(province: World) -> None:
    opened(province)
    answer(province, "แขก")
    assert "ผู้ตอบ 1 คน" in province.say("อรุณี", "ผลสำรวจ")
    assert "ยังไม่มีแบบสำรวจ" in province.say("ระยอง", "ผลสำรวจ")
    province.enrolled("กรม", "DLA", "coordinator")
    assert "ผู้ตอบ 1 คน" in province.say("กรม", "ผลสำรวจ")
    stolen = province.sealed(f"survey_table?s={province.survey_code()}")
    assert "ค่าเฉลี่ย" not in province.send("ระยอง", postback={"data": stolen})
    closing = province.sealed(f"survey_close?s={province.survey_code()}")
    province.send("ระยอง", postback={"data": closing})
    with province.database.reading() as conn:
        assert conn.execute(select(surveys.c.closed_at)).scalar_one() is None


def test_the_department_opens_one_for_a_province_by_its_name(province: World) -> None:
    province.enrolled("กรม", "DLA", "coordinator")
    province.say("กรม", "เปิดแบบสำรวจ")
    asked = province.tap("กรม", f"เปิด {FORM}")
    assert "เปิดแบบสำรวจให้หน่วยงานใด" in asked
    assert "ชื่อว่าอะไร" in province.say("กรม", "ชลบุรี")
    province.say("กรม", "ข้าม")
    assert "ของสถจ.ชลบุรี" in province.say("กรม", "ข้าม")
    with province.database.reading() as conn:
        assert conn.execute(select(surveys.c.office)).scalar_one() == "TH-20"


def test_a_province_brings_a_questionnaire_of_its_own_and_changes_nobody_elses(
    province: World,
) -> None:
    for who in ("อรุณี", "ระยอง"):
        found = province.send(who, file=form("satisfaction"))
        assert "[เผยแพร่]" in found
        assert "เปิดแบบสำรวจ" in province.tap(who, "เผยแพร่")
    with province.database.reading() as conn:
        rows = conn.execute(select(surveys.c.office, surveys.c.form)).all()
    assert sorted(map(tuple, rows)) == [
        ("TH-20", "satisfaction~TH-20"),
        ("TH-21", "satisfaction~TH-21"),
    ]


def test_a_reporter_opens_none(province: World) -> None:
    province.enrolled("สมชาย", "TH-20", "reporter")
    assert "ดูได้เฉพาะ" in province.say("สมชาย", "เปิดแบบสำรวจ")
    begin = province.sealed("survey_begin?p=DLA-2567-R1-IND6&i=survey-media&o=TH-20")
    assert "เปิด “" not in province.send("สมชาย", postback={"data": begin})


def test_members_are_invited_once_and_those_who_have_not_answered_are_reminded(
    province: World,
) -> None:
    for name in ("สมชาย", "สมหญิง"):
        province.enrolled(name, "TH-20", "reporter")
    opened(province)
    until = date(2013, 3, 21)
    province.pick("อรุณี", "ตั้งวันปิดรับ", until.isoformat())
    province.say("อรุณี", "ผลสำรวจ")
    said = province.tap("อรุณี", "เชิญและเตือน")
    assert "ยังไม่ได้เชิญ 2 คน" in said
    province.tap("อรุณี", "เชิญ 2 คน")
    heard = province.remind()
    assert {"สมชาย", "สมหญิง"} <= set(heard)
    assert "ขอเชิญตอบ" in heard["สมชาย"]
    province.tap("สมชาย", "ตอบแบบสำรวจ")
    province.say("สมชาย", "อบต.")
    province.say("สมชาย", "เจ้าหน้าที่")
    for _ in range(16):
        province.say("สมชาย", "5")
    province.say("สมชาย", "ข้าม")
    province.say("สมชาย", "ข้าม")
    assert "โดยไม่มีชื่อ" in province.tap("สมชาย", "ส่งคำตอบ")
    with province.database.reading() as conn:
        rows = conn.execute(select(invitations.c.label, invitations.c.used)).all()
    assert {row.used for row in rows if row.label.startswith("สมชาย")} == {True}
    assert "จาก 2 คน (ร้อยละ 50.00)" in province.say("อรุณี", "ผลสำรวจ")
    province.forward(days=1)
    reminded = survey_reminders.run_once(province.database, Library(), province.now)
    assert reminded == 1
    assert survey_reminders.run_once(province.database, Library(), province.now) == 0
    heard = province.remind()
    assert "ขอเชิญตอบ" in heard.get("สมหญิง", "")
    assert "ขอเชิญตอบ" not in heard.get("สมชาย", "")


def test_nobody_is_asked_for_a_consent_before_a_survey(province: World) -> None:
    opened(province)
    province.act("แขก", follow=True)
    assert "ข้อ 1 จาก 20" in province.say("แขก", province.survey_code())
