"""What an office needs to make a form of its own: the names of fields, and a file to begin with."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.papers.own_fields import fields_of
from documents.own.example import example
from documents.own.fields import Fields, Leaf, Rows
from handlers.vocabulary.known import Edition
from handlers.vocabulary.words import say
from scoring.paper import Paper

MOST_BOXES = 12  # of one question that are listed; a register's are written out by their name


@dataclass(frozen=True, slots=True)
class Line:
    """A field as it is written into a file, with what it is; `depth` in rows."""

    written: str
    label: str
    depth: int = 0


def example_of(edition: Edition, paper: Paper) -> bytes:
    """The paper of ours as a .docx with fields."""
    return example(paper, fields_of(edition, paper), say("papers.foot_page", "th"))


def lines_of(edition: Edition, paper: Paper) -> Iterator[Line]:
    """Every field, in the order of the questions; boxes and rows below what they belong to."""
    yield from _lines(fields_of(edition, paper), "", 0)


def _lines(fields: Fields, row: str, depth: int) -> Iterator[Line]:
    for name, kind in fields.items():
        named = f"{row}.{name}" if row else name
        match kind:
            case Leaf():
                yield Line(f"{{{{ {named} }}}}", kind.label, depth)
                boxes = kind.boxes if len(kind.boxes) <= MOST_BOXES else {}
                for choice, label in boxes.items():
                    yield Line(f'{{{{ {named}["{choice}"] }}}}', f"☐ {label}", depth + 1)
            case Rows():
                inside = "row" if depth == 0 else f"row{depth}"
                yield Line(f"{{% for {inside} in {named} %}} … {{% endfor %}}", kind.label, depth)
                yield from _lines(kind.fields, inside, depth + 1)
