"""A long paper: the worker makes it, the chat says so and gives the link when it is ready, and the
page serves what is ready and never makes it itself.
"""

from datetime import timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import func, select, update

from bot.papers.ahead import key_of
from bot.papers.shelf import Shelf
from bot.programme_files import read_folder
from bot.store import made_papers
from bot.store.engine import now_of
from bot.store.library import save
from bot.store.tables import queue
from bot.store.tables.records import evidence
from scoring.programme import Programme
from tests.documents.reading import text_of_docx, text_of_pdf
from tests.test_papers import PAPER, files, page_of
from tests.world import OFFICES_SCORED, PUBLIC, World

LONG = {
    **PAPER,
    "title": "เล่มรายงาน",
    "pages": None,
    "long": True,
    "blocks": [
        {"kind": "cover", "middle": "เล่มรายงาน"},
        {"kind": "index"},
        {"kind": "page"},
        {"kind": "heading", "level": 1, "text": "ผลงาน"},
        {"kind": "paragraph", "text": "ทั้งหมด {denominator} แห่ง รายงานแล้ว {numerator} แห่ง"},
        {"kind": "pictures", "question": "evidence", "caption": "หลักฐานที่", "across": 2},
    ],
}
DRAFT = "CBI-2556-R1~form-4~CBI-BB~draft"


@pytest.fixture
def printing(talk: World) -> World:
    """The card before sending is on screen: 88 of 97 with a photo; its paper is long."""
    programme, forms = read_folder(OFFICES_SCORED)
    printed = Programme.model_validate({**programme.model_dump(), "papers": [LONG]})
    with talk.database.writing() as conn:
        save(conn, printed, forms, talk.now)
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    return talk


def papers(talk: World) -> str:
    """The page of one's papers, the report left as it is; nothing is made yet."""
    talk.say("สมชาย", "พัก")
    return page_of(talk, talk.say("สมชาย", "เอกสาร"))


def fetched(address: str) -> requests.Response:
    return requests.get(address, timeout=20)


def jobs(talk: World) -> int:
    wanted = select(func.count()).where(queue.outbox.c.kind == "make_paper")
    with talk.database.reading() as conn:
        return int(conn.execute(wanted.where(queue.outbox.c.state == "waiting")).scalar_one())


def key(talk: World, name: str = DRAFT) -> str:
    parts: Any = talk.worker.parts
    shelf = Shelf(parts.keeper.library, parts.content, PUBLIC)
    with talk.database.reading() as conn:
        one = shelf.named(conn, 1, name, talk.now)
        assert one
        return key_of(conn, one)


def test_the_chat_says_that_it_is_made_and_gives_the_link_when_it_is_ready(
    printing: World,
) -> None:
    said = printing.tap("สมชาย", "ดูแบบ")

    assert said.index("กำลังทำเล่ม: เล่มรายงาน") < said.index("ตรวจก่อนส่ง") < said.index("เล่มเสร็จแล้ว")
    there = files(page_of(printing, said))
    assert list(there) == [f"{DRAFT}.docx", f"{DRAFT}.pdf"]
    pdf, word = fetched(there[f"{DRAFT}.pdf"]), fetched(there[f"{DRAFT}.docx"])
    assert (pdf.status_code, word.status_code) == (200, 200)
    assert "ทั้งหมด97แห่งรายงานแล้ว88แห่ง" in text_of_pdf(pdf.content)
    assert "ทั้งหมด97แห่งรายงานแล้ว88แห่ง" in text_of_docx(word.content)
    assert pdf.headers["Cache-Control"] == "no-store"
    assert "88 ÷ 97" in printing.tap("สมชาย", "ส่งรายงาน")


def test_the_page_asks_the_worker_once_and_opens_what_it_has_made(printing: World) -> None:
    page = papers(printing)
    address = files(page)[f"{DRAFT}.pdf"]

    first, second = fetched(address), fetched(address)

    assert (first.status_code, second.status_code, first.headers["Refresh"]) == (503, 503, "3")
    assert "กำลังทำเล่ม หน้านี้จะเปิดเองเมื่อเสร็จ" in first.text
    assert jobs(printing) == 1
    printing.worker.drain()
    assert "รายงานแล้ว88แห่ง" in text_of_pdf(fetched(address).content)
    assert jobs(printing) == 0


