"""Evidence and the Sheet, over HTTP with Google's real client libraries: two files, one row,
whatever happens.
"""

from datetime import datetime
from typing import Any

import pytest
import requests
from sqlalchemy import select

from bot.daily.nightly import run_once as run_nightly
from bot.store.tables.queue import outbox, spool
from bot.store.tables.records import audit, evidence
from tests.sheets.people import GooglePerson
from tests.shown import shown
from tests.test_delivery import fault, later
from tests.world import World
from thai.dates import BANGKOK


def report(talk: World, name: str = "สมชาย", office: str = "CBI-BB", *, photos: int = 2) -> str:
    """Indicator 4, 88 of 97, with photos; what was said last."""
    talk.at_evidence(name, office)
    for _ in range(photos):
        talk.send(name, photo=True)
    talk.say(name, "ครบแล้ว")
    return talk.say(name, "ส่ง")


def files(talk: World) -> list[dict[str, Any]]:
    assert talk.google is not None
    listed = requests.get(f"{talk.google.address}/_emulator/files", timeout=10).json()["files"]
    return [one for one in listed if one.get("size") not in {None, "", 0}]


def rows(talk: World, tab: str) -> list[list[Any]]:
    assert talk.google is not None
    with talk.database.reading() as conn:
        sheet = conn.exec_driver_sql(
            "SELECT value FROM notes WHERE name LIKE 'sheet:%%'"
        ).scalar_one()
    shown_tabs = requests.get(f"{talk.google.address}/_emulator/sheet/{sheet}", timeout=10).json()[
        "tabs"
    ]
    return [row for row in shown_tabs[tab][2:] if row and row[0]]


def spooled(talk: World) -> list[str]:
    with talk.database.reading() as conn:
        return list(conn.execute(select(spool.c.evidence_id)).scalars())


def test_one_report_is_two_files_in_its_folder_and_one_row(talk_with_google: World) -> None:
    report(talk_with_google)

    names = [one["path"] for one in files(talk_with_google)]
    assert len(names) == 2
    assert all("อำเภอบ้านบึง (CBI-BB)/4 แผนที่ภาษี/" in name for name in names)
    (row,) = rows(talk_with_google, "4 แผนที่ภาษี")
    assert {"CBI-BB", 97, 88, "สมชาย ใจดี"} <= set(row)
    assert len(rows(talk_with_google, "คะแนน")) == 1
    assert spooled(talk_with_google) == []


def test_a_correction_updates_the_same_row_and_keeps_the_evidence(talk_with_google: World) -> None:
    talk = talk_with_google
    report(talk)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "ส่งฉบับแก้ไข 4")
    talk.tap("สมชาย", "แก้ไข")
    talk.tap("สมชาย", "แก้ข้อ 2")
    talk.say("สมชาย", "97")

    said = talk.say("สมชาย", "ส่ง")

    assert "ฉบับที่ 2" in said
    assert "หลักฐาน 2 ชิ้น" in said
    (row,) = rows(talk, "4 แผนที่ภาษี")
    assert (row[6], row[9]) == (2, 97)
    assert len(files(talk)) == 2


@pytest.mark.parametrize("kind", [500, 429, "drop_before", "drop_after"])
def test_google_in_trouble_makes_no_second_file_and_no_second_row(
    talk_with_google: World, kind: object
) -> None:
    talk = talk_with_google
    assert talk.google is not None
    requests.post(
        f"{talk.google.address}/_emulator/faults",
        json={"kind": kind, "match": "", "times": 4},
        timeout=10,
    )

    report(talk)
    for _ in range(6):
        later(talk)

    assert len(files(talk)) == 2
    assert len(rows(talk, "4 แผนที่ภาษี")) == 1
    assert spooled(talk) == []


def test_google_away_stops_no_chat(talk_with_google: World) -> None:
    """Every Google call fails; the report is sent and scored all the same, and everything waits."""
    talk = talk_with_google
    assert talk.google is not None
    talk.google.stop()

    said = report(talk)

    assert "4.0722" in said
    assert len(set(spooled(talk))) == 2


def test_a_photo_taken_back_after_it_was_sent_in_is_told_with_its_number(
    talk_on_sqlite: World,
) -> None:
    """LINE answers 410: the person hears which piece is missing and what to do."""
    talk = talk_on_sqlite
    talk.at_evidence()
    fault(talk, 410, "/content")

    said = talk.send("สมชาย", photo=True)

    assert "ดึงจาก LINE ไม่ได้" in said


