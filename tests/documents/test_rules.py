"""What would be missed on a paper, told before it is sent."""

from collections.abc import Mapping
from io import BytesIO

from bot.papers.making import File, Made, Told, make
from bot.papers.rules import reasons
from handlers.vocabulary.known import Edition
from scoring.paper import Paper
from tests.forms.test_report_forms import compiled, finished, folder
from thai.graphemes import length

KEY = "DLA-ONEPROV-ONEDEV"


def nomination(changed: Mapping[str, str], *, photos: int = 1) -> tuple[Paper, Made]:
    programme = folder(KEY)[0]
    edition = Edition("1", programme, lambda name: compiled(KEY, name), programme.calendar)
    answers = {**finished(KEY, "nomination").session.instance(), **changed}
    files = [File("appendix", f"{one}.jpg", _nothing) for one in range(photos)]
    (paper,) = programme.papers
    return paper, make(edition, paper, "TH-20", [Told("nomination", answers, files)])


def _nothing(_out: BytesIO) -> bool:
    return False


def test_a_paper_as_it_should_be_says_nothing() -> None:
    named = {"proposer/proposer_name": "นายหนึ่ง", "certifier/certifier_name": "นายสอง"}

    assert list(reasons(*nomination(named))) == []


def test_pages_are_counted_without_the_appendix_and_the_long_answer_is_named() -> None:
    long = "แยกขยะที่ต้นทางทุกครัวเรือน " * 900

    (reason,) = reasons(*nomination({"practice/approach": long}))

    assert "หน้า ไม่รวมภาคผนวก ต้องไม่เกิน 6 หน้า ย่อคำตอบที่ยาว: ด้านที่ ๑ · มิติที่ 2" in reason
    assert reason.endswith(f"({length(long.strip()):,} ตัวอักษร)")
    assert "ความยั่งยืน" not in reason


def test_a_name_that_is_missing_under_a_signature_is_told() -> None:
    (reason,) = reasons(*nomination({"certifier/certifier_name": ""}))

    assert reason == "ยังไม่มีชื่อหรือวันที่ของผู้ลงนาม: ลงชื่อ ผู้รับรองข้อมูล"


def test_missing_evidence_is_told() -> None:
    assert list(reasons(*nomination({}, photos=0))) == ["ยังไม่มีหลักฐานแนบ"]
