"""Where every office stands, as rows of a tab: rank, points with a bar, how completely and
punctually it has reported. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sheets.layout.cells import Cell, text
from sheets.layout.rows import Column, Tab

TITLE = "อันดับหน่วยงาน"
COLUMNS = (
    Column("office", "รหัสหน่วยงาน", "key"),
    Column("name", "หน่วยงาน"),
    Column("rank", "อันดับ", "count"),
    Column("points", "คะแนนที่ได้", "number"),
    Column("assessed", "จากคะแนนที่ประเมินแล้ว", "number"),
    Column("rate", "ร้อยละ", "number"),
    Column("bar", "แถบ"),
    Column("sent", "ส่งแล้ว", "count"),
    Column("expected", "ต้องส่ง", "count"),
    Column("in_time", "ทันกำหนด", "count"),
    Column("due", "ถึงกำหนดแล้ว", "count"),
    Column("standing", "สถานะ", "standing"),
    Column("as_of", "ข้อมูล ณ", "moment"),
)
PARTS = 20  # of a bar
FULL, EMPTY = "█", "░"
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office; points and rates are None where nothing scores it, `standing` is one of
    looks.STANDING_COLOURS.
    """

    office: str
    name: str
    rank: int | None
    points: Decimal | None
    assessed: Decimal | None
    rate: Decimal  # per cent: of the points, else of the reports
    sent: int
    expected: int
    in_time: int
    due: int
    standing: str


def office_tab(programme: str = "") -> Tab:
    """`programme` where several share a spreadsheet."""
    if programme:
        return Tab(f"offices:{programme}", f"{TITLE} {programme}", COLUMNS)
    return Tab("offices", TITLE, COLUMNS)


def office_rows(lines: Sequence[OfficeLine], as_of: str) -> dict[str, list[Cell]]:
    """{key: cells} in the order given; `as_of` is the moment in words."""
    return {one.office: _cells(one, as_of) for one in lines}


def _cells(one: OfficeLine, as_of: str) -> list[Cell]:
    return [
        one.office,
        text(one.name),
        one.rank,
        one.points,
        one.assessed,
        one.rate,
        bar(one.rate),
        one.sent,
        one.expected,
        one.in_time,
        one.due,
        one.standing,
        as_of,
    ]


def bar(rate: Decimal) -> str:
    """██████░░░░: a bar in letters, the same in every program that opens the table."""
    share = min(max(rate, Decimal(0)), HUNDRED) / HUNDRED
    filled = int((share * PARTS).quantize(Decimal(1), ROUND_HALF_UP))
    return FULL * filled + EMPTY * (PARTS - filled)
