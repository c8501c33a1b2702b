"""เอกสาร and ดูแบบ in chat: the papers of an office behind a link of one's own."""

import re

import pytest
import requests
from pyxform.xls2xform import convert

from bot.programme_files import read_folder
from bot.store.library import save
from scoring.programme import Programme
from tests.documents.reading import codes, text_of_docx, text_of_pdf
from tests.world import OFFICES_SCORED, PUBLIC, World

PAPER = {
    "code": "form-4",
    "title": "แบบรายงานตัวชี้วัดที่ 4",
    "of": ["4"],
    "send_to": "fin@dla.example",
    "pages": 1,
    "blocks": [
        {"kind": "paragraph", "text": "อปท. ทั้งหมด {denominator} แห่ง รายงานแล้ว {numerator} แห่ง"},
        {"kind": "qr", "caption": "หลักฐาน"},
        {"kind": "page"},
        {"kind": "paragraph", "text": "หน้าที่เกิน"},
        {"kind": "appendix", "text": "ภาคผนวก"},
        {"kind": "pictures", "question": "evidence", "caption": "หลักฐานที่"},
    ],
}


ASKED_FOR = """
| survey |
| | type | name | label | required | body::accept |
| | integer | denominator | ทั้งหมดกี่แห่ง | yes | |
| | integer | numerator | รายงานแล้วกี่แห่ง | yes | |
| | file | evidence | ส่งไฟล์ Word ของแบบ | yes | .docx |
| settings |
| | form_title | form_id | version |
| | แบบ | asked | 1 |
"""


@pytest.fixture
def printing(talk: World) -> World:
    return printed_in(talk)


def printed_in(talk: World) -> World:
    """A programme whose indicator 4 is printed."""
    programme, forms = read_folder(OFFICES_SCORED)
    printed = Programme.model_validate({**programme.model_dump(), "papers": [PAPER]})
    with talk.database.writing() as conn:
        save(conn, printed, forms, talk.now)
    return talk


def at_summary(talk: World) -> str:
    """88 of 97 with a photo: the card before sending is on screen."""
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    return talk.say("สมชาย", "ครบแล้ว")


def page_of(talk: World, said: str) -> str:
    """The address of the page, as the server under test has it."""
    found = re.search(r"/p/([\w-]+)", said)
    assert found, said
    return f"{talk.web.address}/p/{found[1]}"


def files(page: str) -> dict[str, str]:
    """{name: address} of the files a page links to."""
    found = re.findall(r'href="(/p/[^"]+)"', requests.get(page, timeout=20).text)
    host = page.partition("/p/")[0]
    return {one.rpartition("/")[2]: host + one for one in found}


def text_of(address: str) -> str:
    content = requests.get(address, timeout=20).content
    return text_of_pdf(content) if address.endswith(".pdf") else text_of_docx(content)


def test_the_paper_is_seen_before_it_is_sent_with_a_code_that_is_good_already(
    printing: World,
) -> None:
    at_summary(printing)

    there = files(page_of(printing, printing.tap("สมชาย", "ดูแบบ")))

    draft = "CBI-2556-R1~form-4~CBI-BB~draft"
    assert list(there) == [f"{draft}.docx", f"{draft}.pdf"]
    for address in there.values():
        assert "ทั้งหมด97แห่งรายงานแล้ว88แห่ง" in text_of(address)
        assert "ฉบับร่าง" in text_of(there[f"{draft}.pdf"])
    (code,) = codes(requests.get(there[f"{draft}.pdf"], timeout=20).content)
    opened = requests.get(code.replace(PUBLIC, printing.web.address), timeout=10)
    assert opened.status_code == 200


