"""A paper filled in: what both renderers are given. Texts are final; nothing is looked up here."""

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.paper_blocks import Align


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says of a place: its text, and how deep it stands (1 or 2)."""

    text: str
    level: int


LAST = 2  # lines of a table that stay with the place to sign below it


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `indent` in cm. `keep`: on one page with what follows. `entry`: the index names
    it.
    """

    text: str
    align: Align = "left"
    bold: bool = False
    indent: float = 0
    keep: bool = False
    entry: Entry | None = None


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
class Row:
    """Pictures beside each other, room for `across` of them, never torn between pages."""

    images: tuple[Image, ...]
    across: int


@dataclass(frozen=True, slots=True)
class Front:
    """The cover, a page of its own: lines at its top, in its middle (the largest), at its foot."""

    top: tuple[str, ...]
    middle: tuple[str, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Every entry of the paper with its page."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A place to sign."""

    lines: tuple[str, ...]
    keep: bool = False


@dataclass(frozen=True, slots=True)
class NewPart:
    """The appendix begins, on a page of its own; the index names it."""

    text: str

    @property
    def entry(self) -> Entry:
        return Entry(self.text.replace("\n", " "), 1)


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page."""


Part = Front | Index | Line | Grid | Image | Row | Sign | NewPart | NewPage


@dataclass(frozen=True, slots=True)
class Filled:
    """`mark` stands at the head of every page (ฉบับร่าง), `foot` and the page's number at its foot
    but for the cover; the number in Thai digits where the paper says so.
    """

    title: str
    parts: tuple[Part, ...]
    landscape: bool = False
    mark: str = ""
    foot: str = ""
    thai_digits: bool = False

    @property
    def has_cover(self) -> bool:
        return any(isinstance(part, Front) for part in self.parts[:1])

    def entries(self) -> Iterator[Entry]:
        """What the index names, in order."""
        for part in self.parts:
            if isinstance(part, Line | NewPart) and part.entry:
                yield part.entry
