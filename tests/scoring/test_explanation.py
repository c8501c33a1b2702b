"""The steps of a sum, in Thai and in English, and what could still be gained."""

import re
from datetime import date
from typing import Any

import pytest

from scoring.score import Score, score
from tests.scoring.cast import CBI, programme, scored


def of(code: str, values: dict[str, Any], day: int | None = 8) -> Score:
    return score(programme(CBI), code, values, date(2013, 3, day) if day else None)


def test_indicator_4_of_the_worked_example_line_by_line() -> None:
    found = of("4", {"numerator": 88, "denominator": 97}, 22)
    assert [line.th for line in found.explanation] == [
        "88 ÷ 97 = 90.72 %",
        "ระดับ 4 + (90.72−90)/(100−90) = 4.0722",
        "ช้า 2 วันทำการ (พ. 20 มี.ค. → ศ. 22 มี.ค. 2556) × 0.25 = −0.50",
        "3.5722 × 5 % = 0.1786",
    ]
    assert [line.en for line in found.explanation] == [
        "88 ÷ 97 = 90.72 %",
        "level 4 + (90.72−90)/(100−90) = 4.0722",
        "2 working days late (Wed 20 Mar → Fri 22 Mar 2013) × 0.25 = −0.50",
        "3.5722 × 5 % = 0.1786",
    ]
    assert [line.th for line in found.gain] == [
        "ส่งทันกำหนดได้ +0.50",
        "อีก 9 แห่งจาก 97 ถึงระดับ 5 (+0.9278)",
    ]


def test_indicator_6_shows_every_deduction_and_their_sum() -> None:
    values = {"steps_done": [1, 2, 3, 4], "missing_aspects": {"3": 1}, "quality_accepted": True}
    assert [line.th for line in of("6", values, 12).explanation] == [
        "ทำแล้วขั้นตอนที่ 1, 2, 3, 4 = ระดับ 4 = 4.0000",
        "ผ่านการประเมินคุณภาพ = ระดับ 5 = 5.0000",
        "ขั้นตอนที่ 3 ขาด 1 ด้าน × 0.25 = −0.25",
        "ช้า 2 วันทำการ (อา. 10 มี.ค. → อ. 12 มี.ค. 2556) × 0.25 = −0.50",
        "5.0000 − 0.75 = 4.2500",
        "4.2500 × 5 % = 0.2125",
    ]


@pytest.mark.parametrize(
    ("code", "values", "day", "line"),
    [
        ("2", {"result_percent": "44"}, None, "ไม่ถึงเกณฑ์ระดับ 1 (45) = 1.0000"),
        ("2", {"result_percent": "53"}, None, "ถึงเกณฑ์ระดับ 5 (53) = 5.0000"),
        ("1.2", {"months": 6, "meetings": 4}, None, "6 ÷ 4 = 1.5 เดือนต่อครั้ง"),
        ("1.2", {"months": 6, "meetings": 4}, None, "ระดับ 4 + (2−1.5)/(2−1) = 4.5000"),
        ("1.3", {"value": 2}, None, "2 ครั้ง = ระดับ 3 = 3.0000"),
        ("1.1", {"result_percent": "60.5"}, None, "อยู่ในช่วง ต่ำกว่า 60 = ระดับ 1 = 1.0000"),
        (
            "3",
            {"percent": 60, "all_districts": True},
            12,
            "มากกว่าร้อยละ 50 แต่ส่ง อ. 12 มี.ค. 2556 หลัง จ. 11 มี.ค. 2556 = ระดับ 3 = 3.0000",
        ),
        (
            "4",
            {"result_percent": 60},
            27,
            "ส่ง พ. 27 มี.ค. 2556 หลังวันปิดรับ อ. 26 มี.ค. 2556 ไม่นำมาประกอบการประเมินผล = 0.0000",
        ),
        (
            "6",
            {"steps_done": [1]},
            16,
            "ช้า 5 วันทำการ (อา. 10 มี.ค. → ส. 16 มี.ค. 2556) × 0.25 = −1.25",
        ),
        ("6", {"steps_done": [1]}, 16, "1.0000 − 1.25 ต่ำกว่า 0 จึงได้ 0.0000"),
        ("6", {"steps_done": [1, 2, 3, 4]}, 8, "รอผลการประเมินคุณภาพ = ระดับ 4 ไปก่อน = 4.0000"),
        ("8.2", {"backlog": 28, "resolved": 0}, 8, "ไม่มีเรื่องที่แล้วเสร็จภายในกำหนด = 0.0000"),
        ("8.2", {"backlog": 61, "resolved": 30}, 8, "ค้าง 61 เรื่อง อยู่ประเภท G (61 ขึ้นไป เรื่อง)"),
        ("10", {"steps_done": [1, 3]}, None, "ทำแล้วขั้นตอนที่ 1, 3 ขาดขั้นตอนที่ 2 = ระดับ 1 = 1.0000"),
    ],
)
def test_each_kind_of_measure_says_how_it_came_to_its_level(
    code: str, values: dict[str, Any], day: int | None, line: str
) -> None:
    assert line in [each.th for each in of(code, values, day).explanation]