def test_the_code_on_the_draft_is_that_of_the_report_once_it_is_sent(printing: World) -> None:
    at_summary(printing)
    page = page_of(printing, printing.tap("สมชาย", "ดูแบบ"))
    (before,) = codes(requests.get(list(files(page).values())[1], timeout=20).content)

    printing.tap("สมชาย", "ส่งรายงาน")

    there = files(page)
    assert list(there) == ["CBI-2556-R1~form-4~CBI-BB.docx", "CBI-2556-R1~form-4~CBI-BB.pdf"]
    sent = requests.get(there["CBI-2556-R1~form-4~CBI-BB.pdf"], timeout=20)
    assert codes(sent.content) == [before]
    assert "ฉบับร่าง" not in text_of_pdf(sent.content)
    assert "form-4·CBI-BB·ฉบับที่1" in text_of_pdf(sent.content)


def test_where_the_paper_itself_is_asked_for_it_can_be_seen_and_the_question_stays(
    printing: World,
) -> None:
    programme, forms = read_folder(OFFICES_SCORED)
    printed = Programme.model_validate({**programme.model_dump(), "papers": [PAPER]})
    form = convert(ASKED_FOR, form_name="xf", file_type=".md").xform
    with printing.database.writing() as conn:
        save(conn, printed, {**forms, "indicator-4": form}, printing.now)
    printing.at_evidence()

    said = printing.tap("สมชาย", "ดูแบบ")

    (document,) = [one for name, one in files(page_of(printing, said)).items() if "docx" in name]
    assert "ทั้งหมด97แห่งรายงานแล้ว88แห่ง" in text_of(document)
    assert "ส่งไฟล์ Word ของแบบ" in said


def test_looking_at_the_paper_leaves_the_card_on_screen(printing: World) -> None:
    at_summary(printing)

    assert "ตรวจก่อนส่ง" in printing.tap("สมชาย", "ดูแบบ")
    assert "ฉบับร่าง ทั้ง Word และ PDF" in printing.say("สมชาย", "ดูแบบ")
    assert "88 ÷ 97" in printing.tap("สมชาย", "ส่งรายงาน")


def test_too_many_pages_are_told_before_sending(printing: World) -> None:
    assert "มี 2 หน้า ไม่รวมภาคผนวก ต้องไม่เกิน 1 หน้า" in at_summary(printing)

    shown_again = printing.tap("สมชาย", "ดูแบบ")
    told = requests.get(page_of(printing, shown_again), timeout=20).text

    assert "⚠ มี 2 หน้า ไม่รวมภาคผนวก ต้องไม่เกิน 1 หน้า" in told
    assert "มี 2 หน้า" not in shown_again
    assert "88 ÷ 97" in printing.tap("สมชาย", "ส่งรายงาน")


def test_what_the_paper_lacks_is_told_on_the_card_before_sending(printing: World) -> None:
    programme, forms = read_folder(OFFICES_SCORED)
    optional = forms["indicator-4"].replace('required="true()"', "")
    printed = Programme.model_validate({**programme.model_dump(), "papers": [PAPER]})
    with printing.database.writing() as conn:
        save(conn, printed, {**forms, "indicator-4": optional}, printing.now)
    printing.at_evidence()

    card = printing.tap("สมชาย", "ข้าม")

    assert "แบบที่จะพิมพ์ยังไม่มี: ส่งรูปหรือไฟล์หลักฐาน" in card


def test_a_card_with_nothing_lacking_says_nothing_of_it(printing: World) -> None:
    assert "ยังไม่มี" not in at_summary(printing)


