"""An office's own form: the example gives the same paper, a form is checked field by field, and
what people wrote stays text.
"""

import io

import pytest
from docx import Document
from PIL import Image

from bot.papers.making import Made, OwnForm, Told, is_shown, make
from bot.papers.own_fields import fields_of
from documents.filling import Answer, Answers, Picture
from documents.own.example import example
from documents.own.fields import Fields, Leaf, Rows
from documents.own.form import check, filled
from documents.own.word_file import MOST_MARKS, OwnFormError
from documents.pdf import PaperError
from handlers.vocabulary.known import Edition
from scoring.deadlines import owed
from scoring.paper import Paper
from tests.documents.reading import squeezed, text_of_docx
from tests.documents.test_papers_of_programmes import LINK, PAPERS
from tests.documents.word_files import of_lines, saved, with_part
from tests.forms.test_report_forms import compiled, finished, folder

FIELDS: Fields = {
    "title": Leaf("ชื่อโครงการ"),
    "status": Leaf("สถานะ", {"done": "แล้วเสร็จ", "อบต.": "อบต."}),
    "teams": Rows("ทีม", {"place": Leaf("ลำดับที่"), "name": Leaf("ชื่อ")}),
    "photos": Rows("รูป", {"picture": Leaf("ภาพ"), "name": Leaf("ชื่อไฟล์"), "place": Leaf("ที่")}),
    "office": Leaf("หน่วยงาน"),
    "foot": Leaf("รหัส"),
    "evidence_qr": Leaf("QR"),
}
LETTERS = {"status": "แล้วเสร็จ"}


def edition_of(key: str) -> Edition:
    programme = folder(key)[0]
    return Edition("1", programme, lambda name: compiled(key, name), programme.calendar)


def printed(key: str, code: str) -> tuple[Edition, Paper, bytes]:
    edition = edition_of(key)
    paper = next(one for one in edition.programme.papers if one.code == code)
    return edition, paper, example(paper, fields_of(edition, paper), "หน้า")


def made(edition: Edition, paper: Paper, own: OwnForm | None = None) -> Made:
    office = next(office for office, work in owed(edition.programme) if work == paper.of[0])
    key = edition.programme.key
    reports = [Told(work, finished(key, work).session.instance()) for work in paper.of]
    return make(edition, paper, office, reports, link=LINK, is_draft=True, own=own)


@pytest.mark.parametrize(("key", "code"), PAPERS)
def test_the_example_filled_in_is_letter_by_letter_the_paper_it_stands_for(
    key: str, code: str
) -> None:
    edition, paper, form = printed(key, code)
    found = check(form, fields_of(edition, paper))

    own = made(edition, paper, OwnForm(form, frozenset(found.named))).docx()

    assert found.faults == []
    assert text_of_docx(own) == text_of_docx(made(edition, paper).docx())


def test_only_the_files_an_own_form_asks_for_are_waited_for_and_read() -> None:
    _, paper, _ = printed("CBI-2556-R1", "form-4")
    own = OwnForm(b"", frozenset({"signed_paper"}))

    assert is_shown(paper, own, "form/signed_paper")
    assert not is_shown(paper, own, "form/other")
    assert not is_shown(paper, None, "form/signed_paper")


def test_an_own_form_that_the_answers_do_not_fit_into_is_a_paper_that_cannot_be_made() -> None:
    edition, paper, _ = printed("CBI-2556-R1", "form-4")

    with pytest.raises(PaperError):
        made(edition, paper, OwnForm(torn(), frozenset())).docx()


def test_the_same_answers_give_the_same_bytes() -> None:
    edition, paper, form = printed("CBI-2556-R1", "form-4")
    own = OwnForm(form, frozenset())

    assert made(edition, paper, own).docx() == made(edition, paper, own).docx()


