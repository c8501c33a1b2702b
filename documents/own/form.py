"""An office's form checked field by field, and filled in."""

import re
from collections.abc import Iterator
from io import BytesIO

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.section import Section, _Header
from jinja2 import TemplateError
from lxml import etree

from documents.docx import without_moments
from documents.filling import Answers
from documents.own.example import sample
from documents.own.fields import Check, Fault, Fields, environment
from documents.own.values import Dotted, Values
from documents.own.word_file import OPENS, OwnFormError, WordFile, opened

SHOWN = 60  # letters of a place that are shown
WHOLE_MARK = re.compile(r"\{(?:\{[^{}]*\}|%[^{}]*%)\}")
HALF_MARK = re.compile(rf"{OPENS.pattern}|[%}}#]\}}")
TAKES_ITS_RUN = re.compile(r"\{\{\s*(?:p|r|tr|tc)\s")  # of docxtpl: the text would be lost


def check(content: bytes, fields: Fields) -> Check:
    """What the form names, and what is wrong with it; it is filled without an answer and with some,
    to see that it can be. Raises OwnFormError.
    """
    file = opened(content)
    found = Check(fields)
    for text in file.paragraphs():
        found.faults += _faults_of_marks(text)
    if found.faults:
        return found
    for source in file.sources():
        found.text(source)
    if not found.faults:
        for answers in (Answers(), sample(fields)):
            filled(content, answers)
    return found


def filled(
    content: bytes,
    answers: Answers,
    *,
    thai_digits: bool = False,
    foot: str = "",
    mark: str = "",
) -> bytes:
    """The form with every answer in its place; `mark` stands at the head of every page, `foot`
    where the form names it. The same answers give the same bytes. Raises OwnFormError.
    """
    file = opened(content)
    if mark:
        for head in _heads(file):
            _put_at(head, mark)
    environ = environment()
    environ.undefined = Dotted
    try:
        file.render(Values(file, thai_digits).of(answers, foot), environ)
    except (TemplateError, etree.XMLSyntaxError) as error:
        raise OwnFormError("torn") from error
    held = BytesIO()
    file.save(held)
    return without_moments(held)


def _faults_of_marks(text: str) -> Iterator[Fault]:
    """A mark that is not whole in its paragraph would swallow what follows it."""
    place = " ".join(text.split())[:SHOWN]
    if HALF_MARK.search(WHOLE_MARK.sub("", text)):
        yield Fault("broken", place)
    elif TAKES_ITS_RUN.search(text):
        yield Fault("not_allowed", place)


def _heads(file: WordFile) -> Iterator[_Header]:
    """The head of every page: also of the first and of even ones, where those have their own."""
    has_even = file.docx.settings.odd_and_even_pages_header_footer
    sections: list[Section] = list(file.docx.sections)
    for section in sections:
        own = [section.header]
        own += [section.first_page_header] if section.different_first_page_header_footer else []
        own += [section.even_page_header] if has_even else []
        yield from (one for one in own if section is sections[0] or not one.is_linked_to_previous)


def _put_at(head: _Header, mark: str) -> None:
    paragraph = head.paragraphs[0].insert_paragraph_before()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(mark)
    run.bold = run.font.cs_bold = True
