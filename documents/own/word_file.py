"""A .docx from outside, opened with care: no macros, nothing fetched from elsewhere, no more than a
paper needs, marks that are whole.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import cast
from zipfile import BadZipFile, ZipFile, is_zipfile

from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

MOST_UNPACKED = 40 * 1024 * 1024  # bytes
MOST_PARTS, MOST_MARKS = 2000, 2000
OLD_CONTAINER = b"\xd0\xcf\x11\xe0"  # of a .doc, and of a .docx with a password
FOOTNOTES = "wordprocessingml.footnotes+xml"
MACROS = re.compile(r"vbaProject|\.bin$|activeX", re.I)
REACHES_OUT = re.compile(rb"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|DATABASE)\b")
FIELD_CODE = re.compile(rb'<w:instrText[^>]*>[^<]*|\bw:instr="[^"]*"')
OUTSIDE = re.compile(rb'<Relationship\b[^>]*TargetMode="External"[^>]*>')
IN_AN_ATTRIBUTE = re.compile(r'="[^"<>]*\{[{%#]')
OPENS = re.compile(r"\{[{%#]")
PARAGRAPH = re.compile(r"<w:p([ >])")
UNREADABLE = (
    *(BadZipFile, KeyError, ValueError, OSError, EOFError),
    *(NotImplementedError, etree.XMLSyntaxError),
)


class OwnFormError(ValueError):
    """A file that cannot be an office's form. `code`: not_docx, old_or_locked, too_large, macros,
    reaches_out, torn.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class WordFile(DocxTemplate):  # type: ignore[misc]
    """docxtpl's, which tells its texts; what Word keeps about the file is not filled in."""

    def render_properties(
        self, context: dict[str, object], jinja_env: Environment | None = None
    ) -> None:
        pass

    def build_xml(self, context: dict[str, object], jinja_env: Environment | None = None) -> str:
        """Raises XMLSyntaxError where a loop tears the paper; docxtpl would mend it by guess."""
        xml = cast("str", super().build_xml(context, jinja_env))
        etree.fromstring(xml)
        return xml

    def sources(self) -> Iterator[str]:
        """Every text that is filled, with its marks joined, each paragraph on a line."""
        for xml in self.raw():
            yield PARAGRAPH.sub(r"\n<w:p\1", self.patch_xml(xml))

    def paragraphs(self) -> Iterator[str]:
        """What people read in each paragraph."""
        for xml in self.raw():
            for one in etree.fromstring(xml.encode()).iter(qn("w:p")):
                yield "".join(text.text or "" for text in one.iter(qn("w:t")))

    def raw(self) -> Iterator[str]:
        """The XML of every part that is filled."""
        self.init_docx()
        yield self.get_xml()
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            yield from (self.get_part_xml(part) for _, part in self.get_headers_footers(uri))
        for part in self.docx.part.package.parts:
            if part.content_type.endswith(FOOTNOTES):
                yield part.blob.decode("utf-8")


def opened(content: bytes) -> WordFile:
    """Raises OwnFormError for what is no .docx, is locked, too large or more than a paper."""
    if content.startswith(OLD_CONTAINER):
        raise OwnFormError("old_or_locked")
    if not is_zipfile(BytesIO(content)):
        raise OwnFormError("not_docx")
    try:
        with ZipFile(BytesIO(content)) as parts:
            _look_through(parts)
        file = WordFile(BytesIO(content))
        for xml in file.raw():
            _count_marks(xml)
    except OwnFormError:
        raise
    except UNREADABLE as error:
        raise OwnFormError("not_docx") from error
    return file


def _look_through(parts: ZipFile) -> None:
    """Nothing is unpacked before it is known how large it is."""
    told = parts.infolist()
    if len(told) > MOST_PARTS or sum(one.file_size for one in told) > MOST_UNPACKED:
        raise OwnFormError("too_large")
    if any(one.flag_bits & 1 for one in told):
        raise OwnFormError("old_or_locked")
    if any(MACROS.search(one.filename) for one in told):
        raise OwnFormError("macros")
    for one in told:
        if one.filename.endswith((".xml", ".rels")) and _reaches_out(parts.read(one)):
            raise OwnFormError("reaches_out")


def _reaches_out(content: bytes) -> bool:
    """A link to a page is only shown; anything else would be fetched when the paper is opened."""
    fetched = [each for each in OUTSIDE.findall(content) if b'/hyperlink"' not in each]
    codes = b" ".join(FIELD_CODE.findall(content))
    return bool(fetched or REACHES_OUT.search(codes) or b"<!DOCTYPE" in content)


def _count_marks(xml: str) -> None:
    """More of them, or some where no text stands, would take docxtpl very long."""
    if len(OPENS.findall(xml)) > MOST_MARKS:
        raise OwnFormError("too_large")
    if IN_AN_ATTRIBUTE.search(xml):
        raise OwnFormError("torn")