def faults(*lines: str) -> list[tuple[str, str, str]]:
    return [(one.code, one.name, one.near) for one in check(of_lines(*lines), FIELDS).faults]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{{ titel }}", ("unknown", "titel", "title")),
        ("{{ nothing_like_it }}", ("unknown", "nothing_like_it", "")),
        ("{{ title.done }}", ("no_choice", "title.done", "")),
        ("{{ status.gone }}", ("no_choice", "status.gone", "done, อบต.")),
        ("{{ teams }}", ("rows", "teams", "")),
        ("{{ teams.name }}", ("rows", "teams.name", "")),
        ("{% for a in title %}{{ a }}{% endfor %}", ("not_rows", "title", "")),
        ("{% for a in teams %}{{ a.nmae }}{% endfor %}", ("unknown", "a.nmae", "name")),
        ("{{ title|upper }}", ("not_allowed", "", "")),
        ("{{ 7 * 7 }}", ("not_allowed", "", "")),
        ("{{ title.__class__ }}", ("no_choice", "title.__class__", "")),
        ('{{ title["__class__"] }}', ("no_choice", 'title["__class__"]', "")),
        ("{{ lipsum() }}", ("not_allowed", "", "")),
        ("{{ ''.join(title) }}", ("not_allowed", "", "")),
        ("{% set a = 1 %}", ("not_allowed", "", "")),
        ("{% include 'x' %}", ("not_allowed", "", "")),
        ("{% macro m() %}{% endmacro %}", ("not_allowed", "", "")),
        ("{% for a in teams if a.name %}{{ a.name }}{% endfor %}", ("not_allowed", "", "")),
        ("{{r title }}", ("not_allowed", "", "")),
        ("{{ title", ("broken", "", "")),
        ("title }}", ("broken", "", "")),
        ("{{ ชื่อ โครงการ }}", ("broken", "", "")),
        ("{% if title %}", ("broken", "", "")),
    ],
)
def test_a_fault_is_told_with_what_was_perhaps_meant(
    line: str, fault: tuple[str, str, str]
) -> None:
    told = faults(line)

    assert len(told) == 1
    assert told[0] == fault or (fault[0] == told[0][0] == "broken")


def test_every_fault_is_told_with_the_line_it_stands_in() -> None:
    found = check(of_lines("ก {{ titel }}", "ดี {{ title }}", "ข {{ ofice }}"), FIELDS).faults

    assert [one.place for one in found] == ["ก {{ titel }}", "ข {{ ofice }}"]


def test_fields_stand_in_heads_and_feet_as_well() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ office }} {{ wrong }}"
    document.sections[0].footer.paragraphs[0].text = "{{ foot }}"

    found = check(saved(document), FIELDS)

    assert [one.name for one in found.faults] == ["wrong"]
    assert {"office", "foot"} <= found.named


def test_a_name_torn_by_word_into_several_runs_is_one_name() -> None:
    document = Document()
    paragraph = document.add_paragraph("")
    for piece in ("{", "{ ti", "tle ", "}}"):
        paragraph.add_run(piece).bold = piece.startswith("{ ")

    assert squeezed(text_of_docx(filled(saved(document), told(title="ก")))) == "ก"
    assert check(saved(document), FIELDS).faults == []


def told(**single: str) -> Answers:
    return Answers({name: Answer(text, LETTERS.get(name, text)) for name, text in single.items()})


@pytest.mark.parametrize(
    "wrote",
    [
        "{{ 7*7 }} {% for a in teams %}",
        "{_{ 7*7 }_} {_% x %_}",
        "<w:p/> & <ก> ]]> &lt;",
        "😀 ก็ ญี่ปุ่น ปั๊มน้ำ",
        "ก" * 20_000,
        "\x00\x07\u200bก\ud800",
    ],
)
def test_what_people_wrote_is_text(wrote: str) -> None:
    form = of_lines("{{ title }}|")

    shown = text_of_docx(filled(form, told(title=wrote)))

    kept = wrote.translate(dict.fromkeys((0, 7, 8203, 55296)))
    assert shown == f"{squeezed(kept)}|"


def test_lines_of_an_answer_stay_lines() -> None:
    document = Document(io.BytesIO(filled(of_lines("{{ title }}"), told(title="หนึ่ง\nสอง"))))

    assert document.paragraphs[0].text == "หนึ่ง\nสอง"


def test_what_was_not_answered_is_a_dotted_line_and_a_box_that_is_not_chosen_is_empty() -> None:
    form = of_lines(
        '{{ title }} {{ status.done }}{{ status["อบต."] }}', "{% if title %}x{% endif %}"
    )
    answers = Answers({"title": Answer(""), "status": Answer("แล้วเสร็จ", "done")})

    assert text_of_docx(filled(form, answers)) == "." * 40 + "☑☐"