def test_a_day_off_after_the_due_date_is_marked_late_and_costs_nothing() -> None:
    found = score(
        programme(CBI), "4", {"result_percent": 100}, date(2013, 3, 23), due=date(2013, 3, 22)
    )
    assert found.final_score == 5
    assert found.deductions[0].days == 0
    assert found.explanation[-2].th == (
        "ส่งหลังกำหนด (ศ. 22 มี.ค. → ส. 23 มี.ค. 2556) แต่ไม่ถึง 1 วันทำการ ไม่หักคะแนน"
    )


@pytest.mark.parametrize(
    ("code", "values", "gains"),
    [
        ("4", {"numerator": 97, "denominator": 97}, []),
        (
            "2",
            {"result_percent": "50.2"},
            ["ถึงร้อยละ 51 ได้ระดับ 4 (+0.4000)", "ถึงร้อยละ 53 ได้ระดับ 5 (+1.4000)"],
        ),
        ("1.3", {"value": 3}, ["น้อยลง 1 ครั้ง ได้ระดับ 3 (+1.0000)"]),
        (
            "8.2",
            {"backlog": 28, "resolved": 20},
            ["อีก 1 เรื่องจาก 28 ถึงระดับ 4 (+0.7143)", "อีก 3 เรื่องจาก 28 ถึงระดับ 5 (+1.7143)"],
        ),
        ("10", {"steps_done": [1, 2]}, ["ขั้นตอนที่ 3 ได้เพิ่ม 1.0000: รูปถ่ายผู้บริหารครบทุกคน"]),
    ],
)
def test_what_could_still_be_gained(code: str, values: dict[str, Any], gains: list[str]) -> None:
    assert [line.th for line in of(code, values).gain] == gains


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("1", {"sub_scores": {"1.1": 5, "1.2": 4, "1.3": 3, "1.4": 2}}),
        ("1.1", {"numerator": 9, "denominator": 10}),
        ("1.2", {"value": 1.5}),
        ("1.3", {"value": 2}),
        ("3", {"percent": 60, "all_districts": False}),
        ("6", {"steps_done": [1, 2, 3, 4], "missing_aspects": {"2": 1}}),
        ("7", {"submitted_by_type": {"1": "2013-03-11", "2": "2013-03-12", "3": "2013-03-13"}}),
        ("8.2", {"backlog": 70, "resolved": 20}),
        ("10", {"steps_done": [1, 2, 3]}),
    ],
)
def test_the_english_lines_are_english(code: str, values: dict[str, Any]) -> None:
    found = of(code, values, 12)
    english = [line.en for line in (*found.explanation, *found.gain)]
    assert len(english) > 1
    assert not [line for line in english if re.search("[ก-๙]", line.replace("ต่ำกว่า", ""))]


def test_the_answer_has_the_shape_other_programs_rely_on() -> None:
    answer = scored(CBI, "4", {"numerator": 88, "denominator": 97}, submitted="2013-03-22")
    assert {name: each for name, each in answer.items() if name != "explanation"} == {
        "status": "scored",
        "raw_score": "4.0722",
        "deductions": [{"reason": "late", "days": 2, "points": "0.5000"}],
        "total_deduction": "0.5000",
        "final_score": "3.5722",
        "weight": "5",
        "weighted_score": "0.1786",
    }
