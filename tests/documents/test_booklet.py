"""The Office Star booklet: a section for each item with its own answers and photos, and an index
whose pages are right in both files.
"""

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from bot.papers.making import Made
from documents.filled import Line, Row
from scoring.programme import Programme
from tests.documents.office_star import (
    DONE,
    ITEMS,
    LESSONS,
    SUMMARY,
    booklet,
    edition,
    file,
    item,
    photo,
    photographed,
)
from tests.documents.reading import (
    codes,
    pages_of_pdf,
    squeezed,
    text_of_docx,
    text_of_pdf,
    texts,
)
from tests.documents.test_pages_in_libreoffice import COUNTED, counted
from thai.digits import thai


@cache
def whole() -> Made:
    return booklet(*photographed(40))


def titles(made: Made) -> list[str]:
    return [entry.text for entry in made.filled.entries()]


def section(made: Made, code: str) -> str:
    """The letters of the pages between an item's heading and the next entry."""
    told = [place for place, text in enumerate(titles(made)) if f"ประเด็นที่ {thai(code)} " in text]
    (place,) = told
    first, after = made.index[place], made.index[place + 1]
    return "".join(pages_of_pdf(made.pdf)[first - 1 : max(after - 1, first)])


def test_the_letters_of_both_files_are_what_was_answered() -> None:
    in_pdf, in_docx = text_of_pdf(whole().pdf), text_of_docx(whole().docx())
    wanted = [squeezed(text) for text in texts(whole().filled)]

    assert [text for text in wanted if text not in in_pdf] == []
    assert [text for text in wanted if text not in in_docx] == []
    assert all(squeezed(text) in in_pdf for text in (SUMMARY, LESSONS))


def test_each_item_has_its_section_with_its_own_answers_and_no_other_s() -> None:
    for code in ITEMS:
        told = section(whole(), code)
        assert squeezed(f"{code} {DONE}") in told
        assert told.count(squeezed(DONE)) == 1


def test_the_dimensions_stand_in_the_index_before_their_items() -> None:
    found = titles(whole())

    assert [text for text in found if re.match("[๐-๙]\\. ", text)] == [
        *("๑. บริหารดี", "๒. ประสานงานดี ภาคีมีส่วนร่วม", "๓. องค์กรคุณธรรม", "๔. บริการดี"),
        "๕. ประชาชนมีคุณภาพชีวิตดี",
    ]
    assert found.index("๒. ประสานงานดี ภาคีมีส่วนร่วม") + 1 == next(
        place for place, text in enumerate(found) if "๒.๑" in text
    )
    assert sum(text.startswith("ประเด็นที่") for text in found) == len(ITEMS)


def right_pages(pages: Sequence[str], made: Made) -> None:
    """The index tells the page of every entry, and there the entry stands."""
    listed = pages[1]
    for text, page in zip(titles(made), made.index, strict=True):
        assert squeezed(text) in pages[page - 1]
        assert re.search(rf"{re.escape(squeezed(text))}\.+{thai(str(page))}", listed), text


def test_the_index_tells_the_page_on_which_each_entry_stands() -> None:
    right_pages(pages_of_pdf(whole().pdf), whole())


@COUNTED
def test_word_s_file_has_the_same_pages_in_its_index_and_in_all(tmp_path: Path) -> None:
    made = {"some": whole(), "hundred": booklet(*photographed(100))}

    assert counted(tmp_path, made) == {name: one.pages for name, one in made.items()}

    for name, one in made.items():
        right_pages(pages_of_pdf((tmp_path / f"{name}.pdf").read_bytes()), one)


def test_word_s_index_is_a_field_whose_entries_lead_to_their_headings() -> None:
    body = Document(BytesIO(whole().docx())).element.body
    told = [one.text.strip() for one in body.iter(qn("w:instrText"))]
    names = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    kinds = [one.get(qn("w:fldCharType")) for one in body.iter(qn("w:fldChar"))]

    assert told[0] == r"TOC \h \z \u"
    assert told[1:] == [rf"PAGEREF {name} \h" for name in names]
    assert len(names) == len(set(names)) == len(titles(whole()))
    assert {kinds.count(kind) for kind in ("begin", "separate", "end")} == {len(names) + 1}
    assert len(list(body.iter(qn("w:outlineLvl")))) == len(names)


def test_the_cover_is_the_first_page_and_has_no_number() -> None:
    first, second, *_ = pages_of_pdf(whole().pdf)

    assert "สำนักงานพัฒนาชุมชนอำเภอเมืองลำปาง" in first
    assert "หน้า" not in first
    assert second.endswith("หน้า๒")


