"""What Google limits, hides or forbids, and what the mirror makes of it."""

from __future__ import annotations

import io
import json
from decimal import Decimal

import pytest

from emulators.google.accounts import authorized_user
from sheets.google.mirror import GoogleMirror
from sheets.kept import MirrorError
from sheets.layout.rows import BOARD_TAB, row_of
from tests.sheets.cast import TAB, keep, record, rows_of
from tests.sheets.conftest import There


def test_a_thousand_rows_cost_one_read_and_one_write(there: There, mirror: GoogleMirror) -> None:
    table = mirror.make_spreadsheet("ตาราง", None)
    mirror.prepare(table, [TAB])
    before = len(there.google.requests)
    mirror.flush(table, [(TAB, {f"R-{n}": row_of(record(f"R-{n}"), TAB) for n in range(1000)})])
    asked = [
        (one["method"], one["path"].rpartition(":")[2])
        for one in list(there.google.requests)[before:]
    ]
    assert asked == [("GET", "batchGet"), ("POST", "batchUpdate")]


def test_the_grid_grows_before_rows_are_written_past_its_end(
    there: There, mirror: GoogleMirror
) -> None:
    table = mirror.make_spreadsheet("ตาราง", None)
    mirror.prepare(table, [BOARD_TAB])
    rows = {f"{n}/4": [f"{n}/4", *[""] * (len(BOARD_TAB.columns) - 1)] for n in range(2500)}
    mirror.flush(table, [(BOARD_TAB, rows)])
    mirror.flush(table, [(BOARD_TAB, rows)])
    assert len(mirror.read(table, [BOARD_TAB])[0]) == 2500


def test_rows_too_heavy_for_one_write_go_in_several(there: There, mirror: GoogleMirror) -> None:
    table = mirror.make_spreadsheet("ตาราง", None)
    rows = {
        f"R-{n}": row_of(record(f"R-{n}", values={"note": "ก" * 40_000}), TAB) for n in range(20)
    }
    mirror.flush(table, [(TAB, rows)])
    assert len(rows_of(mirror, table, TAB)) == 20
    assert max(int(one["length"]) for one in there.google.requests) < 2_000_000


def test_a_spreadsheet_that_is_gone_is_no_use_retrying(there: There, mirror: GoogleMirror) -> None:
    table = mirror.make_spreadsheet("ตาราง", None)
    del there.google.spreadsheets[table], there.google.files[table]
    with pytest.raises(MirrorError) as refused:
        mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    assert (refused.value.code, refused.value.retry) == ("not_found", False)


def test_a_folder_in_the_bin_is_taken_out_again(there: There, mirror: GoogleMirror) -> None:
    folder = mirror.reserve(1)[0]
    mirror.make_folder(folder, "ก", None)
    there.google.files[folder].trashed = True
    mirror.make_folder(folder, "ก", None)
    assert not there.google.files[folder].trashed


def test_a_table_in_the_bin_is_taken_out_again(there: There, mirror: GoogleMirror) -> None:
    table = mirror.make_spreadsheet("ตาราง", None)
    there.google.files[table].trashed = True
    mirror.prepare(table, [TAB])
    assert not there.google.files[table].trashed


def test_a_forbidden_link_says_what_to_do_instead(there: There, mirror: GoogleMirror) -> None:
    folder = mirror.reserve(1)[0]
    mirror.make_folder(folder, "ก", None)
    for status in (400, 403):
        there.google.no_public_links = status
        with pytest.raises(MirrorError) as refused:
            mirror.share(folder, "anyone", None)
        assert (refused.value.code, refused.value.retry) == ("links_forbidden", False)


def test_sharing_sets_exactly_what_was_asked(there: There, mirror: GoogleMirror) -> None:
    folder = mirror.reserve(1)[0]
    mirror.make_folder(folder, "ก", None)
    mirror.share(folder, "anyone", None)
    assert [one["type"] for one in there.google.files[folder].permissions] == ["anyone"]
    mirror.share(folder, "domain", "moi.go.th")
    assert [one.get("domain") for one in there.google.files[folder].permissions] == ["moi.go.th"]
    mirror.share(folder, "none", None)
    assert there.google.files[folder].permissions == []


def test_no_google_at_all_is_a_sentence_and_a_retry() -> None:
    mirror = GoogleMirror(
        json.dumps(authorized_user("http://127.0.0.1:9")),
        base="http://127.0.0.1:9",
        backoff=lambda _: None,
    )
    with pytest.raises(MirrorError) as refused:
        mirror.reserve(1)
    assert (refused.value.code, refused.value.retry, refused.value.pause) == (
        "unreachable",
        True,
        False,
    )


def test_a_film_passes_through_in_pieces(there: There, mirror: GoogleMirror) -> None:
    folder, film = mirror.reserve(2)
    mirror.make_folder(folder, "ก", None)

    class Watched(io.BytesIO):
        largest = 0

        def read(self, size: int | None = -1, /) -> bytes:
            piece = super().read(size)
            Watched.largest = max(Watched.largest, len(piece))
            return piece

    content = bytes(30 << 20)
    digest = keep(mirror, film, content, folder).sha256
    mirror.keep_file(
        mirror.reserve(1)[0],
        "ข.mp4",
        "video/mp4",
        Watched(content),
        folder,
        sha256=digest,
        size=len(content),
    )
    assert Watched.largest <= 8 << 20


def test_a_table_keeps_thai_time_and_speaks_thai(there: There, mirror: GoogleMirror) -> None:
    table = mirror.make_spreadsheet("ตาราง", None)
    mirror.prepare(table, [TAB])
    book = there.google.spreadsheets[table]
    assert (book.locale, book.time_zone) == ("th_TH", "Asia/Bangkok")


def test_preparing_twice_writes_once(there: There, mirror: GoogleMirror) -> None:
    table = mirror.make_spreadsheet("ตาราง", None)
    mirror.prepare(table, [TAB, BOARD_TAB])
    before = len(there.google.requests)
    there.mirror().prepare(table, [TAB, BOARD_TAB])
    assert {one["method"] for one in list(there.google.requests)[before:]} - {"POST"} == {"GET"}
    assert [
        one["path"] for one in list(there.google.requests)[before:] if one["method"] == "POST"
    ] == ["/token"]


def test_scores_are_numbers_with_four_decimals(there: There, mirror: GoogleMirror) -> None:
    table = mirror.make_spreadsheet("ตาราง", None)
    mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1", raw_score=Decimal("4.0722")), TAB)})])
    cell = there.google.spreadsheets[table].sheets[-1].cell(2, TAB.names.index("raw_score"))
    assert cell.value == 4.0722
    assert cell.format["numberFormat"]["pattern"] == "0.0000"
