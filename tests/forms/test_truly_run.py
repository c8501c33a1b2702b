"""Forms that once ran, but not as they are written: each shows the value that is right."""

from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.upload.xlsform import uploaded
from tests.forms.test_upload import NOW


def walk(survey: str, choices: str = "", settings: str = "", **given: str) -> Session:
    tables = {"survey": survey, "choices": choices, "settings": settings}
    lines = [
        f"| {name} |\n" + "".join(f"| | {row.strip()} |\n" for row in table.strip().splitlines())
        for name, table in tables.items()
        if table
    ]
    form = uploaded("".join(lines).encode(), ending=".md").form
    session = Session(form, Session(form, Answers(), NOW).opened(), NOW)
    for name, value in given.items():
        session = session.after(f"/xf/{name}", value)
    return session


DISTRICTS = """list_name | name | label | p
    p | a | A |
    p | b | B |
    d | center | Centre of A | a
    d | center | Centre of B | b
    d | north | North | a"""
BY_PROVINCE = """type | name | label | choice_filter | default
    select_one p | p | P | |
    select_one d | d | D | p = ${p} | if(1 = 1, 'north', 'x')"""


def test_a_choice_whose_name_holds_a_space_can_be_chosen() -> None:
    session = walk(
        "type | name | label\nselect_one drug | drug | Which?",
        "list_name | name | label\ndrug | NVP only | NVP only\ndrug | none | None",
        drug="NVP only",
    )

    assert session.value("/xf/drug") == "NVP only"


def test_of_choices_that_share_a_name_the_one_that_is_offered_gives_the_label() -> None:
    settings = "form_id | allow_choice_duplicates\ndup | yes"
    session = walk(BY_PROVINCE, DISTRICTS, settings, p="b", d="center")
    question = session.question("/xf/d")
    assert question is not None

    assert [one.label.text("") for one in session.choices(question)] == ["Centre of B"]
    assert {one.label.text("") for one in question.choices if one.name == "center"} == {
        "Centre of B"
    }


def test_a_default_that_is_not_offered_yet_counts_once_it_is() -> None:
    unique = DISTRICTS.replace("d | center | Centre of B | b", "d | south | South | b")

    assert walk(BY_PROVINCE, unique, p="b").value("/xf/d") == ""
    assert walk(BY_PROVINCE, unique, p="b").after("/xf/p", "a").value("/xf/d") == "north"


SUMS = """type | name | label | required | relevant | required_message
    integer | total | Total? | yes | |
    integer | boys | Boys? | yes | |
    note | bad | They do not add up | yes | {shown} | Mend the numbers first"""


def test_a_required_note_that_a_rule_shows_holds_the_form_up_until_the_answers_are_mended() -> None:
    session = walk(SUMS.format(shown="${boys} > ${total}"), total="3", boys="5")
    held = session.next()

    assert held is not None
    assert held.path == "/xf/bad"
    assert held.required_message.text("") == "Mend the numbers first"
    assert session.notes_after("/xf/boys") == []
    assert session.after("/xf/boys", "2").next() is None


def test_a_required_note_that_always_shows_is_only_read() -> None:
    session = walk(SUMS.format(shown=""), total="3", boys="5")

    assert session.next() is None
    assert [note.name for note in session.notes_after("/xf/boys")] == ["bad"]


def test_a_corrected_calculation_stands_until_it_gives_something_else() -> None:
    session = walk(
        """type | name | label | calculation
        integer | a | A? |
        integer | guess | Correct me | ${a} * 2""",
        a="5",
    )
    corrected = session.after("/xf/guess", "11")

    assert session.value("/xf/guess") == "10"
    assert corrected.value("/xf/guess") == "11"
    assert corrected.after("/xf/a", "5").value("/xf/guess") == "11"
    assert corrected.after("/xf/a", "6").value("/xf/guess") == "12"


def test_words_that_are_worked_out_for_a_number_leave_it_blank() -> None:
    session = walk(
        """type | name | label | calculation
        text | q | Q |
        integer | n | N | ${q}
        decimal | d | D | ${q}""",
        q="no. 5",
    )

    assert [session.value(f"/xf/{name}") for name in "nd"] == ["", ""]
    assert not session.is_broken("/xf/n")
    assert session.after("/xf/q", "5").value("/xf/n") == "5"


def test_a_choice_is_set_anew_by_what_triggers_it() -> None:
    session = walk(
        """type | name | label | calculation | trigger
        select_one c | site | Site | |
        select_one c | s | S | ${site} | ${site}""",
        "list_name | name | label\nc | 2 | two\nc | 3 | three",
        site="2",
        s="3",
    )

    assert session.value("/xf/s") == "3"
    assert session.after("/xf/site", "3").after("/xf/site", "2").value("/xf/s") == "2"


def test_a_corrected_choice_goes_when_the_calculation_gives_another_though_neither_is_offered() -> (
    None
):
    session = walk(
        """type | name | label | calculation
        text | q | Q |
        select_one c | s | S | concat(${q}, '-')""",
        "list_name | name | label\nc | 2 | two\nc | 3 | three",
        q="a",
        s="3",
    )

    assert session.value("/xf/s") == "3"
    assert session.after("/xf/q", "a").value("/xf/s") == "3"
    assert session.after("/xf/q", "b").value("/xf/s") == ""


def test_a_calculated_choice_outside_its_list_is_blank_everywhere() -> None:
    session = walk(
        """type | name | label | calculation | read_only
        text | q | Q | |
        select_one c | s | S | '1' | yes
        calculate | plus | | ${s} + 1 |""",
        "list_name | name | label\nc | 2 | two\nc | 3 | three",
    )

    assert (session.value("/xf/s"), session.value("/xf/plus")) == ("", "")


def test_the_heading_of_a_table_is_shown_and_not_asked() -> None:
    session = walk(
        """type | name | label | appearance
        begin group | g | How good? | table-list
        select_one l | a | The teacher
        select_one l | b | The room
        end group | | |""",
        "list_name | name | label\nl | 1 | Good\nl | 2 | Bad",
    )

    assert [one.name for one in session.questions() if one.kind != "note"] == ["a", "b"]
    assert [one.label.text("") for one in session.notes_after("")] == ["How good?", ""]
