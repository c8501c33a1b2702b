"""Tables of a .docx, and what stands in places by means of them: pictures, the cover."""

import itertools
from collections.abc import Iterator
from io import BytesIO

from docx.document import Document as Docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from documents.docx_letters import ALIGNED, run
from documents.filled import Box, Front, Grid, Image, Row

FRONT = (  # of the cover: cm of height, letters, place
    (7, 22, WD_CELL_VERTICAL_ALIGNMENT.TOP),
    (11, 30, WD_CELL_VERTICAL_ALIGNMENT.CENTER),
    (7, 22, WD_CELL_VERTICAL_ALIGNMENT.BOTTOM),
)


def grid_of(document: Docx, grid: Grid, width: float) -> None:
    """A table with lines, `width` cm wide."""
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
        run(paragraph, line, bold=box.bold)


def image_of(document: Docx, image: Image) -> None:
    """A picture in the middle, with its caption below."""
    paragraph = document.add_paragraph()
    _picture(paragraph, image)
    paragraph.paragraph_format.keep_with_next = bool(image.caption) or image.keep
    if image.caption:
        _captioned(document.add_paragraph(), image)


def _picture(paragraph: Paragraph, image: Image) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run().add_picture(BytesIO(image.content), width=Cm(image.width))


def _captioned(paragraph: Paragraph, image: Image) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = image.keep
    run(paragraph, image.caption)


def row_of(document: Docx, row: Row, width: float) -> None:
    """Pictures beside each other."""
    table = _unruled(document, 1, row.across, width)
    _row(table.rows[0], is_head=False)
    for cell, image in zip(table.rows[0].cells, row.images, strict=False):
        _picture(cell.paragraphs[0], image)
        below = cell.add_paragraph()
        _captioned(below, image)
        below.paragraph_format.space_after = Pt(6)


def front_of(document: Docx, front: Front, width: float) -> None:
    """The cover; what comes after it begins a page."""
    table = _unruled(document, len(FRONT), 1, width)
    lines = (front.top, front.middle, front.foot)
    for row, texts, (high, size, place) in zip(table.rows, lines, FRONT, strict=True):
        row.height, row.height_rule = Cm(high), WD_ROW_HEIGHT_RULE.EXACTLY
        (cell,) = row.cells
        cell.vertical_alignment = place
        for at, text in enumerate(texts):
            paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run(paragraph, text, bold=True, size=size)


def _unruled(document: Docx, rows: int, columns: int, width: float) -> Table:
    """A table without lines, for what stands in places."""
    table = document.add_table(rows=rows, cols=columns)
    table.autofit = False
    for column in table.columns:
        column.width = Cm(width / columns)
        for cell in column.cells:
            cell.width = Cm(width / columns)
    return table
