"""The tables of an official paper: heads over columns and rows, a line for each row of a repeat,
and lines as printed. Pure.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from scoring.stated import Stated


class Shown(Stated):
    """A part of a paper; with `when` ("name" or "name=value") only where that is answered."""

    when: str = ""


class Cell(Stated):
    """A heading of a table over some columns and rows."""

    text: str
    columns: int = Field(default=1, ge=1)
    rows: int = Field(default=1, ge=1)


class Fixed(Stated):
    """A printed line of a table that is there only `when` something is answered."""

    when: str
    cells: tuple[str | Cell, ...]


class Table(Shown):
    """A table; one line for each row of a repeat (`rows`), then the `fixed` lines, whose cells may
    reach over several columns. `widths` are shares of the page.
    """

    kind: Literal["table"]
    widths: tuple[float, ...]
    head: tuple[tuple[Cell, ...], ...] = ()
    rows: str = ""
    cells: tuple[str, ...] = ()
    fixed: tuple[tuple[str | Cell, ...] | Fixed, ...] = ()

    def printed(self) -> tuple[Fixed, ...]:
        """The fixed lines, each with when it is there ("" for always)."""
        return tuple(
            one if isinstance(one, Fixed) else Fixed(when="", cells=one) for one in self.fixed
        )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """Every line fills every column, or none of both renderers could draw it."""
        if not self.widths or min(self.widths) <= 0:
            raise ValueError("ต้องบอกความกว้างของทุกช่อง (widths) เป็นจำนวนที่มากกว่า 0")
        fixed = [one.cells for one in self.printed()]
        lines = [sum(map(columns_of, line)) for line in (self.cells, *fixed) if line]
        wrong = [count for count in lines if count != len(self.widths)]
        if self.rows and not self.cells:
            raise ValueError(f"รายการ {self.rows} ไม่มีช่อง (cells)")
        if wrong:
            raise ValueError(f"แถวหนึ่งมี {wrong[0]} ช่อง แต่ widths มี {len(self.widths)}")
        boxes = sum(one.columns * one.rows for line in self.head for one in line)
        if boxes != len(self.head) * len(self.widths):
            raise ValueError("หัวตารางไม่เต็มทุกช่อง หรือเกิน")
        return self


def text_of(cell: str | Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def columns_of(cell: str | Cell) -> int:
    return 1 if isinstance(cell, str) else cell.columns
