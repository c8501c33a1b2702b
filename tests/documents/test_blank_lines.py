"""A blank line in a cell is as high as any other, in both files."""

import pypdfium2

from documents.filled import Box, Filled, Grid
from documents.pdf import pdf


def height(text: str) -> float:
    """From the first letter of the cell to that of the one below it."""
    table = Grid((1,), ((Box(f"X{text}"),), (Box("Z"),)), 0)
    page = pypdfium2.PdfDocument(pdf(Filled("ทดสอบ", (table,))).content)[0]
    letters = page.get_textpage()
    tops = [letters.get_charbox(letters.search(word).get_next()[0])[3] for word in ("X", "Z")]
    return float(tops[0] - tops[1])


def test_a_blank_line_takes_the_room_of_a_line() -> None:
    assert abs(height("\n\nb") - height("\na\nb")) < 0.5
    assert height("\n\nb") - height("\nb") > 15
