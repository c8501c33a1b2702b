"""The month's messages: who goes without when they run out, and who is told of it."""

import requests

from bot.checkup.examining import examine_all
from bot.store.tables.queue import outbox
from tests.reminder_days import at, digests, plan, quota, states
from tests.world import World

CHIEF = "อรุณี"


def test_of_a_short_month_the_coordinator_learns_who_was_not_reached_and_has_a_text_for_them(
    talk_on_sqlite: World,
) -> None:
    """Two messages are left on the 21st: the coordinator's own, and one reporter's."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("มาลี", "CBI-BL", "reporter")
    talk.enrolled(CHIEF, "CBI", "coordinator")
    quota(talk, 2)
    talk.set_clock(at(21))

    heard = talk.remind()

    assert set(heard) == {CHIEF, "สมชาย"}
    assert "ยังแจ้งไม่ถึง (ข้อความของเดือนนี้ไม่พอ จะได้รับเมื่อทักเข้ามา): มาลี ใจดี อำเภอบางละมุง" in heard[CHIEF]
    assert "เรียน อำเภอบางละมุง" in heard[CHIEF]


def test_messages_that_others_used_up_meanwhile_are_refused_once_and_wait(
    talk_on_sqlite: World,
) -> None:
    """The office sent a broadcast from LINE's own console between plan and delivery."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    plan(talk, at(19))
    quota(talk, 300, used=300)
    first = talk.remind()
    quota(talk, 300, used=0)
    talk.set_clock(at(20))

    assert (first, states(talk)) == ({}, ["held"])
    assert "กำหนดส่งวันนี้" in talk.remind()["สมชาย"]
    assert states(talk) == ["done", "done"]


def test_the_month_s_messages_and_who_waits_are_seen_by_monitor_doctor_and_coordinator(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("มาลี", "CBI-BL", "reporter")
    talk.enrolled(CHIEF, "CBI", "coordinator")
    quota(talk, 2)
    talk.set_clock(at(21))
    talk.remind()

    metrics = requests.get(f"{talk.web.address}/metrics", timeout=10).text
    doctor = {one.subject: one for one in examine_all(talk.settings)}

    assert 'raingan_reminders{state="held"} 1.0' in metrics
    assert "raingan_line_messages_used 2.0" in metrics
    assert "raingan_line_messages_limit 2.0" in metrics
    assert (doctor["quota"].ok, doctor["quota"].sentence[:20]) == (False, "0 of 2 messages left")
    assert doctor["reminders"].sentence.startswith(
        "1 people hear with their next free reply, 0 block the bot"
    )
    assert "ข้อความเดือนนี้เหลือ 0 จาก 2 · รอแจ้งเมื่อทักเข้ามา 1 คน" in talk.say(CHIEF, "สรุป")


def test_too_many_requests_at_once_are_waited_out(talk_on_sqlite: World) -> None:
    """429 for the pace is not 429 for the month."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.post("/_emulator/faults", {"kind": 429, "match": "/message/push", "times": 1})
    talk.set_clock(at(19))
    talk.remind()
    between = states(talk)
    with talk.database.writing() as conn:
        conn.execute(outbox.update().values(due_at=outbox.c.created_at))
    talk.remind()

    assert (between, states(talk), digests(talk, "สมชาย")) == (["waiting"], ["done"], 1)


def test_who_blocks_the_bot_is_named_to_the_coordinator_and_costs_nothing(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled(CHIEF, "CBI", "coordinator")
    talk.send("สมชาย", unfollow=True)
    talk.set_clock(at(21))

    assert "ยังแจ้งไม่ถึง (ปิดรับข้อความ): สมชาย ใจดี อำเภอบ้านบึง" in talk.remind()[CHIEF]
    assert talk.line.line.used() == 1
