"""แบบของหน่วยงาน over HTTP: the file goes from chat to the worker, stands in place of the paper from
then on, and what was sent before stays as it was.
"""

import base64
from pathlib import Path

import pytest
import requests

from tests.documents.reading import codes, text_of_docx, text_of_pdf
from tests.documents.test_pages_in_libreoffice import COUNTED
from tests.documents.word_files import of_lines
from tests.test_papers import at_summary, files, page_of, printed_in, text_of
from tests.world import World

OURS = "อปท.ทั้งหมด97แห่งรายงานแล้ว88แห่ง"
THEIRS = of_lines(
    "บันทึกข้อความ {{ office }}", "ได้ {{ numerator }} ใน {{ denominator }}", "{{ foot }}"
)
DOCX = "CBI-2556-R1~form-4~CBI-BB"


@pytest.fixture
def printing(talk: World) -> World:
    """A programme whose indicator 4 is printed, and who coordinates its province."""
    talk = printed_in(talk)
    talk.enrolled("อรุณี", "CBI", "coordinator")
    return talk


def brings(talk: World, content: bytes, who: str = "อรุณี") -> str:
    talk.say(who, "แบบของหน่วยงาน")
    talk.tap(who, "ใช้แบบของเรา 1")
    file = {"name": "แบบจังหวัด.docx", "base64": base64.b64encode(content).decode()}
    return talk.send(who, file=file)


def takes(talk: World, content: bytes = THEIRS) -> None:
    brings(talk, content)
    talk.tap("อรุณี", "ใช้แบบนี้")


def test_a_form_that_was_taken_stands_in_place_of_the_paper_of_offices_below(
    printing: World,
) -> None:
    takes(printing)
    at_summary(printing)

    there = files(page_of(printing, printing.tap("สมชาย", "ดูแบบ")))

    draft = text_of(there[f"{DOCX}~draft.docx"])
    assert draft.startswith("บันทึกข้อความอำเภอบ้านบึงได้88ใน97")
    assert OURS not in draft


def test_what_was_sent_before_it_is_printed_as_it_was(printing: World) -> None:
    at_summary(printing)
    printing.tap("สมชาย", "ส่งรายงาน")
    printing.forward(hours=1)
    takes(printing)
    printing.say("สมชาย", "รายงาน")
    for button in ("ส่งฉบับแก้ไข 4", "แก้ไข", "แก้ข้อ 2"):
        printing.tap("สมชาย", button)
    printing.say("สมชาย", "90")
    printing.tap("สมชาย", "ส่งรายงาน")

    there = files(page_of(printing, printing.say("สมชาย", "เอกสาร")))

    assert OURS in text_of(there[f"{DOCX}~v1.docx"])
    assert "ได้90ใน97CBI-2556-R1·form-4·CBI-BB·ฉบับที่2" in text_of(there[f"{DOCX}.docx"])


def test_once_it_is_dropped_the_paper_is_ours_again(printing: World) -> None:
    takes(printing)
    printing.tap("อรุณี", "กลับไปใช้แบบเดิม")
    at_summary(printing)

    there = files(page_of(printing, printing.tap("สมชาย", "ดูแบบ")))

    assert OURS in text_of(there[f"{DOCX}~draft.docx"])
    assert OURS in text_of(there[f"{DOCX}~draft.pdf"])


def test_a_file_that_is_wrong_is_not_used_and_says_what_to_mend(printing: World) -> None:
    said = brings(printing, of_lines("{{ numeratr }}"))

    assert "numeratr – ไม่มีช่องชื่อนี้ หมายถึง numerator หรือไม่" in said
    assert "ใช้แบบนี้" not in said
    at_summary(printing)
    there = files(page_of(printing, printing.tap("สมชาย", "ดูแบบ")))
    assert OURS in text_of(there[f"{DOCX}~draft.docx"])


def own_pages(page: str) -> dict[str, str]:
    """{the last part: the address} of what a page links to for a form of one's own."""
    host = page.partition("/p/")[0]
    told = requests.get(page, timeout=20).text
    found = [part.partition('"')[0] for part in told.split('href="')[1:]]
    return {one.rpartition("/")[2]: host + one for one in found if "/own/" in one}


def test_the_page_lists_every_field_and_its_example_gives_the_paper_of_ours(
    printing: World,
) -> None:
    there = own_pages(page_of(printing, printing.say("อรุณี", "เอกสาร")))
    fields = requests.get(there["form-4"], timeout=20)
    example = requests.get(there["form-4.docx"], timeout=20)

    assert "{{ numerator }}" in fields.text
    assert "{% for row in evidence %}" in fields.text
    assert "ลิงก์ของโฟลเดอร์หลักฐาน" in fields.text
    assert fields.headers["Content-Security-Policy"]
    takes(printing, example.content)
    at_summary(printing)
    made = files(page_of(printing, printing.tap("สมชาย", "ดูแบบ")))
    assert OURS in text_of(made[f"{DOCX}~draft.docx"])


def test_nobody_else_sees_the_fields_or_takes_a_form(printing: World) -> None:
    there = own_pages(page_of(printing, printing.say("อรุณี", "เอกสาร")))
    printing.enrolled("สมชาย", "CBI-BB", "reporter")
    theirs = page_of(printing, printing.say("สมชาย", "เอกสาร"))

    assert own_pages(theirs) == {}
    token = theirs.rpartition("/")[2]
    for address in there.values():
        path = address.partition("/own/")[2]
        tried = f"{printing.web.address}/p/{token}/own/{path}"
        assert requests.get(tried, timeout=10).status_code == 404
    assert "ไม่มีแบบที่เปลี่ยนได้" in printing.say("สมชาย", "แบบของหน่วยงาน")


@COUNTED
def test_both_files_of_it_are_kept_in_drive_where_libreoffice_is(talk_with_google: World) -> None:
    talk = printed_in(talk_with_google)
    talk.enrolled("อรุณี", "CBI", "coordinator")
    takes(talk, of_lines("ได้ {{ numerator }}", "{{ evidence_qr }}"))
    at_summary(talk)
    talk.tap("สมชาย", "ส่งรายงาน")
    talk.worker.drain()

    assert talk.google is not None
    drive = talk.google.google
    kept = {one.name: one.content for one in drive.files.values() if "ฉบับที่" in one.name}
    word, written = (
        Path(str(kept[f"แบบรายงานตัวชี้วัดที่ 4 ฉบับที่ 1.{kind}"])).read_bytes() for kind in ("docx", "pdf")
    )
    assert text_of_docx(word) == "ได้88"
    assert text_of_pdf(written) == "ได้88"
    assert len(codes(written)) == 1