def test_papers_are_listed_with_the_address_they_are_sent_to(printing: World) -> None:
    at_summary(printing)
    printing.tap("สมชาย", "ส่งรายงาน")

    said = printing.say("สมชาย", "เอกสาร")

    assert "· แบบรายงานตัวชี้วัดที่ 4 (อำเภอบ้านบึง)" in said
    page = requests.get(page_of(printing, said), timeout=20)
    assert "ส่งทางอีเมล: fin@dla.example" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_every_version_is_kept_beside_its_evidence_and_the_old_one_stays(
    talk_with_google: World,
) -> None:
    talk = printed_in(talk_with_google)
    at_summary(talk)
    talk.tap("สมชาย", "ส่งรายงาน")
    talk.say("สมชาย", "รายงาน")
    for button in ("ส่งฉบับแก้ไข 4", "แก้ไข", "แก้ข้อ 2"):
        talk.tap("สมชาย", button)
    talk.say("สมชาย", "90")
    talk.tap("สมชาย", "ส่งรายงาน")
    talk.worker.drain()

    assert talk.google is not None
    drive = talk.google.google
    kept = {one.name: drive.path_of(one.id) for one in drive.files.values() if "ฉบับที่" in one.name}
    assert sorted(kept) == [
        "แบบรายงานตัวชี้วัดที่ 4 ฉบับที่ 1.docx",
        "แบบรายงานตัวชี้วัดที่ 4 ฉบับที่ 1.pdf",
        "แบบรายงานตัวชี้วัดที่ 4 ฉบับที่ 2.docx",
        "แบบรายงานตัวชี้วัดที่ 4 ฉบับที่ 2.pdf",
    ]
    assert all("/4 แผนที่ภาษี/" in path for path in kept.values())

    page = page_of(talk, talk.say("สมชาย", "เอกสาร"))
    there = files(page)
    assert list(there) == [
        *(f"CBI-2556-R1~form-4~CBI-BB.{kind}" for kind in ("docx", "pdf")),
        *(f"CBI-2556-R1~form-4~CBI-BB~v1.{kind}" for kind in ("docx", "pdf")),
    ]
    for address in there.values():
        requests.get(address, timeout=20)  # its photo is brought back from Drive
    talk.worker.drain()
    assert "รายงานแล้ว90แห่ง" in text_of(there["CBI-2556-R1~form-4~CBI-BB.pdf"])
    old = text_of(there["CBI-2556-R1~form-4~CBI-BB~v1.pdf"])
    assert "รายงานแล้ว88แห่ง" in old
    assert "ฉบับที่1" in old
    told = requests.get(page, timeout=20).text
    assert "ฉบับที่ 1 Word ใน Google Drive" in told
    assert "ขอส่งแบบรายงานตัวชี้วัดที่ 4 ฉบับที่ 2" in told
    assert 'href="mailto:fin%40dla.example?subject=' in told


def test_a_link_ends_after_thirty_days(printing: World) -> None:
    at_summary(printing)
    page = page_of(printing, printing.tap("สมชาย", "ดูแบบ"))

    printing.forward(hours=24 * 30 + 1)

    assert requests.get(page, timeout=20).status_code == 404


def test_nobody_opens_the_papers_of_another_office(printing: World) -> None:
    at_summary(printing)
    there = files(page_of(printing, printing.tap("สมชาย", "ดูแบบ")))
    printing.enrolled("สมหญิง", "CBI-SR", "reporter")

    other = page_of(printing, printing.say("สมหญิง", "เอกสาร"))

    assert files(other) == {}
    for name in there:
        assert requests.get(f"{other}/{name}", timeout=20).status_code == 404


def test_a_token_of_evidence_opens_no_papers_and_nothing_else_is_there(printing: World) -> None:
    at_summary(printing)
    page = page_of(printing, printing.tap("สมชาย", "ดูแบบ"))
    (code,) = codes(requests.get(list(files(page).values())[1], timeout=20).content)
    token = code.rpartition("/")[2]

    for address in (f"/p/{token}", "/p/unknown", "/p/unknown/x.pdf"):
        answer = requests.get(printing.web.address + address, timeout=20)
        assert (answer.status_code, answer.text) == (404, "not found\n")
    assert requests.get(f"{page}/nothing.pdf", timeout=20).status_code == 404
    assert requests.get(f"{page.replace('/p/', '/e/')}", timeout=20).status_code == 404


def test_where_nothing_is_printed_it_is_said(talk_on_sqlite: World) -> None:
    talk_on_sqlite.at_evidence()
    talk_on_sqlite.send("สมชาย", photo=True)

    assert "ดูแบบ" not in talk_on_sqlite.say("สมชาย", "ครบแล้ว")
    talk_on_sqlite.tap("สมชาย", "ส่งรายงาน")
    assert "งานของหน่วยงานนี้ไม่มีแบบที่ต้องพิมพ์" in talk_on_sqlite.say("สมชาย", "เอกสาร")
