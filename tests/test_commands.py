"""The one table of commands: what the buttons on people's screens do, and what each may need."""

import pytest

from handlers.commands import COMMANDS, FORM_COMMANDS, main_command
from handlers.needs import Needs, needs
from handlers.people.menus import OFFERS
from handlers.vocabulary.actions import KEYS, LONGEST, Action, action, read_action
from handlers.vocabulary.command import Where
from handlers.vocabulary.draft import Draft
from handlers.vocabulary.events import Event, Tapped, Wrote
from handlers.vocabulary.places import HOME, Filling
from handlers.vocabulary.state import State
from handlers.vocabulary.words import SENTENCES
from tests.forms.report_walks import NOW

AT_HOME = State(HOME)

# as people have them on their screens since the first version
OLD_BUTTONS = {
    "start?p=CBI-2556-R1&o=CBI-BB&i=4": Action(
        "start", programme="CBI-2556-R1", office="CBI-BB", indicator="4"
    ),
    "answer?d=1b9d6bcd&q=3&c=2": Action("answer", draft="1b9d6bcd", question="3", choice="2"),
    "answer?d=1b9d6bcd&q=3&v=2013-03-20": Action(
        "answer", draft="1b9d6bcd", question="3", value="2013-03-20"
    ),
    "member?m=7&p=CBI-2556-R1&o=CBI-BB&role=reporter": Action(
        "member", programme="CBI-2556-R1", office="CBI-BB", member="7", role="reporter"
    ),
    "publish?u=1b9d&k=once&no_due=1": Action("publish", upload="1b9d", kind="once", no_due="1"),
    "survey_texts?s=SV-7K2MX&n=10": Action("survey_texts", survey="SV-7K2MX", number="10"),
    "joiner_yes?j=12": Action("joiner_yes", request="12"),
    "back_leave?w=score": Action("back_leave", wanted="score"),
}
SHARED = {"rows": "report", "report": "rows", "choice": "cursor", "cursor": "choice"}  # one key


@pytest.mark.parametrize("data", OLD_BUTTONS)
def test_a_button_from_before_says_what_it_always_said(data: str) -> None:
    told, meant = read_action(data), OLD_BUTTONS[data]
    beside = [name for name in KEYS if getattr(told, name) != getattr(meant, name)]

    assert told.name == meant.name
    assert all(not getattr(meant, name) and getattr(meant, SHARED[name]) for name in beside)


@pytest.mark.parametrize(
    ("data", "row", "report"),
    [("drop_row?d=1b9d6bcd&r=5&n=2", "5", ""), ("accept?r=9f8e&a=CBI", "", "9f8e")],
)
def test_rows_and_reports_of_old_buttons_are_found_under_their_names(
    data: str, row: str, report: str
) -> None:
    told = read_action(data)

    assert not row or (told.rows, told.number) == (row, "2")
    assert not report or (told.report, told.desk) == (report, "CBI")


def test_a_button_is_written_as_it_was_before() -> None:
    made = action("start", programme="CBI-2556-R1", office="CBI-BB", indicator="4")

    assert made == "start?p=CBI-2556-R1&o=CBI-BB&i=4"


def test_a_button_line_would_refuse_is_not_made() -> None:
    with pytest.raises(ValueError, match="longer than LINE allows"):
        action("office", programme="ก" * (LONGEST // 9), office="CBI-BB")


def test_every_command_has_one_name_of_its_own() -> None:
    assert not COMMANDS.keys() & FORM_COMMANDS.keys()


@pytest.mark.parametrize("name", [one.name for one in COMMANDS.values() if one.where is Where.HOME])
@pytest.mark.parametrize("language", ["th", "en"])
def test_what_can_be_asked_for_at_any_moment_has_words_and_a_button(
    name: str, language: str
) -> None:
    words = SENTENCES[language][f"words.{name}"].split("|")

    assert {main_command(word) for word in words} == {COMMANDS[name]}
    assert SENTENCES[language][f"buttons.{name}"]


def test_the_menus_offer_commands_only() -> None:
    assert {name for offered in OFFERS.values() for name in offered} <= COMMANDS.keys()


def read_for(state: State, what: Wrote | Tapped) -> Needs:
    return needs(state, Event("e", NOW, what))


def test_a_word_and_its_button_read_the_same() -> None:
    assert read_for(AT_HOME, Wrote("คะแนน")) == read_for(AT_HOME, Tapped("score?"))
    assert read_for(AT_HOME, Wrote("คะแนน")) == Needs(submissions=True, earlier=True)


def test_a_button_tells_what_is_read_for_it() -> None:
    assert read_for(AT_HOME, Tapped("check_more?p=CBI&c=x1")) == Needs(queue=True, after="x1")
    assert read_for(AT_HOME, Tapped("accept?r=9f8e&a=CBI")) == Needs(under="9f8e", desks=True)


def test_leaving_a_question_reads_for_where_the_person_goes() -> None:
    draft = Draft("1b9d6bcd", "CBI-2556-R1", "1", "CBI-BB", "4")
    asked_for = State(Filling(draft, wanted="people"))

    assert read_for(asked_for, Tapped("leave?d=1b9d6bcd")) == Needs(members=True)


def test_a_greeting_reads_what_is_owed_since_its_answer_names_it() -> None:
    assert read_for(AT_HOME, Wrote("สวัสดีครับ")) == Needs(submissions=True)


def test_a_question_in_words_reads_what_its_likeliest_meanings_need() -> None:
    assert read_for(AT_HOME, Wrote("มีอะไรให้ตรวจบ้าง")) == Needs(submissions=True, queue=True)
    assert read_for(AT_HOME, Wrote("กำหนดส่งวันไหน")) == Needs(submissions=True, calendars=True)


def test_an_answer_in_a_form_reads_nothing() -> None:
    draft = Draft("1b9d6bcd", "CBI-2556-R1", "1", "CBI-BB", "4")

    assert read_for(State(Filling(draft)), Wrote("88 แห่งครับ")) == Needs()
