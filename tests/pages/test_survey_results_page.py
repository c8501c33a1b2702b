"""The results of a survey in the browser: figures, files to take away, links by name, older ones;
for whoever oversees the office, and nobody else.
"""

import csv
import io
import re

import pypdfium2
import pytest
import requests
import zxingcpp
from PIL import Image
from sqlalchemy import select

from bot.store.tables.forms import surveys
from bot.store.tables.records import memberships
from tests.documents.reading import text_of_docx
from tests.documents.reading import text_of_pdf as letters
from tests.pages.visitor import Visitor
from tests.running import PROGRAMMES
from tests.world import World

FORM = "แบบสอบถามความพึงพอใจต่อการใช้ประโยชน์ของสื่อ LPA"
LINK = re.compile(r"https://raingan\.test(/r/[\w-]+)")


@pytest.fixture
def surveyed(talk_on_sqlite: World) -> World:
    """A province's survey with seven answers given on its page."""
    talk = talk_on_sqlite
    talk.brings(PROGRAMMES / "dla-2567-r1-ind6")
    talk.enrolled("อรุณี", "TH-20", "coordinator")
    talk.say("อรุณี", "เปิดแบบสำรวจ")
    talk.tap("อรุณี", f"เปิด {FORM}")
    talk.say("อรุณี", "การจัดการขยะ")
    talk.say("อรุณี", "น้ำสะอาด")
    with talk.database.reading() as conn:
        token = conn.execute(select(surveys.c.token)).scalar_one()
    for place in range(7):
        visitor = Visitor(talk.web.address, f"/s/{token}")
        told = {one: "5" if place else "4" for one in visitor.form.options if "about" in one}
        told |= {"kind": "tao" if place < 6 else "pao", "post": "officer"}
        told |= {"problems": f"ข้อความที่ {7 - place} <b>"}
        assert visitor.press(told).form.finished
    return talk


def page(talk: World, who: str = "อรุณี") -> Visitor:
    talk.say(who, "ผลสำรวจ")
    found = LINK.search(talk.tap(who, "ตารางผล"))
    assert found
    return Visitor(talk.web.address, found[1])


def got(visitor: Visitor, file: str) -> bytes:
    answer = visitor.http.get(f"{visitor.url}/{file}", timeout=30)
    assert answer.status_code == 200, file
    return answer.content


def test_the_page_has_figures_paragraph_groups_and_shuffled_texts(surveyed: World) -> None:
    seen = page(surveyed)
    assert seen.answer.status_code == 200
    assert "ความพึงพอใจในภาพรวมอยู่ในระดับมากที่สุด (x̄ = 4.86, S.D. = 0.38)" in seen.page
    assert "6 (85.71)" in seen.page
    assert seen.page.count("น้อยกว่า 5 คน") >= 2  # อบจ. is one, and อบต. would tell it
    texts = re.findall(r"ข้อความที่ \d", seen.page)
    assert texts == sorted(texts)
    assert "<b>" not in re.findall(r"ข้อความที่ 1[^<]*<", seen.page)[0]
    assert "&lt;b&gt;" in seen.page


def test_files_to_take_away_say_the_same(surveyed: World) -> None:
    seen = page(surveyed)
    rows = list(csv.reader(io.StringIO(got(seen, "table.csv").decode("utf-8-sig"))))
    assert rows[0][2:6] == ["5", "5 %", "4", "4 %"]
    assert rows[-1][0] == "รวม"
    assert rows[-1][-3:] == ["4.86", "0.38", "มากที่สุด"]
    assert "4.86" in letters(got(seen, "table.pdf"))
    assert "3.ผลการประเมินรายข้อ" in letters(got(seen, "table.pdf")), "the programme's own summary"
    assert "ข้อความที่" not in letters(got(seen, "table.pdf"))
    assert "(ลงชื่อ)" in text_of_docx(got(seen, "table.docx"))
    bars = Image.open(io.BytesIO(got(seen, "bars.png")))
    assert bars.format == "PNG"
    assert seen.http.get(f"{seen.url}/secrets.csv", timeout=10).status_code == 404


