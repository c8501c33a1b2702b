"""Where a measure's values come from, put together by the names of `raingan score`; and shares."""

from collections.abc import Mapping
from typing import Any

import pytest

from scoring.shares import share
from scoring.worth import Each, Those, Worth, values
from tests.scoring.cast import CBI, programme


class Told:
    """Records that answer what they were told to."""

    def __init__(self, **answers: object) -> None:
        self._answers = answers

    def value(self, expression: str) -> object:
        return self._answers.get(expression)

    def holds(self, expression: str) -> bool:
        return bool(self._answers.get(expression))

    def rows(self, each: str, key: str, value: str) -> Mapping[str, object]:
        return {f"{each}.{key}": f"{each}.{value}"}


@pytest.mark.parametrize(
    ("worth", "found"),
    [
        ("a", 5),
        ({"2": "a", "3": "missing"}, {"2": 5}),
        (Those(those={"1": "yes", "2": "no", "3": "yes"}), ["1", "3"]),
        (({"form": "a", "submitted": "missing"}, {"form": "b"}), [{"form": 5}, {"form": 6}]),
        (Each(each="row", key="code", value="points"), {"row.code": "row.points"}),
    ],
)
def test_each_kind_of_worth(worth: Worth, found: object) -> None:
    records = Told(a=5, b=6, yes=True, no=False)

    assert values({"it": worth}, records) == {"it": found}


def test_what_gives_nothing_is_left_out() -> None:
    assert values({"a": "a", "b": "b"}, Told(a=1)) == {"a": 1}


@pytest.mark.parametrize(
    ("code", "told", "line"),
    [
        ("8.2", {"backlog": 3, "resolved": 2}, "2 จาก 3 เรื่อง"),
        ("8.1", {"backlog": 0}, "0 จาก 0 เรื่อง"),
        ("4", {"numerator": "88", "denominator": "97"}, "88 จาก 97 แห่ง"),
        (
            "2",
            {"numerator": "6275000.5", "denominator": "12500000"},
            "6,275,000.5 จาก 12,500,000 บาท",
        ),
        ("1.3", {"value": 1}, "1 ครั้ง"),
        ("1.2", {"months": 6, "meetings": {"ก.ท.จ.": 4, "ก.อบต.": 3}}, "ประชุม 4 / 3 ครั้ง"),
        ("5", {"steps_done": ["1", "2"]}, "ขั้นตอนที่ 1, 2"),
        ("7", {"submitted_by_type": {"1": "2013-03-08"}}, "ประเภทข้อมูล 1"),
        ("4", {}, None),
        ("8.2", {"backlog": "x"}, None),
    ],
)
def test_what_an_office_adds_is_told_as_a_share(
    code: str, told: dict[str, Any], line: str | None
) -> None:
    found = share(programme(CBI).indicator(code), told)

    assert (found.th if found else None) == line
