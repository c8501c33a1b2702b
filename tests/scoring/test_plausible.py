"""Which numbers are asked about before they are sent, and which are not."""

from decimal import Decimal

import pytest

from scoring.plausible import Doubt, Earlier, Plausible, doubts, number_of
from scoring.problems import ProgrammeError
from scoring.programme_reading import read
from tests.scoring.cast import CBI, files

OLD = "CBI-2555-R2"
RULE = Plausible(work="4", question="numerator", round_before=OLD, least=Decimal(3))


def asked(now: str, earlier: Earlier, rule: Plausible = RULE) -> list[tuple[str, int]]:
    found = doubts([rule], "4", {"numerator": now}, earlier)
    return [(one.against, int(one.other)) for one in found]


def last_round(number: str) -> Earlier:
    return Earlier(rounds={OLD: {"numerator": number}})


@pytest.mark.parametrize(
    ("before", "now", "is_asked"),
    [
        ("97", "9", True),
        ("9", "97", True),
        ("97", "88", False),
        ("97", "33", False),
        ("97", "32", True),
        ("97", "0", True),
        ("0", "97", True),
        ("2", "4", False),
        ("1", "3", False),  # by less than what is worth a question
        ("0", "0", False),
        ("90.5", "9.05", True),
    ],
)
def test_a_number_far_from_the_round_before_is_asked_about(
    before: str, now: str, is_asked: bool
) -> None:
    assert bool(asked(now, last_round(before))) is is_asked


def test_the_first_that_is_far_is_told_and_only_that() -> None:
    earlier = Earlier({OLD: {"numerator": "90"}}, {"numerator": "95"}, [{"numerator": "97"}] * 3)
    assert asked("9", earlier) == [("last_round", 90)]
    assert asked("9", Earlier({}, earlier.revision, earlier.similar)) == [("revision", 95)]
    assert asked("9", Earlier({}, None, earlier.similar)) == [("similar", 97)]


def test_similar_offices_count_by_the_one_in_the_middle_once_there_are_enough() -> None:
    three = [{"numerator": "8"}, {"numerator": "10"}, {"numerator": "900"}]
    assert asked("97", Earlier(similar=three)) == [("similar", 10)]
    assert asked("97", Earlier(similar=three[:2])) == []


def test_what_was_sent_like_this_before_is_not_asked_about_again() -> None:
    earlier = Earlier({OLD: {"numerator": "97"}}, {"numerator": "9"})
    assert asked("9", earlier) == []


def test_where_nothing_is_known_nothing_is_asked() -> None:
    assert asked("9", Earlier()) == []
    assert asked("9", Earlier({OLD: {}}, {"numerator": "x"}, [])) == []
    assert doubts([RULE], "5", {"numerator": "9"}, last_round("97")) == []
    assert doubts([RULE], "4", {}, last_round("97")) == []


def test_a_question_of_two_rules_is_asked_about_once() -> None:
    found = doubts([RULE, RULE], "4", {"numerator": "9"}, last_round("97"))
    assert found == [Doubt("numerator", "last_round", Decimal(97), Decimal(9))]


def test_rows_are_counted_and_their_numbers_added_up() -> None:
    answers = {"case[1]/lao": "A", "case[1]/pages": "3", "case[2]/lao": "B", "case[2]/pages": "4"}
    assert number_of(answers, "case") == 2
    assert number_of(answers, "case/pages") == 7
    assert number_of(answers, "pages") == 7
    assert number_of(answers, "received") is None


def test_a_question_in_a_group_is_found_by_its_name() -> None:
    assert number_of({"budget/spent": "12.50"}, "spent") == Decimal("12.50")


def test_a_rule_for_a_work_nobody_sends_is_refused_by_name() -> None:
    told = {**files(CBI), "plausible.toml": b'[[plausible]]\nwork = "77"\nquestion = "x"\n'}
    with pytest.raises(ProgrammeError) as raised:
        read(told)
    assert "plausible: x ของงาน 77 ซึ่งไม่มีใครส่ง" in str(raised.value)
