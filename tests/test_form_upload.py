"""Forms brought in chat: bad files are refused in a sentence, good ones are published once and
stay.
"""

import base64
import io
import zipfile
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select

from bot.store.library import Library
from bot.store.tables.forms import published_forms, respondents, responses, uploads
from bot.store.tables.records import submissions
from tests.workbooks import workbook
from tests.world import KEY, PUBLIC, World

FORMS = Path(__file__).parent / "transcripts" / "forms"


def form(name: str) -> dict[str, str]:
    return {"name": f"{name}.xlsx", "base64": workbook(FORMS / f"{name}.md")}


def file(name: str, content: bytes) -> dict[str, str]:
    return {"name": name, "base64": base64.b64encode(content).decode()}


def zipped(name: str, content: bytes, into: bytes = b"") -> bytes:
    """An archive with this in it, beside what it held before."""
    held = io.BytesIO(into)
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return held.getvalue()


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
DAMAGED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 12
SOUND = base64.b64decode(workbook(FORMS / "household.md"))


LONG_ID = f"""
| survey | | | |
| | type | name | label |
| | text | a | ก |
| settings | |
| | form_id |
| | {"แบบฟอร์ม" * 5} |
"""

BAD = {
    "nothing in it": (file("ว่าง.xlsx", b""), "ว่างเปล่า"),
    "no workbook": (file("แบบ.xlsx", b"hello"), "ไม่ใช่แฟ้ม Excel"),
    "a Word document": (file("แบบ.xlsx", zipped("word/document.xml", b"<w/>")), "Word"),
    "a zip bomb": (
        file("แบบ.xlsx", zipped("xl/worksheets/sheet1.xml", b"0" * 300_000_000)),
        "คลายออก",
    ),
    "macros": (file("แบบ.xlsx", zipped("xl/vbaProject.bin", b"0", SOUND)), "แมโคร"),
    "a locked workbook": (file("แบบ.xlsx", LOCKED), "รหัสผ่าน"),
    "a damaged old workbook": (file("แบบ.xls", DAMAGED), "เป็น XLSForm ไม่ได้"),
    "the questions of an indicator": (form("taken"), "เป็นรหัสของตัวชี้วัด"),
    "a form_id too long for a button": (file("แบบ.md", LONG_ID.encode()), "ยาวเกินไป"),
    "broken expressions": (form("broken"), "แถว 4"),
}


@pytest.fixture
def coordinator(talk: World) -> World:
    talk.enrolled("อรุณี", "CBI", "coordinator")
    return talk


@pytest.mark.parametrize(("sent", "words"), BAD.values(), ids=BAD.keys())
def test_a_file_that_is_no_form_is_refused_with_a_sentence(
    coordinator: World, sent: dict[str, str], words: str
) -> None:
    said = coordinator.send("อรุณี", file=sent)

    assert "ใช้แบบฟอร์ม" in said
    assert words in said
    assert "ส่งมาใหม่ได้เลย" in said


def test_a_file_that_line_no_longer_has_is_asked_for_again(coordinator: World) -> None:
    coordinator.post("/_emulator/faults", {"kind": "410", "match": "/content"})

    assert "ส่งใหม่อีกครั้ง" in coordinator.send("อรุณี", file=form("household"))


def test_the_same_file_is_published_once_however_often_the_button_is_tapped(
    coordinator: World,
) -> None:
    coordinator.send("อรุณี", file=form("satisfaction"))
    coordinator.tap("อรุณี", "เผยแพร่")
    coordinator.tap("อรุณี", "แบบสำรวจ")

    assert "เผยแพร่แล้ว" in coordinator.tap("อรุณี", "แบบสำรวจ")
    with coordinator.database.reading() as conn:
        assert conn.execute(select(func.count()).select_from(published_forms)).scalar_one() == 1


def test_a_reporter_cannot_bring_or_publish_a_form(coordinator: World) -> None:
    coordinator.enrolled("สมชาย", "CBI-BB", "reporter")
    coordinator.send("อรุณี", file=form("household"))
    upload = coordinator.upload()

    assert "เก็บไว้แล้ว" in coordinator.send("สมชาย", file=form("household"))
    said = coordinator.send("สมชาย", postback={"data": f"publish?u={upload}&k=once&no_due=1"})

    assert "ปุ่มนี้มาจากข้อความเก่า" in said
    with coordinator.database.reading() as conn:
        assert conn.execute(select(func.count()).select_from(uploads)).scalar_one() == 1


def test_what_is_published_in_one_process_is_there_at_once_in_every_other(
    coordinator: World,
) -> None:
    another_process = Library()
    with coordinator.database.reading() as conn:
        assert another_process.current(conn)[KEY].programme.report_form("household") is None

    coordinator.send("อรุณี", file=form("household"))
    for button in ("เผยแพร่", "หน่วยละ 1 ฉบับ", "ไม่มีวันกำหนด"):
        coordinator.tap("อรุณี", button)

    with coordinator.database.reading() as conn:
        assert another_process.current(conn)[KEY].programme.report_form("household") is not None


