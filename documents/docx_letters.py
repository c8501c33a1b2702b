"""The letters of a .docx: TH Sarabun for Thai and for the rest alike."""

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from documents.fonts import OFFICE_FAMILY

ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
SIZE = 16
BOXES = frozenset("☐☑✓▶■⇨")


def letters(document: Docx) -> None:
    """TH Sarabun 16 for Thai and for the rest alike: Word keeps two sizes and four fonts."""
    styles = document.styles.element
    defaults = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    normal = document.styles["Normal"]
    for properties in (defaults, normal.element.get_or_add_rPr()):
        family(properties, OFFICE_FAMILY)
        for tag in ("w:sz", "w:szCs"):
            put(properties, tag, {"w:val": str(SIZE * 2)})
        put(properties, "w:lang", {"w:val": "en-US", "w:bidi": "th-TH"})
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0


def family(properties: BaseOxmlElement, name: str) -> None:
    """Word keeps four fonts for a run."""
    fonts = {f"w:{each}": name for each in ("ascii", "hAnsi", "cs", "eastAsia")}
    put(properties, "w:rFonts", fonts)


def put(properties: BaseOxmlElement, tag: str, attributes: dict[str, str]) -> None:
    """One property, instead of what it was before."""
    element = properties.find(qn(tag))
    if element is None:
        element = OxmlElement(tag)
        properties.append(element)
    element.attrib.clear()
    for name, value in attributes.items():
        element.set(qn(name), value)


def run(paragraph: Paragraph, text: str, *, bold: bool = False, size: int = SIZE) -> None:
    """Text in the paper's letters, boxes to tick in a font that has them."""
    for piece in _pieces(text):
        added = paragraph.add_run(piece)
        added.bold = added.font.cs_bold = bold or None
        properties = added._r.get_or_add_rPr()
        for tag in ("w:sz", "w:szCs") if size != SIZE else ():
            put(properties, tag, {"w:val": str(size * 2)})
        if piece in BOXES:
            family(properties, "Segoe UI Symbol")
            for tag in ("w:sz", "w:szCs"):
                put(properties, tag, {"w:val": "24"})


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for letter in text:
        if not pieces or letter in BOXES or pieces[-1] in BOXES:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces
