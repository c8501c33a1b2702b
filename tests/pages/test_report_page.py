"""A report begun in the chat goes on in the browser and back again: one draft, no answer twice."""

import re
from collections.abc import Mapping

import pytest

from tests.pages.visitor import Visitor
from tests.test_form_upload import form
from tests.world import World

NAME = "ความต้องการของชุมชน"
LINK = re.compile(r"https://raingan\.test(/f/[\w-]+)")


def to_page(talk: World, name: str = "สมชาย") -> Visitor:
    found = LINK.search(talk.say(name, "หน้าเว็บ"))
    assert found, "no link was given"
    return Visitor(talk.web.address, found[1])


def published(talk: World) -> World:
    """A form with an age and rows of needs, owed by every office."""
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.send("อรุณี", file=form("needs"))
    talk.tap("อรุณี", "เผยแพร่")
    talk.tap("อรุณี", "หน่วยละ 1 ฉบับ")
    talk.tap("อรุณี", "ไม่มีวันกำหนด")
    return talk


@pytest.fixture
def register(talk_on_sqlite: World) -> World:
    return published(talk_on_sqlite)


def begin(talk: World) -> None:
    """The report of needs, with an age and two rows."""
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", f"เริ่มรายงาน {NAME}")
    for answer in ("34", "5", "ไฟทาง", "มี", "4", "น้ำประปา"):
        talk.say("สมชาย", answer)


def test_what_was_answered_in_chat_stands_on_the_page_and_back(talk: World) -> None:
    register = published(talk)
    begin(register)
    page = to_page(register)
    assert page.answer.status_code == 200
    held = {name: value[0] for name, value in page.form.values.items() if name[0] != "_"}
    assert list(held.values()) == ["34", "5", "ไฟทาง", "4", "น้ำประปา"]
    repeat = next(name for name in held if "[1]" in name).partition("[")[0]
    for number in range(3, 41):
        page.press({}, f"add:{repeat}:{number - 1}")
    told = {
        name: f"เรื่องที่ {number}" if page.form.options.get(name) is None else "3"
        for number in range(3, 41)
        for name in page.asked
        if f"[{number}]" in name
    }
    page.press(told, "keep")
    assert page.form.refused == []
    assert page.form.finished
    assert "ทำต่อ" in page.page
    asked = register.say("สมชาย", "ทำต่อ")
    assert "(เพิ่มอีก)" in asked
    register.tap("สมชาย", "ไม่มีแล้ว")
    draft = register.state("สมชาย").draft
    assert draft is not None
    texts = [text for text in draft.answers.values.values() if text.startswith("เรื่องที่ ")]
    assert len(texts) == len(set(texts)) == 38
    sent = register.tap("สมชาย", "ส่งรายงาน")
    assert "ส่ง" in sent
    assert page.reload().answer.status_code == 410
    assert "ขอลิงก์ใหม่" in page.page


def test_a_page_left_open_changes_nothing_that_was_not_touched(register: World) -> None:
    begin(register)
    page = to_page(register)
    names = [name for name in page.asked if "told" in name]
    register.say("สมชาย", "ย้อนกลับ")
    register.say("สมชาย", "ประปาหมู่บ้าน")
    page.press({names[0]: "ไฟส่องสว่าง"}, "keep")
    held = {name: page.form.values[name][0] for name in names}
    assert list(held.values()) == ["ไฟส่องสว่าง", "ประปาหมู่บ้าน"]


def test_a_row_taken_out_in_chat_is_not_written_back_by_the_page(register: World) -> None:
    begin(register)
    page = to_page(register)
    first, second = (name for name in page.asked if "told" in name)
    told = page.filled({second: "ประปาหมู่บ้าน"}, "keep")
    assert page.press({}, "drop:need:2:1").form.values[first] == ["น้ำประปา"]
    page.send(told)  # of a second window that still shows both rows
    texts = [page.form.values[name][0] for name in page.asked if "told" in name]
    assert texts == ["ประปาหมู่บ้าน"]


def test_a_button_sent_twice_over_a_bad_line_adds_one_row_and_drops_one(register: World) -> None:
    begin(register)
    page = to_page(register)
    more = page.filled({}, "add:need:2")
    rows = len([name for name in page.send(more).asked if "told" in name])
    assert len([name for name in page.send(more).asked if "told" in name]) == rows == 3
    less = page.filled({}, "drop:need:3:3")
    page.send(less)
    assert len([name for name in page.send(less).asked if "told" in name]) == 2


def test_what_breaks_a_rule_is_told_beside_it_and_the_draft_keeps_what_stood(
    register: World,
) -> None:
    begin(register)
    page = to_page(register)
    page.press({"age": "สามสิบ"}, "keep")
    assert page.form.refused == ["age"]
    assert page.form.values["age"] == ["สามสิบ"]
    draft = register.state("สมชาย").draft
    assert draft is not None
    assert draft.answers.values[_age(draft.answers.values)] == "34"
    assert page.press({"age": "๓๕"}, "keep").form.values["age"] == ["35"]


def _age(values: Mapping[str, str]) -> str:
    return next(path for path in values if path.endswith("/age"))


def test_the_link_is_the_persons_own_ends_with_its_time_and_tells_how_to_have_another(
    register: World,
) -> None:
    begin(register)
    page = to_page(register)
    register.forward(days=2, minutes=1)
    assert page.reload().answer.status_code == 410
    assert "พิมพ์ หน้าเว็บ" in page.page
    lost = Visitor(register.web.address, "/f/bm90LWEtdG9rZW4")
    assert lost.answer.status_code == 404
    assert to_page(register).answer.status_code == 200
    forged = page.filled({"age": "99", "_page": "a.b"}, "keep")
    page.url = to_page(register).url
    assert page.send(forged).answer.status_code == 400


def test_a_form_put_aside_in_chat_goes_on_with_what_the_page_saved(register: World) -> None:
    begin(register)
    page = to_page(register)
    register.tap("สมชาย", "พัก")
    page.press({"age": "50"}, "keep")
    register.say("สมชาย", "รายงาน")
    assert "คำตอบเดิม" in register.tap("สมชาย", f"ทำต่อ {NAME}")
    draft = register.state("สมชาย").draft
    assert draft is not None
    assert draft.answers.values[_age(draft.answers.values)] == "50"
