"""The nightly comparison: what people changed, deleted or copied by hand is found, said and
mended.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.layout.cells import Cell
from sheets.layout.differences import alike, compare, mend
from sheets.layout.rows import BOARD_TAB, row_of
from tests.sheets.cast import TAB, record, rows_of
from tests.sheets.conftest import Place

TITLE = "4 ร้อยละการเบิกจ่าย"
SCORE = TAB.names.index("final_score") + 1
ROWS: dict[str, list[Cell]] = {id: row_of(record(id), TAB) for id in ("R-1", "R-2", "R-3")}


@pytest.fixture
def filled(place: Place, table: str) -> str:
    """A table with three rows."""
    place.mirror.flush(table, [(TAB, ROWS)])
    return table


def test_a_true_mirror_shows_no_difference(place: Place, filled: str) -> None:
    assert mend(place.mirror, filled, [(TAB, ROWS)]) == []


def test_a_score_changed_by_hand_is_said_and_set_right(place: Place, filled: str) -> None:
    place.person(filled).write(TITLE, 4, SCORE, "5")
    (found,) = mend(place.mirror, filled, [(TAB, ROWS)])
    assert (found.kind, found.key, found.columns) == ("changed", "R-2", ("คะแนนสุทธิ",))
    assert "changed by hand in คะแนนสุทธิ" in str(found)
    assert mend(place.mirror, filled, [(TAB, ROWS)]) == []


def test_a_deleted_row_comes_back(place: Place, filled: str) -> None:
    place.person(filled).delete_row(TITLE, 4)
    assert [(one.kind, one.key) for one in mend(place.mirror, filled, [(TAB, ROWS)])] == [
        ("missing", "R-2")
    ]
    assert list(rows_of(place.mirror, filled, TAB)) == ["R-1", "R-3", "R-2"]


def test_a_row_written_over_another_gives_its_place_back(place: Place, filled: str) -> None:
    """Somebody sorted between our read and our write: one report stands twice, another nowhere;
    then each once.
    """
    for at, cell in enumerate(ROWS["R-1"], start=1):
        place.person(filled).write(TITLE, 4, at, str(cell or ""))
    found = mend(place.mirror, filled, [(TAB, ROWS)])
    assert {(one.kind, one.key) for one in found} == {("missing", "R-2"), ("twice", "R-1")}
    assert [cells[0] for cells in place.mirror.read(filled, [TAB])[0]] == ["R-1", "R-2", "R-3"]
    assert mend(place.mirror, filled, [(TAB, ROWS)]) == []


def test_a_deleted_tab_comes_back_with_all_its_rows(place: Place, filled: str) -> None:
    place.mirror.prepare(filled, [BOARD_TAB])
    place.person(filled).delete(TITLE)
    assert {one.kind for one in compare(TAB, ROWS, place.mirror.read(filled, [TAB])[0])} == {
        "missing"
    }
    mend(place.mirror, filled, [(TAB, ROWS)])
    assert list(rows_of(place.mirror, filled, TAB)) == list(ROWS)


def test_copied_and_own_rows_are_said_and_left_alone(place: Place, filled: str) -> None:
    person = place.person(filled)
    person.write(TITLE, 6, 1, "R-1")
    person.write(TITLE, 7, 1, "ยอดรวม")
    found = mend(place.mirror, filled, [(TAB, ROWS)])
    assert [(one.kind, one.key) for one in found] == [("stranger", "ยอดรวม"), ("twice", "R-1")]
    assert person.cell(TITLE, 7, 1) == "ยอดรวม"


@pytest.mark.parametrize(
    ("wanted", "shown", "same"),
    [
        (None, "", True),
        ("", None, True),
        (Decimal("3.5722"), 3.5722, True),
        (3, 3.0, True),
        ("0812345678", 812345678, False),
        ("ก" * 60_000, ("ก" * 60_000)[:10], False),
        ("a\r\nb", "a\nb", True),
        (Decimal(1), "1", False),
        (Decimal(1), 2, False),
    ],
)
def test_cells_that_read_alike_are_alike(wanted: Cell, shown: Cell, same: bool) -> None:
    assert alike(wanted, shown) is same


@given(st.lists(st.sampled_from(list(ROWS)), max_size=6))
def test_every_record_is_either_shown_or_missing(keys: list[str]) -> None:
    shown: Sequence[Sequence[Cell]] = [ROWS[key] for key in keys]
    missing = {one.key for one in compare(TAB, ROWS, shown) if one.kind == "missing"}
    assert missing == set(ROWS) - set(keys)
