"""The pages people look at show everything and run nothing."""

from __future__ import annotations

from emulators.google.state import SPREADSHEET
from tests.emulators.google_room import Client, google

__all__ = ["google"]
EVIL = '<script>alert(1)</script>" onload="x'


def test_the_tree_shows_folders_and_files_with_their_links(google: Client) -> None:
    folder = google.make(name="อำเภอแม่ริม").json()["id"]
    file = google.ask(
        "PUT", google.begin(3, name="ภาพ.jpg", parents=[folder], mimeType="image/jpeg"), data=b"abc"
    ).json()["id"]
    home, inside = google.ask("GET", "/").text, google.ask("GET", f"/drive/folders/{folder}").text
    assert f'href="/drive/folders/{folder}"' in home
    assert f'href="/_emulator/file/{file}"' in inside
    assert google.ask("GET", f"/_emulator/file/{file}").headers["Content-Type"] == "image/jpeg"


def test_links_of_answers_open_pages(google: Client) -> None:
    for mime in ("application/vnd.google-apps.folder", SPREADSHEET):
        link = google.make(mime, "fields=webViewLink").json()["webViewLink"]
        assert google.ask("GET", link.removeprefix(google.address)).status_code == 200


def test_no_name_title_or_cell_becomes_part_of_the_page(google: Client) -> None:
    folder = google.make(name=EVIL).json()["id"]
    table = google.make(SPREADSHEET, name=EVIL, parents=[folder]).json()["id"]
    google.batch(
        table, {"updateSheetProperties": {"properties": {"title": EVIL}, "fields": "title"}}
    )
    google.put(table, "A1", [[EVIL]])
    for path in ("/", f"/drive/folders/{folder}", f"/spreadsheets/d/{table}/edit"):
        page = google.ask("GET", path)
        assert "<script" not in page.text
        assert 'onload="x' not in page.text
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_a_web_page_kept_as_evidence_is_handed_down_and_not_shown(google: Client) -> None:
    file = google.ask("PUT", google.begin(6, mimeType="text/html"), data=b"<html>").json()["id"]
    answer = google.ask("GET", f"/_emulator/file/{file}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"


def test_a_table_shows_header_rows_and_colours(google: Client) -> None:
    id = google.spreadsheet()
    colour = {"backgroundColorStyle": {"rgbColor": {"red": 1}}}
    condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": "ผ่าน"}]}
    rule = {
        "ranges": [{"startRowIndex": 1}],
        "booleanRule": {"condition": condition, "format": colour},
    }
    google.batch(
        id,
        {"addConditionalFormatRule": {"rule": rule}},
        {
            "updateSheetProperties": {
                "properties": {"gridProperties": {"frozenRowCount": 1}},
                "fields": "gridProperties.frozenRowCount",
            }
        },
    )
    google.put(id, "A1", [["ชื่อ"], ["ผ่าน"], ["รอ"]])
    page = google.ask("GET", f"/spreadsheets/d/{id}/edit").text
    assert page.count("rgb(255,0,0)") == 1
    assert page.count('class="frozen"') == 1


def test_what_is_gone_is_a_page_that_says_so(google: Client) -> None:
    for path in ("/drive/folders/x", "/spreadsheets/d/x", "/_emulator/file/x"):
        assert google.ask("GET", path).status_code == 404


def test_control_shows_files_tables_and_the_clock(google: Client) -> None:
    folder = google.make(name="ก").json()["id"]
    google.ask("PUT", google.begin(3, name="ข", parents=[folder]), data=b"abc")
    table = google.spreadsheet()
    google.put(table, "A1", [["ก", 1]])
    files = google.ask("GET", "/_emulator/files").json()["files"]
    assert [(file["path"], file["size"]) for file in files if file["size"]] == [("ก/ข", 3)]
    assert google.ask("GET", f"/_emulator/sheet/{table}").json()["tabs"] == {"Sheet1": [["ก", 1]]}
    told = google.ask("POST", "/_emulator/clock", json={"set": "2013-03-22T16:30:00+07:00"}).json()
    assert told["now"] == "2013-03-22T16:30:00+07:00"
