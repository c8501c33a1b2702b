"""A paper of ours as a form to begin with: the same .docx with fields where answers would stand;
and answers to try a form with.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image as Pixels

from documents.docx import docx
from documents.filled import Box, Filled, Front, Grid, Line, NewPage, NewPart, Part, Sign
from documents.filling import Answer, Answers, Picture
from documents.own.fields import FOOT, QR, Fields, Leaf, Rows, word
from scoring import paper_blocks as told
from scoring.paper import NAMED, Paper
from scoring.paper_table import Table, columns_of, text_of

ROW, FILE = "row", "file"  # what a row and a file are called in the loops


def example(paper: Paper, fields: Fields, page: str) -> bytes:
    """A form that gives the same paper as ours, to be changed in Word; `page`: the word before the
    number of a page.
    """
    parts = tuple(_Writer((("", fields),)).parts(paper.blocks))
    return docx(Filled(paper.title, parts, paper.landscape, "", f"{{{{ {FOOT} }}}} {page} "))


def sample(fields: Fields) -> Answers:
    """Each answer is its label; of rows and files there are two."""
    single = {
        name: Answer(one.label or name, next(iter(one.boxes), ""))
        for name, one in fields.items()
        if isinstance(one, Leaf)
    }
    rows: dict[str, Sequence[Answers]] = {}
    pictures: dict[str, Sequence[Picture]] = {}
    for name, one in fields.items():
        if isinstance(one, Rows) and "picture" in one.fields:
            pictures[name] = (Picture(one.label, _white()), Picture(one.label))
        elif isinstance(one, Rows):
            rows[name] = (sample(one.fields),) * 2
    return Answers(single, rows, {}, pictures, "https://example.invalid/")


def _white() -> bytes:
    held = BytesIO()
    Pixels.new("L", (40, 30), 255).save(held, "PNG")
    return held.getvalue()


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes blocks with fields in place of answers; `levels`: what may be named, by the name of
    the loop it is named through, the outermost first.
    """

    levels: tuple[tuple[str, Fields], ...]

    def parts(self, blocks: Sequence[told.Block]) -> Iterator[Part]:
        for block in blocks:
            if block.when:
                yield Line(f"{{%p if {self._asked(block.when)} %}}", keep=True)
            yield from self._part(block)
            if block.when:
                yield Line("{%p endif %}")

    def _part(self, block: told.Block) -> Iterator[Part]:
        match block:
            case told.Paragraph():
                yield Line(self._text(block.text), block.align, block.bold, block.indent)
            case told.Heading():
                yield Line(self._text(block.text), block.align, bold=True, keep=True)
            case told.Ticks():
                yield from self._ticks(block)
            case Table():
                yield self._table(block)
            case told.Pictures():
                yield from self._pictures(block)
            case told.Qr():
                yield Line(f"{{{{ {QR} }}}}", "center", keep=bool(block.caption))
                yield from ([Line(self._text(block.caption), "center")] if block.caption else ())
            case told.Each():
                inside, loop = self._inside(block.rows)
                yield Line(f"{{%p for {loop} in {self._named(block.rows)} %}}")
                yield from inside.parts(block.blocks)
                yield Line("{%p endfor %}")
            case told.Index():
                pass  # Word makes one
            case _:
                yield self._mark(block)

    def _mark(self, block: told.Cover | told.Signature | told.Appendix | told.Page) -> Part:
        match block:
            case told.Cover():
                parts = (block.top, block.middle, block.foot)
                return Front(*(tuple(self._text(one).split("\n")) for one in parts))
            case told.Signature():
                return Sign(tuple(self._text(line) for line in block.lines))
            case told.Appendix():
                return NewPart(self._text(block.text))
            case told.Page():
                return NewPage()

    def _pictures(self, block: told.Pictures) -> Iterator[Line]:
        yield Line(f"{{%p for {FILE} in {self._named(block.question)} %}}")
        yield Line(f"{{{{ {FILE}.picture }}}}", "center", keep=True)
        caption = self._text(block.caption)
        yield Line(f"{caption} {{{{ {FILE}.place }}}} {{{{ {FILE}.name }}}}", "center")
        yield Line("{%p endfor %}")

    def _ticks(self, block: told.Ticks) -> Iterator[Line]:
        kind = self._kind(block.question)
        labels = block.labels or (kind.boxes if isinstance(kind, Leaf) else {})
        boxes = [
            f"{{{{ {self._box(block.question, name)} }}}} {self._text(labels[name])}"
            for name in labels
        ]
        yield from (Line(text) for text in (["   ".join(boxes)] if block.inline else boxes))

    def _table(self, block: Table) -> Grid:
        width = len(block.widths)
        heads = tuple(
            tuple(Box(self._text(one.text), one.columns, one.rows, bold=True) for one in line)
            for line in block.head
        )
        lines: list[tuple[Box, ...]] = []
        if block.rows:
            inside, loop = self._inside(block.rows)
            rest = (Box(""),) * (width - 1)
            lines.append((Box(f"{{%tr for {loop} in {self._named(block.rows)} %}}"), *rest))
            lines.append(tuple(Box(inside._text(cell, in_cell=True)) for cell in block.cells))
            lines.append((Box("{%tr endfor %}"), *rest))
        for fixed in block.printed():
            rest = (Box(""),) * (width - 1)
            if fixed.when:
                lines.append((Box(f"{{%tr if {self._asked(fixed.when)} %}}"), *rest))
            lines.append(
                tuple(
                    Box(self._text(text_of(cell), in_cell=True), columns_of(cell))
                    for cell in fixed.cells
                )
            )
            if fixed.when:
                lines.append((Box("{%tr endif %}"), *rest))
        return Grid(block.widths, (*heads, *lines), len(heads))

    def _inside(self, rows: str) -> tuple["_Writer", str]:
        kind = self._kind(rows)
        loop = f"{ROW}{len(self.levels)}" if len(self.levels) > 1 else ROW
        fields: Fields = kind.fields if isinstance(kind, Rows) else {}
        return replace(self, levels=(*self.levels, (loop, fields))), loop

    def _text(self, text: str, *, in_cell: bool = False) -> str:
        def field(found: re.Match[str]) -> str:
            name, choice, other, wanted = found.group("name", "choice", "other", "wanted")
            shown = f"{{{{ {self._named(name)} }}}}"
            if choice:
                return f"{{% if {self._box(name, choice)} %}}✓{{% endif %}}"
            if other:
                return f"{{% if {self._asked(f'{other}={wanted}')} %}}{shown}{{% endif %}}"
            if in_cell and "." not in shown:  # a cell without an answer is empty, as in a row
                return f"{{% if {self._named(name)} %}}{shown}{{% endif %}}"
            return shown

        return NAMED.sub(field, text)

    def _asked(self, when: str) -> str:
        name, separator, wanted = when.partition("=")
        return f'{self._named(name)} == "{wanted}"' if separator else self._named(name)

    def _box(self, name: str, choice: str) -> str:
        return f'{self._named(name)}["{choice}"]'

    def _named(self, name: str) -> str:
        """The way to it: through the innermost loop that has it."""
        for loop, fields in reversed(self.levels):
            if word(name) in fields:
                return f"{loop}.{word(name)}" if loop else word(name)
        return word(name)

    def _kind(self, name: str) -> object:
        found = (fields[word(name)] for _, fields in reversed(self.levels) if word(name) in fields)
        return next(found, None)
