"""A record as ODK Central's tables: repeats apart, keys that lead back, choices spread, cells that
harm nobody.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.filling.record import Piece, Record, completed, media_of, rows_of
from forms.reading.xform import Form, compile_form
from forms.upload.xlsform import to_xform
from sheets.layout.csv_cells import guarded
from sheets.layout.media_names import media_name
from sheets.layout.odk_tables import Filed, Style, rows, tables

FORM = """
| survey   |                       |          |                 |
|          | type                  | name     | label::ไทย (th) | label::English (en) |
|          | start                 | start    |                 |                     |
|          | end                   | end      |                 |                     |
|          | username              | username |                 |                     |
|          | deviceid              | deviceid |                 |                     |
|          | begin group           | loc      | ที่ตั้ง         | Place               |
|          | text                  | province | จังหวัด         | Province            |
|          | geopoint              | spot     | จุด             | Spot                |
|          | end group             |          |                 |                     |
|          | select_multiple kinds | kinds    | ชนิด            | Kinds               |
|          | begin group           | g        | กลุ่ม           | Group               |
|          | begin repeat          | person   | คน              | Person              |
|          | text                  | name     | ชื่อ            | Name                |
|          | begin group           | more     | เพิ่ม           | More                |
|          | image                 | photo    | รูป             | Photo               |
|          | begin repeat          | pet      | สัตว์           | Pet                 |
|          | text                  | pet_name | ชื่อสัตว์       | Name of the pet     |
|          | end repeat            |          |                 |                     |
|          | end group             |          |                 |                     |
|          | end repeat            |          |                 |                     |
|          | end group             |          |                 |                     |
| choices  |                       |          |                 |
|          | list_name             | name     | label::ไทย (th) | label::English (en) |
|          | kinds                 | a        | เมือง           | Town                |
|          | kinds                 | b        | ตำบล            | Village             |
| settings |                       |          |                 |
|          | form_id               | version  | default_language | instance_name      |
|          | house                 | 7        | ไทย (th)        | ${province}         |
"""
KEY = "uuid:0f3c52aa-91bd-4c1e-8f00-000000000001"
ANSWERS = {
    "loc/province": "ชลบุรี",
    "loc/spot": "13.4 101.1 0 0",
    "kinds": "b",
    "g/person[1]/name": "ก",
    "g/person[2]/name": "ข",
    "g/person[2]/more/pet[1]/pet_name": "เหมียว",
    "g/person[2]/more/pet[10]/pet_name": "ด่าง",
    "g/person[2]/more/pet[2]/pet_name": "ตูบ",
    "meta/instanceName": "ชลบุรี",
}
FILED = Filed(KEY, datetime(2013, 3, 18, 2, 0, tzinfo=UTC), "7", "สมชาย", 1, 2, "line:7", 0, "7")

PLAIN = Style()


@pytest.fixture(scope="module")
def house() -> Form:
    return compile_form(to_xform(FORM.encode(), ending=".md"))


def written(form: Form, style: Style = PLAIN) -> dict[str, list[dict[str, str]]]:
    """The rows of each table by its name, cells by column."""
    found = tables(form)
    told: dict[str, list[dict[str, str]]] = {table.name: [] for table in found}
    for table, cells in rows(found, ANSWERS, FILED, style):
        told[table.name].append(dict(zip(table.header(style), cells, strict=True)))
    return told


def test_every_repeat_is_a_table(house: Form) -> None:
    assert list(written(house)) == ["house", "house-person", "house-pet"]


def test_groups_are_joined_by_a_hyphen_and_a_place_has_four_columns(house: Form) -> None:
    (row,) = written(house)["house"]

    assert list(row)[:8] == [
        "SubmissionDate",
        "start",
        "end",
        "username",
        "deviceid",
        "loc-province",
        "loc-spot-Latitude",
        "loc-spot-Longitude",
    ]
    assert (row["loc-spot-Latitude"], row["loc-spot-Accuracy"], row["SubmissionDate"]) == (
        "13.4",
        "0",
        "2013-03-18T02:00:00.000Z",
    )
    assert (row["AttachmentsPresent"], row["AttachmentsExpected"], row["FormVersion"]) == (
        "1",
        "2",
        "7",
    )


def test_a_row_of_a_repeat_leads_back_to_its_parent(house: Form) -> None:
    told = written(house)

    assert [one["KEY"] for one in told["house-person"]] == [
        f"{KEY}/g/person[1]",
        f"{KEY}/g/person[2]",
    ]
    assert {one["PARENT_KEY"] for one in told["house-person"]} == {KEY}
    assert [(one["pet_name"], one["KEY"]) for one in told["house-pet"]] == [
        ("เหมียว", f"{KEY}/g/person[2]/more/pet[1]"),
        ("ตูบ", f"{KEY}/g/person[2]/more/pet[2]"),
        ("ด่าง", f"{KEY}/g/person[2]/more/pet[10]"),
    ]
    assert {one["PARENT_KEY"] for one in told["house-pet"]} == {f"{KEY}/g/person[2]"}
    assert list(told["house-person"][0]) == ["name", "more-photo", "PARENT_KEY", "KEY"]


def test_choices_are_spread_when_asked(house: Form) -> None:
    (row,) = written(house, Style(split_select=True))["house"]
    assert (row["kinds"], row["kinds/a"], row["kinds/b"]) == ("b", "0", "1")
    assert "kinds/a" not in written(house)["house"][0]


def test_labels_are_those_of_the_language(house: Form) -> None:
    style = Style(labels="en")
    main = tables(house)[0]
    labels = dict(zip(main.header(style), main.labels(style), strict=True))
    (row,) = written(house, style)["house"]

    assert (labels["loc-province"], labels["loc-spot-Altitude"], labels["KEY"]) == (
        "Province",
        "Spot",
        "",
    )
    assert row["kinds"] == "Village"
    assert row["loc-province"] == "ชลบุรี"


def test_who_sent_it_and_when_stand_where_the_form_asks_for_them(house: Form) -> None:
    record = Record(
        "uuid:2",
        KEY,
        "uuid:1",
        ANSWERS,
        datetime(2013, 3, 18, 2, 0, 1, 5000, tzinfo=UTC),
        "สมชาย",
        "line:7",
    )
    told = completed(house, record)

    assert told["end"] == "2013-03-18T09:00:01.005+07:00"
    assert (told["username"], told["deviceid"]) == ("สมชาย", "line:7")
    assert (told["meta/instanceID"], told["meta/deprecatedID"]) == ("uuid:2", "uuid:1")
    assert (
        completed(house, replace(record, answers={"username": "นายสมชาย"}))["username"]
        == "นายสมชาย"
    )


def test_files_belong_to_the_row_they_were_sent_for(house: Form) -> None:
    answers = {"g/person[1]/more/photo": "a.jpg b.jpg", "g/person[2]/more/photo": "c.jpg"}
    by_name = tuple(Piece("photo", name) for name in ("1", "2", "3"))
    by_path = (Piece("g/person[2]/more/photo", "1"), Piece("g/person[1]/more/photo", "2"))

    told = media_of(house, answers, by_name)
    assert {path: [one.name for one in pieces] for path, pieces in told.items()} == {
        "g/person[1]/more/photo": ["1", "2"],
        "g/person[2]/more/photo": ["3"],
    }
    told = media_of(house, answers, by_path)
    assert [one.name for one in told["g/person[1]/more/photo"]] == ["2"]


def test_an_earlier_version_s_columns_come_last(house: Form) -> None:
    older = compile_form(to_xform(FORM.replace("province", "place").encode(), ending=".md"))
    (main, *_) = tables(house, [older])
    names = [column.name for column in main.columns]
    assert (names[4], names[-1]) == ("loc-province", "loc-place")


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-cmd", "@a", "- ไม่มี -", "\t=1"])
def test_a_formula_is_told_to_be_text(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "-5", "+7.25", "1=1", "ก-ข", "-1e5"])
def test_a_number_and_plain_text_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@given(
    st.text(max_size=80), st.sampled_from(["image/jpeg", "", "application/pdf"]), st.integers(1, 99)
)
def test_a_file_s_name_has_no_space_and_fits_any_disk(original: str, mime: str, place: int) -> None:
    name = media_name(KEY, place, mime, original)
    assert not set(name) & set(' /\\:*?"<>|\n')
    assert len(name.encode()) < 200
    assert name.startswith(f"0f3c52aa91bd-{place}-")


@given(st.lists(st.integers(1, 200), min_size=1, max_size=30))
def test_rows_are_found_in_their_order(places: list[int]) -> None:
    answers = {f"r[{place}]/q": "x" for place in places}
    assert rows_of(answers, "r") == [f"r[{place}]" for place in sorted(set(places))]
