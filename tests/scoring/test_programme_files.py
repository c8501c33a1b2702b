"""The five programmes as files: what is in them, and what is said about files that are wrong."""

from datetime import date
from fractions import Fraction

import pytest

from scoring.case import Window
from scoring.checks import is_open_for_scoring, warnings
from scoring.problems import ProgrammeError
from scoring.programme import Programme
from scoring.programme_reading import read
from scoring.settings import Settings
from tests.scoring.cast import ALL, CBI, DLA, LPG, MOI, ONE, PROGRAMMES, files, programme

WEIGHTS = {
    "1": 20,
    "1.1": 5,
    "1.2": 5,
    "1.3": 5,
    "1.4": 5,
    "2": 10,
    "3": 5,
    "4": 5,
    "5": 5,
    "6": 5,
    "7": 10,
}
WEIGHTS |= {"8": 20, "8.1": 10, "8.2": 10, "9": 10, "10": 10}


def problems(key: str, **replaced: tuple[str, str]) -> list[str]:
    """What is said when one thing in each named file is replaced."""
    told = files(key)
    for name, (old, new) in replaced.items():
        text = told[f"{name}.toml"].decode()
        assert old in text
        told[f"{name}.toml"] = text.replace(old, new, 1).encode()
    with pytest.raises(ProgrammeError) as raised:
        read(told)
    return [str(each) for each in raised.value.problems]


@pytest.mark.parametrize("key", ALL)
def test_every_programme_is_read_and_survives_the_database(key: str) -> None:
    stored = programme(key).model_dump_json()
    again = Programme.model_validate_json(stored)
    assert again == programme(key)
    assert again.version == programme(key).version


@pytest.mark.parametrize("key", ALL)
def test_every_programme_settles_the_open_points_as_adopted(key: str) -> None:
    assert programme(key).settings == Settings()


def test_every_open_point_is_named_where_it_is_settled() -> None:
    text = "".join(content.decode() for key in ALL for content in files(key).values())
    points = {"A": 43, "B": 10, "C": 6, "D": 13, "E": 8, "S": 7}
    ids = [
        f"{letter}-{number:02}" for letter, last in points.items() for number in range(1, last + 1)
    ]
    assert [each for each in ids if each not in text] == []


def test_a_changed_programme_is_another_version() -> None:
    text = files(CBI)["indicators.toml"].decode()
    later = read(
        files(CBI)
        | {"indicators.toml": text.replace("late_rate = 0.25", "late_rate = 0.30", 1).encode()}
    )
    same = read(
        files(CBI)
        | {"indicators.toml": text.replace("late_rate = 0.25", "late_rate = 0.250", 1).encode()}
    )
    assert later.version != programme(CBI).version
    assert same.version == programme(CBI).version


def test_chonburi_has_its_units_and_weights() -> None:
    chonburi = programme(CBI)
    assert {each.code: each.weight for each in chonburi.indicators} == WEIGHTS
    districts = [each.name for each in chonburi.offices if each.kind == "district"]
    assert (len(districts), districts[0], districts[1]) == (11, "อำเภอเมืองชลบุรี", "อำเภอบ้านบึง")
    inside = [each for each in chonburi.offices if each.code.startswith("CBI-")]
    assert {each.parent for each in inside} == {"CBI"}
    assert chonburi.above["CBI"] == ("DLA",)
    assert chonburi.tops == ("CBI",), "the province runs its own framework"


def test_the_dates_of_chonburi() -> None:
    windows = {each.code: each.window() for each in programme(CBI).indicators}
    assert windows["4"] == Window(date(2013, 3, 20), date(2013, 3, 26), Fraction(1, 4))
    assert windows["3"] == Window(date(2013, 3, 11), date(2013, 3, 15))
    assert windows["7"] == Window(date(2013, 3, 10), date(2013, 3, 20), Fraction(8, 100))
    free = [code for code, window in windows.items() if not window.is_binding]
    assert free == ["1", "1.1", "1.2", "1.3", "1.4", "2", "8", "9", "10"]


def test_lampang_has_fourteen_offices() -> None:
    assert len(programme(LPG).offices) == 14
    assert len(programme(LPG).head_counts.columns) == 7  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("key", "sentences"),
    [
        (CBI, []),
        (MOI, []),
        (ONE, []),
        (DLA, ["indicators[6].weight: ยังไม่ได้กำหนดน้ำหนัก"]),
        (
            LPG,
            [
                "offices[LPG]: จำนวนคนรวม 20 ต้นฉบับพิมพ์ 19",
                "offices[LPG-TH]: จำนวนคนรวม 6 ต้นฉบับพิมพ์ 5",
                "offices[LPG-NG]: จำนวนคนรวม 7 ต้นฉบับพิมพ์ 6",
                "head_counts.พก.: รวม 52 ต้นฉบับพิมพ์ 50",
                "head_counts: รวมทั้งหมด 88 ต้นฉบับพิมพ์ 85",
            ],
        ),
    ],
)
def test_where_a_document_does_not_agree_with_itself_it_is_said(
    key: str, sentences: list[str]
) -> None:
    found = warnings(programme(key))
    assert len(found) == len(sentences)
    assert all(said.startswith(expected) for said, expected in zip(found, sentences, strict=True))


