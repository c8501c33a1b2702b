"""The seals on buttons: what we gave out comes back, nothing else does, and LINE's limit holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outbox.line.messages import line_messages
from bot.seals import MARK, Seals
from handlers.vocabulary.actions import LONGEST, action
from handlers.vocabulary.messages import Card, Pick, Row, Tap, Text
from tests.world import SECRET, World

SEALS = Seals(SECRET)
ROOM = 300  # what LINE allows


@given(st.text(max_size=LONGEST))
def test_what_was_sealed_opens_as_it_was(data: str) -> None:
    assert SEALS.open(SEALS.seal(data)) == data


@given(st.text(max_size=ROOM))
def test_nothing_made_up_opens(data: str) -> None:
    assert SEALS.open(data) is None


@pytest.mark.parametrize("change", ["o=CBI-BL", "o=CBI-BB "], ids=["another office", "a blank"])
def test_sealed_data_that_was_changed_does_not_open(change: str) -> None:
    sealed = SEALS.seal("office?p=CBI-2556-R1&o=CBI-BB")

    assert SEALS.open(sealed.replace("o=CBI-BB", change)) is None


def test_another_channels_seal_does_not_open() -> None:
    assert SEALS.open(Seals("another secret").seal("report?")) is None


def test_the_longest_data_with_its_seal_is_what_line_takes() -> None:
    longest = "x" * LONGEST

    assert len(SEALS.seal(longest)) == ROOM
    with pytest.raises(ValueError, match="longer than LINE allows"):
        action(longest)


def test_every_button_of_a_message_is_sealed_wherever_it_is() -> None:
    card = Card(
        alt="a",
        title="t",
        rows=(Row("r", button=Tap("b", "row?")),),
        button=Tap("b", "main?"),
        further=(Tap("b", "further?"),),
    )
    said = SEALS.seal_all(
        line_messages([card, Text("x", (Tap("b", "quick?"), Pick("p", "pick?")))])
    )

    text = str(said)
    assert all(
        text.count(SEALS.seal(f"{name}?")) == 1
        for name in ("row", "main", "further", "quick", "pick")
    )
    assert text.count(MARK) == 5


def test_a_button_that_was_tampered_with_changes_nothing_and_is_answered_kindly(
    talk: World,
) -> None:
    talk.at_evidence()
    before = talk.say("สมชาย", "ช่วยเหลือ")

    answered = talk.send("สมชาย", postback={"data": SEALS.seal("cancel?d=1")[:-1] + "_"})

    assert "ปุ่มนี้มาจากข้อความเก่า" in answered
    assert "ข้อ 3 จาก 3" in answered
    assert "ข้อ 3 จาก 3" in before
