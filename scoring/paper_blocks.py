"""The blocks of an official paper, in the order in which they are printed. Pure."""

from typing import Annotated, Literal

from pydantic import Field

from scoring.paper_table import Shown, Table

Align = Literal["left", "center", "right"]


class Paragraph(Shown):
    """Lines of text; `indent` in cm. An answer of several lines becomes as many paragraphs."""

    kind: Literal["paragraph"]
    text: str
    align: Align = "left"
    bold: bool = False
    indent: float = Field(default=0, ge=0, le=10)


class Heading(Shown):
    """A title or the name of a part; with a `level` the index names it: 1, or 2 below it."""

    kind: Literal["heading"]
    text: str
    align: Align = "center"
    level: int = Field(default=0, ge=0, le=2)


class Ticks(Shown):
    """The choices of a question, each with its box; `labels` as printed, else those of the form."""

    kind: Literal["ticks"]
    question: str
    labels: dict[str, str] = Field(default_factory=dict)
    inline: bool = False


class Pictures(Shown):
    """The pictures sent with a question, `across` beside each other; files that are none are
    named.
    """

    kind: Literal["pictures"]
    question: str
    caption: str = ""
    across: int = Field(default=1, ge=1, le=3)


class Qr(Shown):
    """The QR code of the evidence folder."""

    kind: Literal["qr"]
    caption: str = ""


class Signature(Shown):
    """A place to sign: centred lines on the right half, never torn between pages."""

    kind: Literal["signature"]
    lines: tuple[str, ...]


class Appendix(Shown):
    """What follows is on new pages and is not counted."""

    kind: Literal["appendix"]
    text: str


class Page(Shown):
    """What follows begins on a new page."""

    kind: Literal["page"]


class Cover(Shown):
    """The first page, alone: large lines at its top, in its middle and at its foot."""

    kind: Literal["cover"]
    top: str = ""
    middle: str
    foot: str = ""


class Index(Shown):
    """The headings that have a level and the appendix, each with the page it stands on."""

    kind: Literal["index"]


class Each(Shown):
    """The blocks once for every row of a repeat, or for every further report of the paper."""

    kind: Literal["each"]
    rows: str
    blocks: tuple["Block", ...]


Block = Annotated[
    Cover
    | Index
    | Paragraph
    | Heading
    | Ticks
    | Table
    | Pictures
    | Qr
    | Signature
    | Appendix
    | Page
    | Each,
    Field(discriminator="kind"),
]
