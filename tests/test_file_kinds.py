"""A photo is no Word file: what a question does not take is refused with what to do, and kept."""

import io
import zipfile

import pytest

from bot.outbox.evidence.file_facts import facts_of
from handlers.vocabulary.events import Sent, Tapped, Wrote
from handlers.vocabulary.flags import Facts, flags_for, words
from handlers.vocabulary.messages import Button, ChoosePhotos, TakePhoto, Tap, Text
from handlers.vocabulary.turn import Turn
from scoring.programme import Programme
from tests.forms.report_answers import WALKS
from tests.forms.test_report_forms import folder
from tests.test_report_forms_in_chat import Chat, answered_up_to

KEY, CODE = "DLA-ONEPROV-ONEDEV", "nomination"
PROGRAMME: Programme = folder(KEY)[0]
SENTENCE = "ข้อนี้รับเฉพาะไฟล์ .doc, .docx"


def at(question: str) -> Chat:
    return answered_up_to(Chat(KEY, CODE), WALKS[KEY, CODE], question)


def said(turn: Turn) -> str:
    return "\n".join(one.text for one in turn.says if isinstance(one, Text))


def buttons(turn: Turn) -> list[Button]:
    return [one for text in turn.says if isinstance(text, Text) for one in text.choices]


@pytest.mark.parametrize(
    "sent",
    [
        Sent("m1", "image", "", 10),
        Sent("m1", "file", "report.pdf", 10),
        Sent("m1", "file", "report.docx.jpg", 10),
        Sent("m1", "video", "", 10),
    ],
    ids=["a photo", "a PDF", "a photo under two endings", "a film"],
)
def test_what_is_no_word_file_is_refused_with_what_to_do_and_kept(sent: Sent) -> None:
    chat = at("word_file")
    turn = chat.do(sent)
    assert SENTENCE in said(turn)
    assert [piece.message_id for piece in chat.state.loose] == ["m1"]
    assert chat.state.draft is not None
    assert not chat.state.draft.pieces.get("/xf/word_file")


@pytest.mark.parametrize("name", ["report.doc", "REPORT.DOCX"])
def test_a_word_file_is_taken(name: str) -> None:
    chat = at("word_file")
    chat.do(Sent("m1", "file", name, 10))
    assert chat.state.draft is not None
    assert [one.name for one in chat.state.draft.pieces["/xf/word_file"]] == [name]


def test_a_pdf_that_came_too_early_is_attached_where_it_is_wanted() -> None:
    chat = at("word_file")
    chat.do(Sent("m1", "file", "report.pdf", 10))
    chat.do(Sent("m2", "file", "report.docx", 10))
    chat.do(Wrote("ครบแล้ว"))
    assert chat.state.draft is not None
    assert [one.message_id for one in chat.state.draft.pieces["/xf/pdf_file"]] == ["m1"]
    assert chat.state.loose == ()


def test_a_link_or_words_are_no_word_file() -> None:
    chat = at("word_file")
    assert SENTENCE in said(chat.do(Wrote("https://drive.google.com/file/d/abc")))
    assert SENTENCE in said(chat.do(Wrote("ส่งให้พรุ่งนี้")))


def test_the_buttons_offer_a_file_and_no_camera() -> None:
    chat = at("word_file")
    offered = buttons(chat.do(Wrote("ส่งให้พรุ่งนี้")))
    assert not any(isinstance(one, TakePhoto | ChoosePhotos) for one in offered)
    (choose,) = (one for one in offered if isinstance(one, Tap) and one.label == "เลือกไฟล์")
    assert "แตะ + มุมล่างซ้าย" in said(chat.do(Tapped(choose.action)))


def test_any_other_file_question_goes_on_taking_photos() -> None:
    chat = at("appendix")
    chat.do(Sent("m1", "image", "", 10))
    assert chat.state.loose == ()


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "misnamed"),
    [
        ("ก.pdf", b"%PDF-1.7 ...", ""),
        ("ก.pdf", b"\xff\xd8\xff\xe0 a photo", ".pdf"),
        ("ก.docx", zipped("word/document.xml", "[Content_Types].xml"), ""),
        ("ก.docx", zipped("xl/workbook.xml"), ".docx"),
        ("ก.DOCX", b"%PDF-1.7", ".docx"),
        ("ก.docx", b"PK\x03\x04 broken", ".docx"),
        ("ก.doc", OLE, ""),
        ("ก.doc", b"{\\rtf1 text}", ""),
        ("ก.doc", b"plain text", ".doc"),
        ("ก.jpg", b"%PDF-1.7", ""),
        ("ก.pdf", b"", ""),
        ("ก.pdf", b"MZ\x90 a program", ""),
    ],
)
def test_a_name_that_lies_is_found_out_by_the_bytes(
    name: str, content: bytes, misnamed: str
) -> None:
    assert facts_of(io.BytesIO(content), len(content), name).misnamed == misnamed


def test_the_reviewer_is_told_of_it() -> None:
    (flag,) = flags_for(Facts(misnamed=".docx"), 10, "ก.docx", None, PROGRAMME.round_start)
    assert words(flag, "th") == ("ชื่อไฟล์เป็น .docx แต่เนื้อหาไม่ใช่ไฟล์ชนิดนั้น เปิดดูก่อนตรวจ (ก.docx)")
