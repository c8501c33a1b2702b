"""A place to sign is never alone on its page: what stands before it goes there with it."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from docx import Document

from documents.docx import docx
from documents.filled import Box, Filled, Grid, Image, Line, NewPage, Part, Sign
from documents.pdf import pdf
from documents.qr import qr_png
from documents.together import NEAR, together
from tests.documents.reading import squeezed

HEAD = (Box("ที่", bold=True), Box("เรื่อง", bold=True))
SIGN = Sign(("(ลงชื่อ)..............................", "(นายสมชาย ใจดี)", "ท้องถิ่นจังหวัดชลบุรี"))
CODE = Image(qr_png("https://raingan.example/e/x"), 2.5, "หลักฐานประกอบ")


def table(rows: int, text: str = "เรื่อง") -> Grid:
    body = tuple((Box(str(place)), Box(f"{text}{place}จบ")) for place in range(1, rows + 1))
    return Grid((1, 6), (HEAD, *body), 1)


def paper(*parts: Part) -> Filled:
    return Filled("ทดสอบ", together(parts), landscape=True)


def pages(of_paper: Filled) -> list[str]:
    found = pypdfium2.PdfDocument(pdf(of_paper).content)
    return [squeezed(page.get_textpage().get_text_range()) for page in found]


@pytest.mark.parametrize("rows", range(9, 19))
@pytest.mark.parametrize("between", [(), (Line("ข้อมูล ณ วันที่ 18 มีนาคม 2556"),), (CODE,)])
def test_the_last_two_lines_of_a_table_are_on_the_page_that_is_signed(
    rows: int, between: tuple[Part, ...]
) -> None:
    made = pages(paper(Line("หัวเรื่อง"), table(rows), *between, SIGN, Line("หมายเหตุ")))

    (signed,) = [text for text in made if "ลงชื่อ" in text]
    assert f"เรื่อง{rows - 1}จบ" in signed
    assert f"เรื่อง{rows}จบ" in signed
    assert "ที่เรื่อง" in signed, "with the heads of the table"
    whole = "".join(made)
    assert all(whole.count(f"เรื่อง{place}จบ") == 1 for place in range(1, rows + 1))


@pytest.mark.parametrize("count", range(17, 22))
def test_lines_before_it_are_on_its_page_where_there_is_no_table(count: int) -> None:
    lines = [Line(f"ย่อหน้า{place}จบ") for place in range(count)]
    (signed,) = [text for text in pages(paper(*lines, SIGN)) if "ลงชื่อ" in text]

    assert all(f"ย่อหน้า{place}จบ" in signed for place in range(count - NEAR, count))


def test_word_is_told_to_keep_what_pdf_keeps() -> None:
    told = Document(BytesIO(docx(paper(table(5), CODE, SIGN, Line("หมายเหตุ")))))
    rows = told.tables[0].rows
    kept = [
        all(one.paragraph_format.keep_with_next for cell in row.cells for one in cell.paragraphs)
        for row in rows
    ]
    after = {one.text: one.paragraph_format.keep_with_next for one in told.paragraphs if one.text}

    assert kept == [False, False, False, False, True, True]
    assert after["หลักฐานประกอบ"] is True
    assert not after["ท้องถิ่นจังหวัดชลบุรี"]
    assert not after["หมายเหตุ"]


def test_what_is_too_long_or_ends_a_page_stays_where_it_is() -> None:
    long = table(3, "ยาว" * 200)
    photo = replace(CODE, width=12.0, link="")

    for before in (long, photo, Line("ยาว" * 200), NewPage()):
        assert together((before, SIGN)) == (before, SIGN)
    heads = Grid((1, 6), (HEAD,), 1)
    assert together((heads, SIGN)) == (heads, SIGN), "a table of heads alone"
    assert len(pages(paper(heads, SIGN))) == 1


def test_a_code_goes_with_the_line_before_it_and_a_line_with_its_table() -> None:
    line = Line("ก")
    code = replace(CODE, link="https://raingan.example/e/x")

    assert together((line, code)) == (Line("ก", keep=True), code)
    assert together((line, table(3), line)) == (Line("ก", keep=True), table(3), line)


def test_a_place_to_sign_goes_with_the_one_before_it() -> None:
    assert together((Line("ก"), SIGN, SIGN)) == (
        Line("ก", keep=True),
        replace(SIGN, keep=True),
        SIGN,
    )
