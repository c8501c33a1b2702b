"""Google failing in every way it knows: nothing is lost, nothing is there twice, nobody is
hammered.
"""

from __future__ import annotations

import random
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest

from sheets.google.mirror import GoogleMirror
from sheets.kept import MirrorError
from sheets.layout.rows import row_of, tab_of
from tests.sheets.cast import STORM, TAB, keep, record, rows_of, storm, until_done
from tests.sheets.conftest import There
from tests.sheets.people import GooglePerson

SIZES = (0, 1, 262_144, 524_288, 700_000)
LINKED = ["storageQuotaExceeded", "accessNotConfigured", "insufficientPermissions"]


@pytest.mark.parametrize("seed", [1, 2])
def test_forty_files_arrive_once_and_whole_while_half_of_all_calls_fail(
    there: There, mirror: GoogleMirror, seed: int
) -> None:
    folder, *ids = mirror.reserve(41)
    storm(there.google, seed, 0.45)
    until_done(lambda: mirror.make_folder(folder, "หลักฐาน", None))
    contents = [random.Random(n).randbytes(SIZES[n % 5]) for n in range(40)]
    kept = [
        until_done(partial(keep, mirror, i, c, folder)) for i, c in zip(ids, contents, strict=True)
    ]
    held = {file.id: file for file in there.google.kept()}
    assert sorted(held) == sorted(ids)
    assert [one.sha256 for one in kept] == [held[id].sha256 for id in ids]
    assert [len(content) for content in contents] == [held[id].size for id in ids]
    assert there.google.faults.hits > 50


def test_a_lost_chunk_is_sent_again_within_a_moment(there: There, mirror: GoogleMirror) -> None:
    folder, film = mirror.reserve(2)
    mirror.make_folder(folder, "ก", None)
    there.google.faults.add("503", "PUT /upload", skip=1)
    content = random.Random(7).randbytes(20 << 20)
    keep(mirror, film, content, folder, "ภาพยนตร์.mp4")
    assert there.google.files[film].size == len(content)
    assert there.waits == [1]


@pytest.mark.parametrize(("kind", "reason"), STORM)
def test_each_trouble_in_the_middle_of_an_upload_costs_at_most_another_try(
    there: There, mirror: GoogleMirror, kind: str, reason: str
) -> None:
    folder, film = mirror.reserve(2)
    mirror.make_folder(folder, "ก", None)
    there.google.faults.add(kind, "PUT /upload", skip=1, reason=reason)
    content = random.Random(8).randbytes(9 << 20)
    until_done(lambda: keep(mirror, film, content, folder), tries=2)
    assert [file.id for file in there.google.kept()] == [film]


def test_a_google_that_keeps_nothing_of_a_chunk_is_not_asked_without_end(
    there: There, mirror: GoogleMirror
) -> None:
    """308 without a range, again and again: a few tries with waits between them, the rest is the
    queue's.
    """
    folder, photo = mirror.reserve(2)
    mirror.make_folder(folder, "ก", None)
    there.google.faults.add("500", "PUT /upload", times=50, reason="unkept")
    with pytest.raises(MirrorError) as failed:
        keep(mirror, photo, b"photo", folder)
    assert (failed.value.retry, there.waits) == (True, [1, 2, 3])
    there.google.faults.clear()
    keep(mirror, photo, b"photo", folder)
    assert [file.id for file in there.google.kept()] == [photo]


def test_a_wrong_checksum_in_an_answer_is_looked_at_twice(
    there: There, mirror: GoogleMirror
) -> None:
    """The file is right, only the answer was not: it is kept once, under its first id."""
    folder, photo = mirror.reserve(2)
    mirror.make_folder(folder, "ก", None)
    there.google.faults.add("500", "PUT /upload", reason="other_checksum")
    assert keep(mirror, photo, b"photo", folder).id == photo
    assert [file.id for file in there.google.kept()] == [photo]