def test_a_photo_unsent_in_mid_report_is_not_used(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    sent = next(
        one["id"] for one in reversed(talk.chat("สมชาย")) if one["message"]["type"] == "image"
    )
    talk.send("สมชาย", photo=True)

    talk.send("สมชาย", unsend=sent)

    assert "ได้รับ 2 รูป" in talk.send("สมชาย", photo=True)
    with talk.database.reading() as conn:
        assert sorted(conn.execute(select(evidence.c.state)).scalars()) == [
            "gone",
            "spooled",
            "spooled",
        ]


def test_a_video_that_is_not_ready_is_waited_for(talk_on_sqlite: World) -> None:
    """LINE answers 202 while it prepares a video; waiting is no failure."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")

    talk.send("สมชาย", video={"processing": 3600})
    before = evidence_state(talk)
    talk.forward(hours=2)
    later(talk)

    assert (before, evidence_state(talk)) == ("waiting", "spooled")


def evidence_state(talk: World) -> str:
    with talk.database.reading() as conn:
        return str(conn.execute(select(evidence.c.state)).scalar_one())


def test_the_evidence_link_leads_to_the_folder_and_its_picture_says_the_same(
    talk_with_google: World,
) -> None:
    talk = talk_with_google
    said = report(talk)
    token = said.split("/e/")[1].split()[0]

    page = requests.get(f"{talk.web.address}/e/{token}", allow_redirects=False, timeout=10)
    picture = requests.get(f"{talk.web.address}/qr/{token}.png", timeout=10)

    assert page.status_code == 302
    assert talk.google is not None
    assert page.headers["Location"].startswith(talk.google.address)
    assert picture.content.startswith(b"\x89PNG")


def test_the_score_card_explains_a_late_report(talk_on_sqlite: World) -> None:
    """Two working days late, as in the demo of the whole way."""
    talk_on_sqlite.forward(days=4)

    said = report(talk_on_sqlite)

    for words in ("3.5722", "88 ÷ 97 = 90.72 %", "× 0.25 = −0.50", "3.5722 × 5 % = 0.1786"):
        assert words in said
    assert shown(talk_on_sqlite.heard("สมชาย")) == ""
    with talk_on_sqlite.database.reading() as conn:
        assert set(conn.execute(select(outbox.c.state)).scalars()) <= {"done", "held"}


def test_what_people_changed_in_the_sheet_by_hand_is_mended_at_night_and_noted(
    talk_with_google: World,
) -> None:
    """Somebody renames the tab, types over a score and deletes the board's row; by morning all is
    right.
    """
    talk = talk_with_google
    report(talk)
    assert talk.google is not None
    with talk.database.reading() as conn:
        sheet = conn.exec_driver_sql(
            "SELECT value FROM notes WHERE name LIKE 'sheet:%%'"
        ).scalar_one()
    person = GooglePerson(talk.google.google, sheet)
    person.write("4 แผนที่ภาษี", 3, 14, "5")
    person.rename("4 แผนที่ภาษี", "ของฉัน")
    person.delete_row("คะแนน", 3)

    talk.set_clock(datetime(2013, 3, 19, 3, 0, tzinfo=BANGKOK))
    talk.worker.drain()

    (row,) = rows(talk, "ของฉัน")
    assert (row[13], len(rows(talk, "คะแนน"))) == (4.0722, 1)
    with talk.database.reading() as conn:
        (noted,) = conn.execute(
            select(audit.c.detail).where(audit.c.did == "mended the Sheet")
        ).scalars()
    assert len(noted) == 2
    assert run_nightly(talk.database, talk.now) == 0


def test_the_notification_line_says_the_whole_score_in_one_sentence(talk_on_sqlite: World) -> None:
    """What a phone shows without opening the chat, and what a screen reader says."""
    talk_on_sqlite.forward(days=4)
    report(talk_on_sqlite)

    card = next(
        one["message"]
        for one in reversed(talk_on_sqlite.chat("สมชาย"))
        if one["message"]["type"] == "flex"
    )

    assert card["altText"] == "ส่งแล้ว ตัวชี้วัดที่ 4 อำเภอบ้านบึง ได้ 3.5722 คะแนน หักส่งช้า 2 วันทำการ −0.5000"