def test_another_answer_makes_another_paper_and_none_that_is_old_is_given(printing: World) -> None:
    address = files(page_of(printing, printing.tap("สมชาย", "ดูแบบ")))[f"{DRAFT}.pdf"]
    for button in ("แก้ไข", "แก้ข้อ 2"):
        printing.tap("สมชาย", button)
    printing.say("สมชาย", "90")

    assert fetched(address).status_code == 503
    printing.worker.drain()
    assert "รายงานแล้ว90แห่ง" in text_of_pdf(fetched(address).content)


def test_what_was_sent_is_made_for_its_page_as_well(printing: World) -> None:
    printing.tap("สมชาย", "ส่งรายงาน")
    address = files(page_of(printing, printing.say("สมชาย", "เอกสาร")))
    (pdf,) = [one for name, one in address.items() if name.endswith(".pdf")]

    assert fetched(pdf).status_code == 503
    printing.worker.drain()

    told = text_of_pdf(fetched(pdf).content)
    assert "รายงานแล้ว88แห่ง" in told
    assert "ฉบับร่าง" not in told


def test_it_waits_for_a_photo_that_is_on_its_way(printing: World) -> None:
    page = papers(printing)
    address = files(page)[f"{DRAFT}.pdf"]
    change = update(evidence).where(evidence.c.state == "spooled")
    with printing.database.writing() as conn:
        conn.execute(change.values(state="waiting"))

    fetched(address)
    printing.worker.drain()

    assert fetched(address).status_code == 503
    assert jobs(printing) == 1
    with printing.database.writing() as conn:
        conn.execute(update(evidence).values(state="spooled"))
        conn.execute(update(queue.outbox).values(due_at=queue.outbox.c.created_at))
    printing.worker.drain()
    assert fetched(address).status_code == 200


def test_one_that_cannot_be_made_is_said_to_be_so_and_not_tried_at_every_look(
    printing: World,
) -> None:
    page = papers(printing)
    with printing.database.writing() as conn:
        made_papers.put(conn, key(printing), {})

    answer = fetched(files(page)[f"{DRAFT}.pdf"])

    assert (answer.status_code, jobs(printing)) == (503, 0)
    assert "ทำเอกสารฉบับนี้ไม่ได้ คำตอบยังอยู่ครบ" in answer.text


def test_it_is_kept_for_a_day(printing: World) -> None:
    address = files(page_of(printing, printing.tap("สมชาย", "ดูแบบ")))[f"{DRAFT}.pdf"]
    with printing.database.writing() as conn:
        made_papers.forget_old(conn)
    assert fetched(address).status_code == 200

    with printing.database.writing() as conn:
        conn.execute(update(queue.made_papers).values(at=now_of(conn) - timedelta(hours=25)))
        made_papers.forget_old(conn)

    assert fetched(address).status_code == 503


def test_nobody_fetches_one_of_another_office(printing: World) -> None:
    there = files(page_of(printing, printing.tap("สมชาย", "ดูแบบ")))
    printing.enrolled("สมหญิง", "CBI-SR", "reporter")

    other = page_of(printing, printing.say("สมหญิง", "เอกสาร"))

    assert [fetched(f"{other}/{name}").status_code for name in there] == [404, 404]
    assert jobs(printing) == 0


def test_after_an_erasure_none_that_was_made_is_kept(printing: World) -> None:
    printing.tap("สมชาย", "ดูแบบ")
    wanted = select(func.count()).select_from(queue.made_papers)
    with printing.database.reading() as conn:
        assert conn.execute(wanted).scalar_one() > 0

    printing.say("สมชาย", "พัก")
    printing.say("สมชาย", "ลบข้อมูล")
    printing.tap("สมชาย", "ลบข้อมูลของฉัน")

    with printing.database.reading() as conn:
        assert conn.execute(wanted).scalar_one() == 0
