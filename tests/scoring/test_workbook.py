"""A programme as a workbook: there and back without loss, and mistakes named by sheet, row and
column.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.commands import workbook_file
from scoring.problems import ProgrammeError
from scoring.workbook import cells
from scoring.workbook.writing import SHEETS, from_sheets, to_sheets
from tests.scoring.cast import ALL, CBI, programme


def sheets(**changes: tuple[int, str, Any]) -> dict[str, list[list[Any]]]:
    """Chonburi's sheets with one cell in each named sheet changed: row number, heading, value."""
    found: dict[str, list[list[Any]]] = {
        name: [list(row) for row in rows] for name, rows in to_sheets(programme(CBI)).items()
    }
    for name, (row, heading, value) in changes.items():
        found[name][row - 1] += [None] * (len(found[name][0]) - len(found[name][row - 1]))
        found[name][row - 1][found[name][0].index(heading)] = value
    return found


def row_of(sheet: str, *begins: str) -> int:
    return next(
        i
        for i, row in enumerate(to_sheets(programme(CBI))[sheet], 1)
        if row[: len(begins)] == list(begins)
    )


def said(told: dict[str, list[list[Any]]]) -> list[str]:
    with pytest.raises(ProgrammeError) as raised:
        from_sheets(told)
    return [str(each) for each in raised.value.problems]


@pytest.mark.parametrize("key", ALL)
def test_a_workbook_is_read_back_as_the_same_version(key: str, tmp_path: Path) -> None:
    file = tmp_path / "programme.xlsx"
    workbook_file.write(programme(key), file)
    again = workbook_file.read(file)
    assert again == programme(key)
    assert again.version == programme(key).version


@pytest.mark.parametrize(
    "told",
    [
        {"labels": {"1": "ครั้งที่ 1", "2": "ครั้งที่ 2"}},
        {"rows": [["ลงชื่อ", "\nลงนาม....."], {"when": "agreed", "cells": ["ก", "ข"]}]},
        {"a": {"10": {"b": [{"1": "ค"}]}}},
    ],
    ids=["names of digits", "an empty line first", "both kinds of places"],
)
def test_tables_in_tables_are_read_back_as_they_were(told: dict[str, object]) -> None:
    back: dict[str, object] = {}
    for path, found in cells.leaves(told):
        read = [cells.value(one) for one in found]
        is_list = len(read) > 1
        cells.put(back, cells.path_of(cells.name(path)), read if is_list else read[0])

    assert back == told


def test_there_is_one_sheet_for_each_part() -> None:
    assert tuple(to_sheets(programme(CBI))) == SHEETS


def test_what_a_spreadsheet_does_to_values_is_mended() -> None:
    told = sheets(
        deadlines=(row_of("deadlines", "4"), "due", "20 มีนาคม ๒๕๕๖"),
        indicators=(row_of("indicators", "1.1"), "code", 1.1),
        scales=(row_of("scales", "1.3", "counts"), "1", "๔ ครั้ง"),
        programme=(row_of("programme", "round_start"), "value", datetime(2012, 10, 1)),  # noqa: DTZ001 - as openpyxl reads
    )
    assert from_sheets(told).version == programme(CBI).version


def test_a_person_can_be_foreseen_for_an_office() -> None:
    told = sheets()
    told["people"] = [["name", "office", "role"], ["สมศรี", "CBI-BB", "reporter"]]
    assert from_sheets(told).people[0].office == "CBI-BB"
    told["people"].append(["สมชาย", "CBI-XX", "reporter"])
    assert "people: สมชาย อยู่ CBI-XX ซึ่งไม่มี" in said(told)[0]


@pytest.mark.parametrize(
    ("sheet", "row", "heading", "value", "expected"),
    [
        ("indicators", 2, "weight", 0, "indicators: แถว 2 คอลัมน์ weight: ต้องมากกว่า 0"),
        ("indicators", 2, "weight", "มาก", "indicators: แถว 2 คอลัมน์ weight: ต้องเป็นตัวเลข"),
        (
            "indicators",
            3,
            "short_name",
            "ก" * 30,
            "indicators: แถว 3 คอลัมน์ short_name: ยาว 30 ตัวอักษร",
        ),
        ("offices", 9, "name", None, "offices: แถว 9 คอลัมน์ name: ไม่มีค่านี้ ต้องระบุ"),
        (
            "deadlines",
            2,
            "internal_due",
            "31 กุมภาพันธ์ 2556",
            "deadlines: แถว 2 คอลัมน์ internal_due: ต้องเป็นวันที่",
        ),
        ("deadlines", 2, "indicator", "77", "deadlines: แถว 2 คอลัมน์ indicator: ไม่มีตัวชี้วัด “77”"),
    ],
)
def test_a_mistake_is_named_by_sheet_row_and_column(
    sheet: str, row: int, heading: str, value: object, expected: str
) -> None:
    assert any(each.startswith(expected) for each in said(sheets(**{sheet: (row, heading, value)})))


def test_thresholds_out_of_order_are_named_in_the_sheet_of_scales() -> None:
    row = row_of("scales", "4", "thresholds")
    found = said(sheets(scales=(row, "2", 95)))
    assert found[0].startswith("scales: แถว ")
    assert "เกณฑ์ 5 ระดับต้องเรียงเพิ่มขึ้นทุกระดับ ได้ 60, 95, 80, 90, 100" in found[0]


def test_an_unknown_column_is_named() -> None:
    told = sheets()
    told["offices"][0].append("tambon")
    told["offices"][1].append("x")
    assert said(told)[0] == "offices: แถว 2 คอลัมน์ tambon: ไม่รู้จักชื่อนี้ ตรวจสอบการสะกด"


def test_a_missing_sheet_is_named() -> None:
    told = sheets()
    del told["scales"]
    assert said(told) == ["scales: ไม่มีแผ่นงานนี้"]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    told = sheets(indicators=(2, "name", "=1+1"))
    file = tmp_path / "programme.xlsx"
    workbook_file.write(from_sheets(told), file)
    assert workbook_file.read(file).indicators[0].name == "=1+1"


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "programme.xlsx"
    file.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(ProgrammeError, match=r"\.xlsx"):
        workbook_file.read(file)
