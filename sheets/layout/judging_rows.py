"""A programme's judging as rows of a tab, an office each: rank, total, level, points by dimension.
Pure.

Whoever opens the Sheet may be a judge: while the round is open it says how far it has come, and
only a closed one has points.
"""

from collections.abc import Mapping, Sequence

from scoring.judging import Given, Place, Settled, by_dimension, ranking
from scoring.lines import rounded
from scoring.programme import Programme
from scoring.rubric_items import items
from sheets.layout.cells import Cell, text
from sheets.layout.rows import Column, Tab

TITLE = "ผลตัดสิน"
OPEN, CLOSED = "กำลังประเมิน", "ปิดการประเมินแล้ว"


def judging_tab(programme: Programme, *, shared: bool = False) -> Tab:
    """`shared` where several programmes are in one spreadsheet."""
    dimensions = tuple(
        Column(f"points_{code}", programme.indicator(code).short_name, "number")
        for code in by_dimension(programme, {})
    )
    columns = (
        Column("office", "รหัส", "key"),
        Column("name", "หน่วยงาน"),
        Column("zone", "เขต"),
        Column("state", "สถานะ"),
        Column("items", "ประเด็นที่ให้คะแนนแล้ว", "count"),
        Column("judges", "กรรมการ", "count"),
        *dimensions,
        Column("total", "รวม", "number"),
        Column("level", "ระดับ"),
        Column("rank", "อันดับ", "count"),
    )
    if shared:
        return Tab(f"judging:{programme.key}", f"{TITLE} {programme.key}", columns)
    return Tab("judging", TITLE, columns)


def judging_rows(
    programme: Programme,
    given: Mapping[str, Given],
    settled: Mapping[str, Settled],
    zones: Mapping[str, str],
    *,
    is_closed: bool,
) -> dict[str, list[Cell]]:
    """{office: cells}."""
    return {
        one.office: _cells(programme, one, given, settled, zones, is_closed=is_closed)
        for one in ranking(programme, given, settled)
    }


def _cells(
    programme: Programme,
    place: Place,
    given: Mapping[str, Given],
    settled: Mapping[str, Settled],
    zones: Mapping[str, str],
    *,
    is_closed: bool,
) -> list[Cell]:
    office = place.office
    points = by_dimension(programme, given.get(office, {}), settled.get(office, {}))
    shown: Sequence[Cell] = [rounded(one) for one in points.values()]
    is_whole = is_closed and place.items == len(items(programme))
    return [
        office,
        text(programme.office(office).name),
        text(zones.get(office, "")),
        CLOSED if is_closed else OPEN,
        place.items,
        place.judges,
        *(shown if is_closed else [None] * len(shown)),
        rounded(place.total) if is_closed else None,
        place.level if is_whole else None,
        place.rank if is_whole else None,
    ]
