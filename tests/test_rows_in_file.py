"""A file with rows takes its time; whatever the person does meanwhile, its rows are not lost."""

import base64
import csv
import io
from pathlib import Path

from bot.store import exporting
from tests.shown import shown
from tests.workbooks import excel, workbook
from tests.world import World

FORM = Path(__file__).parent / "transcripts" / "forms" / "cases.md"
ROWS = "อปท.,รับเรื่อง,แจ้งผล\nทม.บ้านบึง,2013-02-05,2013-02-18\nอบต.คลองกิ่ว,2013-02-06,2013-02-20\n"


def at_cases(talk: World) -> None:
    """A reporter at the first question of the list, the form published by a coordinator."""
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.send("อรุณี", file={"name": "cases.xlsx", "base64": workbook(FORM)})
    for button in ("เผยแพร่", "ส่งได้หลายฉบับ", "ไม่มีวันกำหนด"):
        talk.tap("อรุณี", button)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน เรื่องร้องเรียนที่ยุติ")


def send_only(talk: World, **what: object) -> None:
    """Says something without waiting for the worker."""
    talk.post("/_emulator/say", {"user": talk.person("สมชาย"), **what})


def in_base64() -> str:
    return base64.b64encode(excel(list(csv.reader(io.StringIO(ROWS))))).decode()


def test_rows_wait_in_a_form_that_was_put_aside_while_they_were_read(talk: World) -> None:
    at_cases(talk)
    send_only(talk, file={"name": "ทะเบียน.xlsx", "base64": in_base64()})
    send_only(talk, text="พัก")

    talk.worker.drain()
    assert "รายการรออยู่ในเรื่องร้องเรียนที่ยุติ" in shown(talk.heard("สมชาย"))
    talk.say("สมชาย", "รายงาน")
    assert "อ่านเรื่องร้องเรียนได้ 2 รายการ" in talk.tap("สมชาย", "ทำต่อ")
    assert "รับแล้ว 2 รายการ" in talk.tap("สมชาย", "ใช่ รับ 2 รายการ")


def test_rows_for_a_form_that_was_cancelled_are_told_and_not_used(talk: World) -> None:
    at_cases(talk)
    send_only(talk, file={"name": "ทะเบียน.xlsx", "base64": in_base64()})
    send_only(talk, text="ยกเลิก")

    talk.worker.drain()
    assert "จึงไม่ได้ใช้" in shown(talk.heard("สมชาย"))


def test_an_answer_given_meanwhile_stands_and_the_rows_are_added_to_it(talk: World) -> None:
    at_cases(talk)
    send_only(talk, file={"name": "ทะเบียน.xlsx", "base64": in_base64()})
    send_only(talk, text="อบต.มาบไผ่")

    talk.worker.drain()
    assert "มีเรื่องร้องเรียนบันทึกไว้แล้ว 1 รายการ" in shown(talk.heard("สมชาย"))
    talk.tap("สมชาย", "เพิ่มต่อ 2 รายการ")
    draft = talk.state("สมชาย").draft
    assert draft is not None
    values = draft.answers.values
    assert [values[f"/xf/case[{row}]/lao"] for row in (1, 2, 3)] == ["BB-4", "BB-1", "BB-3"]


def test_the_file_itself_is_kept_whatever_is_said_of_its_rows(talk: World) -> None:
    at_cases(talk)
    content = in_base64()
    talk.send("สมชาย", file={"name": "ทะเบียน.xlsx", "base64": content})
    talk.tap("สมชาย", "ไม่รับ")

    piece = _last_piece(talk)
    with talk.database.reading() as conn:
        assert b"".join(exporting.spooled(conn, piece)) == base64.b64decode(content)


def _last_piece(talk: World) -> str:
    with talk.database.reading() as conn:
        return str(conn.exec_driver_sql("SELECT id FROM evidence").scalar_one())
