"""What people write in their own words: done where it can only mean one thing, else asked back; and
never taken for something else.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers import in_words
from handlers.asked.table import VOCABULARY
from handlers.commands import COMMANDS, idle_command, main_command
from handlers.vocabulary.actions import Action
from handlers.vocabulary.events import Event, Wrote
from handlers.vocabulary.known import Edition, Known, Membership
from handlers.vocabulary.places import HOME
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import Talk
from tests.forms.report_walks import NOW
from tests.forms.test_report_forms import compiled, folder
from thai.understanding import Vocabulary

KEY = "CBI-2556-R1"
OFFICES = {"reporter": "CBI-BB", "coordinator": "CBI", "official": "CBI"}


def _sentences() -> Iterator[tuple[str, str, str]]:
    role = meant = ""
    for line in Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            role, _, meant = line[1:].partition("] ")
        elif line and not line.startswith("#"):
            yield role, line, meant


SENTENCES = tuple(_sentences())


def talk_of(role: str, text: str) -> Talk:
    programme = folder(KEY)[0]
    known = Known(
        consented=True,
        name="สมชาย",
        memberships=(Membership(KEY, OFFICES[role], role),),
        editions={
            KEY: Edition("1", programme, lambda name: compiled(KEY, name), programme.calendar)
        },
    )
    return Talk(State(HOME), Event("e", NOW, Wrote(text, "m")), known)


def understood(role: str, text: str) -> Action | None:
    """As the conversation hears it: a word of a command first, then what it means in words."""
    command = main_command(text) or idle_command(text)
    if command is not None:
        return Action(command.name)
    return in_words.meant(talk_of(role, text), text).action


@pytest.mark.parametrize(("role", "text", "meant"), SENTENCES)
def test_a_sentence_means_what_people_mean_by_it(role: str, text: str, meant: str) -> None:
    found = understood(role, text)

    if meant == "?":
        assert found is None
        return
    name, office, work = (*meant.split(), "", "")[:3]
    name = in_words.SAME.get(name, name)
    office = "" if office == "*" else office
    assert found is not None
    assert (found.name, found.indicator) == (name, work)
    assert found.office == office or (name == "report" and not found.office)


def test_there_are_four_hundred_of_them_and_none_twice() -> None:
    assert len(SENTENCES) >= 400
    assert len({(role, text) for role, text, _ in SENTENCES}) == len(SENTENCES)


def test_every_meaning_of_the_table_is_answered() -> None:
    meanings = VOCABULARY.meanings

    assert {in_words.SAME.get(one, one) for one in meanings} <= COMMANDS.keys()


def test_a_spelling_of_two_ideas_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="รายงาน: of work and of send"):
        Vocabulary({"work": ["รายงาน"], "send": ["รายงาน"]}, {})


def test_a_meaning_of_an_idea_without_words_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="report: no words for send"):
        Vocabulary({"work": ["รายงาน"]}, {"report": ["work send"]})
