"""Files a person may send that are no forms, and forms that cannot run: refused with reasons, sheet
and row.
"""

from collections.abc import Callable

import pytest

from forms.problems import FormError, Problem, in_english
from forms.reasons import ENGLISH
from forms.upload.xlsform import uploaded
from tests.forms.bad_files import FILES, question, survey, workbook


def refusal(content: bytes, ending: str = ".md") -> tuple[Problem, ...]:
    with pytest.raises(FormError) as caught:
        uploaded(content, ending=ending)
    return caught.value.problems


@pytest.mark.parametrize(("made", "ending", "reasons"), FILES.values(), ids=FILES)
def test_a_bad_file_is_refused_for_its_reason(
    made: Callable[[], bytes], ending: str, reasons: set[str]
) -> None:
    problems = refusal(made(), ending)

    assert {problem.code for problem in problems} == reasons
    assert all(in_english(problem) for problem in problems)


def test_everything_that_is_wrong_is_told_at_once_each_with_its_row() -> None:
    content = survey(
        question(name="age"),
        question(name="a", relevant="foo(1)"),
        ("begin group", "g", "G"),
        question(name="b", constraint="${age} ==  1", calculation="pow(1)"),
        ("end group", "", ""),
        question(name="c", relevant="/xf/nowhere = 1", constraint="regex(., '\\p{L}')"),
        ("osm", "d", "D"),
    )

    told = {
        (problem.row, problem.name, problem.column, problem.code) for problem in refusal(content)
    }

    assert told == {
        (3, "a", "relevant", "unknown_function"),
        (5, "b", "calculation", "wrong_count"),
        (5, "b", "constraint", "equals_once"),
        (7, "c", "relevant", "unknown_question"),
        (7, "c", "constraint", "regex_class"),
        (8, "d", "type", "osm"),
    }


def test_a_row_is_counted_as_the_spreadsheet_does_blank_ones_too() -> None:
    content = workbook(("integer", "a", "A"), (), (), ("integer", "b", "B", "foo()"))

    (problem,) = refusal(content, ".xlsx")

    assert (problem.sheet, problem.row, problem.name) == ("survey", 5, "b")
    assert (
        in_english(problem)
        == "survey, row 5 (question b), relevant: the function foo() is not known"
    )


def test_a_name_that_is_nowhere_does_not_hide_the_other_mistakes() -> None:
    content = survey(
        question(relevant="${nowhere} = 1"),
        question(name="b", constraint="foo()"),
        ("select_one x", "c", "C"),
    )

    assert [problem.code for problem in refusal(content)] == [
        "unknown_reference",
        "unknown_function",
        "unknown_list",
    ]


def test_what_the_converter_refuses_keeps_its_row() -> None:
    (problem,) = refusal(survey(question(), ("nonsense", "x", "X")))

    assert (problem.code, problem.row) == ("unknown_type", 3)


def test_a_filter_names_the_column_the_list_has_not() -> None:
    content = (
        b"| survey | | | | |\n| | type | name | label | choice_filter |\n"
        b"| | select_one l | q | Q | up = 1 |\n"
        b"| choices | | | |\n| | list_name | name | label |\n| | l | a | A |\n"
    )

    (problem,) = refusal(content)

    assert (problem.code, problem.values["column"], problem.row) == ("unknown_column", "up", 2)


def test_every_reason_can_be_said() -> None:
    assert all(sentence and sentence == sentence.strip() for sentence in ENGLISH.values())


BEYOND = {
    "encrypted": "| | text | q | Q | |\n| settings | | |\n| | form_id | public_key |\n| | a | "
    "MIIB |",
}


@pytest.mark.parametrize(("reason", "rows"), BEYOND.items(), ids=BEYOND)
def test_what_nothing_here_would_do_is_refused_and_may_still_be_walked(
    reason: str, rows: str
) -> None:
    head = "| survey | | | | |\n| | type | name | label | appearance |\n"
    choices = "\n| choices | | | |\n| | list_name | name | label |\n| | a | x | X |\n"
    content = f"{head}{rows}{choices}".encode()

    assert reason in {problem.code for problem in refusal(content)}
    assert uploaded(content, ending=".md", strict=False).form.questions
