"""Finding the district that was meant."""

import pytest

from thai.graphemes import length
from thai.names import find

DISTRICTS = {
    "MC": ["เมืองชลบุรี"],
    "BB": ["บ้านบึง"],
    "NY": ["หนองใหญ่"],
    "BL": ["บางละมุง"],
    "PT": ["พานทอง"],
    "PN": ["พนัสนิคม", "พนัส"],
    "SR": ["ศรีราชา"],
    "KS": ["เกาะสีชัง"],
    "SH": ["สัตหีบ"],
    "BT": ["บ่อทอง"],
    "KC": ["เกาะจันทร์"],
}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("บ้านบึง", "BB"),
        ("อำเภอบ้านบึง", "BB"),
        ("อ.บ้านบึง", "BB"),
        ("บ้าน บึง", "BB"),
        ("บานบึง", "BB"),
        ("ศรีราชชา", "SR"),
        ("พนัส", "PN"),
        ("เเกาะสีชัง", "KS"),
        ("เกาะจันทร", "KC"),
        ("bb", "BB"),
    ],
)
def test_a_name_is_found_with_its_title_or_a_slip(typed: str, key: str) -> None:
    assert find(typed, DISTRICTS).key == key


def test_a_name_that_could_be_another_is_asked_about_best_first() -> None:
    meant = find("ศีราช", DISTRICTS)
    assert meant.key is None
    assert meant.maybe[0] == "SR"


@pytest.mark.parametrize("typed", ["ปาย", "", "xyz", "อำเภอ"])
def test_a_name_of_somewhere_else_is_not_found(typed: str) -> None:
    assert find(typed, DISTRICTS).key is None


def test_letters_are_counted_as_a_reader_sees_them() -> None:
    assert length("ที่นี่") == 2
    assert length("น้ำ") == 1
    assert length("รวมลิงค์") == 6
