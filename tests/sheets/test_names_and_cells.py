"""Names of folders and files, cells, rows and places: the pure half of the mirror."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.kept import MirrorError
from sheets.layout.cells import CUT, first_units, number, plain, text, units
from sheets.layout.folders import (
    extension,
    file_name,
    indicator_folder,
    office_folder,
    programme_folder,
    safe_name,
    unique,
)
from sheets.layout.looks import tab_title
from sheets.layout.moments import file_date, iso_text, thai_text
from sheets.layout.placing import mend, rows_at, whole
from sheets.layout.rows import BOARD_TAB, KEY, board_row, indicator_tab, row_of
from tests.sheets.cast import RECORD, TAB

EVENING = datetime(2026, 11, 20, 18, 42, 5, tzinfo=UTC)


def test_folders_say_what_people_look_for() -> None:
    assert programme_folder("CBI-2556-R1", "ตัวชี้วัดพื้นฐาน") == "ตัวชี้วัดพื้นฐาน (CBI-2556-R1)"
    assert office_folder("5001", "ที่ว่าการอำเภอแม่ริม") == "ที่ว่าการอำเภอแม่ริม (5001)"
    assert indicator_folder("8.1", "ความสำเร็จ/ปี") == "8.1 ความสำเร็จ-ปี"


def test_a_file_is_named_by_the_buddhist_day_in_bangkok() -> None:
    assert file_name(EVENING, "ภาพกิจกรรม", 3, "image/jpeg") == "2569-11-21 ภาพกิจกรรม 03.jpg"


@pytest.mark.parametrize(
    ("mime", "original", "ending"),
    [
        ("image/jpeg", "x.exe", ".jpg"),
        ("image/jpeg; charset=x", "", ".jpg"),
        ("application/octet-stream", "รายงาน.DWG", ".dwg"),
        ("application/octet-stream", "..\\..\\evil.sh/", ".sh"),
        ("application/octet-stream", "ก.ไทย", ".bin"),
        ("", "", ".bin"),
    ],
)
def test_the_ending_follows_what_the_file_is(mime: str, original: str, ending: str) -> None:
    assert extension(mime, original) == ending


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("../../etc/passwd", "-..-etc-passwd"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("  \u200b\u202e ", "ไม่มีชื่อ"),
        ("ก\nข", "ก ข"),
        ("a. . .", "a"),
        ("น้ำ" * 60, "น้ำ" * 22),
    ],
)
def test_odd_names_become_safe_ones(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@given(st.text())
def test_every_name_is_one_that_windows_drive_and_zip_keep(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= 201
    assert not set(safe) & set('/\\:*?"<>|')
    assert safe == safe.strip(" .")
    assert all(unicodedata.category(char) not in {"Cc", "Cf", "Cs"} for char in safe)
    assert safe_name(safe) == safe


@given(st.lists(st.sampled_from(["ภาพ.jpg", "ภาพ.JPG", "ก", "ก (2)"]), max_size=8))
def test_names_made_unique_are_unique_in_any_letter_case(names: list[str]) -> None:
    taken: set[str] = set()
    for name in names:
        taken.add(unique(name, taken).casefold())
    assert len(taken) == len(names)


def test_a_second_picture_is_numbered_before_its_ending() -> None:
    assert unique("ภาพ พ.ศ. 2569.jpg", {"ภาพ พ.ศ. 2569.jpg"}) == "ภาพ พ.ศ. 2569 (2).jpg"
    assert unique("สนง. อำเภอ", {"สนง. อำเภอ"}) == "สนง. อำเภอ (2)"


@given(st.text(), st.integers(60, 200))
def test_text_fits_its_cell_and_is_valid_xml_and_json(value: str, limit: int) -> None:
    kept = text(value, limit)
    assert units(kept) <= limit
    assert not any(char < " " and char not in "\n\t" for char in kept)
    kept.encode("utf-8")
    assert kept.endswith(CUT) or len(kept) <= len(value)


@given(st.text(alphabet="ก😀"), st.integers(0, 10))
def test_a_cut_never_splits_a_character(value: str, limit: int) -> None:
    assert value.startswith(first_units(value, limit))


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        ("12", Decimal(12)),
        ("1,250.50", Decimal("1250.50")),
        ("๑๒", Decimal(12)),
        ("n/a", "n/a"),
        ("NaN", "NaN"),
        ("", ""),
    ],
)
def test_a_number_is_a_number_and_anything_else_stays_text(typed: str, cell: object) -> None:
    assert number(typed) == cell


@pytest.mark.parametrize(
    ("cell", "carried"),
    [
        (None, ""),
        (Decimal("3.5722"), 3.5722),
        (Decimal("NaN"), "NaN"),
        (1100600123456789, "1100600123456789"),
        (True, True),
    ],
)
def test_cells_carry_what_a_double_can_hold(cell: object, carried: object) -> None:
    assert plain(cell) == carried  # type: ignore[arg-type]


def test_moments_are_bangkoks() -> None:
    assert iso_text(EVENING) == "2026-11-21T01:42:05+07:00"
    assert thai_text(EVENING) == "21 พ.ย. 2569 01:42 น."
    assert file_date(EVENING) == "2569-11-21"
    with pytest.raises(ValueError, match="time zone"):
        iso_text(datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_row_follows_its_tab() -> None:
    row = dict(zip(TAB.names, row_of(RECORD, TAB), strict=True))
    assert row[KEY] == "R-0001"
    assert row["q.phone"] == "0812345678"
    assert row["q.amount"] == Decimal("1250.50")
    assert row["status"] == "ให้คะแนนแล้ว"
    assert (row["evidence_count"], row["folder_link"]) == (2, "https://example.go.th/folder")


def test_the_board_has_a_line_for_office_and_indicator() -> None:
    row = dict(zip(BOARD_TAB.names, board_row(RECORD), strict=True))
    assert (row["office_indicator"], row["final_score"], row[KEY]) == (
        "5001/4",
        Decimal("3.5722"),
        "R-0001",
    )


def test_a_question_named_like_a_column_of_ours_takes_no_place_of_it() -> None:
    tab = indicator_tab("1", "x", {KEY: "รหัส", "status": "สถานะ"})
    assert len(set(tab.names)) == len(tab.names)


@pytest.mark.parametrize(
    ("title", "shown"),
    [("1/2: [ก]*?", "1 2 ก"), ("'x'", "x"), ("", "-"), ("ก" * 40, "ก" * 31), ("a\nb", "ab")],
)
def test_titles_are_ones_both_sheets_and_excel_take(title: str, shown: str) -> None:
    assert tab_title(title) == shown


HEADER = st.lists(
    st.sampled_from(["", "ของฉัน", *TAB.names, *(c.label for c in TAB.columns)]), max_size=40
)


@given(HEADER, HEADER, st.booleans())
def test_a_mended_header_gives_every_column_its_own_place(
    names: list[str], labels: list[str], at_end: bool
) -> None:
    end = max(len(names), len(labels)) if at_end else None
    places = mend(names, labels, TAB, end=end).places
    assert set(places) == set(TAB.names)
    assert len(set(places.values())) == len(places)


def test_a_whole_header_needs_no_mending() -> None:
    how = mend(TAB.names, [c.label for c in TAB.columns], TAB)
    assert whole(TAB.names, TAB)
    assert (how.rows, how.columns) == (0, ())


@given(
    st.lists(st.sampled_from(["", "a", "b", "c", "d"])),
    st.lists(st.sampled_from(["a", "b", "x", "y"]), unique=True),
)
def test_keys_stand_where_they_stood_and_new_ones_where_there_is_room(
    column: list[str], keys: list[str]
) -> None:
    rows = rows_at(column, keys)
    assert len(set(rows.values())) == len(keys)
    for key, row in rows.items():
        if key in column:
            assert row == column.index(key) + 2
        else:  # below the last, or where one of these keys stands a second time
            assert row >= len(column) + 2 or (
                column[row - 2] in keys and column[row - 2] in column[: row - 2]
            )


def test_an_error_says_its_code_and_its_sentence() -> None:
    assert str(MirrorError("busy", True, "wait")) == "busy: wait"
