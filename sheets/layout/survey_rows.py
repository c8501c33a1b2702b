"""A survey's table as rows of a tab: a line for each item, topic, construct, dimension and for all.
Pure.
"""

from collections.abc import Sequence
from decimal import Decimal

from scoring.survey.table import TableLine
from sheets.layout.cells import Cell, number, text
from sheets.layout.rows import Column, Tab

TITLE = "ผลสำรวจ"
KINDS = {
    "item": "รายการ",
    "part": "ด้านของเรื่อง",
    "construct": "ด้าน",
    "topic": "เรื่อง/โครงการ",
    "dimension": "มิติ",
    "overall": "รวม",
}
LEVELS = range(5, 0, -1)
COLUMNS = (
    Column("line", "รหัส/บรรทัด", "key"),
    Column("survey", "รหัสแบบสำรวจ"),
    Column("title", "แบบสำรวจ"),
    Column("office", "หน่วยงาน"),
    Column("invited", "แจก", "count"),
    Column("answered", "ตอบ", "count"),
    Column("rate", "อัตราการตอบ (ร้อยละ)", "number"),
    Column("kind", "ชนิด"),
    Column("label", "รายการ"),
    Column("n", "n", "count"),
    *(
        column
        for level in LEVELS
        for column in (
            Column(f"count_{level}", f"{level} จำนวน", "count"),
            Column(f"percent_{level}", f"{level} ร้อยละ", "number"),
        )
    ),
    Column("mean", "ค่าเฉลี่ย", "number"),
    Column("sd", "S.D.", "number"),
    Column("level", "แปลผล"),
)


def survey_tab(programme: str = "") -> Tab:
    """`programme` where several share a spreadsheet."""
    if programme:
        return Tab(f"surveys:{programme}", f"{TITLE} {programme}", COLUMNS)
    return Tab("surveys", TITLE, COLUMNS)


def survey_rows(
    code: str,
    title: str,
    office: str,
    counts: tuple[int | None, int, str | None],
    lines: Sequence[TableLine],
) -> dict[str, list[Cell]]:
    """{key: cells}; `counts` are how many were invited, have answered, and the rate."""
    invited, answered, rate = counts
    lead: list[Cell] = [code, text(title), text(office), invited, answered, _number(rate or "-")]
    return {
        f"{code}/{place:03d}": [f"{code}/{place:03d}", *lead, *_cells(one)]
        for place, one in enumerate(lines, 1)
    }


def _cells(one: TableLine) -> list[Cell]:
    told: list[Cell] = [KINDS[one.kind], text(one.label), one.n]
    for count, share in one.counts or ((None, "-"),) * len(LEVELS):
        told += [count, _number(share)]
    return [*told, _number(one.mean), _number(one.sd), one.level]


def _number(shown: str) -> Cell:
    """A number; an empty cell for none."""
    found = None if shown == "-" else number(shown)
    return found if isinstance(found, Decimal) else None
