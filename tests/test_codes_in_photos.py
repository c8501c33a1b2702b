"""A bar code or QR code is answered with a photo of it, which the worker reads."""

import base64
import io
from pathlib import Path

import pytest
import qrcode
import zxingcpp
from PIL import Image

from bot.outbox.evidence.codes import codes_in
from tests.shown import shown
from tests.workbooks import workbook
from tests.world import World

FORM = """| survey | | | |
| | type | name | label | required | constraint | constraint_message |
| | barcode | code | รหัสครุภัณฑ์ | yes | string-length(.) < 20 | รหัสยาวเกินไป |
| | text | more | หมายเหตุ | no | | |
| settings | | |
| | form_title | form_id |
| | ครุภัณฑ์ | assets |
"""


def bars(digits: str, angle: int = 0) -> Image.Image:
    """An EAN-13 as it looks on a desk: a margin around it, turned a little."""
    made = zxingcpp.create_barcode(digits, zxingcpp.BarcodeFormat.EAN13)
    picture = Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=4)).convert("L")
    desk = Image.new("L", (picture.width + 400, picture.height + 300), 235)
    desk.paste(picture, (200, 150))
    return desk.rotate(angle, expand=True, fillcolor=235)


def in_bytes(picture: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    picture.convert("L").save(out, kind)
    return out.getvalue()


def photo(picture: Image.Image) -> dict[str, str]:
    return {"base64": base64.b64encode(in_bytes(picture)).decode(), "type": "image/jpeg"}


def side_by_side(*pictures: Image.Image) -> Image.Image:
    whole = Image.new(
        "L", (sum(one.width for one in pictures), max(one.height for one in pictures)), 255
    )
    at = 0
    for one in pictures:
        whole.paste(one, (at, 0))
        at += one.width
    return whole


@pytest.fixture
def asked(talk: World, tmp_path: Path) -> World:
    """A reporter at the question for a code."""
    file = tmp_path / "assets.md"
    file.write_text(FORM, "utf-8")
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.send("อรุณี", file={"name": "assets.xlsx", "base64": workbook(file)})
    for button in ("เผยแพร่", "ส่งได้หลายฉบับ", "ไม่มีวันกำหนด"):
        talk.tap("อรุณี", button)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน ครุภัณฑ์")
    return talk


def code(talk: World) -> str:
    draft = talk.state("สมชาย").draft
    return draft.answers.values.get("/xf/code", "") if draft else ""


def test_a_photo_of_a_bar_code_is_its_answer(asked: World) -> None:
    said = asked.send("สมชาย", photo=photo(bars("8851234567898", angle=8)))

    assert "รับแล้ว: 8851234567898" in said
    assert "หมายเหตุ" in said
    assert code(asked) == "8851234567898"


def test_it_may_be_sent_as_a_file_and_be_a_qr_code_with_thai_letters(asked: World) -> None:
    picture = in_bytes(qrcode.make("ครุภัณฑ์ 7440-001").get_image(), "PNG")
    told = {"name": "qr.png", "base64": base64.b64encode(picture).decode()}

    assert "รับแล้ว: ครุภัณฑ์ 7440-001" in asked.send("สมชาย", file=told)


def test_of_several_codes_one_is_tapped(asked: World) -> None:
    both = side_by_side(bars("8851234567898"), bars("4006381333931"))

    said = asked.send("สมชาย", photo=photo(both))

    assert "ในรูปมีหลายรหัส" in said
    assert "รับแล้ว: 4006381333931" in asked.tap("สมชาย", "4006381333931")


def test_a_photo_without_a_code_is_asked_again_and_may_be_typed(asked: World) -> None:
    assert "อ่านรหัสจากรูปไม่ออก" in asked.send("สมชาย", photo=True)
    assert "รับแล้ว: 7440-001" in asked.say("สมชาย", "7440-001")


def test_a_code_must_keep_the_question_s_rule(asked: World) -> None:
    long = qrcode.make("x" * 30).get_image()

    assert "รหัสยาวเกินไป" in asked.send("สมชาย", photo=photo(long))
    assert code(asked) == ""


def test_a_code_that_is_read_too_late_changes_nothing(asked: World) -> None:
    said = {"user": asked.person("สมชาย"), "photo": photo(bars("8851234567898"))}
    asked.post("/_emulator/say", said)
    asked.post("/_emulator/say", {"user": asked.person("สมชาย"), "text": "7440-001"})

    asked.worker.drain()

    assert "แต่ข้อนั้นผ่านไปแล้ว" in shown(asked.heard("สมชาย"))
    assert code(asked) == "7440-001"


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe0 no picture at all"])
def test_what_is_no_picture_says_nothing(content: bytes) -> None:
    assert codes_in(content) == ()
