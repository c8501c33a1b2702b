"""A filled paper as a .docx (python-docx), in letters that Thai computers take for Thai."""

import itertools
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from documents.filled import Box, Filled, Grid, Image, Line, NewPage, NewPart, Part, Sign
from documents.fonts import OFFICE_FAMILY

ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
SIZE = 16
BOXES = frozenset("☐☑✓▶■⇨")
LONG, SHORT = 29.7, 21.0  # cm of A4


def docx(paper: Filled) -> bytes:
    """The paper as Word and LibreOffice open it. The same paper gives the same bytes."""
    document = Document()
    _letters(document)
    width = _page(document, paper)
    for part in paper.parts:
        _part(document, part, width)
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
            packed.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return held.getvalue()


def _letters(document: Docx) -> None:
    """TH Sarabun 16 for Thai and for the rest alike: Word keeps two sizes and four fonts."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    normal = document.styles["Normal"]
    for properties in (defaults, normal.element.get_or_add_rPr()):
        _family(properties, OFFICE_FAMILY)
        for tag in ("w:sz", "w:szCs"):
            _set(properties, tag, {"w:val": str(SIZE * 2)})
        _set(properties, "w:lang", {"w:val": "en-US", "w:bidi": "th-TH"})
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0


def _family(properties: BaseOxmlElement, family: str) -> None:
    fonts = {f"w:{each}": family for each in ("ascii", "hAnsi", "cs", "eastAsia")}
    _set(properties, "w:rFonts", fonts)


def _set(properties: BaseOxmlElement, tag: str, attributes: dict[str, str]) -> None:
    element = properties.find(qn(tag))
    if element is None:
        element = OxmlElement(tag)
        properties.append(element)
    element.attrib.clear()
    for name, value in attributes.items():
        element.set(qn(name), value)


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
    if paper.mark:
        head = section.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(head, paper.mark, bold=True, size=14)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(foot, paper.foot, size=12)
    _page_number(foot)
    return wide - left - right


def _page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    for what in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if what else "w:instrText")
        if what:
            element.set(qn("w:fldCharType"), what)
        else:
            element.text = "PAGE"
        run._r.append(element)


def _part(document: Docx, part: Part, width: float) -> None:
    match part:
        case Line():
            paragraph = document.add_paragraph()
            paragraph.alignment = ALIGNED[part.align]
            paragraph.paragraph_format.left_indent = Cm(part.indent)
            paragraph.paragraph_format.keep_with_next = part.keep
            _run(paragraph, part.text, bold=part.bold)
        case Grid():
            _grid(document, part, width)
        case Image():
            _image(document, part)
        case Sign():
            _sign(document, part, width)
        case NewPart():
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.page_break_before = True
            _run(paragraph, part.text, bold=True)
        case NewPage():
            document.add_page_break()


def _run(paragraph: Paragraph, text: str, *, bold: bool = False, size: int = SIZE) -> None:
    """Text in the paper's letters, boxes to tick in a font that has them."""
    for piece in _pieces(text):
        run = paragraph.add_run(piece)
        run.bold = run.font.cs_bold = bold or None
        properties = run._r.get_or_add_rPr()
        for tag in ("w:sz", "w:szCs") if size != SIZE else ():
            _set(properties, tag, {"w:val": str(size * 2)})
        if piece in BOXES:
            _family(properties, "Segoe UI Symbol")
            for tag in ("w:sz", "w:szCs"):
                _set(properties, tag, {"w:val": "24"})


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for letter in text:
        if not pieces or letter in BOXES or pieces[-1] in BOXES:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces


def _grid(document: Docx, grid: Grid, width: float) -> None:
    columns = len(grid.widths)
    table = document.add_table(rows=len(grid.lines), cols=columns)
    table.style, table.autofit = "Table Grid", False
    widths = [Cm(width * each / sum(grid.widths)) for each in grid.widths]
    for place, each in enumerate(widths):
        table._tbl.tblGrid.gridCol_lst[place].w = each
    cells = [list(row.cells) for row in table.rows]
    for line in cells:
        for cell, each in zip(line, widths, strict=True):
            cell.width = each
    for at, row in enumerate(table.rows):
        _row(row, is_head=at < grid.heads)
    for at, column, box in _placed(grid):
        last = cells[at + box.rows - 1][column + box.columns - 1]
        first = cells[at][column]
        cell = first.merge(last) if box.rows * box.columns > 1 else first
        is_last = grid.keep and at >= len(grid.lines) - grid.last
        _cell(cell, box, keep=is_last)


def _placed(grid: Grid) -> Iterator[tuple[int, int, Box]]:
    """Every box with its line and column: beside those that reach down from above."""
    taken: set[tuple[int, int]] = set()
    for at, line in enumerate(grid.lines):
        column = 0
        for box in line:
            while (at, column) in taken:
                column += 1
            yield at, column, box
            downwards = range(at, at + box.rows)
            across = range(column, column + box.columns)
            taken.update(itertools.product(downwards, across))
            column += box.columns


def _row(row: _Row, *, is_head: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _cell(cell: _Cell, box: Box, *, keep: bool) -> None:
    for place, line in enumerate(box.text.split("\n")):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        paragraph.alignment = ALIGNED["center" if box.bold else box.align]
        paragraph.paragraph_format.keep_with_next = keep or None
        _run(paragraph, line, bold=box.bold)


def _image(document: Docx, image: Image) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = bool(image.caption) or image.keep
    paragraph.add_run().add_picture(BytesIO(image.content), width=Cm(image.width))
    if image.caption:
        below = document.add_paragraph()
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        below.paragraph_format.keep_with_next = image.keep
        _run(below, image.caption)


def _sign(document: Docx, sign: Sign, width: float) -> None:
    for place, text in enumerate(("", *sign.lines)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.left_indent = Cm(width * 0.35)
        paragraph.paragraph_format.keep_with_next = place < len(sign.lines) or sign.keep
        _run(paragraph, text)