def test_a_draft_says_so_on_every_page_of_both_files() -> None:
    made = booklet(*photographed(2), is_draft=True)
    section = Document(BytesIO(made.docx())).sections[0]

    assert all("ฉบับร่าง" in page for page in pages_of_pdf(made.pdf))
    for head in (section.header, section.first_page_header):
        assert "ฉบับร่าง" in head.paragraphs[0].text


def test_the_code_in_the_appendix_opens_the_evidence() -> None:
    (code,) = codes(whole().pdf)

    assert code.endswith("/e/AbCdEfGhIjKlMnOpQrStUv#booklet.v1")


def test_an_item_that_was_not_reported_is_blank_and_never_another_s() -> None:
    made = booklet(item("1.1"), item("2.1"))

    assert squeezed(DONE) not in section(made, "1.2")
    assert "สำนักงานขอ........................................คะแนน" in section(made, "1.2")
    assert text_of_pdf(made.pdf).count(squeezed(DONE)) == 2
    assert len(made.index) == len(whole().index)


def test_a_hundred_photos_are_shown_beside_each_other_each_once() -> None:
    made = booklet(*photographed(100, ("1.1", "3.4", "5.3")))
    rows = [part for part in made.filled.parts if isinstance(part, Row)]
    shown = [image.caption for row in rows for image in row.images]

    assert {len(row.images) for row in rows} <= {1, 2}
    assert sorted(int(text.split()[-1].removesuffix(".jpg")) for text in shown) == [*range(1, 101)]
    right_pages(pages_of_pdf(made.pdf), made)


def test_a_photo_that_is_gone_and_a_file_that_is_none_are_named_in_their_place() -> None:
    pieces = (
        file("ก.jpg", photo(1)),
        file("หาย.jpg", None),
        file("แผน.pdf", b"%PDF-1.7"),
        file("ข.jpg", photo(2)),
    )
    made = booklet(item("1.1", *pieces))

    told = [
        part.images[0].caption if isinstance(part, Row) else part.text
        for part in made.filled.parts
        if isinstance(part, Row) or (isinstance(part, Line) and part.text.startswith("หลักฐานที่"))
    ]
    assert told == [
        *("หลักฐานที่ ๑ ก.jpg", "หลักฐานที่ ๒ หาย.jpg"),
        *("หลักฐานที่ ๓ แผน.pdf", "หลักฐานที่ ๔ ข.jpg"),
    ]
    assert "แผน.pdf" in text_of_docx(made.docx())


def test_a_tall_photo_stays_on_its_page() -> None:
    made = booklet(item("1.1", file("สูง.jpg", photo(1, (400, 4000)))))
    (row,) = [part for part in made.filled.parts if isinstance(part, Row)]

    assert row.images[0].width == pytest.approx(1.0)


ODD = {
    "typst": '#panic("x") $ x $ @ref <entry>',
    "templates": "{{ 7 * 7 }} {done} {summary}",
    "xml": "<w:p/>&amp;",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_what_people_write_is_text_in_the_section_and_in_the_summary(text: str) -> None:
    made = booklet(item("1.1", done=text), summary=text)

    assert text_of_pdf(made.pdf).count(squeezed(text)) == 2
    assert text_of_docx(made.docx()).count(squeezed(text)) == 2


def test_an_emoji_costs_nothing_of_what_stands_around_it() -> None:
    made = booklet(item("1.1", done="สำเร็จ 🎉 แล้ว"))

    assert "แล้ว" in section(made, "1.1")
    assert "สำเร็จ🎉แล้ว" in text_of_docx(made.docx())


def test_a_name_of_a_file_that_looks_like_markup_is_only_a_name() -> None:
    name = '#read("x")<b>{done}.jpg'
    made = booklet(item("1.1", file(name, photo(1))))

    assert text_of_pdf(made.pdf).count(squeezed(name)) == 2  # under the photo and in the list
    assert text_of_docx(made.docx()).count(squeezed(name)) == 2


def test_the_same_answers_give_the_same_bytes() -> None:
    made, again = booklet(*photographed(4)), booklet(*photographed(4))

    assert (made.pdf, made.docx()) == (again.pdf, again.docx())


def test_every_item_that_is_judged_has_its_section() -> None:
    programme = edition().programme
    (paper,) = [one for one in programme.papers if one.code == "booklet"]

    assert paper.of == ("booklet", *(one.code for one in programme.report_forms[:-1]))
    assert paper.of[1:] == ITEMS


def test_a_cover_is_refused_where_it_is_not_the_first() -> None:
    programme = edition().programme
    papers = [one.model_dump() for one in programme.papers if one.code == "booklet"]
    blocks = papers[0]["blocks"]
    moved = [{**papers[0], "blocks": (*blocks[1:], blocks[0])}]

    with pytest.raises(ValueError, match=r"ปก \(cover\) ต้องเป็นบล็อกแรก"):
        Programme.model_validate({**programme.model_dump(), "papers": moved})
