"""What is held of a person: shown, given by a link that ends, erased with what stays said,
forgotten after its time.
"""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import requests
from openpyxl import load_workbook
from sqlalchemy import select, text

from bot.clock import real_now
from bot.daily import retention
from bot.store import audit as ledger
from bot.store.tables.columns import metadata
from bot.store.tables.forms import asked
from bot.store.tables.records import evidence, people, submissions
from tests.commands.cli import Shell
from tests.test_review import report
from tests.world import PUBLIC, World


def link(talk: World) -> str:
    """The address of the file, as the page server has it."""
    talk.say("สมชาย", "ข้อมูลของฉัน")
    said = talk.tap("สมชาย", "ขอไฟล์ข้อมูล")
    return f"{talk.web.address}/me/{said.rpartition('/me/')[2].split()[0]}"


def test_the_file_holds_what_was_given_and_nothing_of_line(talk: World) -> None:
    report(talk)
    user = talk.person("สมชาย")

    answer = requests.get(link(talk), timeout=10)

    told = answer.json()
    assert told["ชื่อ"] == "สมชาย ใจดี"
    assert [one["ตัวชี้วัด"] for one in told["รายงานที่ส่ง"]] == ["4"]
    assert len(told["หลักฐาน"]) == 1
    assert user not in answer.text


def test_the_link_ends_after_a_day_and_an_unknown_one_never_opened(talk: World) -> None:
    report(talk)
    address = link(talk)

    talk.forward(hours=25)

    assert requests.get(address, timeout=10).status_code == 404
    assert requests.get(f"{talk.web.address}/me/nothing", timeout=10).status_code == 404


def test_the_file_leads_to_one_s_own_photos_for_as_long_as_it_can_be_fetched(talk: World) -> None:
    report(talk)
    address = link(talk)

    (photo,) = requests.get(address, timeout=10).json()["หลักฐาน"]
    own = photo["เปิดดู"].replace(PUBLIC, talk.web.address)
    answer = requests.get(own, timeout=10)

    assert (answer.status_code, hashlib.sha256(answer.content).hexdigest()) == (
        200,
        photo["sha256"],
    )
    assert "attachment" in answer.headers["Content-Disposition"]
    talk.forward(hours=25)
    assert requests.get(own, timeout=10).status_code == 404


