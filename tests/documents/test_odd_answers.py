"""What people may write, on paper: rendered, and never taken for anything but text."""

import io

import pytest
from PIL import Image

from bot.papers.pictures import picture_of
from documents.docx import docx
from documents.filling import Answer, Answers, Picture, fill
from documents.pdf import pdf
from scoring.paper import Paper
from tests.documents.reading import squeezed, text_of_docx, text_of_pdf
from thai.digits import thai

PAPER = Paper.model_validate(
    {
        "code": "odd",
        "title": "แบบทดลอง",
        "of": ["1"],
        "blocks": [
            {"kind": "paragraph", "text": "เรื่อง : {title}"},
            {"kind": "table", "widths": [1, 2], "head": [[{"text": "ที่"}, {"text": "เรื่อง"}]],
             "fixed": [["1", "{title}"]]},
            {"kind": "signature", "lines": ["({title})"]},
            {"kind": "appendix", "text": "ภาคผนวก"},
            {"kind": "pictures", "question": "photo", "caption": "หลักฐานที่"},
        ],
    }
)  # fmt: skip
ODD = {
    "typst": '#panic("x") #read("/etc/passwd") $ x $ *bold* _it_ @ref <label> // comment',
    "of templates": "{{ 7 * 7 }} {% for x in y %} {title} {place}",
    "xml": "<b>&amp;</b> ]]> &lt;w:p/&gt;",
    "paths": "C:\\temp\\new \\u0041",
}


def answered(text: str, *photos: Picture) -> Answers:
    return Answers({"title": Answer(text, text)}, pictures={"photo": photos})


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_markup_is_printed_and_not_carried_out(text: str) -> None:
    filled = fill(PAPER, answered(text))

    assert text_of_pdf(pdf(filled).content).count(squeezed(text)) == 3
    assert text_of_docx(docx(filled)).count(squeezed(text)) == 3


def test_control_characters_and_halves_of_letters_are_left_out() -> None:
    filled = fill(PAPER, answered("บ้าน\x00\x0b\x1b[31mบึง\ud800\u200b\ufeff"))

    assert text_of_pdf(pdf(filled).content).count("บ้าน[31mบึง") == 3
    assert "บ้าน[31mบึง" in text_of_docx(docx(filled))


def test_an_emoji_is_kept_in_both_files() -> None:
    filled = fill(PAPER, answered("สำเร็จ 🎉 แล้ว"))

    assert "สำเร็จ🎉แล้ว" in text_of_docx(docx(filled))
    assert "แล้ว" in text_of_pdf(pdf(filled).content)


@pytest.mark.parametrize("letter", ["ก", "a", "น้ำ"], ids=["Thai", "Latin", "with marks"])
def test_twenty_thousand_letters_without_a_space_run_over_pages_and_not_off_them(
    letter: str,
) -> None:
    text = letter * (20_000 // len(letter))

    made = pdf(fill(PAPER, answered(text)))

    assert text_of_pdf(made.content).count(letter) >= 3 * text.count(letter)
    assert made.counted > 5


def test_a_picture_is_shown_and_a_file_that_is_none_is_named() -> None:
    held = io.BytesIO()
    Image.new("RGB", (3000, 2000), "green").save(held, "PNG")
    photos = [
        Picture("ประชุม.png", picture_of(held.getvalue())),
        Picture("แผน.pdf", picture_of(b"%PDF-1.7 not a picture")),
        Picture("หาย.jpg"),
    ]

    made = pdf(fill(PAPER, answered("ก", *photos)))

    told = text_of_pdf(made.content)
    assert "หลักฐานที่1ประชุม.pngหลักฐานที่2แผน.pdfหลักฐานที่3หาย.jpg" in told
    assert (made.pages, made.counted) == (2, 1)


def test_what_was_not_answered_is_a_dotted_line() -> None:
    assert "เรื่อง:........................................" in text_of_pdf(
        pdf(fill(PAPER, Answers())).content
    )


def test_the_same_answers_give_the_same_bytes() -> None:
    filled = fill(PAPER, answered("ก"))

    assert pdf(filled).content == pdf(filled).content


def test_figures_are_in_thai_digits_where_the_paper_says_so() -> None:
    paper = PAPER.model_copy(update={"thai_digits": True})
    answers = Answers({"title": Answer("20 มีนาคม 2556", is_figure=True)})

    assert thai("เรื่อง:20มีนาคม2556") in text_of_pdf(pdf(fill(paper, answers)).content)
