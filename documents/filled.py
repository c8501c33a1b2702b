"""A paper filled in: what both renderers are given. Texts are final; nothing is looked up here."""

from dataclasses import dataclass

from scoring.paper import Align

LAST = 2  # lines of a table that stay with the place to sign below it


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `indent` in cm. `keep`: on one page with what follows."""

    text: str
    align: Align = "left"
    bold: bool = False
    indent: float = 0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: over how many columns and rows; a heading is in bold and in the middle."""

    text: str
    columns: int = 1
    rows: int = 1
    bold: bool = False
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: shares of the width, and its lines; the first `heads` lines are repeated on every
    page. `keep`: its last `LAST` lines are on one page with what follows.
    """

    widths: tuple[float, ...]
    lines: tuple[tuple[Box, ...], ...]
    heads: int
    keep: bool = False

    @property
    def last(self) -> int:
        """How many of its last lines stay together; none of a table of heads alone."""
        return min(LAST, len(self.lines) - self.heads)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture (PNG or JPEG) `width` cm wide, with a line under it and, of a code, its link."""

    content: bytes
    width: float
    caption: str = ""
    link: str = ""
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A place to sign."""

    lines: tuple[str, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class NewPart:
    """The appendix begins, on a page of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Part = Line | Grid | Image | Sign | NewPart | NewPage


@dataclass(frozen=True, slots=True)
class Filled:
    """`mark` stands at the head of every page (ฉบับร่าง), `foot` at its foot."""

    title: str
    parts: tuple[Part, ...]
    landscape: bool = False
    mark: str = ""
    foot: str = ""
