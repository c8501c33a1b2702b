"""Summaries reach as far as those who get them: a coordinator of a district hears of the district
alone.
"""

from tests.reminder_days import at, quota, send_all
from tests.world import World


def test_a_district_s_coordinator_with_nothing_to_hear_leaves_the_last_message_to_a_reporter(
    talk_on_sqlite: World,
) -> None:
    """On the 21st บ้านบึง has sent everything and บางละมุง nothing; the month has one message
    left.
    """
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("มาลี", "CBI-BL", "reporter")
    talk.enrolled("ปลัด", "CBI-BB", "coordinator")
    send_all(talk, "สมชาย", but=())
    quota(talk, 1)
    talk.set_clock(at(21))

    assert set(talk.remind()) == {"มาลี"}


def test_a_district_s_coordinator_hears_of_the_district_and_of_no_other(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("ปลัด", "CBI-BB", "coordinator")
    talk.set_clock(at(21))

    said = talk.remind()["ปลัด"]

    assert "ยังไม่ส่ง: อำเภอบ้านบึง" in said
    assert "อำเภอบางละมุง" not in said