def test_a_file_that_drive_keeps_wrongly_goes_into_the_bin(
    there: There, mirror: GoogleMirror
) -> None:
    folder, photo = mirror.reserve(2)
    mirror.make_folder(folder, "ก", None)
    keep(mirror, photo, b"spoilt", folder)
    with pytest.raises(MirrorError) as failed:
        keep(mirror, photo, b"photo", folder)
    assert failed.value.code == "stored_differs"
    assert there.google.files[photo].trashed


def test_a_folder_the_account_may_not_write_to_is_waited_for(
    there: There, mirror: GoogleMirror
) -> None:
    """A person took the access away and gives it back: the photo goes on, and others meanwhile."""
    folder, photo = mirror.reserve(2)
    mirror.make_folder(folder, "ก", None)
    there.google.faults.add("403", "/upload", reason="insufficientFilePermissions")
    with pytest.raises(MirrorError) as failed:
        keep(mirror, photo, b"photo", folder)
    assert (failed.value.code, failed.value.retry, failed.value.pause) == ("no_access", True, False)


def test_sessions_that_never_last_are_googles_trouble_and_not_the_files(
    there: There, mirror: GoogleMirror
) -> None:
    folder, photo = mirror.reserve(2)
    mirror.make_folder(folder, "ก", None)
    there.google.faults.add("500", "PUT /upload", times=50, reason="forget")
    with pytest.raises(MirrorError) as refused:
        keep(mirror, photo, b"photo", folder)
    assert (refused.value.code, refused.value.retry) == ("google_failed", True)
    there.google.faults.clear()
    assert keep(mirror, photo, b"photo", folder).id == photo


@pytest.mark.parametrize("seed", [3, 4])
def test_overlapping_flushes_leave_one_row_a_key_while_half_of_all_calls_fail(
    there: There, mirror: GoogleMirror, seed: int
) -> None:
    table = mirror.make_spreadsheet("ตาราง", None)
    lot = random.Random(seed)
    storm(there.google, seed, 0.5)
    last: dict[str, int] = {}
    for flush in range(1, 13):
        batch = {f"R-{lot.randrange(24):02d}": flush for _ in range(10)}
        rows = {id: row_of(record(id, revision=number), TAB) for id, number in batch.items()}
        until_done(lambda rows=rows: mirror.flush(table, [(TAB, rows)]))  # type: ignore[misc]
        last |= batch
    there.google.faults.clear()
    shown = rows_of(mirror, table, TAB)
    assert {id: row[TAB.names.index("revision")] for id, row in shown.items()} == last


def test_two_tabs_that_swapped_their_names_keep_their_own_rows(
    there: There, mirror: GoogleMirror
) -> None:
    table, other = (
        mirror.make_spreadsheet("ตาราง", None),
        tab_of(record("S-1", indicator="5", indicator_name="อื่น")),
    )
    mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    mirror.flush(table, [(other, {"S-1": row_of(record("S-1"), other)})])
    one, two = there.google.spreadsheets[table].sheets
    one.title, two.title = two.title, one.title
    again = there.mirror()
    again.flush(table, [(TAB, {"R-2": row_of(record("R-2"), TAB)})])
    assert list(rows_of(again, table, TAB)) == ["R-1", "R-2"]
    assert list(rows_of(again, table, other)) == ["S-1"]


def test_a_table_may_be_made_before_there_is_a_root(there: There) -> None:
    table = there.mirror().make_spreadsheet("ตาราง", None)
    assert there.mirror().make_spreadsheet("ตาราง", None) == table


def test_a_spreadsheet_whose_answer_was_lost_is_not_made_twice(
    there: There, mirror: GoogleMirror
) -> None:
    there.google.faults.add("drop_after", "POST /drive/v3/files")
    table = until_done(lambda: mirror.make_spreadsheet("ตาราง", None))
    assert list(there.google.spreadsheets) == [table]


def test_six_threads_over_one_mirror_each_get_their_own(there: There, mirror: GoogleMirror) -> None:
    folder, *ids = mirror.reserve(91)
    mirror.make_folder(folder, "ก", None)
    with ThreadPoolExecutor(6) as pool:
        kept = list(
            pool.map(lambda n: keep(mirror, ids[n], f"photo {n}".encode(), folder), range(90))
        )
    assert [one.id for one in kept] == ids
    assert [there.google.files[id].size for id in ids] == [len(f"photo {n}") for n in range(90)]


