"""The lines of a table, each with the number its writer sees beside it. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

SEQUENCE = {"ที่", "ลำดับ", "ลำดับที่", "ข้อ", "ข้อที่", "no", "no.", "#"}
TOTALS = ("รวม", "ยอดรวม", "total")


class Line(NamedTuple):
    """`cells` as they stand beside one another; of a line of plain words only one."""

    number: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """As it is told back."""
        return " · ".join(cell for cell in self.cells if cell)

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)

    @property
    def is_total(self) -> bool:
        """Whether it sums up the lines above it: รวม 12 แห่ง."""
        first = next((cell for cell in self.cells if cell), "")
        words = first.split()
        return bool(words) and (
            words[0].casefold().rstrip(":") in TOTALS or first.startswith("รวมทั้ง")
        )


def without_sequence(lines: Sequence[Line]) -> list[Line]:
    """Without the column that only counts the lines, told by its heading or by counting 1, 2, 3."""
    width = max((len(line.cells) for line in lines), default=0)
    if width < 2:
        return [*lines]
    first = [line.cells[0].strip() for line in lines if len(line.cells) > 1 and line.cells[0]]
    has_heading = any(cell.casefold() in SEQUENCE for cell in first[:10])
    numbers = [int(cell.rstrip(".)")) for cell in first if cell.rstrip(".)").isdecimal()]
    counts = numbers == [*range(1, len(numbers) + 1)] and len(numbers) >= 2
    if not has_heading and not (counts and len(numbers) >= len(first) - 2):
        return [*lines]
    return [line._replace(cells=line.cells[1:]) for line in lines]
