"""Reminders: to those who owe, once a stage, once a day, however many passes, processes or outages
there are.
"""

import threading
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.daily.reminders import run_once
from bot.store.engine import open_database
from bot.store.library import Library
from bot.store.tables.queue import outbox
from bot.store.tables.reminders import reminders
from tests.shown import shown
from tests.test_evidence import report
from tests.world import World
from thai.dates import BANGKOK


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2013, 3, day, hour, minute, tzinfo=BANGKOK)


def pushes(talk: World) -> int:
    with talk.database.reading() as conn:
        return int(conn.execute(select(func.count()).where(outbox.c.kind == "remind")).scalar_one())


def run(talk: World, now: datetime) -> int:
    return run_once(talk.database, Library(), now)


def test_sixteen_passes_at_once_over_four_openings_remind_once(talk: World) -> None:
    """As many processes would: each with its own connection and its own memory."""
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("มาลี", "CBI-BL", "reporter")
    openings = [open_database(str(talk.settings.database_url)) for _ in range(4)]
    counts: list[int] = []

    def one(place: int) -> None:
        counts.append(run_once(openings[place % 4], Library(), at(19)))

    threads = [threading.Thread(target=one, args=(place,)) for place in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for opening in openings:
        opening.close()

    assert (sum(counts), pushes(talk)) == (2, 2)


# the days of March 2556 on which someone who sends nothing hears of it, and the stage of indicator
# 4
EXPECTED = {
    19: "before-1",
    20: "due",
    21: "late-1",
    22: "before-cutoff-2",
    25: "late-3",
    26: "cutoff",
}


def told_of_4(talk: World) -> str | None:
    with talk.database.reading() as conn:
        return conn.execute(select(reminders.c.stage).where(reminders.c.indicator == "4")).scalar()


def test_who_sends_nothing_hears_one_working_day_before_on_the_day_and_each_day_late(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    days = [date(2013, 3, 18) + timedelta(days=past) for past in range(14)]

    reminded = [
        (day.day, told_of_4(talk))
        for day in days
        for hour in (6, 9, 15)
        if run(talk, at(day.day, hour))
    ]

    assert reminded[: len(EXPECTED)] == list(EXPECTED.items())
    later = [day for day, _ in reminded[len(EXPECTED) :]]
    assert later == [27, 28, 29], "after the cut-off of 4 only 10, which has none, goes on"


def test_who_has_sent_everything_hears_nothing(talk_on_sqlite: World) -> None:
    report(talk_on_sqlite)
    talk_on_sqlite.say("สมชาย", "รายงาน")
    talk_on_sqlite.tap("สมชาย", "เริ่มรายงาน 8.2")
    talk_on_sqlite.say("สมชาย", "0")
    talk_on_sqlite.say("สมชาย", "ส่ง")
    talk_on_sqlite.say("สมชาย", "รายงาน")
    talk_on_sqlite.tap("สมชาย", "เริ่มรายงาน 10")
    talk_on_sqlite.say("สมชาย", "1-5")
    talk_on_sqlite.send("สมชาย", photo=True)
    talk_on_sqlite.say("สมชาย", "ครบแล้ว")
    talk_on_sqlite.say("สมชาย", "ส่ง")

    assert [run(talk_on_sqlite, at(day)) for day in (19, 20, 21)] == [0, 0, 0]


def test_after_an_outage_only_the_latest_stage_is_told(talk_on_sqlite: World) -> None:
    """Nothing ran from the 18th to the 22nd: one message, not four."""
    talk_on_sqlite.enrolled("สมชาย", "CBI-BB", "reporter")

    assert [run(talk_on_sqlite, at(22)), run(talk_on_sqlite, at(22, 15))] == [1, 0]


@pytest.mark.parametrize(
    "moment",
    [at(19, 8, 59), at(19, 20), at(19, 3), at(23, 10)],
    ids=["early", "evening", "night", "Saturday"],
)
def test_nobody_is_disturbed_outside_office_hours(talk_on_sqlite: World, moment: datetime) -> None:
    talk_on_sqlite.enrolled("สมชาย", "CBI-BB", "reporter")

    assert run(talk_on_sqlite, moment) == 0


def test_who_blocked_the_bot_is_left_alone(talk_on_sqlite: World) -> None:
    talk_on_sqlite.enrolled("สมชาย", "CBI-BB", "reporter")
    talk_on_sqlite.send("สมชาย", unfollow=True)

    assert run(talk_on_sqlite, at(19)) == 0


def test_the_reminder_opens_the_report_where_it_was_left(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 4")
    talk.say("สมชาย", "97")
    talk.set_clock(at(21))

    told = shown(talk.heard("สมชาย")) or talk.remind()["สมชาย"]

    assert "ส่งวันนี้ −0.25 ส่งพรุ่งนี้ −0.50" in told
    assert "ข้อ 2 จาก 3" in talk.tap("สมชาย", "ทำต่อ 4")


def test_a_round_that_is_long_over_reminds_nobody(talk_on_sqlite: World) -> None:
    """Indicator 10 has no cut-off; that does not make it owed for ever."""
    talk_on_sqlite.enrolled("สมชาย", "CBI-BB", "reporter")

    assert run(talk_on_sqlite, datetime(2013, 5, 7, 10, tzinfo=BANGKOK)) == 0


def test_a_dry_run_counts_and_writes_nothing(talk_on_sqlite: World) -> None:
    talk_on_sqlite.enrolled("สมชาย", "CBI-BB", "reporter")

    assert run_once(talk_on_sqlite.database, Library(), at(19), dry=True) == 1
    assert pushes(talk_on_sqlite) == 0