def test_a_dead_sign_in_pauses_everything_and_loses_nothing(
    there: There, mirror: GoogleMirror
) -> None:
    folder, photo = mirror.reserve(2)
    there.google.grant_dead = True
    there.google.expire_tokens()
    with pytest.raises(MirrorError) as refused:
        mirror.make_folder(folder, "ก", None)
    assert (refused.value.code, refused.value.retry, refused.value.pause) == (
        "token_dead",
        True,
        True,
    )
    assert "raingan google login" in refused.value.sentence
    there.google.grant_dead = False
    mirror.make_folder(folder, "ก", None)
    assert keep(mirror, photo, b"photo", folder).size == 5


def test_an_expired_token_is_renewed_without_anybody_noticing(
    there: There, mirror: GoogleMirror
) -> None:
    there.google.expire_tokens()
    assert len(mirror.reserve(3)) == 3


@pytest.mark.parametrize("reason", LINKED)
def test_what_a_person_must_mend_is_asked_once_and_no_more(
    there: There, mirror: GoogleMirror, reason: str
) -> None:
    folder, photo = mirror.reserve(2)
    mirror.make_folder(folder, "ก", None)
    before = len(there.google.requests)
    there.google.faults.add("403", "/upload", times=50, reason=reason)
    with pytest.raises(MirrorError) as refused:
        keep(mirror, photo, b"photo", folder)
    assert (refused.value.retry, refused.value.pause) == (True, True)
    assert len(there.google.requests) == before + 1
    assert there.waits == []


def test_a_full_account_says_so_and_goes_on_when_there_is_room(
    there: There, mirror: GoogleMirror
) -> None:
    folder, photo = mirror.reserve(2)
    mirror.make_folder(folder, "ก", None)
    there.google.storage_limit = 3
    with pytest.raises(MirrorError) as refused:
        keep(mirror, photo, b"photo", folder)
    assert refused.value.code == "storage_full"
    there.google.storage_limit = 10
    assert keep(mirror, photo, b"photo", folder).id == photo


def test_a_full_minute_is_left_to_the_queue_and_ends(there: There, mirror: GoogleMirror) -> None:
    table = mirror.make_spreadsheet("ตาราง", None)
    mirror.prepare(table, [TAB])
    there.google.minute_limit = 1
    there.google.minutes.clear()
    mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1"), TAB)})])
    before = len(there.google.requests)
    with pytest.raises(MirrorError) as refused:
        mirror.flush(table, [(TAB, {"R-2": row_of(record("R-2"), TAB)})])
    assert (refused.value.code, refused.value.retry, refused.value.pause) == ("busy", True, False)
    assert len(there.google.requests) == before + 1
    there.google.clock.forward(timedelta(minutes=1))
    mirror.flush(table, [(TAB, {"R-2": row_of(record("R-2"), TAB)})])
    there.google.minute_limit = None
    assert list(rows_of(mirror, table, TAB)) == ["R-1", "R-2"]


def test_rows_sorted_while_google_was_slow_to_answer_are_looked_for_again(
    there: There, mirror: GoogleMirror
) -> None:
    """What was read three seconds ago may not be so any more: no report is written over another
    one.
    """
    table = mirror.make_spreadsheet("ตาราง", None)
    ids = [f"R-{place}" for place in range(1, 6)]
    mirror.flush(table, [(TAB, {id: row_of(record(id), TAB) for id in ids})])
    there.google.faults.add("late", "values:batchGet", delay=3)
    person = GooglePerson(there.google, table)
    sorting = threading.Timer(1, lambda: person.sort(person.titles()[0], 1))
    sorting.start()
    mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1", revision=7), TAB)})])
    sorting.join()
    shown = rows_of(mirror, table, TAB)
    assert list(shown) == ids[::-1]
    assert shown["R-1"][TAB.names.index("revision")] == 7
