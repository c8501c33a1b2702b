"""A filled paper as a .docx (python-docx), in letters that Thai computers take for Thai."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from documents.docx_index import field, index, note
from documents.docx_letters import ALIGNED, letters, run
from documents.docx_tables import front_of, grid_of, image_of, row_of
from documents.filled import (
    Entry,
    Filled,
    Front,
    Grid,
    Image,
    Index,
    Line,
    NewPage,
    NewPart,
    Part,
    Row,
    Sign,
)

LONG, SHORT = 29.7, 21.0  # cm of A4
PICTURES = "word/media/"  # they are packed already


def docx(paper: Filled, pages: Sequence[int] = ()) -> bytes:
    """The paper as Word and LibreOffice open it; `pages`: of each entry of its index, as the .pdf
    has them. The same paper gives the same bytes.
    """
    document = Document()
    letters(document)
    width = _page(document, paper)
    entries = list(zip(paper.entries(), pages, strict=False))
    writer = _Writer(document, width)
    for part in paper.parts:
        if isinstance(part, Index):
            writer.break_page()
            index(document, entries, width, thai_digits=paper.thai_digits)
        else:
            writer.write(part)
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    held = BytesIO()
    document.save(held)
    return without_moments(held)


def without_moments(written: BytesIO) -> bytes:
    """The same file without the moment at which each of its parts was packed: the same paper gives
    the same bytes.
    """
    held = BytesIO()
    with ZipFile(written) as parts, ZipFile(held, "w", ZIP_DEFLATED) as packed:
        for name in parts.namelist():
            how = ZIP_STORED if name.startswith(PICTURES) else ZIP_DEFLATED
            packed.writestr(ZipInfo(name), parts.read(name), how)
    return held.getvalue()


def _page(document: Docx, paper: Filled) -> float:
    """Sets A4 with its head and foot; the width left for text, in cm."""
    section = document.sections[0]
    wide, high = (LONG, SHORT) if paper.landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(wide), Cm(high)
    left, right = (1.5, 1.5) if paper.landscape else (2.5, 2.0)
    section.left_margin, section.right_margin = Cm(left), Cm(right)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance = section.footer_distance = Cm(0.8)
    section.different_first_page_header_footer = paper.has_cover
    first = (section.first_page_header,) if paper.has_cover else ()
    for header in (section.header, *first) if paper.mark else ():
        head = header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        run(head, paper.mark, bold=True, size=14)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run(foot, paper.foot, size=12)
    field(foot, "PAGE", "1", size=12)
    if paper.thai_digits:  # of the numbers of pages, in the index as well
        numbers = OxmlElement("w:pgNumType", {qn("w:fmt"): "thaiNumbers"})
        section._sectPr.find(qn("w:pgMar")).addnext(numbers)
    return wide - left - right


@dataclass(slots=True)
class _Writer:
    """Writes part after part; a page that ends is remembered for what comes next."""

    document: Docx
    width: float  # cm
    ended: bool = False
    noted: int = 0  # entries of the index so far

    def write(self, part: Part) -> None:
        match part:
            case Line():
                paragraph = self._paragraph(part.entry)
                paragraph.alignment = ALIGNED[part.align]
                paragraph.paragraph_format.left_indent = Cm(part.indent)
                paragraph.paragraph_format.keep_with_next = part.keep
                run(paragraph, part.text, bold=part.bold)
            case NewPart():
                self.ended = True
                paragraph = self._paragraph(part.entry)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                run(paragraph, part.text, bold=True)
            case NewPage():
                self.ended = True
            case Front():
                front_of(self.document, part, self.width)
                self.ended = True
            case _:
                self.break_page()
                _other(self.document, part, self.width)

    def break_page(self) -> None:
        """The page ends here, where what comes next cannot say so itself."""
        if self.ended:
            self.document.add_page_break()
        self.ended = False

    def _paragraph(self, entry: Entry | None) -> Paragraph:
        paragraph = self.document.add_paragraph()
        if self.ended:
            paragraph.paragraph_format.page_break_before = True
        self.ended = False
        if entry:
            note(paragraph, entry, self.noted)
            self.noted += 1
        return paragraph


def _other(document: Docx, part: Grid | Image | Row | Index | Sign, width: float) -> None:
    match part:
        case Grid():
            grid_of(document, part, width)
        case Image():
            image_of(document, part)
        case Row():
            row_of(document, part, width)
        case Sign():
            _sign(document, part, width)


def _sign(document: Docx, sign: Sign, width: float) -> None:
    for place, text in enumerate(("", *sign.lines)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.left_indent = Cm(width * 0.35)
        paragraph.paragraph_format.keep_with_next = place < len(sign.lines) or sign.keep
        run(paragraph, text)
