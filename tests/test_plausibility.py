"""A number that is far from those before is read back before it is sent, and marked for whoever
reviews it.
"""

from decimal import Decimal
from typing import Any, TypeVar

import pytest
from sqlalchemy import select, update

from bot.outbox.sheet.record_of import records_of
from bot.programme_files import read_folder
from bot.store.library import save
from bot.store.tables.records import submissions
from scoring.plausible import Plausible
from scoring.programme import Programme
from sheets.layout.rows import Record
from tests.shell import Shell
from tests.talking import Talking
from tests.world import OFFICES_SCORED, World

OLD = "CBI-2555-R2"


def with_rules(talk: Talking, *rules: Plausible, **changed: object) -> None:
    """The tests' programme with these rules of what is likely."""
    programme, forms = read_folder(OFFICES_SCORED)
    told = {**programme.model_dump(), "plausible": rules, **changed}
    with talk.database.writing() as conn:
        assert save(conn, Programme.model_validate(told), forms, talk.now)


def rule(**told: Any) -> Plausible:  # noqa: ANN401 - the fields of a rule
    return Plausible(work="4", question="numerator", **told)


def reported(talk: Talking, who: str, office: str, answers: tuple[str, str]) -> str:
    """What is said when a report of indicator 4 is about to be sent."""
    if who not in talk.names:
        talk.enrolled(who, office, "reporter")
    talk.say(who, "รายงาน")
    talk.tap(who, "เริ่มรายงาน 4")
    for one in answers:
        talk.say(who, one)
    talk.send(who, photo=True)
    talk.tap(who, "ครบแล้ว")
    return talk.tap(who, "ส่งรายงาน")


@pytest.fixture
def others(shell: Shell) -> Shell:
    return three_districts(shell)


T = TypeVar("T", bound=Talking)


def three_districts(talk: T) -> T:
    """They have sent 97, 95 and 90."""
    with_rules(talk, rule(against=("similar",)))
    for who, office, number in (
        ("หนึ่ง", "CBI-MC", "97"),
        ("สอง", "CBI-SR", "95"),
        ("สาม", "CBI-BL", "90"),
    ):
        assert "รับรายงานแล้ว" in reported(talk, who, office, ("97", number))
    return talk


def test_a_number_unlike_those_of_similar_offices_is_asked_about(talk: World) -> None:
    others = three_districts(talk)

    said = reported(others, "สมชาย", "CBI-BB", ("97", "9"))

    assert "หน่วยงานประเภทเดียวกันส่งราว 95 ฉบับนี้ 9" in said
    assert "(ใช่ ส่งเลย) (แก้ไข)" in said
    assert "รับรายงานแล้ว" in others.tap("สมชาย", "ใช่ ส่งเลย")


def test_whoever_mends_it_sends_the_mended_number_without_a_question(others: Shell) -> None:
    reported(others, "สมชาย", "CBI-BB", ("97", "9"))

    assert "รายงานสถานะแล้วกี่แห่ง" in others.tap("สมชาย", "แก้ไข")
    others.say("สมชาย", "90")
    assert "รับรายงานแล้ว" in others.tap("สมชาย", "ส่งรายงาน")


def test_a_typed_yes_sends_it_and_any_other_word_shows_the_answers_again(others: Shell) -> None:
    reported(others, "สมชาย", "CBI-BB", ("97", "9"))

    assert "ตรวจก่อนส่ง" in others.say("สมชาย", "ไม่แน่ใจ")
    assert "ใช่หรือไม่" in others.tap("สมชาย", "ส่งรายงาน")
    assert "รับรายงานแล้ว" in others.say("สมชาย", "ใช่")


def test_the_reviewer_sees_that_its_sender_stood_by_it(others: Shell) -> None:
    reported(others, "สมชาย", "CBI-BB", ("97", "9"))
    others.tap("สมชาย", "ใช่ ส่งเลย")
    others.enrolled("อรุณี", "CBI", "coordinator")
    others.say("อรุณี", "ตรวจ")

    card = others.tap("อรุณี", "ตรวจ 4 แผนที่ภาษี · อำเภอบ้านบึง")
    assert "ควรดู: รายงานสถานะแล้วกี่แห่ง: หน่วยงานประเภทเดียวกันส่งราว 95 ฉบับนี้ 9" in card


def test_the_sheet_says_that_it_should_be_looked_at(others: Shell) -> None:
    reported(others, "สมชาย", "CBI-BB", ("97", "9"))
    others.tap("สมชาย", "ใช่ ส่งเลย")

    (record,) = _records_of(others, "CBI-BB")
    assert record.flags == ["รายงานสถานะแล้วกี่แห่ง: หน่วยงานประเภทเดียวกันส่งราว 95 ฉบับนี้ 9"]


def _records_of(talk: Shell, office: str) -> list[Record]:
    """What the Sheet is told of an office's reports."""
    of_office = select(submissions.c.id).where(submissions.c.office == office)
    with talk.database.reading() as conn:
        ids = list(conn.execute(of_office).scalars())
    return records_of(talk.worker.parts.keeper, ids)


def test_a_revision_far_from_the_one_before_is_asked_about(talk: World) -> None:
    with_rules(talk, rule())
    assert "รับรายงานแล้ว" in reported(talk, "สมชาย", "CBI-BB", ("97", "88"))
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "ส่งฉบับแก้ไข 4")
    talk.say("สมชาย", "2")
    talk.say("สมชาย", "8")

    said = talk.tap("สมชาย", "ส่งรายงาน")
    assert "ฉบับก่อน 88 ฉบับนี้ 8" in said


def test_a_number_far_from_that_of_the_round_before_is_asked_about(talk: World) -> None:
    with_rules(talk, rule(round_before=OLD))
    reported(talk, "สมชาย", "CBI-BB", ("97", "97"))
    with talk.database.writing() as conn:  # what was sent becomes the round before's
        conn.execute(update(submissions).values(programme=OLD))

    assert "รอบก่อน 97 รอบนี้ 9" in reported(talk, "สมชาย", "CBI-BB", ("97", "9"))


def test_far_means_what_the_rule_says(others: Shell) -> None:
    with_rules(others, rule(against=("similar",), factor=Decimal(20)))

    assert "รับรายงานแล้ว" in reported(others, "สมชาย", "CBI-BB", ("97", "9"))
