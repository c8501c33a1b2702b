"""Every paper of every programme, filled with what a sensible person answers."""

from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest

from bot.papers.making import Made, Told, make
from documents.filled import Grid
from documents.pdf import pdf
from handlers.vocabulary.known import Edition
from scoring.deadlines import owed
from tests.documents.reading import codes, squeezed, text_of_docx, text_of_pdf, texts
from tests.forms.report_answers import WALKS
from tests.forms.test_report_forms import compiled, finished, folder

LINK = "https://raingan.example/e/AbCdEfGhIjKlMnOpQrStUv"
KEYS = sorted({key for key, _ in WALKS})
PAPERS = [(key, paper.code) for key in KEYS for paper in folder(key)[0].papers if paper.of]


@cache
def made(key: str, code: str) -> Made:
    programme = folder(key)[0]
    edition = Edition("1", programme, lambda name: compiled(key, name), programme.calendar)
    paper = next(one for one in programme.papers if one.code == code)
    office = next(office for office, work in owed(programme) if work == paper.of[0])
    reports = [Told(work, finished(key, work).session.instance()) for work in paper.of]
    return make(edition, paper, office, reports, link=LINK, is_draft=True)


def grids(paper: Made) -> list[Grid]:
    return [part for part in paper.filled.parts if isinstance(part, Grid)]


def test_every_report_that_is_printed_has_its_paper() -> None:
    assert PAPERS == [
        ("CBI-2556-R1", "form-3"),
        ("CBI-2556-R1", "form-4"),
        ("CBI-2556-R1", "form-5"),
        ("CBI-2556-R1", "form-6"),
        ("CBI-2556-R1", "form-7"),
        ("DLA-2567-R1-IND6", "form-1"),
        ("DLA-2567-R1-IND6", "form-2"),
        ("DLA-ONEPROV-ONEDEV", "nomination"),
        ("MOI-2550-3.2", "form-3.2"),
    ]


@pytest.mark.parametrize(("key", "code"), PAPERS)
def test_the_letters_of_both_files_are_what_was_answered(key: str, code: str) -> None:
    paper = made(key, code)
    in_pdf, in_docx = text_of_pdf(paper.pdf), text_of_docx(paper.docx())

    wanted = [squeezed(text) for text in texts(paper.filled)]

    assert [text for text in wanted if text not in in_pdf] == []
    assert [text for text in wanted if text not in in_docx] == []


@pytest.mark.parametrize(("key", "code"), PAPERS)
def test_the_code_on_the_page_opens_the_evidence(key: str, code: str) -> None:
    assert set(codes(made(key, code).pdf)) == {f"{LINK}#{code}.v1"}


def test_the_same_answers_give_the_same_bytes_whenever_it_is_made() -> None:
    paper = made("CBI-2556-R1", "form-3")

    with ZipFile(BytesIO(paper.docx())) as parts:
        packed = {one.date_time for one in parts.infolist()}

    assert packed == {(1980, 1, 1, 0, 0, 0)}
    assert pdf(paper.filled).content == paper.pdf


@pytest.mark.parametrize(("key", "code"), PAPERS)
def test_a_draft_says_so_on_every_page(key: str, code: str) -> None:
    paper = made(key, code)

    assert text_of_pdf(paper.pdf).count("ฉบับร่าง") >= paper.pages


def test_the_answers_of_form_3_stand_in_the_columns_of_their_kind() -> None:
    *_, grid = grids(made("CBI-2556-R1", "form-3"))

    assert [[box.text for box in line] for line in grid.lines[2:]] == [
        ["อำเภอบ้านบึง", "เทศบาลเมืองบ้านบึง", "", "12"],
        ["อำเภอบ้านบึง", "", "อบต.คลองกิ่ว", "8"],
        ["อำเภอศรีราชา", "เทศบาลนครแหลมฉบัง", "", "23"],
    ]


def test_the_tick_of_form_4_stands_under_the_state_that_was_answered() -> None:
    (grid,) = grids(made("CBI-2556-R1", "form-4"))

    assert [[box.text for box in line] for line in grid.lines[3:]] == [
        ["1", "อบต.คลองกิ่ว", "อำเภอบ้านบึง", "✓", "", "", "", "", "", ""],
        ["2", "เทศบาลเมืองบ้านบึง", "อำเภอบ้านบึง", "", "", "", "", "", "", "✓"],
    ]


def test_the_kinds_of_a_nomination_are_ticked_as_printed() -> None:
    nomination = made("DLA-ONEPROV-ONEDEV", "nomination").filled
    lines = [text for text in texts(nomination) if text.startswith(("☑", "☐"))]

    assert [line[0] for line in lines] == ["☑", "☐", "☐", "☑"]
    assert "และส่งผลให้เกิดผลสัมฤทธิ์ระดับจังหวัด" in lines[2]
