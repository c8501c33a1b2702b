"""The index of a .docx: a field that Word makes anew when it is asked to; its entries are written
already, with the pages they have in the .pdf.
"""

from collections.abc import Sequence

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from documents.docx_letters import SIZE, run
from documents.filled import Entry
from thai.digits import thai

WHOLE = r"TOC \h \z \u"  # by the levels of the paragraphs, whatever their styles
INDENT = 0.8  # cm for each level


def field(paragraph: Paragraph, instruction: str, shown: str, size: int = SIZE) -> None:
    """A field with what it says until it is made anew, in letters of so many points."""
    _begin(paragraph, instruction)
    run(paragraph, shown, size=size)
    _end(paragraph)


def index(
    document: Docx, entries: Sequence[tuple[Entry, int]], width: float, *, thai_digits: bool
) -> None:
    """A paragraph for each entry with its page, `width` cm wide; nothing where there are none."""
    for place, (entry, page) in enumerate(entries):
        style = _style(document, entry.level, width)
        paragraph = document.add_paragraph(style=style)
        if place == 0:
            _begin(paragraph, WHOLE)
        linked = Paragraph(_link(paragraph, place), paragraph)
        run(linked, f"{entry.text}\t")
        number = thai(str(page)) if thai_digits else str(page)
        field(linked, rf"PAGEREF {_name(place)} \h", number)
        if place == len(entries) - 1:
            _end(paragraph)


def note(paragraph: Paragraph, entry: Entry, place: int) -> None:
    """What entry number `place` (from 0) leads to, and how deep it stands."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag, {qn("w:id"): str(place)})
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), _name(place))
        paragraph._p.append(mark)
    level = OxmlElement("w:outlineLvl", {qn("w:val"): str(entry.level - 1)})
    paragraph._p.get_or_add_pPr().append(level)


def _name(place: int) -> str:
    return f"_Toc{place + 1:08}"


def _style(document: Docx, level: int, width: float) -> str:
    """Word's own styles of entries, which it takes again when it makes the index anew."""
    name = f"toc {level}"
    if name not in document.styles:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = document.styles["Normal"]
        layout = style.paragraph_format
        layout.left_indent = Cm(INDENT * (level - 1))
        layout.tab_stops.add_tab_stop(Cm(width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    return name


def _link(paragraph: Paragraph, place: int) -> BaseOxmlElement:
    link = OxmlElement("w:hyperlink", {qn("w:anchor"): _name(place), qn("w:history"): "1"})
    paragraph._p.append(link)
    return link


def _begin(paragraph: Paragraph, instruction: str) -> None:
    _mark(paragraph, "begin")
    told = OxmlElement("w:instrText", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    told.text = f" {instruction} "
    _run_of(paragraph).append(told)
    _mark(paragraph, "separate")


def _end(paragraph: Paragraph) -> None:
    _mark(paragraph, "end")


def _mark(paragraph: Paragraph, what: str) -> None:
    _run_of(paragraph).append(OxmlElement("w:fldChar", {qn("w:fldCharType"): what}))


def _run_of(paragraph: Paragraph) -> BaseOxmlElement:
    added = OxmlElement("w:r")
    paragraph._p.append(added)
    return added
