"""A paper and the answers of a report -> the paper filled in. Pure; what people wrote is text and
stays text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TypeAlias

import PIL.Image

from documents.filled import (
    Box,
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
from documents.qr import qr_png
from documents.together import together
from scoring import paper_blocks as told
from scoring.paper import NAMED, Paper
from scoring.paper_table import Cell, Table, columns_of, text_of
from thai.digits import thai

BLANK = "." * 40
Mark: TypeAlias = told.Cover | told.Index | told.Signature | told.Appendix | told.Page
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200b\ufeff]")
FIGURE = re.compile(r"[✓☐☑–-]|(x )?[-+–(]?\d[\d.,:-]{0,11} ?%?\)?|\d+ \([\d.]+\)")
QR_WIDTH = 2.5  # cm
PICTURES = {1: (12.0, 18.0), 2: (7.8, 10.0), 3: (5.2, 7.0)}  # across: how wide and high, in cm


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is read, and as it is kept (the names of choices); `is_figure`: a number or a
    day, which Thai digits are used for.
    """

    text: str
    code: str = ""
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What could be chosen: name and label in order."""

    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that came with a question; without content it is only named."""

    name: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one row or of the whole report, by the names of the form's questions."""

    single: Mapping[str, Answer] = field(default_factory=dict)
    rows: Mapping[str, Sequence["Answers"]] = field(default_factory=dict)
    choices: Mapping[str, Choices] = field(default_factory=dict)
    pictures: Mapping[str, Sequence[Picture]] = field(default_factory=dict)
    link: str = ""  # of the evidence folder

    def inside(self, row: "Answers", place: int) -> "Answers":
        """A row sees its own answers before those of the report."""
        return Answers(
            {**self.single, "place": Answer(str(place), is_figure=True), **row.single},
            {**self.rows, **row.rows},
            {**self.choices, **row.choices},
            {**self.pictures, **row.pictures},
            self.link,
        )


def fill(paper: Paper, answers: Answers, *, mark: str = "", foot: str = "") -> Filled:
    """The paper with every answer in its place; what was not answered is a dotted line."""
    filler = _Filler(paper.thai_digits)
    parts = together(filler.parts(paper.blocks, answers))
    return Filled(paper.title, parts, paper.landscape, mark, foot, paper.thai_digits)


