"""The emulated Sheets has the limits, the guesses and the traps of the real one."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulators.google.sheets.ranges import Area, area, column_index, column_letters, split
from tests.emulators.google_room import Client, google, message

__all__ = ["google"]


def test_a_new_spreadsheet_has_one_sheet_of_a_thousand_rows(google: Client) -> None:
    told = google.ask("GET", f"/v4/spreadsheets/{google.spreadsheet()}").json()
    (sheet,) = told["sheets"]
    assert sheet["properties"]["sheetId"] == 0
    assert sheet["properties"]["gridProperties"] == {"rowCount": 1000, "columnCount": 26}


def test_fields_pick_what_is_asked_for(google: Client) -> None:
    told = google.ask(
        "GET", f"/v4/spreadsheets/{google.spreadsheet()}?fields=sheets.properties(title,sheetId)"
    ).json()
    assert told == {"sheets": [{"properties": {"title": "Sheet1", "sheetId": 0}}]}


def test_raw_is_kept_as_it_is(google: Client) -> None:
    id, row = (
        google.spreadsheet(),
        ["=1+1", "0812345678", "+66812345678", "-", "1-2", "TRUE", "😀", 1.5, True],
    )
    assert google.put(id, "A1", [row]).json()["updatedCells"] == 9
    assert google.values(id, "A1:Z1", valueRenderOption="UNFORMATTED_VALUE")["values"] == [row]


def test_user_entered_computes_and_eats_zeros(google: Client) -> None:
    id, row = google.spreadsheet(), ["=1+1", "0812345678", "+A1", "1/2/2026", "TRUE", "'0812", "ก"]
    google.put(id, "A1", [row], "USER_ENTERED")
    shown = google.values(id, "1:1", valueRenderOption="FORMULA")["values"][0]
    assert shown[:3] == ["=1+1", 812345678, "=+A1"]
    assert shown[3:] == [46054, True, "0812", "ก"]


def test_how_to_enter_must_be_said(google: Client) -> None:
    answer = google.ask(
        "PUT", f"/v4/spreadsheets/{google.spreadsheet()}/values/A1", json={"values": [["x"]]}
    )
    assert message(answer) == (400, "'valueInputOption' is required but not specified")


def test_null_leaves_a_cell_and_nothing_clears_it(google: Client) -> None:
    id = google.spreadsheet()
    google.put(id, "A1", [["a", "b", "c"]])
    google.put(id, "A1", [[None, "", "d"]])
    assert google.values(id, "A1:C1")["values"] == [["a", "", "d"]]


def test_empty_ends_are_cut_off_and_nothing_has_no_values(google: Client) -> None:
    id = google.spreadsheet()
    google.put(id, "A1", [["a"], [""], ["c", ""]])
    assert google.values(id, "A:B") == {
        "range": "Sheet1!A1:B1000",
        "majorDimension": "ROWS",
        "values": [["a"], [], ["c"]],
    }
    assert "values" not in google.values(id, "D1:E5")


def test_a_title_is_quoted_only_when_it_must_be(google: Client) -> None:
    id = google.spreadsheet()
    google.batch(id, {"addSheet": {"properties": {"title": "4/ร้อยละ's"}}})
    path = quote("'4/ร้อยละ''s'!A1:A3", safe="")
    assert google.values(id, path)["range"] == "'4/ร้อยละ''s'!A1:A3"


@pytest.mark.parametrize(
    ("range_", "values", "words"),
    [
        ("Sheet1!A1001", [["x"]], "exceeds grid limits. Max rows: 1000, max columns: 26"),
        ("Sheet1!A1:AA1", [["x"]], "exceeds grid limits"),
        ("Sheet1!A1:A2", [["x"]] * 3, "tried writing to row [3]"),
        ("Sheet1!A1:B1", [["x"] * 3], "tried writing to column [C]"),
        ("A999", [["x"]] * 3, "tried writing to row [1001]"),
        ("Nowhere!A1", [["x"]], "Unable to parse range: Nowhere!A1"),
        (
            "Sheet1!A1",
            [["x" * 50_001]],
            "more than the maximum of 50000 characters in a single cell.",
        ),
        ("Sheet1!A1", [[{"a": 1}]], "Invalid value at 'data.values'"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    google: Client, range_: str, values: list[list[object]], words: str
) -> None:
    id = google.spreadsheet()
    body = {
        "valueInputOption": "RAW",
        "data": [{"range": "B1", "values": [["ok"]]}, {"range": range_, "values": values}],
    }
    status, said = message(
        google.ask("POST", f"/v4/spreadsheets/{id}/values:batchUpdate", json=body)
    )
    assert status == 400
    assert words in said
    assert "values" not in google.values(id, "A1:Z1000")


def test_a_batch_of_changes_is_all_or_nothing_and_names_the_culprit(google: Client) -> None:
    id = google.spreadsheet()
    answer = google.batch(
        id, {"addSheet": {"properties": {"title": "ข"}}}, {"deleteSheet": {"sheetId": 99}}
    )
    assert message(answer) == (400, "Invalid requests[1].deleteSheet: No grid with id: 99")
    assert [sheet.title for sheet in google.google.spreadsheets[id].sheets] == ["Sheet1"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"addSheet": {"properties": {"title": "sheet1"}}}, "already exists"),
        ({"addSheet": {"properties": {"sheetId": 0}}}, "already exists"),
        ({"deleteSheet": {"sheetId": 0}}, "can't remove all the sheets"),
        (
            {"updateSheetProperties": {"properties": {"hidden": True}, "fields": "hidden"}},
            "can't hide all the sheets",
        ),
        (
            {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 400_000}},
            "limit of 10000000 cells",
        ),
        ({"fly": {}}, 'Unknown name "fly"'),
    ],
)
def test_changes_google_refuses_are_refused(
    google: Client, asked: dict[str, object], words: str
) -> None:
    status, said = message(google.batch(google.spreadsheet(), asked))
    assert status == 400
    assert words in said


def test_set_up_twice_piles_up_rules(google: Client) -> None:
    id = google.spreadsheet()
    rule: dict[str, object] = {
        "addConditionalFormatRule": {"rule": {"ranges": [{}], "booleanRule": {}}}
    }
    google.batch(id, rule)
    google.batch(id, rule)
    assert len(google.google.spreadsheets[id].sheets[0].conditional) == 2


def test_inserted_columns_push_the_others_to_the_right(google: Client) -> None:
    id = google.spreadsheet()
    google.put(id, "A1", [["a", "b"]])
    google.batch(
        id, {"insertDimension": {"range": {"dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}}}
    )
    assert google.values(id, "1:1")["values"] == [["a", "", "b"]]


def test_sixty_reads_and_sixty_writes_a_minute(google: Client) -> None:
    id = google.spreadsheet()
    codes = [google.ask("GET", f"/v4/spreadsheets/{id}").status_code for _ in range(61)]
    assert codes == [200] * 60 + [429]
    assert google.put(id, "A1", [["x"]]).status_code == 200
    refused = google.ask("GET", f"/v4/spreadsheets/{id}").json()["error"]
    assert refused["details"][0]["metadata"]["quota_limit"] == "ReadRequestsPerMinutePerUser"
    google.google.clock.forward(timedelta(minutes=1))
    assert google.ask("GET", f"/v4/spreadsheets/{id}").status_code == 200


APPENDED = [
    ("Sheet1", "B7"),
    ("B4", "B7"),
    ("C5:D5", "B7"),
    ("B2:D4", "B7"),
    ("A3:G10", "B7"),
    ("A1", "A3"),
    ("E4", "E4"),
    ("A4", "A4"),
]


@pytest.mark.parametrize(("range_", "lands"), APPENDED)
def test_append_guesses_where_the_table_is(google: Client, range_: str, lands: str) -> None:
    id = google.spreadsheet()
    google.put(id, "A1:C2", [["x"] * 3] * 2)
    google.put(id, "B4:D6", [["y"] * 3] * 3)
    path = f"/v4/spreadsheets/{id}/values/{range_}:append?valueInputOption=RAW"
    assert (
        google.ask("POST", path, json={"values": [["new"]]}).json()["updates"]["updatedRange"]
        == f"Sheet1!{lands}"
    )


def test_one_empty_cell_makes_append_shift_every_later_row(google: Client) -> None:
    id = google.spreadsheet()
    path = f"/v4/spreadsheets/{id}/values/Sheet1:append?valueInputOption=RAW"
    replies = [
        google.ask("POST", path, json={"values": [["v1", "", "v3"]]}).json() for _ in range(2)
    ]
    assert "tableRange" not in replies[0]
    assert replies[0]["updates"]["updatedRange"] == "Sheet1!A1:C1"
    assert (replies[1]["tableRange"], replies[1]["updates"]["updatedRange"]) == (
        "Sheet1!C1",
        "Sheet1!C2:E2",
    )


def test_a_formatted_column_shows_its_decimals(google: Client) -> None:
    id = google.spreadsheet()
    look = {"userEnteredFormat": {"numberFormat": {"type": "NUMBER", "pattern": "0.0000"}}}
    google.batch(
        id,
        {
            "repeatCell": {
                "range": {"sheetId": 0},
                "cell": look,
                "fields": "userEnteredFormat.numberFormat",
            }
        },
    )
    google.put(id, "A1", [[3.5]])
    assert google.values(id, "A1")["values"] == [["3.5000"]]


def test_an_unknown_spreadsheet_is_404(google: Client) -> None:
    assert message(google.ask("GET", "/v4/spreadsheets/nowhere")) == (
        404,
        "Requested entity was not found.",
    )


@given(st.integers(0, 18_277))
def test_column_letters_read_back(index: int) -> None:
    assert column_index(column_letters(index)) == index


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", Area()),
        ("B2", Area(1, 1, 2, 2)),
        ("A1:C3", Area(0, 0, 3, 3)),
        ("C3:A1", Area(0, 0, 3, 3)),
        ("A:C", Area(None, 0, None, 3)),
        ("2:5", Area(1, None, 5, None)),
        ("A2:C", Area(1, 0, None, 3)),
        ("$A$1", Area(0, 0, 1, 1)),
        ("A", None),
        ("A0", None),
        ("1A", None),
    ],
)
def test_a1_notation(text: str, found: Area | None) -> None:
    assert area(text) == found


@given(st.text(min_size=1))
def test_any_title_can_be_quoted(title: str) -> None:
    assert split("'" + title.replace("'", "''") + "'!A1") == (title, "A1")
