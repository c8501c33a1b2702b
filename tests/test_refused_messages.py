"""LINE refuses a message for how it is made: the same is said in plain words, and whoever runs the
bot hears of it.
"""

from datetime import timedelta
from typing import Any

import pytest
import requests
from sqlalchemy import select

from bot.checkup.examining import examine_all
from bot.outbox.line.messages import line_messages
from bot.outbox.line.plain_words import plainer
from bot.store.tables.queue import outbox
from handlers.vocabulary.messages import Card, Open, Row, Tap, Text
from tests.emulators.line_room import opened
from tests.shown import buttons, shown
from tests.test_delivery import fault, later, pushes, states
from tests.world import World

CARD = Card(
    "งาน 2 เรื่อง",
    "งานของอำเภอบ้านบึง",
    rows=(
        Row("4 แผนที่ภาษี", "เลยกำหนด", button=Tap("เริ่มรายงาน", "start?i=4")),
        Row("10", "", button=Tap("เริ่มรายงาน", "start?i=10")),
    ),
    button=Open("แฟ้มหลักฐาน", "https://raingan.test/e/a"),
    choices=(Tap("ช่วยเหลือ", "help?"),),
)


def spoilt(message: dict[str, Any]) -> dict[str, Any]:
    """A card with something in it that LINE does not know."""
    return {**message, "contents": {**message["contents"], "colour": "green"}}


def said_with(
    talk: World, spoil: str, *, must: bool = False, late: bool = False, trouble: int = 0
) -> str:
    """What สมชาย hears of a list of work when LINE does not like its card, or even its buttons."""
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.post("/_emulator/say", {"user": talk.person("สมชาย"), "text": "รายงาน"})
    (card,) = line_messages([CARD])
    if spoil == "buttons":
        card["quickReply"]["items"][0]["action"]["label"] = "ก" * 21
        card["quickReply"]["items"].append(
            {"type": "action", "action": {"type": "postback", "label": "ก", "data": "ก" * 400}}
        )
    with talk.database.writing() as conn:
        row = conn.execute(select(outbox).order_by(outbox.c.id.desc())).first()
        assert row is not None
        payload = {**row.payload, "messages": [spoilt(card)], "must": must}
        at = row.created_at - timedelta(minutes=2) if late else row.created_at
        conn.execute(
            outbox.update().where(outbox.c.id == row.id).values(payload=payload, created_at=at)
        )
    talk.heard("สมชาย")
    if trouble:
        fault(talk, trouble, "/message/reply")
    talk.worker.drain()
    return shown(talk.heard("สมชาย"))


def test_a_card_line_refuses_is_said_in_words_with_its_buttons_for_free(
    talk_on_sqlite: World,
) -> None:
    said = said_with(talk_on_sqlite, "card")

    assert said.startswith("งานของอำเภอบ้านบึง\n4 แผนที่ภาษี")
    assert "(เริ่มรายงาน 4) (เริ่มรายงาน 10) (แฟ้มหลักฐาน) (ช่วยเหลือ)" in said
    assert (states(talk_on_sqlite)[-1], pushes(talk_on_sqlite)) == ("done", [])
    assert "พิมพ์หรือแตะ" in talk_on_sqlite.tap("สมชาย", "ช่วยเหลือ")


def test_when_line_refuses_the_buttons_too_their_words_are_said(talk_on_sqlite: World) -> None:
    said = said_with(talk_on_sqlite, "buttons")

    assert "[เริ่มรายงาน]" in said
    assert "[แฟ้มหลักฐาน] https://raingan.test/e/a" in said
    assert pushes(talk_on_sqlite) == []


def test_what_must_arrive_is_pushed_in_words_when_its_reply_is_too_old(
    talk_on_sqlite: World,
) -> None:
    said = said_with(talk_on_sqlite, "card", must=True, late=True)

    assert said.startswith("งานของอำเภอบ้านบึง")
    assert len(pushes(talk_on_sqlite)) == 1


def test_a_refused_card_whose_token_is_used_up_comes_in_words_with_the_next_reply(
    talk_on_sqlite: World,
) -> None:
    said = said_with(talk_on_sqlite, "card", late=True)
    after = talk_on_sqlite.say("สมชาย", "ช่วยเหลือ")

    assert (said, pushes(talk_on_sqlite)) == ("", [])
    assert after.startswith("งานของอำเภอบ้านบึง")
    assert "พิมพ์หรือแตะ" in after


def test_the_second_try_of_a_reply_is_said_in_words_too_and_no_silence(
    talk_on_sqlite: World,
) -> None:
    """LINE is in trouble first and refuses the card afterwards: that is not taken for an answer
    that has arrived.
    """
    said = said_with(talk_on_sqlite, "card", trouble=500)  # nothing, unless the machine stalls
    later(talk_on_sqlite)

    assert (said + shown(talk_on_sqlite.heard("สมชาย"))).startswith("งานของอำเภอบ้านบึง")


def test_the_refusal_is_counted_and_the_doctor_tells_of_it(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    before = requests.get(f"{talk.web.address}/metrics", timeout=10).text
    said_with(talk, "card")

    told = {one.subject: one for one in examine_all(talk.settings)}["messages"]
    assert (
        told.ok,
        "LINE refused 1 messages" in told.sentence,
        "messages[0]" in told.sentence,
    ) == (False, True, True)
    assert "raingan_messages_refused_total 0.0" in before
    assert (
        "raingan_messages_refused_total 1.0"
        in requests.get(f"{talk.web.address}/metrics", timeout=10).text
    )


def test_a_person_line_does_not_know_is_no_refusal_of_the_words(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    with talk.database.writing() as conn:
        row = conn.execute(select(outbox).order_by(outbox.c.id.desc())).first()
        assert row is not None
        payload = {
            "to": f"U{'f' * 32}",
            "must": True,
            "reply_token": "",
            "messages": [{"type": "text", "text": "ก"}],
        }
        conn.execute(
            outbox.update().where(outbox.c.id == row.id).values(state="waiting", payload=payload)
        )
    talk.worker.drain()

    assert states(talk)[-1] == "given_up"
    assert {one.subject: one for one in examine_all(talk.settings)}["messages"].ok


def test_messages_wait_while_the_channels_token_is_renewed(talk_on_sqlite: World) -> None:
    """401 is nobody's fault who talks: what must arrive arrives once the new token is there."""
    talk = talk_on_sqlite
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    fault(talk, 401, "/message/reply")

    talk.say("สมชาย", "ส่ง")
    waiting = states(talk).count("waiting")
    later(talk)

    assert waiting == 1
    assert "รับรายงานแล้ว" in shown(
        [one["message"] for one in talk.chat("สมชาย") if one["from"] == "bot"]
    )


@pytest.mark.parametrize(
    "message",
    [
        CARD,
        Text("ก\x00\x07ข" + "ค" * 6000),
        Text("\u200b"),
        Text("ข้อ 1", (Open("ก", "https://a.test"),)),
    ],
)
def test_line_takes_whatever_is_said_more_plainly(message: Card | Text) -> None:
    with opened() as room:
        for wording in plainer(line_messages([message])[:1]):
            answer = room.push(room.somchai, *wording)
            assert answer.status_code == 200, answer.text


def test_a_card_without_words_is_said_as_its_alternative_text() -> None:
    (said,) = list(
        plainer([{"type": "flex", "altText": "คะแนน 3.5722", "contents": {"type": "bubble"}}])
    )

    assert (said, buttons(said[0])) == ([{"type": "text", "text": "คะแนน 3.5722"}], {})
