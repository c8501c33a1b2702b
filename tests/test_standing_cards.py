"""Cards of where one stands, of a country with long names: nothing that LINE refuses, every name
reached by pages, nobody shown what is not theirs.
"""

import json

import pytest
from msgspec.structs import replace

from benchmarks.standings import TEXTS, name_of, programme_of, reports, talk_of
from bot.outbox.line.messages import LARGEST_BUBBLE, line_messages
from handlers import in_words
from handlers.commands import COMMANDS
from handlers.vocabulary.actions import Action, read_action
from handlers.vocabulary.known import Membership
from handlers.vocabulary.messages import Card, Tap
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn
from tests.emulators.line_room import opened

LONG = "ของหน่วยงานที่มีชื่อยาวเป็นพิเศษเพื่อการทดสอบ"
SMALL = programme_of(33)
WORDY = SMALL.model_copy(
    update={
        "offices": tuple(
            one.model_copy(update={"name": one.name + LONG, "aliases": (one.name,)})
            if one.kind == "district"
            else one
            for one in SMALL.offices
        )
    }
)
ASKED = (
    *(one.format(five=name_of(5), six=name_of(6)) for one in TEXTS),
    *("ต้องได้เท่าไรถึง 5", "ถ้าส่งพรุ่งนี้ 4", "เทียบ", "กระดาน", "ขอภาพอันดับ"),
)


def answered(talk: Talk, text: str) -> Turn:
    found = in_words.meant(talk, text).action
    assert found is not None, text
    turn = COMMANDS[found.name].run(talk, found)
    assert turn is not None
    return turn


@pytest.mark.parametrize("text", ASKED)
def test_line_takes_every_answer(text: str) -> None:
    turn = answered(talk_of(WORDY, reports(WORDY), text), text)
    messages = line_messages(turn.says)

    sizes = [len(json.dumps(one["contents"])) for one in messages if one["type"] == "flex"]
    assert max(sizes, default=0) <= LARGEST_BUBBLE
    assert all(one.get("altText", "-").strip() for one in messages)
    with opened() as room:
        answer = room.push(room.somchai, *messages)
        assert answer.status_code == 200, answer.text


def test_pages_lead_to_the_last_name() -> None:
    sent = reports(SMALL)
    talk = talk_of(SMALL, sent, "")
    seen, chosen = [], Action("rank")
    for _ in range(10):
        turn = COMMANDS[chosen.name].run(talk, chosen)
        assert turn is not None
        (card,) = (one for one in turn.says if isinstance(one, Card))
        seen += [row.title for row in card.rows]
        if not isinstance(card.second, Tap):
            break
        chosen = read_action(card.second.action)

    assert len(seen) == len(set(seen)) == 33
    assert seen[0].startswith("1. ")


@pytest.mark.parametrize(
    "action",
    [
        Action("office", "P", "A6"),
        Action("why", "P", "A6", "4"),
        Action("compare", "P", "A5", value="A6"),
        Action("what_if", "P", "A6", "4", kind="percent", value="90"),
        Action("overview", "P", indicator="4"),
        Action("nudge", "P", "A6", "4", sure="yes"),
        Action("offices", "P", number="10"),
        Action("picture", "P", kind="ranking"),
        Action("board", "P"),
        Action("board_close", "P", "P"),
    ],
    ids=lambda one: one.name,
)
def test_a_reporter_sees_no_other_office(action: Action) -> None:
    talk = talk_of(SMALL, reports(SMALL), "")
    mine = (Membership("P", "A5", "reporter"),)
    talk = replace(talk, known=replace(talk.known, memberships=mine))

    turn = COMMANDS[action.name].run(talk, action)

    said = turn.says if turn else ()
    assert not any(isinstance(one, Card) for one in said)
    assert turn is None or not turn.others
