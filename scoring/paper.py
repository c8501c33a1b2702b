"""An official paper as data: its blocks in printed order, and which answers fill them. Pure.

A text names answers in braces: `{title}` is the answer, `{status=finished}` a tick where the answer
is that choice, `{name if kind=อบต.}` the answer where another is what is said. Beside the answers
there are `office` and `province`; `place` is the number of a row. Rows of `reports` are the reports
of a paper but the first, each with its own answers.
"""

import re
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from scoring.paper_blocks import (
    Appendix,
    Block,
    Cover,
    Each,
    Heading,
    Paragraph,
    Pictures,
    Qr,
    Signature,
    Ticks,
)
from scoring.paper_table import Table, text_of
from scoring.stated import Code, Stated

REPORTS = "reports"  # rows: every report of the paper but the first
OF_REPORT = frozenset({"report_code", "report_title", "report_part", "report_files"})
GIVEN = frozenset({"office", "province", "place"}) | OF_REPORT
NAMED = re.compile(
    r"\{(?P<name>[\w-]+)(?:=(?P<choice>[^{} ]+)|\ if\ (?P<other>[\w-]+)=(?P<wanted>[^{}]+))?\}"
)


class Paper(Stated):
    """One paper; the answers of the works `of` fill it, the first of them is the report it belongs
    to. One `about` the programme is filled by the programme itself and by where an office stands
    in it. `pages`: the most it may have, without the appendix. `signed`: the question that takes
    the photo or scan of the signed page. `long`: with so many pictures that the worker makes it,
    and no page waits for it.
    """

    code: Code
    title: str
    of: tuple[Code, ...] = ()
    about: Literal["reports", "programme", "judging", "appraisal", "survey"] = "reports"
    to: Literal["whole", "owing", "each"] = "whole"  # or for each office that is so
    landscape: bool = False
    thai_digits: bool = False
    pages: int | None = Field(default=None, ge=1)
    long: bool = False
    signed: str = ""
    send_to: str = ""  # the address it is sent to, for people to see
    blocks: tuple[Block, ...]

    @model_validator(mode="after")
    def _is_filled(self) -> Self:
        if bool(self.of) != (self.about == "reports"):
            raise ValueError('ต้องบอกแบบของงาน (of) หรือ about = "programme" อย่างใดอย่างหนึ่ง')
        if any(isinstance(one, Cover) for one in self.blocks[1:]):
            raise ValueError("ปก (cover) ต้องเป็นบล็อกแรก")
        return self


def names(paper: Paper) -> Iterator[tuple[str, str]]:
    """(where, name) of every answer a paper names; where is the key of its block."""
    if paper.signed:
        yield "signed", paper.signed
    yield from _names(paper.blocks, "blocks")


def repeats(paper: Paper) -> Iterator[tuple[str, str]]:
    """(where, name) of every repeat a paper has rows of."""
    yield from _repeats(paper.blocks, "blocks")


def _repeats(blocks: tuple[Block, ...], key: str) -> Iterator[tuple[str, str]]:
    for place, block in enumerate(blocks, 1):
        if isinstance(block, Table | Each) and block.rows:
            yield f"{key}[{place}].rows", block.rows
        if isinstance(block, Each):
            yield from _repeats(block.blocks, f"{key}[{place}].blocks")


def _names(blocks: tuple[Block, ...], key: str) -> Iterator[tuple[str, str]]:
    for place, block in enumerate(blocks, 1):
        where = f"{key}[{place}]"
        if block.when:
            yield f"{where}.when", block.when.partition("=")[0]
        if isinstance(block, Ticks | Pictures):
            yield f"{where}.question", block.question
        for line in block.printed() if isinstance(block, Table) else ():
            if line.when:
                yield f"{where}.fixed", line.when.partition("=")[0]
        if isinstance(block, Each):
            yield from _names(block.blocks, f"{where}.blocks")
        for text in texts(block):
            for found in NAMED.finditer(text):
                yield from ((where, name) for name in found.group("name", "other") if name)


def texts(block: Block) -> tuple[str, ...]:
    """Every text of a block that may name answers."""
    match block:
        case Paragraph() | Heading() | Appendix():
            return (block.text,)
        case Cover():
            return (block.top, block.middle, block.foot)
        case Table():
            heads = (cell.text for line in block.head for cell in line)
            fixed = (text_of(cell) for line in block.printed() for cell in line.cells)
            return (*heads, *block.cells, *fixed)
        case Ticks():
            return tuple(block.labels.values())
        case Signature():
            return block.lines
        case Pictures() | Qr():
            return (block.caption,)
        case _:
            return ()


def questions_of_pictures(paper: Paper) -> dict[str, int]:
    """The questions whose pictures a paper shows, and how few of them stand beside each other."""
    found: dict[str, int] = {}
    for question, across in _pictures(paper.blocks):
        found[question] = min(across, found.get(question, across))
    return found


def _pictures(blocks: tuple[Block, ...]) -> Iterator[tuple[str, int]]:
    for block in blocks:
        if isinstance(block, Pictures):
            yield block.question, block.across
        elif isinstance(block, Each):
            yield from _pictures(block.blocks)


def names_under_signatures(paper: Paper) -> frozenset[str]:
    """The answers that stand under a place to sign."""
    lines = (line for block in paper.blocks if isinstance(block, Signature) for line in block.lines)
    return frozenset(found.group("name") for line in lines for found in NAMED.finditer(line))
