"""Odd evidence is taken all the same; coordinators hear why it should be looked at, for free, and
the Sheet says so.
"""

import base64
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.store.flags import flags_of
from bot.store.tables.queue import outbox
from bot.store.tables.records import flags, submissions
from handlers.vocabulary.flags import Facts, Flag, Use, flags_for, words
from tests.shown import shown
from tests.test_delivery import later, pushes
from tests.test_file_facts import photo
from tests.world import World

START = date(2012, 10, 1)
ELSEWHERE = Use("สถจ.ชลบุรี 1/2556", "อำเภอพานทอง", "4")


def sent(content: bytes, name: str = "") -> dict[str, Any]:
    return {"name": name, "base64": base64.b64encode(content).decode()}


def report(talk: World, name: str, office: str, **evidence: Any) -> str:  # noqa: ANN401 - the emulator's own words
    """Indicator 4 with one piece of evidence; the id of what was sent."""
    talk.at_evidence(name, office)
    talk.send(name, **evidence)
    talk.say(name, "ครบแล้ว")
    talk.say(name, "ส่ง")
    with talk.database.reading() as conn:
        return str(
            conn.execute(
                select(submissions.c.id).where(submissions.c.office == office)
            ).scalar_one()
        )


def found(talk: World, submission: str) -> list[tuple[int, str]]:
    with talk.database.reading() as conn:
        return [(one.place, one.flag.code) for one in flags_of(conn, [submission])]


@pytest.mark.parametrize(
    ("facts", "size", "elsewhere", "codes"),
    [
        (Facts(), 10, None, []),
        (Facts(), 10, ELSEWHERE, ["reused"]),
        (Facts(), 0, None, ["empty"]),
        (Facts(runs="windows"), 10, None, ["program"]),
        (Facts(taken="2012-08-30"), 10, None, ["old"]),
        (Facts(taken="2012-09-02"), 10, None, []),
        (Facts(taken="2011-01-01", runs="macros"), 10, ELSEWHERE, ["reused", "program", "old"]),
    ],
)
def test_each_reason_is_found(
    facts: Facts, size: int, elsewhere: Use | None, codes: list[str]
) -> None:
    assert [flag.code for flag in flags_for(facts, size, "ก.jpg", elsewhere, START)] == codes


def test_reasons_are_sentences_in_both_languages() -> None:
    old = Flag("old", {"taken": "2011-01-01", "start": "2012-10-01"})
    program = Flag("program", {"kind": "windows", "name": "ภาพ.jpg"})

    assert words(old, "th") == "ถ่ายเมื่อ ส. 1 ม.ค. 2554 ก่อนรอบประเมินเริ่ม (จ. 1 ต.ค. 2555) นาน"
    assert words(program, "en") == (
        "this is a Windows program, not a picture or document; do not open it before it is "
        "checked (ภาพ.jpg)"
    )


def test_the_same_photo_in_another_office_is_told_to_the_coordinator_with_where_else_it_is(
    talk: World,
) -> None:
    """Nothing is pushed: the line waits for the coordinator's next message."""
    talk.enrolled("วิชัย", "CBI", "coordinator")
    picture = {"photo": sent(photo())}
    first = report(talk, "สมชาย", "CBI-BB", **picture)
    second = report(talk, "มาลี", "CBI-PT", **picture)

    said = talk.say("วิชัย", "สรุป")

    assert (found(talk, first), found(talk, second)) == ([], [(1, "reused")])
    assert "อำเภอพานทอง ตัวชี้วัดที่ 4 ชิ้นที่ 1 เป็นไฟล์เดียวกับหลักฐานของอำเภอบ้านบึง ตัวชี้วัดที่ 4" in said
    assert pushes(talk) == []
    assert "เป็นไฟล์เดียวกับ" not in talk.say("วิชัย", "สรุป")


def test_an_unchanged_photo_in_a_correction_of_the_same_report_is_nothing_odd(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    report(talk, "สมชาย", "CBI-BB", photo=True)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "ส่งฉบับแก้ไข 4")
    talk.say("สมชาย", "ส่ง")

    with talk.database.reading() as conn:
        assert conn.execute(select(func.count()).select_from(flags)).scalar_one() == 0


@pytest.mark.parametrize(
    ("evidence", "code", "cell"),
    [
        ({"file": sent(b"", "ว่าง.pdf")}, "empty", "ชิ้นที่ 1: เป็นไฟล์ว่าง"),
        (
            {"file": sent(b"MZ\x90\x00" + bytes(200), "ภาพ.jpg")},
            "program",
            "ชิ้นที่ 1: เป็นโปรแกรม Windows",
        ),
        (
            {"file": sent(photo("2009:05:05 08:00:00"), "กิจกรรม.jpg")},
            "old",
            "ชิ้นที่ 1: ถ่ายเมื่อ อ. 5 พ.ค. 2552",
        ),
    ],
    ids=["empty", "program", "old"],
)
def test_odd_files_are_kept_and_flagged_in_chat_and_in_the_sheet(
    talk_with_google: World, evidence: dict[str, Any], code: str, cell: str
) -> None:
    talk = talk_with_google
    talk.enrolled("วิชัย", "CBI", "coordinator")

    submission = report(talk, "สมชาย", "CBI-BB", **evidence)

    assert found(talk, submission) == [(1, code)]
    assert "ควรดูหลักฐาน: อำเภอบ้านบึง" in talk.say("วิชัย", "สรุป")
    assert talk.google is not None
    (book,) = talk.google.google.spreadsheets.values()
    (row,) = book.sheet("4 แผนที่ภาษี").values()[2:]  # type: ignore[union-attr]
    assert str(row[-1]).startswith(cell)
    assert len(talk.google.google.kept()) == 1


def test_looking_again_flags_nothing_twice(talk_on_sqlite: World) -> None:
    """Every job of the outbox is done once more, as after a crash."""
    talk = talk_on_sqlite
    talk.enrolled("วิชัย", "CBI", "coordinator")
    submission = report(talk, "สมชาย", "CBI-BB", file=sent(b"", "ว่าง.pdf"))
    with talk.database.writing() as conn:
        conn.exec_driver_sql("UPDATE evidence SET state = 'spooled'")
        conn.execute(outbox.update().where(outbox.c.kind == "keep").values(state="waiting"))
    later(talk)

    assert found(talk, submission) == [(1, "empty")]
    assert shown(talk.act("วิชัย", text="สรุป")).count("ควรดูหลักฐาน") == 1
