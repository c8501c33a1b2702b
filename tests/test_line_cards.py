"""How cards look in LINE: one main button, buttons beside notes where both have room, nothing LINE
refuses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from bot.outbox.line.cards import bubble
from bot.outbox.line.messages import line_messages
from handlers.results.league import MOST_OFFICES
from handlers.vocabulary.messages import Card, Open, Row, Tap, Text, Tone
from tests.emulators.line_room import opened

LONG = "องค์กรปกครองส่วนท้องถิ่นในพื้นที่รับผิดชอบทั้งหมด "
START, SHOW = Tap("เริ่มรายงาน", "start?"), Tap("ดู", "office?")
LATE = Row("4 แผนที่ภาษี", "เลยกำหนด 2 วันทำการ · −0.50", Tone.LATE, START)
NEAR = Row("10 รวมลิงค์", "อีก 1 วันทำการ", Tone.NEAR, Tap("ทำต่อ", "start?"))
OFFICE = Row("อำเภอบ้านบึง", "รวม 0.1911 · ฐาน 100 = 3.82 · ส่งแล้ว 1 จาก 3", Tone.NOT_SENT, SHOW)


def parts(told: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - LINE's JSON
    """Everything in a bubble, one by one."""
    for one in told if isinstance(told, list) else told.values() if isinstance(told, dict) else ():
        if isinstance(one, dict) and "type" in one:
            yield one
        yield from parts(one)


def main_buttons(card: Card) -> list[str]:
    return [one["action"]["label"] for one in parts(bubble(card)) if one.get("style") == "primary"]


@pytest.mark.parametrize(
    ("card", "main"),
    [
        (Card("ก", "งาน", rows=(LATE, LATE, NEAR)), ["เริ่มรายงาน"]),
        (Card("ก", "งาน", rows=(NEAR, LATE)), ["ทำต่อ"]),
        (Card("ก", "คะแนน", rows=(OFFICE, OFFICE), second=SHOW), []),
        (Card("ก", "ตรวจก่อนส่ง", rows=(LATE,), button=START, second=SHOW), ["เริ่มรายงาน"]),
    ],
)
def test_a_card_has_one_main_button_and_a_list_to_look_at_has_none(
    card: Card, main: list[str]
) -> None:
    assert main_buttons(card) == main


def beside(card: Card) -> bool:
    """Whether its buttons stand beside their notes."""
    return any(one.get("layout") == "horizontal" for one in parts(bubble(card)))


def test_buttons_stand_beside_short_notes_and_all_go_below_when_one_note_is_long() -> None:
    long = Row("4 แผนที่ภาษี", "เลยกำหนด 1 วันทำการ · ส่งวันนี้ −0.25 ส่งพรุ่งนี้ −0.50", Tone.LATE, START)
    assert beside(Card("ก", "งาน", rows=(LATE, NEAR)))
    assert beside(Card("ก", "คะแนน", rows=(OFFICE,)))
    assert not beside(Card("ก", "งาน", rows=(long, NEAR)))


@pytest.mark.parametrize(
    "card",
    [
        Card("ก", "ก"),
        Card("ก", "ก", button=START),
        Card("ก", LONG, LONG, "5.0000", Decimal(5), lines=(LONG,) * 6, footnotes=(LONG,) * 3),
        Card(
            "ก", "ก", figure="0.0000", bar=Decimal(0), button=Open(LONG, "https://raingan.test/e/a")
        ),
        Card("ก", "ก", figure="พ้นวันตัดยอด คะแนน 0"),
        Card("ก", "ก", rows=tuple(Row(LONG, f"{LONG}\n{LONG}", tone, SHOW) for tone in Tone)),
        Card("ก", "ก", rows=(Row("", ""), Row("ก", "97 แห่ง"))),
    ],
)
def test_line_takes_every_kind_of_card(card: Card) -> None:
    with opened() as room:
        answer = room.push(room.somchai, *line_messages([card]))
        assert answer.status_code == 200, answer.text


def test_a_card_too_large_for_line_is_said_in_words_whole_and_keeps_its_buttons() -> None:
    rows = tuple(Row(f"ข้อ {place}", "ก" * 1000) for place in range(8))
    (first, second) = line_messages(
        [Card("ก", "ตรวจ", rows=rows, footnotes=("ท้าย",), button=START)]
    )
    text = first["text"] + second["text"]

    assert text.count("ก" * 1000) == 8
    assert text.endswith("ท้าย")
    assert [item["action"]["label"] for item in second["quickReply"]["items"]] == [START.label]


def test_of_more_than_five_bubbles_the_question_at_the_end_stays() -> None:
    made = line_messages([Text("ก" * 24_000), Text("ข้อ 2", (START,))])

    assert len(made) == 5
    assert made[-1]["text"] == "ข้อ 2"
    assert "quickReply" in made[-1]


def test_a_long_text_begins_a_new_bubble_at_a_line_only_where_that_fills_the_one_before() -> None:
    made = line_messages([Text("หัวข้อ\n" + "ก" * 6000)])

    assert [len(one["text"]) for one in made] == [5000, 1007]


def test_the_totals_of_as_many_offices_as_come_in_one_look_fit_one_bubble() -> None:
    """Counted as LINE may count: every Thai letter as the six of its escape."""
    name = "กลุ่มงานมาตรฐานการบริหารงานบุคคลท้องถิ่นและการคลัง"
    row = Row(
        name,
        "รวม 4.5000 · ฐาน 100 = 90.00 · ส่งแล้ว 10 จาก 10",
        Tone.DONE,
        Tap("ดู", f"office?{'x' * 80}"),
    )
    card = Card(
        "ก",
        "คะแนน",
        rows=(row,) * MOST_OFFICES,
    )

    assert len(json.dumps(bubble(card))) < 30_000
