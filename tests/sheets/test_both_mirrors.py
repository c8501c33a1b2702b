"""What Google and the local directory must do alike."""

from __future__ import annotations

import hashlib
import io
from decimal import Decimal

import pytest

from sheets.kept import MirrorError
from sheets.layout.rows import BOARD_TAB, row_of
from tests.sheets.cast import RECORD, TAB, keep, record, rows_of
from tests.sheets.conftest import Place

TITLE = "4 ร้อยละการเบิกจ่าย"
OWN = len(TAB.columns) + 1
NOTE, PHONE = TAB.names.index("q.note") + 1, TAB.names.index("q.phone") + 1


def test_a_folder_made_twice_is_one_folder(place: Place) -> None:
    id = place.mirror.reserve(1)[0]
    first = place.mirror.make_folder(id, "อำเภอแม่ริม", None)
    assert place.again().make_folder(id, "อำเภอแม่ริม", None) == first


def test_a_file_kept_twice_is_one_file_with_its_bytes(place: Place) -> None:
    folder, photo = place.mirror.reserve(2)
    place.mirror.make_folder(folder, "4 ร้อยละ", None)
    first = keep(place.mirror, photo, b"photo" * 1000, folder)
    assert keep(place.again(), photo, b"photo" * 1000, folder) == first
    assert place.files() == [("4 ร้อยละ/ภาพ 01.jpg", 5000)]
    assert first.sha256 == hashlib.sha256(b"photo" * 1000).hexdigest()


@pytest.mark.parametrize("size", [0, 1, 262_144, 524_288, 700_000])
def test_files_of_every_size_arrive_whole(place: Place, size: int) -> None:
    folder, photo = place.mirror.reserve(2)
    place.mirror.make_folder(folder, "ก", None)
    assert keep(place.mirror, photo, b"x" * size, folder).size == size
    assert [kept for _, kept in place.files()] == [size]


def test_two_files_of_one_name_are_both_kept(place: Place) -> None:
    folder, first, second = place.mirror.reserve(3)
    place.mirror.make_folder(folder, "ก", None)
    one, two = (
        keep(place.mirror, first, b"one", folder),
        keep(place.mirror, second, b"other", folder),
    )
    assert one.link != two.link
    assert sorted(size for _, size in place.files()) == [3, 5]


def test_bytes_that_are_not_the_promised_ones_are_refused_and_not_kept(place: Place) -> None:
    folder, photo = place.mirror.reserve(2)
    place.mirror.make_folder(folder, "ก", None)
    with pytest.raises(MirrorError) as refused:
        place.mirror.keep_file(
            photo,
            "ก.jpg",
            "image/jpeg",
            io.BytesIO(b"spoilt"),
            folder,
            sha256=hashlib.sha256(b"whole").hexdigest(),
            size=5,
        )
    assert (refused.value.code, refused.value.retry) == ("content_differs", False)
    assert place.files() == []


def test_a_folder_nobody_made_is_no_parent(place: Place) -> None:
    photo, nowhere = place.mirror.reserve(2)
    with pytest.raises(MirrorError) as refused:
        keep(place.mirror, photo, b"photo", nowhere)
    assert not refused.value.retry


def test_a_spreadsheet_asked_for_twice_is_one(place: Place, table: str) -> None:
    assert place.again().make_spreadsheet("CBI 2556 รอบที่ 1", None) == table


def test_a_tab_has_names_and_labels_that_stand_still(place: Place, table: str) -> None:
    place.mirror.prepare(table, [TAB, BOARD_TAB])
    person = place.person(table)
    assert person.titles() == [TITLE, "คะแนน"]
    assert [person.cell(TITLE, 1, c + 1) for c in range(len(TAB.columns))] == list(TAB.names)
    assert [person.cell(TITLE, 2, c + 1) for c in range(len(TAB.columns))] == [
        c.label for c in TAB.columns
    ]
    assert person.frozen_rows(TITLE) == 2


