"""The emulated Drive refuses what Drive refuses."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from emulators.google import server as emulator
from emulators.google.state import SERVICE_ACCOUNT, SPREADSHEET
from tests.emulators.google_room import Client, google, reason

__all__ = ["google"]
QUARTER = 256 * 1024


def test_a_reserved_id_serves_once(google: Client) -> None:
    (id,) = google.ids()
    assert google.make(id=id).json() == {
        "kind": "drive#file",
        "id": id,
        "name": "ก",
        "mimeType": google.google.files[id].mime,
    }
    assert google.make(id=id).status_code == 409


def test_an_id_nobody_reserved_is_refused(google: Client) -> None:
    assert google.make(id="made-up").status_code == 400


def test_a_spreadsheet_takes_no_reserved_id(google: Client) -> None:
    (id,) = google.ids()
    assert google.make(SPREADSHEET, id=id).status_code == 400


@pytest.mark.parametrize("count", [0, 1001])
def test_no_more_than_a_thousand_ids_at_once(google: Client, count: int) -> None:
    assert google.ask("GET", f"/drive/v3/files/generateIds?count={count}").status_code == 400


def test_what_a_person_made_is_invisible_to_the_program(google: Client) -> None:
    folder = google.google.by_hand("ของคน")
    assert reason(google.ask("GET", f"/drive/v3/files/{folder.id}")) == (404, "notFound")
    assert reason(google.make(parents=[folder.id])) == (404, "notFound")
    assert google.ask("GET", "/drive/v3/files").json()["files"] == []


def test_a_service_account_has_no_room_outside_a_shared_drive(google: Client) -> None:
    google.google.identity = "service_account"
    drive = google.google.add_shared_drive("ร่วม")
    assert reason(google.make(SPREADSHEET)) == (403, "storageQuotaExceeded")
    assert reason(google.make(SPREADSHEET, parents=[drive])) == (403, "storageQuotaExceeded")
    assert google.make(SPREADSHEET, "supportsAllDrives=true", parents=[drive]).status_code == 200


def test_a_shared_drive_is_closed_to_strangers(google: Client) -> None:
    google.google.identity = "service_account"
    drive = google.google.add_shared_drive("ร่วม", members=("other@example.go.th",))
    assert reason(google.make(SPREADSHEET, "supportsAllDrives=true", parents=[drive])) == (
        404,
        "notFound",
    )


def test_no_token_is_401(google: Client) -> None:
    del google.session.headers["Authorization"]
    assert reason(google.ask("GET", "/drive/v3/files")) == (401, "authError")
    assert google.ask("GET", "/v4/spreadsheets/x").json()["error"]["status"] == "UNAUTHENTICATED"


def test_a_token_lives_an_hour(google: Client) -> None:
    grant = {
        "grant_type": "refresh_token",
        "refresh_token": "x",
        "client_id": "x",
        "client_secret": "x",
    }
    token = google.ask("POST", "/token", data=grant).json()["access_token"]
    google.session.headers["Authorization"] = f"Bearer {token}"
    assert google.ids()
    google.google.clock.forward(timedelta(hours=1))
    assert google.ask("GET", "/drive/v3/files").status_code == 401


def test_a_dead_grant_is_invalid(google: Client) -> None:
    google.google.grant_dead = True
    answer = google.ask(
        "POST", "/token", data={"grant_type": "refresh_token", "refresh_token": "x"}
    )
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_a_session_takes_quarters_and_then_the_rest(google: Client) -> None:
    session = google.begin(QUARTER + 10)
    first = google.ask(
        "PUT",
        session,
        data=b"x" * QUARTER,
        headers={"Content-Range": f"bytes 0-{QUARTER - 1}/{QUARTER + 10}"},
    )
    assert (first.status_code, first.headers["Range"]) == (308, f"bytes=0-{QUARTER - 1}")
    asked = google.ask("PUT", session, headers={"Content-Range": f"bytes */{QUARTER + 10}"})
    assert (asked.status_code, asked.headers["Range"]) == (308, f"bytes=0-{QUARTER - 1}")
    span = {"Content-Range": f"bytes {QUARTER}-{QUARTER + 9}/{QUARTER + 10}"}
    last = google.ask("PUT", session, data=b"y" * 10, headers=span)
    assert (last.status_code, last.json()["size"]) == (200, str(QUARTER + 10))
    again = google.ask("PUT", session, headers={"Content-Range": f"bytes */{QUARTER + 10}"})
    assert again.json() == last.json()


def test_nothing_stored_is_308_without_a_range(google: Client) -> None:
    answer = google.ask("PUT", google.begin(100), headers={"Content-Range": "bytes */100"})
    assert answer.status_code == 308
    assert "Range" not in answer.headers


def test_a_piece_that_does_not_follow_is_not_stored(google: Client) -> None:
    span = {"Content-Range": f"bytes {QUARTER}-{QUARTER + 9}/{QUARTER + 10}"}
    assert (
        google.ask("PUT", google.begin(QUARTER + 10), data=b"y" * 10, headers=span).status_code
        == 308
    )


def test_an_empty_piece_that_claims_bytes_is_refused(google: Client) -> None:
    answer = google.ask(
        "PUT", google.begin(QUARTER), headers={"Content-Range": f"bytes 0-{QUARTER - 1}/{QUARTER}"}
    )
    assert answer.status_code == 400


def test_an_empty_file_needs_no_range(google: Client) -> None:
    assert google.ask("PUT", google.begin(0), data=b"").json()["size"] == "0"


def test_a_forgotten_session_is_404(google: Client) -> None:
    session = google.begin(1)
    google.google.forget_sessions()
    assert google.ask("PUT", session, data=b"x").status_code == 404


def test_two_sessions_for_one_id_end_in_409(google: Client) -> None:
    (id,) = google.ids()
    first, second = google.begin(1, id=id), google.begin(1, id=id)
    assert google.ask("PUT", first, data=b"x").status_code == 200
    assert google.ask("PUT", second, data=b"x").status_code == 409


def test_a_multipart_upload_keeps_every_byte(google: Client) -> None:
    content = b"\r\n--\x00--\r\n"
    body = (
        b'--B\r\nContent-Type: application/json\r\n\r\n{"name":"a"}\r\n'
        b"--B\r\nContent-Type: image/png\r\n\r\n"
    )
    answer = google.ask(
        "POST",
        "/upload/drive/v3/files?uploadType=multipart",
        data=body + content + b"\r\n--B--",
        headers={"Content-Type": "multipart/related; boundary=B"},
    )
    id = answer.json()["id"]
    assert answer.json()["mimeType"] == "image/png"
    assert google.ask("GET", f"/drive/v3/files/{id}?alt=media").content == content


def test_a_download_may_be_a_part_and_never_behind_the_end(google: Client) -> None:
    session = google.begin(10)
    id = google.ask("PUT", session, data=b"0123456789").json()["id"]
    part = google.ask("GET", f"/drive/v3/files/{id}?alt=media", headers={"Range": "bytes=8-99"})
    assert (part.status_code, part.content, part.headers["Content-Range"]) == (
        206,
        b"89",
        "bytes 8-9/10",
    )
    behind = google.ask("GET", f"/drive/v3/files/{id}?alt=media", headers={"Range": "bytes=10-20"})
    assert behind.status_code == 416


def test_lists_answer_queries_and_leave_out_what_is_too_new(google: Client) -> None:
    google.google.list_delay = 60
    folder = google.make(name="โฟลเดอร์ 'ก' and ข").json()["id"]
    inside = google.make(parents=[folder], appProperties={"key": "v"}).json()["id"]
    assert google.ask("GET", "/drive/v3/files").json()["files"] == []
    assert google.ask("GET", f"/drive/v3/files/{inside}").status_code == 200
    google.google.clock.forward(timedelta(minutes=2))
    queries = [
        f"'{folder}' in parents and trashed = false",
        "appProperties has { key='key' and value='v' }",
        f"name != 'x' and '{folder}' in parents",
    ]
    found = [google.ask("GET", "/drive/v3/files", params={"q": q}) for q in queries]
    assert [[file["id"] for file in one.json()["files"]] for one in found[:2]] == [
        [inside],
        [inside],
    ]
    assert found[2].status_code == 400
    named = google.ask(
        "GET",
        "/drive/v3/files",
        params={"q": "name = 'โฟลเดอร์ \\'ก\\' and ข'", "fields": "files(id)"},
    )
    assert named.json() == {"files": [{"id": folder}]}


def test_a_very_long_query_may_come_as_a_post(google: Client) -> None:
    headers = {"X-HTTP-Method-Override": "GET", "Content-Type": "application/x-www-form-urlencoded"}
    answer = google.ask("POST", "/drive/v3/files", data="q=trashed%3Dfalse", headers=headers)
    assert answer.json()["kind"] == "drive#fileList"


def test_about_wants_to_know_what_for(google: Client) -> None:
    assert google.ask("GET", "/drive/v3/about").status_code == 400
    told = google.ask("GET", "/drive/v3/about?fields=storageQuota,user(emailAddress)").json()
    assert told["user"] == {"emailAddress": "office@example.go.th"}
    assert told["storageQuota"]["usage"] == "0"


def test_an_administrator_may_forbid_links(google: Client) -> None:
    folder = google.make().json()["id"]
    for status in (400, 403):
        google.google.no_public_links = status
        answer = google.ask(
            "POST",
            f"/drive/v3/files/{folder}/permissions",
            json={"type": "anyone", "role": "reader"},
        )
        assert reason(answer) == (status, "publishOutNotPermitted")


def test_trouble_comes_as_ordered_and_is_written_down(google: Client) -> None:
    orders = [
        {"kind": "503", "match": "POST /drive", "reason": "committed"},
        {"kind": "500", "match": "GET /drive", "reason": "html"},
        {"kind": "403", "match": "GET /drive", "reason": "userRateLimitExceeded"},
    ]
    assert google.ask("POST", "/_emulator/faults", json={"faults": orders}).status_code == 200
    assert google.make().status_code == 503
    assert len(google.google.files) == 1, "the work was done before it failed"
    assert "text/html" in google.ask("GET", "/drive/v3/files").headers["Content-Type"]
    assert reason(google.ask("GET", "/drive/v3/files")) == (403, "userRateLimitExceeded")
    log = google.ask("GET", "/_emulator/requests").json()["requests"]
    assert [(one["method"], one["status"]) for one in log] == [
        ("POST", 503),
        ("GET", 500),
        ("GET", 403),
    ]
    assert "Bearer" not in str(log)


def test_a_kept_google_knows_everything_after_a_restart(tmp_path: Path) -> None:
    with emulator.start(keep=tmp_path) as running:
        assert isinstance(running, emulator.Running)
        before = Client(running)
        (reserved,) = before.ids()
        id = before.ask("PUT", before.begin(3), data=b"abc").json()["id"]
        table = before.spreadsheet()
        before.put(table, "A1", [["ก"]])
    with emulator.start(keep=tmp_path) as running:
        assert isinstance(running, emulator.Running)
        after = Client(running)
        assert after.ask("GET", f"/drive/v3/files/{id}?alt=media").content == b"abc"
        assert after.values(table, "A1")["values"] == [["ก"]]
        assert after.make(id=reserved).status_code == 200


def test_someone_invited_by_name_may_see_a_folder(google: Client) -> None:
    table = google.google.by_hand("ตาราง", SPREADSHEET, share_with=SERVICE_ACCOUNT)
    assert google.google.files[table.id].permissions[0]["emailAddress"] == SERVICE_ACCOUNT
