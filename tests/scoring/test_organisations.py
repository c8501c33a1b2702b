"""The register of local organisations: read from a file, checked, there and back in a workbook."""

import pytest

from scoring.organisations import districts_without, kind_of
from scoring.problems import ProgrammeError
from scoring.programme import Programme
from scoring.programme_reading import read
from scoring.workbook.writing import from_sheets, to_sheets
from tests.scoring.cast import CBI, files

HEAD = "name,label,kind,district\n"
GOOD = f"{HEAD}MC-1,ทต.บางทราย,เทศบาล,CBI-MC\nBB-1,อบต.คลองกิ่ว,อบต.,อำเภอบ้านบึง\n"


def with_register(text: str, code: str = "utf-8") -> Programme:
    return read({**files(CBI), "organisations.csv": text.encode(code)})


def problems(text: str) -> list[str]:
    with pytest.raises(ProgrammeError) as raised:
        with_register(text)
    return [str(one) for one in raised.value.problems]


def test_a_district_may_be_written_by_its_code_or_its_name() -> None:
    assert [(one.name, one.district) for one in with_register(GOOD).organisations] == [
        ("MC-1", "CBI-MC"),
        ("BB-1", "CBI-BB"),
    ]


@pytest.mark.parametrize("code", ["utf-8-sig", "cp874", "utf-16"])
def test_a_register_saved_by_excel_is_read(code: str) -> None:
    assert with_register(GOOD, code).organisations == with_register(GOOD).organisations


def test_thai_headings_in_any_order_and_names_without_codes_are_read() -> None:
    (one,) = with_register("อำเภอ;ชื่อ;ประเภท\nบ้านบึง;ทต. หัวกุญแจ;เทศบาลตำบล\n").organisations
    assert (one.name, one.label, one.kind) == ("ทต._หัวกุญแจ", "ทต. หัวกุญแจ", "เทศบาล")


def test_everything_wrong_is_named_by_its_row() -> None:
    told = problems(
        f"{HEAD}A,ทต.ก,เทศบาล,CBI-MC\nB,ทต.ก,เทศบาล,CBI-MC\nA,ทต.ข,เทศบาล,CBI-MC\n"
        "C,ทต.ค,สมาคม,CBI-MC\nD,ทต.ง,เทศบาล,ปทุมธานี\n"
    )
    assert told == [
        "organisations.csv: แถว 3: label: “ทต.ก” ซ้ำกับแถว 2",
        "organisations.csv: แถว 4: label: “ทต.ข” ซ้ำกับแถว 2",
        "organisations.csv: แถว 5: kind: ไม่รู้จักประเภท “สมาคม” ต้องเป็น อบจ., อบต., เทศบาล",
        "organisations.csv: แถว 6: district: ไม่มีหน่วยงาน “ปทุมธานี” ใน offices ต้องเป็นรหัสหรือชื่อ",
    ]


def test_the_same_name_may_stand_in_two_districts() -> None:
    found = with_register(f"{HEAD}A,อบต.หนองปรือ,อบต.,CBI-PN\nB,อบต.หนองปรือ,อบต.,CBI-BL\n")
    assert len(found.organisations) == 2


def test_a_missing_column_is_named() -> None:
    assert problems("name,label,kind\nA,ก,อบต.\n") == [
        "organisations.csv: แถว 1: ไม่มีคอลัมน์ district"
    ]


def test_districts_without_any_are_found() -> None:
    found = with_register(GOOD)
    without = districts_without(found.organisations, found.offices)
    assert "อำเภอหนองใหญ่" in [one.name for one in without]
    assert {one.kind for one in without} == {"district"}


def test_a_workbook_carries_the_register_there_and_back() -> None:
    found = with_register(GOOD)
    sheets = to_sheets(found)
    assert sheets["organisations"][1] == ["MC-1", "ทต.บางทราย", "เทศบาล", "CBI-MC"]
    assert from_sheets(sheets) == found


def test_a_wrong_row_of_the_workbook_is_named_by_sheet_and_row() -> None:
    sheets = to_sheets(with_register(GOOD))
    sheets["organisations"].append(["X", "ทต.ใหม่", "เทศบาล", "ไม่มี"])
    with pytest.raises(ProgrammeError) as raised:
        from_sheets(sheets)
    assert str(raised.value).startswith("organisations: แถว 4: district: ไม่มีหน่วยงาน “ไม่มี”")


def test_another_register_is_another_version_of_the_programme() -> None:
    assert with_register(GOOD).version != with_register(f"{GOOD}X,ทต.ใหม่,เทศบาล,CBI-NY\n").version


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("ทต.", "เทศบาล"),
        ("เทศบาลนคร", "เทศบาล"),
        ("อบต", "อบต."),
        ("องค์การบริหารส่วนจังหวัด", "อบจ."),
        ("กลุ่ม", None),
    ],
)
def test_kinds_in_their_ways(written: str, kind: str | None) -> None:
    assert kind_of(written) == kind