def test_preparing_again_changes_nothing(place: Place, table: str) -> None:
    place.mirror.prepare(table, [TAB])
    place.mirror.flush(table, [(TAB, {"R-0001": row_of(RECORD, TAB)})])
    before = place.mirror.read(table, [TAB])
    place.again().prepare(table, [TAB])
    assert place.mirror.read(table, [TAB]) == before
    assert place.person(table).titles() == [TITLE]


def test_a_revision_changes_its_row_and_no_other(place: Place, table: str) -> None:
    rows = {id: row_of(record(id), TAB) for id in ("R-1", "R-2", "R-3")}
    place.mirror.flush(table, [(TAB, rows)])
    revised = record("R-2", revision=2, final_score=Decimal("5"), values={"note": "แก้แล้ว"})
    place.mirror.flush(table, [(TAB, {"R-2": row_of(revised, TAB)})])
    shown = rows_of(place.mirror, table, TAB)
    assert list(shown) == ["R-1", "R-2", "R-3"]
    assert shown["R-2"][TAB.names.index("revision")] == 2
    assert shown["R-2"][TAB.names.index("final_score")] == 5
    assert shown["R-2"][TAB.names.index("q.phone")] in (None, ""), (
        "an answer that is gone must not stay"
    )
    assert shown["R-1"][TAB.names.index("revision")] == 1


ODD = [
    "=1+1",
    '=HYPERLINK("http://x")',
    "+66812345678",
    "-",
    "-5",
    "@SUM(A1)",
    "0812345678",
    "1-2",
    "TRUE",
    "'x",
    "😀 ก็",
]


@pytest.mark.parametrize("text", ODD)
def test_a_cell_says_what_was_typed_and_computes_nothing(
    place: Place, table: str, text: str
) -> None:
    place.mirror.flush(table, [(TAB, {"R-1": row_of(record("R-1", values={"note": text}), TAB)})])
    person = place.person(table)
    assert person.cell(TITLE, 3, NOTE) == text
    assert not person.is_formula(TITLE, 3, NOTE)


def test_a_formula_stays_text_after_the_next_write(place: Place, table: str) -> None:
    for id in ("R-1", "R-2"):
        place.mirror.flush(table, [(TAB, {id: row_of(record(id), TAB)})])
    assert place.person(table).cell(TITLE, 3, NOTE) == "=1+1"
    assert not place.person(table).is_formula(TITLE, 3, NOTE)


def test_text_too_long_for_a_cell_is_cut_and_says_so(place: Place, table: str) -> None:
    place.mirror.flush(
        table, [(TAB, {"R-1": row_of(record("R-1", values={"note": "ก" * 60_000}), TAB)})]
    )
    shown = str(place.person(table).cell(TITLE, 3, NOTE))
    assert shown.startswith("ก" * 30_000)
    assert shown.endswith("ฉบับเต็มอยู่ในระบบ]")


def test_control_characters_vanish_and_lines_stay(place: Place, table: str) -> None:
    place.mirror.flush(
        table,
        [(TAB, {"R-1": row_of(record("R-1", values={"note": "a\x00b\x0b\r\nc\td\ud800"}), TAB)})],
    )
    assert place.person(table).cell(TITLE, 3, NOTE) == "ab\nc\td\ufffd"


def test_a_row_of_the_wrong_shape_is_refused_before_anything_is_written(
    place: Place, table: str
) -> None:
    for rows in (
        {"R-1": ["R-1"]},
        {"R-1": row_of(record("R-2"), TAB)},
        {" ": row_of(record(" "), TAB)},
    ):
        with pytest.raises(MirrorError) as refused:
            place.mirror.flush(table, [(TAB, rows)])
        assert refused.value.code == "bad_row"


def test_sharing_may_be_repeated_and_taken_back(place: Place) -> None:
    folder = place.mirror.reserve(1)[0]
    place.mirror.make_folder(folder, "ก", None)
    for mode, domain in (
        ("anyone", None),
        ("anyone", None),
        ("domain", "moi.go.th"),
        ("none", None),
        ("none", None),
    ):
        place.mirror.share(folder, mode, domain)  # type: ignore[arg-type]