def test_the_posters_code_opens_the_survey(surveyed: World) -> None:
    seen = page(surveyed)
    poster = pypdfium2.PdfDocument(got(seen, "poster.pdf"))
    assert len(poster) == 1
    picture = poster[0].render(scale=2).to_pil()
    with surveyed.database.reading() as conn:
        token = conn.execute(select(surveys.c.token)).scalar_one()
    assert [one.text for one in zxingcpp.read_barcodes(picture)] == [
        f"https://raingan.test/s/{token}"
    ]
    words = letters(got(seen, "poster.pdf"))
    assert "สแกนเพื่อตอบแบบสำรวจ" in words


def test_personal_links_are_made_by_name_and_taken_away(surveyed: World) -> None:
    seen = page(surveyed)
    seen.send({"_do": "invite", "names": "อบต. ก\n\nอบต. ข\nอบต. ก\n=1+1"})
    assert "สร้างลิงก์ใหม่ 3 ราย" in seen.page
    rows = list(csv.reader(io.StringIO(got(seen, "links.csv").decode("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {"อบต. ก", "อบต. ข", "'=1+1"}
    path = rows[1][2].removeprefix("https://raingan.test")
    assert "ตอบได้ 1 ครั้ง" in Visitor(surveyed.web.address, path).page


def test_older_results_are_compared_and_a_bad_line_is_named(surveyed: World) -> None:
    seen = page(surveyed)
    table = "รายการ,ค่าเฉลี่ย\nการจัดการขยะ,4.20\nน้ำสะอาด,9"
    seen.send({"_do": "earlier", "earlier_name": "ปี 2566", "earlier_table": table})
    assert "บรรทัดที่ 3 อ่านไม่ได้" in seen.page
    seen.send(
        {"_do": "earlier", "earlier_name": "ปี 2566", "earlier_table": table.replace("9", "4")}
    )
    assert "บันทึกผลเดิม 2 รายการแล้ว" in seen.page
    assert "+0.66" in seen.page
    windows = {"earlier_file": ("old.csv", "การจัดการขยะ;3.5".encode("cp874"))}
    answer = seen.http.post(
        seen.url, data={"_do": "earlier", "earlier_name": "ปี 2565"}, files=windows, timeout=30
    )
    assert "+1.36" in answer.text


def test_a_link_is_over_with_the_role_it_was_given_to(surveyed: World) -> None:
    seen = page(surveyed)
    with surveyed.database.writing() as conn:
        conn.execute(memberships.update().values(ended=surveyed.now))
    assert seen.reload().answer.status_code == 404
    assert "ขอลิงก์ใหม่" in seen.page
    assert seen.http.get(f"{seen.url}/table.csv", timeout=10).status_code == 404


def test_an_official_sees_figures_and_no_texts_nor_links(surveyed: World) -> None:
    surveyed.enrolled("วิชัย", "TH-20", "official")
    seen = page(surveyed, "วิชัย")
    assert "4.86" in seen.page
    assert "ข้อความที่" not in seen.page
    assert seen.http.get(f"{seen.url}/links.csv", timeout=10).status_code == 404
    assert seen.send({"_do": "invite", "names": "ก"}).answer.status_code == 404


def test_the_summary_is_among_the_papers_of_those_who_may_see_the_results(surveyed: World) -> None:
    surveyed.enrolled("วิชัย", "TH-20", "official")
    surveyed.enrolled("นารี", "TH-20", "reporter")
    surveyed.enrolled("เพื่อน", "TH-21", "coordinator")
    opened = {who: _papers(surveyed, who) for who in ("อรุณี", "วิชัย", "นารี", "เพื่อน")}
    shown = {who: len(re.findall("survey-summary", page)) // 2 for who, (_, page) in opened.items()}

    assert shown == {"อรุณี": 1, "วิชัย": 1, "นารี": 0, "เพื่อน": 0}
    address, listed = opened["อรุณี"]
    files = re.findall(r'href="/p/[^/]+/([^"]+[.]pdf)"', listed)
    (file,) = [one for one in files if "survey" in one]
    assert "4.86" in letters(requests.get(f"{address}/{file}", timeout=60).content)
    assert requests.get(f"{opened['เพื่อน'][0]}/{file}", timeout=60).status_code == 404


def _papers(talk: World, who: str) -> tuple[str, str]:
    found = re.search(r"/p/[\w-]+", talk.say(who, "เอกสาร"))
    assert found
    address = talk.web.address + found[0]
    return address, requests.get(address, timeout=60).text