@pytest.fixture
def surveyed(coordinator: World) -> World:
    """A survey that is open and was answered by one guest."""
    coordinator.send("อรุณี", file=form("satisfaction"))
    coordinator.tap("อรุณี", "เผยแพร่")
    coordinator.tap("อรุณี", "แบบสำรวจ")
    coordinator.say("แขก", coordinator.survey_code())
    for answer in ("เทศบาล", "5", "4", "3", "ดีมาก"):
        coordinator.say("แขก", answer)
    coordinator.tap("แขก", "ส่งคำตอบ")
    return coordinator


def test_nothing_that_is_kept_of_a_survey_joins_an_answer_to_a_person(surveyed: World) -> None:
    guest = surveyed.person("แขก")
    with surveyed.database.reading() as conn:
        (kept,) = conn.execute(select(responses)).all()
        (mark,) = conn.execute(select(respondents)).all()

    assert set(kept._mapping) == {"id", "survey", "day", "answers"}
    assert set(mark._mapping) == {"survey", "person_id"}
    assert guest not in repr(kept)
    assert kept.answers["correct"] == "5"
    assert "ดีมาก" not in repr(surveyed.state("แขก"))


def test_a_survey_keeps_nothing_that_its_form_notes_by_itself(coordinator: World) -> None:
    coordinator.send("อรุณี", file=form("opinion"))
    coordinator.tap("อรุณี", "เผยแพร่")
    coordinator.tap("อรุณี", "แบบสำรวจ")
    coordinator.say("แขก", coordinator.survey_code())
    coordinator.say("แขก", "ดี")
    coordinator.tap("แขก", "ส่งคำตอบ")

    with coordinator.database.reading() as conn:
        assert conn.execute(select(responses.c.answers)).scalar_one() == {"opinion": "ดี"}


def test_the_page_behind_the_qr_picture_leads_into_the_chat_and_says_when_it_is_over(
    surveyed: World,
) -> None:
    said = surveyed.say("อรุณี", "ผลสำรวจ") and surveyed.tap("อรุณี", "รหัสและ QR")
    token = said.split(f"{PUBLIC}/s/")[1].split()[0]

    page = requests.get(f"{surveyed.web.address}/s/{token}", timeout=10)
    picture = requests.get(f"{surveyed.web.address}/qr/{token}.png", timeout=10)
    assert surveyed.survey_code() in page.text
    assert "https://line.me/R/oaMessage/" in page.text
    assert picture.headers["Content-Type"] == "image/png"

    surveyed.say("อรุณี", "ผลสำรวจ")
    surveyed.tap("อรุณี", "ปิดรับคำตอบ")
    assert "ปิดรับคำตอบแล้ว" in requests.get(f"{surveyed.web.address}/s/{token}", timeout=10).text
    assert requests.get(f"{surveyed.web.address}/s/{token[:-1]}x", timeout=10).status_code == 404


def test_a_record_tells_who_and_when_and_never_a_line_id(coordinator: World) -> None:
    coordinator.enrolled("สมชาย", "CBI-BB", "reporter")
    coordinator.send("อรุณี", file=form("stamped"))
    for button in ("เผยแพร่", "หน่วยละ 1 ฉบับ", "ไม่มีวันกำหนด"):
        coordinator.tap("อรุณี", button)
    coordinator.say("สมชาย", "รายงาน")
    coordinator.tap("สมชาย", "เริ่มรายงาน ประทับเวลา")
    coordinator.forward(minutes=5)
    coordinator.say("สมชาย", "เสร็จ")
    coordinator.tap("สมชาย", "ส่งรายงาน")

    with coordinator.database.reading() as conn:
        answers = conn.execute(select(submissions.c.instance)).scalar_one()["answers"]
    assert answers["start"].startswith("2013-03-18T09:00:")
    assert answers["end"].startswith("2013-03-18T09:05:")
    assert answers["end"].endswith("+07:00")
    assert answers["today"] == "2013-03-18"
    assert answers["who"] == "สมชาย ใจดี"
    assert answers["phone"].startswith("line:")
    assert coordinator.person("สมชาย") not in repr(answers)


def test_many_faults_are_told_in_one_card_however_long_what_they_quote_is(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("อรุณี", "CBI", "coordinator")
    long = " + ".join(["'คำ'"] * 300)
    rows = "".join(f"| | text | q{n} | Q | {long} 1 |\n" for n in range(30))
    content = f"| survey | | | | |\n| | type | name | label | relevant |\n{rows}"

    said = talk.send("อรุณี", file=file("มาก.md", content.encode()))

    assert "survey แถว 2 · ข้อ q0 · คอลัมน์ relevant" in said
    assert "survey แถว 21 · ข้อ q19" in said
    assert "q20" not in said
    assert "10" in said.splitlines()[-2]
