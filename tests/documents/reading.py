"""What stands on a made paper: the letters of a .pdf and of a .docx, and the codes on a page."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import zxingcpp
from docx import Document
from docx.oxml.ns import qn

from documents.filled import Filled, Front, Grid, Image, Line, NewPart, Row, Sign

HYPHEN_AT_THE_END = "\ufffe"  # how pdfium reads a hyphen that ends a line


def squeezed(text: str) -> str:
    """Without spaces and line ends, which a page has where it will."""
    return "".join(text.split())


def texts(paper: Filled) -> Iterator[str]:
    """Every text of a filled paper."""
    for part in paper.parts:
        match part:
            case Line() | NewPart():
                yield part.text
            case Grid():
                yield from (box.text for line in part.lines for box in line)
            case Image():
                yield part.caption
            case Row():
                yield from (image.caption for image in part.images)
            case Front():
                yield from (*part.top, *part.middle, *part.foot)
            case Sign():
                yield from part.lines


def text_of_pdf(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    told = "".join(page.get_textpage().get_text_range() for page in pages)
    return squeezed(told.replace(HYPHEN_AT_THE_END, "-"))


def pages_of_pdf(content: bytes) -> list[str]:
    """The letters of each page."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    return [squeezed(told.replace(HYPHEN_AT_THE_END, "-")) for told in pages]


def text_of_docx(content: bytes) -> str:
    document = Document(BytesIO(content))
    return squeezed("".join(one.text or "" for one in document.element.body.iter(qn("w:t"))))


def codes(content: bytes) -> list[str]:
    """The QR codes that can be read from the pages as they look, at 150 dots an inch."""
    pages = (page.render(scale=150 / 72).to_pil() for page in pypdfium2.PdfDocument(content))
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]