@dataclass(frozen=True, slots=True)
class _Filler:
    thai_digits: bool

    def parts(self, blocks: Sequence[told.Block], answers: Answers) -> Iterator[Part]:
        for block in blocks:
            if _holds(block.when, answers):
                yield from self._part(block, answers)

    def _part(self, block: told.Block, answers: Answers) -> Iterator[Part]:
        match block:
            case told.Paragraph() | told.Heading():
                yield from self._lines(block, answers)
            case told.Ticks():
                yield from self._ticks(block, answers)
            case Table():
                yield self._table(block, answers)
            case told.Pictures():
                yield from self._pictures(block, answers)
            case told.Qr():
                yield from self._qr(block, answers)
            case told.Each():
                for place, row in enumerate(answers.rows.get(block.rows, ()), 1):
                    yield from self.parts(block.blocks, answers.inside(row, place))
            case _:
                yield self._mark(block, answers)

    def _lines(self, block: told.Paragraph | told.Heading, answers: Answers) -> Iterator[Line]:
        lines = self._text(block.text, answers).split("\n")
        if isinstance(block, told.Paragraph):
            yield from (Line(line, block.align, block.bold, block.indent) for line in lines)
            return
        entry = Entry(" ".join(lines), block.level) if block.level else None
        for line in lines:
            yield Line(line, block.align, bold=True, keep=True, entry=entry)
            entry = None  # the first line is where it stands

    def _mark(self, block: Mark, answers: Answers) -> Part:
        match block:
            case told.Cover():
                parts = (block.top, block.middle, block.foot)
                return Front(*(tuple(self._text(one, answers).split("\n")) for one in parts))
            case told.Index():
                return Index()
            case told.Signature():
                return Sign(tuple(self._text(line, answers) for line in block.lines))
            case told.Appendix():
                return NewPart(self._text(block.text, answers))
            case told.Page():
                return NewPage()

    def _ticks(self, block: told.Ticks, answers: Answers) -> Iterator[Line]:
        offered = answers.choices.get(block.question, Choices({})).labels
        chosen = answers.single.get(block.question, Answer("")).code.split()
        labels = {name: self._text(each, answers) for name, each in block.labels.items()}
        boxes = [
            f"{'☑' if name in chosen else '☐'} {label}"
            for name, label in (labels or offered).items()
        ]
        yield from (Line(text) for text in (["   ".join(boxes)] if block.inline else boxes))

    def _table(self, block: Table, answers: Answers) -> Grid:
        heads = tuple(
            tuple(
                Box(self._text(one.text, answers), one.columns, one.rows, bold=True) for one in line
            )
            for line in block.head
        )
        rows = enumerate(answers.rows.get(block.rows, ()), 1)
        lines: list[tuple[Sequence[str | Cell], Answers]] = [
            (block.cells, answers.inside(row, place)) for place, row in rows
        ]
        printed = (one for one in block.printed() if _holds(one.when, answers))
        lines += [(one.cells, answers) for one in printed]
        filled = tuple(tuple(self._box(cell, scope) for cell in cells) for cells, scope in lines)
        return Grid(block.widths, (*heads, *filled), len(heads))

    def _box(self, cell: str | Cell, answers: Answers) -> Box:
        """What is no more than a tick or a number stands in the middle."""
        text = self._text(text_of(cell), answers, blank="")
        align: told.Align = "center" if FIGURE.fullmatch(text) else "left"
        return Box(text, columns_of(cell), align=align)

    def _pictures(self, block: told.Pictures, answers: Answers) -> Iterator[Part]:
        caption = self._text(block.caption, answers)
        beside: list[Image] = []
        for place, one in enumerate(answers.pictures.get(block.question, ()), 1):
            number = thai(str(place)) if self.thai_digits else str(place)
            said = " ".join(filter(None, [caption, number, clean(one.name)]))
            if one.content:
                beside.append(Image(one.content, _width(one.content, block.across), said))
            if len(beside) == block.across or (beside and not one.content):
                yield _beside(beside, block.across)
                beside = []
            if not one.content:
                yield Line(said)
        if beside:
            yield _beside(beside, block.across)

    def _qr(self, block: told.Qr, answers: Answers) -> Iterator[Part]:
        if answers.link:
            caption = self._text(block.caption, answers)
            yield Image(qr_png(answers.link), QR_WIDTH, caption, answers.link)

    def _text(self, text: str, answers: Answers, blank: str = BLANK) -> str:
        return NAMED.sub(lambda found: self._named(found, answers, blank), text)

    def _named(self, found: re.Match[str], answers: Answers, blank: str) -> str:
        name, choice, other, wanted = found.group("name", "choice", "other", "wanted")
        answer = answers.single.get(name, Answer(""))
        if choice:
            return "✓" if choice in answer.code.split() else ""
        if other and not _holds(f"{other}={wanted}", answers):
            return ""
        text = clean(answer.text)
        return (thai(text) if self.thai_digits and answer.is_figure else text) or blank


def _beside(images: Sequence[Image], across: int) -> Image | Row:
    return images[0] if across == 1 else Row(tuple(images), across)


def _width(picture: bytes, across: int) -> float:
    """How wide it is shown, in cm: a tall one is narrower, so that it stays on its page."""
    widest, highest = PICTURES[across]
    with PIL.Image.open(BytesIO(picture)) as opened:
        return round(min(widest, highest * opened.width / opened.height), 2)


def clean(text: str) -> str:
    """A text without what no paper can hold: control characters and halves of letters."""
    return CONTROL.sub(
        "", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    ).strip()


def _holds(when: str, answers: Answers) -> bool:
    name, separator, wanted = when.partition("=")
    answer = answers.single.get(name, Answer("")) if name else Answer("")
    if not name:
        return True
    if name in answers.rows and not separator:
        return bool(answers.rows[name])
    return wanted in (answer.code, answer.text) if separator else bool(answer.text)
