"""What people may do to a table: rename, sort, insert, type over. Ours stays right, and theirs
stays.
"""

from __future__ import annotations

import pytest

from sheets.layout.rows import BOARD_TAB, board_key, board_row, board_tab, row_of, tab_of
from tests.sheets.cast import RECORD, TAB, record, rows_of
from tests.sheets.conftest import Place

TITLE = "4 ร้อยละการเบิกจ่าย"
OWN = len(TAB.columns) + 1
NOTE, PHONE = TAB.names.index("q.note") + 1, TAB.names.index("q.phone") + 1


def test_a_renamed_tab_is_found_again(place: Place, table: str) -> None:
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    place.person(table).rename(TITLE, "ของฉัน")
    place.again().flush(table, [(TAB, {"R-2": row_of(record("R-2"), TAB)})])
    assert place.person(table).titles() == ["ของฉัน"]
    assert list(rows_of(place.mirror, table, TAB)) == ["R-1", "R-2"]


def test_a_deleted_tab_is_made_anew(place: Place, table: str) -> None:
    place.mirror.flush(table, [(BOARD_TAB, {board_key(RECORD): board_row(RECORD)})])
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    place.person(table).delete(TITLE)
    place.again().flush(table, [(TAB, {"R-2": row_of(record("R-2"), TAB)})])
    assert list(rows_of(place.mirror, table, TAB)) == ["R-2"]
    assert list(rows_of(place.mirror, table, BOARD_TAB)) == ["5001/4"]


def test_a_tab_a_person_made_under_our_name_is_left_alone(place: Place, table: str) -> None:
    place.mirror.flush(table, [(BOARD_TAB, {board_key(RECORD): board_row(RECORD)})])
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    person = place.person(table)
    person.rename(TITLE, "เก่า")
    person.rename("คะแนน", TITLE)
    place.again().flush(table, [(TAB, {"R-2": row_of(record("R-2"), TAB)})])
    assert list(rows_of(place.again(), table, TAB)) == ["R-1", "R-2"]
    assert list(rows_of(place.again(), table, BOARD_TAB)) == ["5001/4"]


def test_two_programmes_in_one_table_keep_their_indicators_apart(place: Place, table: str) -> None:
    other = tab_of(record("R-2", programme="MOI-2567"))
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    place.again().flush(table, [(other, {"R-2": row_of(record("R-2"), other)})])
    place.again().flush(table, [(TAB, {"R-3": row_of(record("R-3"), TAB)})])
    place.again().flush(table, [(board_tab("MOI-2567"), {"5001/4": board_row(RECORD)})])
    assert list(rows_of(place.mirror, table, TAB)) == ["R-1", "R-3"]
    assert list(rows_of(place.mirror, table, other)) == ["R-2"]
    assert place.person(table).titles() == [TITLE, f"{TITLE} (2)", "คะแนน MOI-2567"]


def test_sorted_rows_keep_their_keys(place: Place, table: str) -> None:
    place.mirror.flush(
        table, [(TAB, {id: row_of(record(id), TAB) for id in ("R-1", "R-2", "R-3")})]
    )
    place.person(table).sort(TITLE, 1)
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1", revision=9), TAB)})])
    shown = rows_of(place.mirror, table, TAB)
    assert list(shown) == ["R-3", "R-2", "R-1"]
    assert shown["R-1"][TAB.names.index("revision")] == 9


def test_peoples_own_columns_are_never_touched(place: Place, table: str) -> None:
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    person = place.person(table)
    person.write(TITLE, 1, OWN, "ความเห็น")
    person.write(TITLE, 3, OWN, "โทรถามแล้ว")
    place.mirror.flush(
        table, [(TAB, {id: row_of(record(id, revision=2), TAB) for id in ("R-1", "R-2")})]
    )
    assert (person.cell(TITLE, 1, OWN), person.cell(TITLE, 3, OWN)) == ("ความเห็น", "โทรถามแล้ว")
    assert person.cell(TITLE, 4, OWN) is None


@pytest.mark.parametrize("column", [1, 3, PHONE])
def test_a_column_inserted_between_ours_is_left_alone(
    place: Place, table: str, column: int
) -> None:
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    person = place.person(table)
    person.insert_column(TITLE, column)
    person.write(TITLE, 3, column, "ของฉัน")
    place.mirror.flush(
        table, [(TAB, {id: row_of(record(id, revision=2), TAB) for id in ("R-1", "R-2")})]
    )
    assert person.cell(TITLE, 3, column) == "ของฉัน"
    shown = rows_of(place.mirror, table, TAB)
    assert [shown[id][TAB.names.index("revision")] for id in ("R-1", "R-2")] == [2, 2]


@pytest.mark.parametrize("rows", [[1], [2, 1]])
def test_a_deleted_header_comes_back_over_the_same_rows(
    place: Place, table: str, rows: list[int]
) -> None:
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    for row in rows:
        place.person(table).delete_row(TITLE, row)
    place.again().flush(table, [(TAB, {id: row_of(record(id), TAB) for id in ("R-1", "R-2")})])
    assert list(rows_of(place.mirror, table, TAB)) == ["R-1", "R-2"]
    assert place.person(table).cell(TITLE, 1, 1) == "submission_id"


def test_an_overwritten_name_is_known_by_its_label(place: Place, table: str) -> None:
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    place.person(table).write(TITLE, 1, 1, "รหัส")
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1", revision=3), TAB)})])
    assert list(rows_of(place.mirror, table, TAB)) == ["R-1"]


def test_a_new_question_gets_its_column_and_old_rows_stay(place: Place, table: str) -> None:
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    person = place.person(table)
    person.write(TITLE, 3, OWN, "ของฉัน")
    person.write(TITLE, 1, OWN, "ความเห็น")
    newer = record(
        "R-2", labels={**RECORD.labels, "more": "เพิ่มเติม"}, values={"more": "มี", "note": "ก"}
    )
    wider = tab_of(newer)
    place.mirror.flush(table, [(wider, {"R-2": row_of(newer, wider)})])
    shown = rows_of(place.mirror, table, wider)
    assert shown["R-2"][wider.names.index("q.more")] == "มี"
    assert shown["R-1"][wider.names.index("q.note")] == "=1+1"
    assert shown["R-1"][wider.names.index("q.more")] in (None, "")
    comments = [person.cell(TITLE, 3, c) for c in range(1, len(wider.columns) + 3)]
    assert comments.count("ของฉัน") == 1
