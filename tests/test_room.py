"""How much may be begun and not sent: whatever is too much is refused before it is taken, and
nothing is let go.
"""

import pytest

from bot.store.library import Library
from bot.store.people import make_invite
from handlers.questions.room import LONGEST_REPORT, MOST_BEGUN
from handlers.vocabulary.known import Invite
from tests.test_form_upload import form
from tests.world import KEY, World

INDICATORS = ("4", "8.2", "10")


def offices(talk: World) -> list[str]:
    with talk.database.reading() as conn:
        programme = Library().current(conn)[KEY].programme
    return [one.code for one in programme.offices if one.parent == "CBI"]


def begin(talk: World, office: str, indicator: str) -> str:
    return talk.send(
        "สมชาย", postback={"data": talk.sealed(f"start?p={KEY}&o={office}&i={indicator}")}
    )


@pytest.fixture
def busy(talk_on_sqlite: World) -> World:
    """A reporter for many districts, who has begun as many reports as may be begun."""
    talk = talk_on_sqlite
    first, *more = [code for code in offices(talk) if code.startswith("CBI-")][-8:]
    talk.enrolled("สมชาย", first, "reporter")
    for place, office in enumerate(more):
        with talk.database.writing() as conn:
            make_invite(
                conn,
                Invite(f"TEST-8{place}AX", KEY, office, "reporter"),
                uses=1,
                days=30,
                now=talk.now,
            )
        talk.say("สมชาย", f"TEST-8{place}AX")
        talk.tap("สมชาย", "ถูกต้อง")
    works = [(office, indicator) for office in (first, *more) for indicator in INDICATORS]
    for office, indicator in works[:MOST_BEGUN]:
        assert "ข้อ 1" in begin(talk, office, indicator)
        talk.say("สมชาย", "97")
    talk.folder.joinpath("next").write_text("&".join(works[MOST_BEGUN]), "utf-8")
    return talk


def test_one_report_more_than_may_be_begun_is_refused_and_every_earlier_one_stays(
    busy: World,
) -> None:
    office, indicator = busy.folder.joinpath("next").read_text("utf-8").split("&")
    before = busy.state("สมชาย")

    said = begin(busy, office, indicator)

    assert "ยังเริ่มฉบับใหม่ไม่ได้ คำตอบเดิมอยู่ครบ" in said
    assert said.count("•") == MOST_BEGUN
    assert busy.state("สมชาย") == before

    busy.say("สมชาย", "ยกเลิก")
    assert "ข้อ 1" in begin(busy, office, indicator)
    assert "ยังเริ่มฉบับใหม่ไม่ได้" in busy.say("สมชาย", "พัก") + busy.say("สมชาย", "เลิกทำ")
    assert len(busy.state("สมชาย").paused) == MOST_BEGUN
    assert busy.state("สมชาย").cancelled is not None


def test_a_report_whose_text_grows_beyond_all_reason_takes_no_more_and_says_so(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.send("อรุณี", file=form("minutes"))
    talk.tap("อรุณี", "ลองตอบ")
    for _ in range(3):
        for _ in range(4):
            talk.say("อรุณี", "ก" * 4_990)
        talk.say("อรุณี", "ครบแล้ว")

    said = talk.say("อรุณี", "ข" * 500)

    assert f"ข้อความทั้งฉบับรวมกันเกิน {LONGEST_REPORT:,} ตัวอักษร ส่วนนี้ยังไม่ได้เก็บ" in said
    assert "วาระที่ 4" in said
    assert "รับแล้ว: สั้น" in talk.say("อรุณี", "สั้น")
