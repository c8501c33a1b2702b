"""The signed page is an answer: the code printed on it tells whether it is a page of this paper."""

import base64
import io
from collections.abc import Mapping
from typing import Any

import pypdfium2
import pytest
import qrcode
import requests
from PIL import Image
from pyxform.xls2xform import convert

from bot.outbox.evidence.codes import codes_in
from bot.programme_files import read_folder
from bot.store.library import save
from scoring.programme import Programme
from tests.test_papers import files, page_of
from tests.world import OFFICES_SCORED, World

PAPER = {
    "code": "form-4",
    "title": "แบบรายงานตัวชี้วัดที่ 4",
    "of": ["4"],
    "signed": "signed_paper",
    "blocks": [
        {"kind": "paragraph", "text": "รายงานแล้ว {numerator} แห่ง"},
        {"kind": "qr", "caption": "หลักฐาน"},
        {"kind": "signature", "lines": ["ลงชื่อ ....... ผู้รับรองข้อมูล", "({certifier_name})"]},
    ],
}
FORM = """
| survey |
| | type | name | label | required |
| | integer | denominator | ทั้งหมดกี่แห่ง | yes |
| | integer | numerator | รายงานแล้วกี่แห่ง | yes |
| | text | certifier_name | ชื่อผู้รับรอง | yes |
| | file | signed_paper | ส่งรูปถ่ายหรือสแกนแบบที่ลงนามแล้ว | |
| settings |
| | form_title | form_id | version |
| | แบบ | signed | 1 |
"""


@pytest.fixture
def signing(talk_on_sqlite: World) -> World:
    """The paper of indicator 4 is to come back signed; a reporter is asked for it."""
    return asked_for(talk_on_sqlite, PAPER)


def asked_for(talk: World, paper: Mapping[str, Any]) -> World:
    programme, forms = read_folder(OFFICES_SCORED)
    printed = Programme.model_validate({**programme.model_dump(), "papers": [paper]})
    form = convert(FORM, form_name="xf", file_type=".md").xform
    with talk.database.writing() as conn:
        save(conn, printed, {**forms, "indicator-4": form}, talk.now)
    talk.at_evidence()
    talk.say("สมชาย", "นายสมชาย ใจดี")
    return talk


def draft_of(talk: World) -> bytes:
    """The paper as ดูแบบ on the card before sending gives it; the question is asked again."""
    talk.tap("สมชาย", "ข้าม")
    page = page_of(talk, talk.tap("สมชาย", "ดูแบบ"))
    (address,) = [one for name, one in files(page).items() if name.endswith("pdf")]
    return requests.get(address, timeout=20).content


def on_a_desk(paper: bytes) -> Image.Image:
    """The first page as a telephone takes it: a little askew, on grey."""
    page = pypdfium2.PdfDocument(paper)[0].render(scale=2).to_pil().convert("L")
    desk = Image.new("L", (page.width + 300, page.height + 300), 140)
    desk.paste(page, (150, 150))
    return desk.rotate(4, expand=True, fillcolor=140)


def photo(picture: Image.Image) -> dict[str, str]:
    out = io.BytesIO()
    picture.convert("L").save(out, "JPEG", quality=70)
    return {"base64": base64.b64encode(out.getvalue()).decode(), "type": "image/jpeg"}


def test_a_photo_and_a_scan_of_the_signed_page_are_known_by_their_code(signing: World) -> None:
    paper = draft_of(signing)

    said = signing.send("สมชาย", photo=photo(on_a_desk(paper)))
    assert "ได้รับแล้ว 1 ไฟล์ เป็นหน้าของแบบรายงานตัวชี้วัดที่ 4 ฉบับที่ 1 ตรงกัน" in said
    scan = {"name": "สแกน.pdf", "base64": base64.b64encode(paper).decode()}
    assert "ได้รับแล้ว 2 ไฟล์ เป็นหน้าของ" in signing.send("สมชาย", file=scan)
    assert "หลักฐาน" in signing.tap("สมชาย", "ส่งรายงาน")


def test_a_page_of_another_paper_is_noticed_and_kept(signing: World) -> None:
    other = qrcode.make("https://raingan.example/e/AbCdEfGhIjKlMnOpQrStUv#form-3.v1")

    said = signing.send("สมชาย", photo=photo(other.get_image()))

    assert (
        "หน้านี้ไม่ใช่ของแบบรายงานตัวชี้วัดที่ 4 แต่เป็นของเอกสารอื่น (form-3) เก็บไว้แล้ว แตะ ดูหรือลบ เพื่อนำออก"
    ) in said
    assert "หลักฐานข้อนี้ 1 ชิ้น" in signing.tap("สมชาย", "ดูหรือลบ")


def test_a_page_without_a_code_that_can_be_read_is_kept_and_may_stand(signing: World) -> None:
    said = signing.send("สมชาย", photo=True)

    assert "ได้รับแล้ว 1 ไฟล์ แต่อ่าน QR บนหน้าไม่ออก" in said
    assert "ตรวจก่อนส่ง" in signing.tap("สมชาย", "ครบแล้ว")


def test_a_page_of_a_version_that_was_replaced_is_noticed(signing: World) -> None:
    paper = draft_of(signing)
    signing.tap("สมชาย", "ส่งรายงาน")
    for numerator in ("90", "91"):
        signing.say("สมชาย", "รายงาน")
        for button in ("ส่งฉบับแก้ไข 4", "แก้ไข", "แก้ข้อ 2"):
            signing.tap("สมชาย", button)
        signing.say("สมชาย", numerator)
        if numerator == "90":
            signing.tap("สมชาย", "ส่งรายงาน")

    said = signing.send("สมชาย", photo=photo(on_a_desk(paper)))

    assert "หน้านี้เป็นฉบับที่ 1 แต่ฉบับล่าสุดคือฉบับที่ 2" in said


def test_a_page_of_several_reports_is_old_once_another_of_them_was_sent(
    talk_on_sqlite: World,
) -> None:
    talk = asked_for(talk_on_sqlite, {**PAPER, "of": ["4", "10"]})
    paper = draft_of(talk)
    talk.say("สมชาย", "พัก")
    talk.say("สมชาย", "รายงาน 10")
    talk.say("สมชาย", "1-5")
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    talk.tap("สมชาย", "ส่งรายงาน")
    assert "ตรวจก่อนส่ง" in talk.say("สมชาย", "รายงาน 4")

    said = talk.send("สมชาย", photo=photo(on_a_desk(paper)))

    assert "หน้านี้เป็นฉบับที่ 1 แต่ฉบับล่าสุดคือฉบับที่ 2" in said


@pytest.mark.parametrize("broken", [b"%PDF-1.4\n", b"%PDF-", b"\x00", b""])
def test_what_is_no_scan_has_no_code(broken: bytes) -> None:
    assert codes_in(broken) == ()
