"""The appraisals of a programme as rows of a tab of their own, where the programme wants one.
Pure.
"""

from collections.abc import Mapping
from typing import Any

from sheets.layout.cells import Cell, number, text
from sheets.layout.rows import Column, Tab

TITLE = "แบบประเมินรายบุคคล"
SUMS = ("result_score_100", "competency_score_100", "total")
COLUMNS = (
    Column("appraisal", "เลขที่", "key"),
    Column("person", "ผู้รับการประเมิน"),
    Column("office", "หน่วยงาน"),
    Column("assessor", "ผู้ประเมิน"),
    Column("state", "สถานะ"),
    Column("result_score_100", "ผลสัมฤทธิ์ของงาน (100)", "score"),
    Column("competency_score_100", "สมรรถนะ (100)", "score"),
    Column("total", "คะแนนรวม", "score"),
)


def appraisal_tab(programme: str = "") -> Tab:
    """`programme` where several share a spreadsheet."""
    if programme:
        return Tab(f"appraisals:{programme}", f"{TITLE} {programme}", COLUMNS)
    return Tab("appraisals", TITLE, COLUMNS)


def appraisal_row(
    key: str, who: tuple[str, str, str], state: str, figures: Mapping[str, Any]
) -> list[Cell]:
    """`who` are person, office and assessor; of one that was erased nothing is left but its key."""
    sums: list[Cell] = [number(str(figures[one])) if one in figures else None for one in SUMS]
    return [key, *map(text, who), text(state), *sums]