def test_nobody_s_link_opens_another_s_photos(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    report(talk)
    (photo,) = requests.get(link(talk), timeout=10).json()["หลักฐาน"]
    talk.enrolled("มาลี", "CBI-BB", "reporter")
    talk.say("มาลี", "ข้อมูลของฉัน")
    token = talk.tap("มาลี", "ขอไฟล์ข้อมูล").rpartition("/me/")[2].split()[0]

    piece = photo["เปิดดู"].rpartition("/")[2]

    assert requests.get(f"{talk.web.address}/me/{token}/{piece}", timeout=10).status_code == 404


def everything(talk: World) -> str:
    """Every row of every table that a person's data may be in."""
    with talk.database.reading() as conn:
        tables = [
            one
            for one in metadata.sorted_tables
            if one.name not in {"programmes", "uploads", "spool"}
        ]
        rows = [tuple(row) for one in tables for row in conn.execute(select(one))]
    return json.dumps(rows, default=str, ensure_ascii=False)


def test_erased_from_the_command_line_nothing_says_who_it_was_and_the_reports_stay(
    talk: World,
) -> None:
    report(talk)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 10")
    talk.act("สมชาย", photo=True)
    user = talk.person("สมชาย")

    ended = Shell.of(talk).run("erase", "สมชาย ใจดี", "--json")

    assert ended.code == 0, ended.err
    assert ended.json | {"person": 0} == {
        "person": 0,
        "memberships": 1,
        "drafts": 1,
        "evidence": 1,
        "kept_reports": 1,
        "kept_evidence": 1,
    }
    left = everything(talk)
    assert "สมชาย" not in left
    assert user not in left
    with talk.database.reading() as conn:
        assert len(conn.execute(select(submissions.c.id)).all()) == 1
        assert len(conn.execute(select(evidence.c.id)).all()) == 1
        assert ledger.check(conn).broken is None


def test_what_others_were_told_of_whoever_is_erased_goes_too_and_so_does_the_name_in_the_sheet(
    talk_on_sqlite: World,
) -> None:
    """A coordinator has seen, sent back and been told of a correction; the reporter asks to be
    erased in chat.
    """
    talk = talk_on_sqlite
    report(talk)
    talk.enrolled("อรุณี", "CBI", "coordinator")
    for said in (
        "ตรวจ",
        "(ตรวจ 4)",
        "(ส่งกลับ)",
        "1",
        "(เลือกครบแล้ว)",
        "จำนวนไม่ตรง",
        "(ส่งกลับให้แก้)",
        "คน",
    ):
        talk.tap("อรุณี", said.strip("()")) if said.startswith("(") else talk.say("อรุณี", said)
    talk.tap("สมชาย", "แก้ตามที่ส่งกลับ")
    for said in ("100", "ส่ง"):
        talk.say("สมชาย", said)
    assert "สมชาย" in sheets(talk)
    user = talk.person("สมชาย")
    talk.say("สมชาย", "ลบข้อมูล")
    talk.tap("สมชาย", "ลบข้อมูลของฉัน")

    retention.run_once(talk.database, (talk.now + timedelta(days=1)).replace(hour=3), days=3650)

    left = everything(talk)
    assert ("สมชาย" in left, user in left, "สมชาย" in sheets(talk)) == (False, False, False)


def sheets(talk: World) -> str:
    """Every cell of every local Sheet."""
    books = [load_workbook(path) for path in talk.folder.rglob("*.xlsx")]
    return str(
        [
            cell
            for book in books
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        ]
    )


def test_erase_says_when_nobody_or_several_are_meant(talk_on_sqlite: World) -> None:
    shell = Shell.of(talk_on_sqlite)
    talk_on_sqlite.enrolled("มาลี", "CBI-BB", "reporter")
    with talk_on_sqlite.database.writing() as conn:
        twin = {
            "line_user_id": "x",
            "first_seen_at": talk_on_sqlite.now,
            "conversation": {},
            "version": 0,
        }
        conn.execute(people.insert(), {**twin, "name": "มาลี ใจดี", "blocked": False})

    assert "nobody is known" in shell.run("erase", "ใคร").err
    assert "name one by number (1, 2)" in shell.run("erase", "มาลี ใจดี").err
    assert shell.run("erase", "2").code == 0


def test_whoever_comes_back_is_a_stranger(talk: World) -> None:
    report(talk)
    talk.say("สมชาย", "ลบข้อมูล")
    talk.tap("สมชาย", "ลบข้อมูลของฉัน")

    assert "ขอความยินยอม" in talk.say("สมชาย", "รายงาน")


def forgotten(talk: World, *days: int, kept_for: int = 500) -> list[int]:
    """How many are erased on the nights so many days from now."""
    nights = [(talk.now + timedelta(days=each)).replace(hour=3) for each in days]
    return [retention.run_once(talk.database, night, days=kept_for) for night in nights]


def test_people_without_an_office_are_forgotten_after_the_retention_time(talk: World) -> None:
    talk.say("อดีต", "ยินยอม")
    talk.enrolled("สมชาย", "CBI-BB", "reporter")

    assert forgotten(talk, 400, 501, 501) == [0, 1, 0]
    with talk.database.reading() as conn:
        left = conn.execute(select(people.c.line_user_id).order_by(people.c.id)).scalars().all()
        assert conn.execute(text("SELECT count(*) FROM people")).scalar_one() == 2
    assert [one.startswith("erased:") for one in left] == [True, False]


def test_a_stranger_who_never_agreed_is_forgotten_after_a_month(talk: World) -> None:
    talk.say("แขก", "สวัสดี")

    assert forgotten(talk, 29, 31, 32) == [0, 1, 0]
    assert talk.person("แขก") not in everything(talk)


def test_a_revoked_code_lets_nobody_in(talk: World, tmp_path: Path) -> None:
    code = talk.invite("CBI-BB", "reporter", code="RRRR-5555", uses=5)

    ended = Shell.of(talk).run("invite", "--revoke", code)

    assert (ended.code, ended.out.strip()) == (0, "RRRR-5555 is revoked")
    assert Shell.of(talk).run("invite", "--revoke", code).code == 1
    talk.say("แขก", "ยินยอม")
    assert "ถูกยกเลิกแล้ว" in talk.say("แขก", code)


def test_a_member_cannot_try_codes_without_being_counted(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("มาลี", "CBI-BB", "reporter")
    talk.invite("CBI-SR", "reporter", code="GGGG-7777")

    hidden = talk.say("มาลี", "ลองดู GGGG-7777 ได้ไหม")
    tried = [talk.say("มาลี", f"เข้าร่วม ZZZZ-000{number}") for number in range(5)]

    assert "ไม่แน่ใจว่าต้องการอะไร" in hidden
    assert ["หลายครั้ง" in one for one in tried] == [False, False, False, False, True]
    assert "หลายครั้ง" in talk.say("มาลี", "เข้าร่วม GGGG-7777")


def test_which_message_asked_what_is_forgotten_after_two_months(talk: World) -> None:
    row = {"line_user_id": talk.person("สมชาย"), "draft": "uuid:1", "path": "/xf/a"}
    with talk.database.writing() as conn:
        for name, days in (("old", 61), ("new", 59)):
            conn.execute(
                asked.insert(), {**row, "message_id": name, "at": real_now() - timedelta(days=days)}
            )

    forgotten(talk, 1)

    with talk.database.reading() as conn:
        assert conn.execute(select(asked.c.message_id)).scalars().all() == ["new"]
