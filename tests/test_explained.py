"""คำอธิบาย of the document, one tap away from the first question and one word from any other."""

import pytest

from handlers.vocabulary.events import Tapped, Wrote
from handlers.vocabulary.messages import Tap
from tests.forms.report_answers import WALKS
from tests.forms.test_report_forms import CODES, folder
from tests.test_file_kinds import buttons, said
from tests.test_report_forms_in_chat import Chat, answered_up_to

CBI = "CBI-2556-R1"
SETTLED = "ภายในวันที่ 20 มีนาคม พ.ศ. 2556 ทั้งสองอย่าง"


def test_what_counts_as_finished_is_one_tap_away_and_the_question_stays() -> None:
    chat = Chat(CBI, "8.1")
    turn = chat.do(Wrote("?!"))
    (button,) = (one for one in buttons(turn) if isinstance(one, Tap) and one.label == "คำอธิบาย")
    told = said(chat.do(Tapped(button.action)))
    assert SETTLED in told
    assert "เหตุผล: เพื่อให้เรื่องร้องเรียน" in told
    assert "ส่วนเรื่องราวร้องทุกข์ สำนักกฎหมายและระเบียบท้องถิ่น" in told
    assert "มีทะเบียนรายเรื่อง หรือมีแต่ยอดรวม" in told


def test_it_may_be_asked_for_at_any_question() -> None:
    chat = answered_up_to(Chat(CBI, "4"), WALKS[CBI, "4"], "numerator")
    turn = chat.do(Wrote("คำอธิบาย"))
    assert "ไม่นับ อบจ." in said(turn)
    assert "รายงานสถานะแล้วกี่แห่ง" in said(turn)
    assert not any(isinstance(one, Tap) and one.label == "คำอธิบาย" for one in buttons(turn))


def test_a_paper_tells_what_its_indicator_means() -> None:
    assert "มุ่งผลสัมฤทธิ์ หมายถึง" in said(Chat(CBI, "form-3").do(Wrote("คำอธิบาย")))


def test_what_the_document_does_not_explain_is_said_so() -> None:
    said_ = said(Chat("DLA-ONEPROV-ONEDEV", "nomination").do(Wrote("คำอธิบาย")))
    assert "เอกสารไม่ได้อธิบายเรื่องนี้ไว้" in said_


@pytest.mark.parametrize(("key", "code"), [one for one in CODES if one[0] == CBI])
def test_every_work_of_chonburi_is_explained(key: str, code: str) -> None:
    programme = folder(key)[0]
    paper = programme.report_form(code)
    indicator = programme.indicator(paper.indicator or "" if paper else code)
    assert indicator.explained
    assert "โทร" not in indicator.contact
