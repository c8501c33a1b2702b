"""Nights, clocks that jump, deadlines that move, a host in another time zone."""

import subprocess

from tests.processes import BIN, environment
from tests.reminder_days import at, digests, move_due_dates, plan
from tests.world import World


def test_a_worker_that_comes_back_at_night_wakes_nobody_and_says_it_once_in_the_morning(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    plan(talk, at(19))
    talk.set_clock(at(19, 22))
    night = talk.remind()
    talk.set_clock(at(20, 9))
    morning = talk.remind()

    assert night == {}
    assert "กำหนดส่งวันนี้" in morning["สมชาย"]
    assert digests(talk, "สมชาย") == 1


def test_a_deadline_that_is_moved_moves_its_reminders(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.set_clock(at(20))
    talk.remind()
    move_due_dates(talk, "2013-03-20", "2013-03-29")
    talk.set_clock(at(20, 10))
    same_day = talk.remind()
    talk.set_clock(at(21))

    assert same_day == {}, "one message a day"
    assert "อีก 6 วันทำการ" in talk.remind()["สมชาย"]


def test_a_clock_that_jumps_tells_nobody_twice(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    heard = []
    for day in (19, 22, 19, 20, 22, 21, 19, 22, 25):
        talk.set_clock(at(day))
        heard.append((day, "สมชาย" in talk.remind()))

    assert [day for day, spoke in heard if spoke] == [19, 22, 20, 21, 25]


def test_the_host_s_time_zone_changes_nothing(talk: World) -> None:
    """At 02:00 in London it is nine in Bangkok."""
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    told = environment(talk.settings) | {"TZ": "America/New_York"}
    runs = [
        subprocess.run(
            [BIN / "raingan", "remind", "--dry-run", "--now", moment],
            env=told,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for moment in (
            "2013-03-19T01:59:00+00:00",
            "2013-03-19T02:00:00+00:00",
            "2013-03-19T13:00:00+00:00",
        )
    ]

    assert [line.split()[0] for line in runs] == ["0", "1", "0"]
