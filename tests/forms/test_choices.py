"""Which of a list's choices a typed text means."""

import pytest

from forms.filling.choices import is_label, meant, several_meant
from forms.model import Choice
from forms.words import Words


def of(*labels: str) -> list[Choice]:
    return [Choice(f"n{place}", Words({"": (label,)})) for place, label in enumerate(labels, 1)]


NUMBERS, TWINS, LONG = (
    of("2", "3", "4"),
    of("บ้านใหม่", "บ้านใหม่", "บ้านเก่า"),
    of(*(f"ตำบล {n}" for n in range(90))),
)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("2", "n1"), ("๔", "n3"), ("n2", "n2")],
    ids=["a label", "a label in Thai digits", "a name"],
)
def test_a_label_that_is_a_number_is_what_is_typed_for_it(typed: str, name: str) -> None:
    found = meant(NUMBERS, typed, "th").one

    assert found is not None
    assert found.name == name


def test_where_labels_are_numbers_a_place_in_the_list_is_no_answer() -> None:
    found = meant(NUMBERS, "1", "th")

    assert (found.one, found.maybe) == (None, ())


def test_of_two_labels_alike_neither_is_taken_for_the_other() -> None:
    found = meant(TWINS, "บ้านใหม่", "th")

    assert found.one is None
    assert [choice.name for choice in found.maybe] == ["n1", "n2"]


def test_a_number_is_looked_for_in_the_labels_where_the_list_was_shown_without_numbers() -> None:
    found = meant(LONG, "7", "th", numbered=False)

    assert {choice.label.text("th") for choice in found.maybe} == {
        f"ตำบล {n}" for n in range(90) if "7" in str(n)
    }
    assert several_meant(LONG, "ตำบล 7, ตำบล 8", "th", numbered=False) == ([LONG[7], LONG[8]], "")


def test_a_name_with_a_number_is_not_taken_for_one_with_a_longer_number() -> None:
    villages = of("บ้านบน หมู่ 5", "บ้านล่าง หมู่ 50", "บ้านใหม่ หมู่ 15")

    found = meant(villages, "หมู่ 5", "th").one

    assert found is villages[0]
    assert meant(villages, "หมู่ 1", "th").one is None
    assert meant(villages, "หมู่ 1", "th").maybe == (villages[2],)


def test_a_misspelt_name_is_asked_about_where_its_number_is_another() -> None:
    villages = of("บ้านหนองปลาไหล หมู่ 12", "บ้านคลองตะเคียน หมู่ 3")

    assert meant(villages, "บ้านหนองปลาไหล หมู่ 13", "th").maybe == (villages[0],)
    assert meant(villages, "บ้านหนองปราไหล หมู่ ๑๒", "th").one is villages[0]


def test_only_a_whole_label_is_no_command() -> None:
    assert is_label(TWINS, " บ้านเก่า ", "th")
    assert not is_label(TWINS, "บ้าน", "th")
    assert not is_label(TWINS, "", "th")