def test_weights_that_do_not_make_100_are_warned_of() -> None:
    text = (
        files(CBI)["indicators.toml"]
        .decode()
        .replace("weight = 10\ndepartment", "weight = 15\ndepartment", 1)
    )
    assert (
        "น้ำหนักรวม 105 ต้องได้ 100"
        in warnings(read(files(CBI) | {"indicators.toml": text.encode()}))[0]
    )


def test_only_a_programme_with_its_weights_is_open() -> None:
    assert [key for key in ALL if not is_open_for_scoring(programme(key))] == [DLA]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "indicators",
            "weight = 20\n",
            "weight = 0\n",
            "indicators.toml: indicators[1].weight: ต้องมากกว่า 0",
        ),
        (
            "indicators",
            "weight = 20\n",
            'weight = "ยี่สิบ"\n',
            "indicators.toml: indicators[1].weight: ต้องเป็นตัวเลข",
        ),
        (
            "indicators",
            "weight = 20\n",
            "wieght = 20\n",
            "indicators.toml: indicators[1].wieght: ไม่รู้จักชื่อนี้",
        ),
        (
            "indicators",
            "[60, 70, 80, 90, 100]",
            "[60, 80, 70, 90, 100]",
            "indicators[4].measure: เกณฑ์ 5 ระดับต้องเรียงเพิ่มขึ้น",
        ),
        (
            "indicators",
            "[5, 4, 3, 2, 1]",
            "[1, 2, 3, 4, 5]",
            "indicators[1.2].measure: เกณฑ์ 5 ระดับต้องเรียงลดลง",
        ),
        (
            "indicators",
            "[60, 70, 80, 90, 100]",
            "[60, 70, 80]",
            "indicators[4].measure.thresholds: ต้องมีอย่างน้อย 5 ค่า",
        ),
        (
            "indicators",
            "lowest = 11, highest = 20",
            "lowest = 10, highest = 20",
            "indicators[8.1].measure: ประเภท B เริ่มที่ 10 ต้องเริ่มที่ 11",
        ),
        (
            "indicators",
            "lowest = 11, highest = 20",
            "lowest = 13, highest = 20",
            "indicators[8.1].measure: ประเภท B เริ่มที่ 13 ต้องเริ่มที่ 11",
        ),
        (
            "indicators",
            'type = "count_step"',
            'type = "count"',
            "indicators[1.3].measure: ไม่รู้จัก 'type' นี้",
        ),
        (
            "indicators",
            "{ level = 2,",
            "{ level = 3,",
            "indicators[5].measure: ขั้นตอนต้องเรียง 1, 2, 3",
        ),
        (
            "indicators",
            "cutoff = 2013-03-15",
            "cutoff = 2013-03-10",
            "indicators[3]: วันปิดรับ 2013-03-10 มาก่อนวันครบกำหนด",
        ),
        ("indicators", 'code = "1.1"', 'code = "1.2"', "indicators: รหัส 1.2 ซ้ำ"),
        ("indicators", 'parent = "1"', 'parent = "12"', "indicators: 1.1 อยู่ใต้ 12 ซึ่งไม่มี"),
        (
            "indicators",
            'short_name = "แผนที่ภาษี"',
            f'short_name = "{"ก" * 21}"',
            "indicators[4].short_name: ยาว 21 ตัวอักษร",
        ),
        ("indicators", 'main = ["finance"]', 'main = ["money"]', "indicators: 2 ให้ money รายงาน"),
        ("offices", 'code = "CBI-BB"', 'code = ""', "offices.toml: offices[15].code: ว่างอยู่ ต้องระบุ"),
        ("programme", "2012-10-01", "2013-10-01", "round_end (2013-03-31) มาก่อน round_start"),
        (
            "programme",
            'below_level_1 = "floor_1"',
            'below_level_1 = "half"',
            "programme.toml: settings.below_level_1: ต้องเป็น",
        ),
        ("programme", 'key = "CBI-2556-R1"\n', "", "programme.toml: key: ไม่มีค่านี้ ต้องระบุ"),
        ("programme", "fiscal_year = 2556", "fiscal_year = ", "programme.toml: เขียน TOML ไม่ถูกต้อง"),
        (
            "offices",
            "# The units",
            "key = 1\n# The units",
            "offices.toml: key: ระบุไว้แล้วใน programme.toml",
        ),
    ],
)
def test_a_mistake_is_named_by_file_key_and_rule(file: str, old: str, new: str, said: str) -> None:
    assert any(said in each for each in problems(CBI, **{file: (old, new)}))


def test_everything_wrong_is_said_at_once() -> None:
    found = problems(
        CBI,
        indicators=("weight = 20\n", "weight = 0\n"),
        programme=("fiscal_year = 2556", "fiscal_year = 2013"),
    )
    assert len(found) == 2


def test_a_folder_without_a_programme_is_refused() -> None:
    with pytest.raises(ProgrammeError, match=r"programme\.toml"):
        read({})


def test_a_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(ProgrammeError, match="UTF-8"):
        read(files(CBI) | {"offices.toml": "# ชลบุรี".encode("cp874")})


def test_no_other_files_lie_in_a_programme_folder() -> None:
    kinds = {
        file.suffix
        for folder in PROGRAMMES.iterdir()
        if folder.is_dir()
        for file in folder.iterdir()
        if file.is_file()
    }
    assert kinds == {".toml", ".csv"}  # .csv: the register of organisations