def test_rows_are_gone_through_and_numbered_in_thai_digits_where_the_paper_has_them() -> None:
    form = of_lines("{%p for a in teams %}", "{{ a.place }} {{ a.name }}", "{%p endfor %}")
    rows = {"teams": [told(name="ก"), told(name="ข")]}

    assert text_of_docx(filled(form, Answers({}, rows), thai_digits=True)) == "๑ก๒ข"


def test_pictures_are_shown_and_files_that_are_none_are_named() -> None:
    held = io.BytesIO()
    Image.new("RGB", (8, 8)).save(held, "PNG")
    form = of_lines("{%p for a in photos %}", "{{ a.picture }}", "{%p endfor %}")
    pictures = {"photos": [Picture("a.png", held.getvalue()), Picture("แผน.pdf")]}

    document = Document(io.BytesIO(filled(form, Answers(pictures=pictures))))

    assert len(document.inline_shapes) == 1
    assert [one.text for one in document.paragraphs] == ["", "แผน.pdf"]


def test_without_photos_their_loop_is_empty() -> None:
    form = of_lines("{% for a in photos %}{{ a.name }}{% endfor %}|")

    assert text_of_docx(filled(form, told(photos=""))) == "|"


def test_a_draft_says_so_at_the_head_of_every_kind_of_page() -> None:
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    document.add_paragraph("{{ title }}")

    marked = Document(io.BytesIO(filled(saved(document), told(title="ก"), mark="ฉบับร่าง")))

    (section,) = marked.sections
    heads = (section.header, section.first_page_header, section.even_page_header)
    assert [one.paragraphs[0].text for one in heads] == ["ฉบับร่าง"] * 3


def test_a_question_the_form_no_longer_has_is_a_dotted_line() -> None:
    assert text_of_docx(filled(of_lines("{{ gone }}{{ gone.too }}|"), Answers())) == "." * 80 + "|"


def torn() -> bytes:
    document = Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "{% for a in teams %}"
    table.cell(0, 1).text = "{{ a.name }}"
    document.add_paragraph("{% endfor %}")
    return saved(document)


def linked(kind: str) -> bytes:
    relation = (
        f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="http://elsewhere.example/x" TargetMode="External"/>'
    ).encode()
    end = b"</Relationships>"
    return with_part(
        of_lines("{{ title }}"),
        "word/_rels/document.xml.rels",
        lambda told: told.replace(end, relation + end),
    )


def with_code(code: str) -> bytes:
    run = f"<w:r><w:instrText>{code}</w:instrText></w:r></w:p>".encode()
    return with_part(
        of_lines("{{ title }}"),
        "word/document.xml",
        lambda told: told.replace(b"</w:p>", run, 1),
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_docx"),
        (b"PK\x03\x04 broken", "not_docx"),
        (b"%PDF-1.7", "not_docx"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old_or_locked"),
        (with_part(b"PK\x05\x06" + b"\0" * 18, "x.txt", lambda _: b"x"), "not_docx"),
        (with_part(of_lines("x"), "word/vbaProject.bin", lambda _: b"x"), "macros"),
        (with_part(of_lines("x"), "big.xml", lambda _: b"\0" * 42_000_000), "too_large"),
        (of_lines("{{ title }}" * (MOST_MARKS + 1)), "too_large"),
        (linked("image"), "reaches_out"),
        (linked("attachedTemplate"), "reaches_out"),
        (with_code(r'INCLUDEPICTURE "http://elsewhere.example/x.png"'), "reaches_out"),
        (with_code(r"DDEAUTO c:\\windows\\system32\\cmd.exe"), "reaches_out"),
        (
            with_part(
                of_lines("x"),
                "word/styles.xml",
                lambda told: b'<!DOCTYPE a [<!ENTITY b "c">]>' + told,
            ),
            "reaches_out",
        ),
        (torn(), "torn"),
    ],
)
def test_what_is_more_or_less_than_a_paper_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(OwnFormError) as refused:
        check(content, FIELDS)

    assert refused.value.code == code


def test_a_link_to_a_page_and_a_page_number_are_no_harm() -> None:
    assert check(linked("hyperlink"), FIELDS).faults == []
    assert check(with_code("PAGE \\* MERGEFORMAT"), FIELDS).faults == []
