"""Office Star's booklet in chat: made of what an office has sent and is writing, sent back as the
file of its report, and kept beside it.
"""

import base64

import pytest
import requests

from tests.documents.reading import pages_of_pdf, squeezed, text_of_docx
from tests.judging_cast import FOLDER
from tests.test_papers import files, page_of
from tests.world import World

DRAFT = "LPG-OFFICESTAR-2567~booklet~LPG-TH~draft"


@pytest.fixture
def telling(talk_on_sqlite: World) -> World:
    """An office has sent 1.1 with two photos, and is writing 1.2."""
    talk = talk_on_sqlite
    talk.brings(FOLDER)
    talk.enrolled("สุดา", "LPG-TH", "reporter")
    talk.say("สุดา", "รายงาน")
    talk.tap("สุดา", "เริ่มรายงาน 1.1")
    talk.say("สุดา", "ผู้บริหารเป็นแบบอย่าง")
    for _ in range(2):
        talk.send("สุดา", photo=True)
    talk.say("สุดา", "ครบแล้ว")
    talk.say("สุดา", "4")
    talk.tap("สุดา", "ส่งรายงาน")
    talk.say("สุดา", "รายงาน")
    talk.tap("สุดา", "เริ่มรายงาน 1.2")
    talk.say("สุดา", "วางแผนปฏิบัติงานร่วมกัน")
    talk.say("สุดา", "พัก")
    return talk


def at_the_file(talk: World) -> None:
    """The booklet's own report has come to the question that takes the file."""
    talk.say("สุดา", "รายงาน")
    talk.tap("สุดา", "ดูต่อ")
    talk.tap("สุดา", "เริ่มรายงาน รูปเล่มผลงาน")
    talk.say("สุดา", "สรุปผลงานทั้งปี")
    assert "ระบบทำเล่มจากคำตอบและรูปทุกประเด็นให้" in talk.say("สุดา", "บทเรียนของสำนักงาน")


def test_one_draft_holds_what_was_sent_and_all_that_is_being_written(telling: World) -> None:
    at_the_file(telling)

    said = telling.tap("สุดา", "ดูแบบ")

    assert said.index("กำลังทำเล่ม") < said.index("เล่มเสร็จแล้ว: รูปเล่มผลการดำเนินงานโครงการ")
    there = files(page_of(telling, said))
    assert list(there) == [f"{DRAFT}.docx", f"{DRAFT}.pdf"]
    word = text_of_docx(requests.get(there[f"{DRAFT}.docx"], timeout=20).content)
    pages = pages_of_pdf(requests.get(there[f"{DRAFT}.pdf"], timeout=20).content)
    wanted = ("ผู้บริหารเป็นแบบอย่าง", "วางแผนปฏิบัติงานร่วมกัน", "สรุปผลงานทั้งปี", "บทเรียนของสำนักงาน")
    for text in map(squeezed, wanted):
        assert text in word
        assert sum(text in page for page in pages) == 1
    assert "หลักฐานที่๒" in next(page for page in pages if "ผู้บริหารเป็นแบบอย่าง" in page)


def test_the_file_is_sent_back_and_every_version_is_kept_beside_it(telling: World) -> None:
    at_the_file(telling)
    there = files(page_of(telling, telling.tap("สุดา", "ดูแบบ")))
    content = requests.get(there[f"{DRAFT}.pdf"], timeout=20).content
    sent = {"name": "เล่ม.pdf", "base64": base64.b64encode(content).decode()}
    telling.send("สุดา", file=sent)
    telling.say("สุดา", "ครบแล้ว")

    telling.tap("สุดา", "ส่งรายงาน")

    kept = [one for one in (telling.folder / "mirror").rglob("*") if "ฉบับที่" in one.name]
    assert sorted(one.name for one in kept) == [
        f"รูปเล่มผลการดำเนินงานโครงการ ฉบับที่ 2.{kind}" for kind in ("docx", "pdf")
    ]
    (pdf,) = [one.read_bytes() for one in kept if one.suffix == ".pdf"]
    assert any("ผู้บริหารเป็นแบบอย่าง" in page for page in pages_of_pdf(pdf))
    assert not any("วางแผนปฏิบัติงานร่วมกัน" in page for page in pages_of_pdf(pdf))
