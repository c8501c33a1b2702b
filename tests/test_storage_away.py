"""Google away for a day, or in need of a person: chats go on, coordinators hear one calm line,
everything follows.
"""

from datetime import UTC, datetime, timedelta

import pytest
import requests
from openpyxl import load_workbook
from sqlalchemy import func, select

from bot.outbox.sheet import trouble
from bot.outbox.sheet.trouble import SINCE
from bot.store.notes import set_note
from bot.store.tables.queue import outbox, rates
from tests.test_delivery import later, pushes
from tests.test_evidence import files, report, rows, spooled
from tests.world import World

MORNING = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)  # ten o'clock in Bangkok


def hours_later(talk: World) -> None:
    """Everything that waits is due, and Google's minutes are over."""
    with talk.database.writing() as conn:
        conn.execute(rates.delete())
    later(talk)


def away(talk: World, now: datetime, *, needs_hands: bool = False) -> None:
    trouble.failed(talk.database, "drive", now, needs_hands=needs_hands)


def test_a_short_trouble_is_nobodys_business(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("วิชัย", "CBI", "coordinator")
    away(talk, MORNING)
    away(talk, MORNING + timedelta(minutes=29))
    trouble.works(talk.database, "drive", MORNING + timedelta(minutes=29))

    assert "ที่เก็บหลักฐาน" not in talk.say("วิชัย", "สรุป")


def test_a_long_one_is_told_once_a_day_and_once_when_it_is_over(talk: World) -> None:
    talk.enrolled("วิชัย", "CBI", "coordinator")
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    for minutes in range(0, 600, 10):
        away(talk, MORNING + timedelta(minutes=minutes))
    first = talk.say("วิชัย", "สรุป")
    away(talk, MORNING + timedelta(days=1))
    second = talk.say("วิชัย", "สรุป")
    trouble.works(talk.database, "drive", MORNING + timedelta(days=1, hours=1))
    trouble.works(talk.database, "drive", MORNING + timedelta(days=1, hours=2))
    third = talk.say("วิชัย", "สรุป")

    assert first.count("ยังไม่ตอบ ตั้งแต่ จ. 23 พ.ย. 2569 10:00 น.") == second.count("ยังไม่ตอบ") == 1
    assert third.count("กลับมาแล้ว") == 1
    assert "ที่เก็บหลักฐาน" not in talk.say("วิชัย", "สรุป")
    assert "ที่เก็บหลักฐาน" not in talk.say("สมชาย", "รายงาน")
    assert pushes(talk) == []


def test_a_trouble_that_comes_and_goes_unheard_is_one_line_of_how_it_stands(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("วิชัย", "CBI", "coordinator")
    for minutes in range(0, 60, 10):
        away(talk, MORNING + timedelta(minutes=minutes), needs_hands=True)
        trouble.works(talk.database, "drive", MORNING + timedelta(minutes=minutes + 5))
    away(talk, MORNING + timedelta(hours=2), needs_hands=True)

    said = talk.say("วิชัย", "สรุป")
    assert (said.count("ต้องให้ผู้ดูแลระบบแก้ไข"), said.count("กลับมาแล้ว")) == (1, 0)


def test_a_sheet_that_works_while_drive_does_not_is_no_end_of_the_trouble(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("วิชัย", "CBI", "coordinator")
    away(talk, MORNING, needs_hands=True)
    trouble.works(talk.database, "sheets", MORNING)
    away(talk, MORNING, needs_hands=True)

    said = talk.say("วิชัย", "สรุป")
    assert (said.count("ต้องให้ผู้ดูแลระบบแก้ไข"), said.count("กลับมาแล้ว")) == (1, 0)


def test_google_away_for_a_day_delays_everything_and_loses_nothing(talk_with_google: World) -> None:
    """Every call fails while a report is sent; the notes then say that this began a day ago."""
    talk = talk_with_google
    assert talk.google is not None
    talk.enrolled("วิชัย", "CBI", "coordinator")
    requests.post(
        f"{talk.google.address}/_emulator/faults",
        json={"kind": 429, "match": "/v", "times": 9999},
        timeout=10,
    )
    said = report(talk)
    with talk.database.writing() as conn:
        set_note(conn, SINCE + "drive", (MORNING - timedelta(days=1)).isoformat())
    hours_later(talk)

    assert "4.0722" in said
    assert len(set(spooled(talk))) == 2
    assert talk.say("วิชัย", "สรุป").count("จะตามไปเอง ไม่ต้องส่งซ้ำ") == 1

    requests.delete(f"{talk.google.address}/_emulator/faults", timeout=10)
    hours_later(talk)
    hours_later(talk)

    assert (len(files(talk)), len(rows(talk, "4 แผนที่ภาษี")), spooled(talk)) == (2, 1, [])
    assert talk.say("วิชัย", "สรุป").count("กลับมาแล้ว") == 1


@pytest.mark.parametrize(
    "reason", ["storageQuotaExceeded", "accessNotConfigured", "insufficientPermissions"]
)
def test_what_a_person_must_mend_is_told_at_once_and_the_lane_rests(
    talk_with_google: World, reason: str
) -> None:
    """Five photos wait, Drive is asked once: all of them rest until a person may have acted."""
    talk = talk_with_google
    assert talk.google is not None
    talk.enrolled("วิชัย", "CBI", "coordinator")
    report(talk, photos=1)
    order = {"kind": 403, "match": "/upload", "times": 9999, "reason": reason}
    requests.post(f"{talk.google.address}/_emulator/faults", json=order, timeout=10)
    before = uploads(talk)

    report(talk, "มาลี", "CBI-PT", photos=5)

    assert uploads(talk) - before == 1
    assert "ต้องให้ผู้ดูแลระบบแก้ไข" in talk.say("วิชัย", "สรุป")
    requests.delete(f"{talk.google.address}/_emulator/faults", timeout=10)
    hours_later(talk)
    assert len(files(talk)) == 6


def uploads(talk: World) -> int:
    assert talk.google is not None
    return sum(str(one["path"]).startswith("/upload") for one in list(talk.google.google.requests))


def test_a_revoked_sign_in_waits_for_a_new_one(talk_with_google: World) -> None:
    talk = talk_with_google
    assert talk.google is not None
    talk.enrolled("วิชัย", "CBI", "coordinator")
    talk.google.google.grant_dead = True
    talk.google.google.expire_tokens()

    said = report(talk)
    assert "4.0722" in said
    assert "ต้องให้ผู้ดูแลระบบแก้ไข" in talk.say("วิชัย", "สรุป")

    talk.google.google.grant_dead = False
    hours_later(talk)
    hours_later(talk)
    assert (len(files(talk)), len(rows(talk, "4 แผนที่ภาษี"))) == (2, 1)


def test_evidence_that_waited_for_weeks_is_not_given_up(talk_with_google: World) -> None:
    talk = talk_with_google
    assert talk.google is not None
    requests.post(
        f"{talk.google.address}/_emulator/faults",
        json={"kind": 429, "match": "/v", "times": 9999},
        timeout=10,
    )
    report(talk)
    with talk.database.writing() as conn:
        conn.execute(
            outbox.update()
            .where(outbox.c.lane == "drive")
            .values(created_at=MORNING - timedelta(days=900))
        )
    hours_later(talk)

    with talk.database.reading() as conn:
        assert (
            conn.execute(select(func.count()).where(outbox.c.state == "given_up")).scalar_one() == 0
        )
    requests.delete(f"{talk.google.address}/_emulator/faults", timeout=10)
    hours_later(talk)
    assert len(files(talk)) == 2


def test_a_table_somebody_broke_is_waited_for_and_then_has_every_row(talk_on_sqlite: World) -> None:
    """Without Google: the .xlsx file is no table any more until a person moves it away."""
    talk = talk_on_sqlite
    report(talk, photos=1)
    (file,) = (talk.folder / "mirror").glob("*.xlsx")
    file.write_bytes(b"no table")
    report(talk, "วิชัย", "CBI-BL", photos=1)
    with talk.database.reading() as conn:
        states = set(
            conn.execute(select(outbox.c.state).where(outbox.c.kind == "mirror")).scalars()
        )
    file.unlink()
    hours_later(talk)

    assert states == {"done", "waiting"}
    offices = [
        row[3] for row in load_workbook(file)["4 แผนที่ภาษี"].iter_rows(min_row=3, values_only=True)
    ]
    assert "CBI-BL" in offices
