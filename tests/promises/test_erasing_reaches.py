"""Erasing reaches what waits for others, jobs, files; a vote stays a vote, a lock stays a lock."""

import base64
import random
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store.tables.forms import responses
from bot.store.tables.queue import outbox
from bot.store.tables.records import memberships
from tests.commands.cli import Shell
from tests.test_evidence import report
from tests.test_form_upload import form
from tests.world import World

NAME = "สมชาย ใจดี"


def erased(talk: World, name: str) -> None:
    ended = Shell.of(talk).run("erase", talk.person(name))
    assert ended.code == 0, ended.err


def test_what_colleagues_are_about_to_hear_no_longer_names_whoever_is_erased(talk: World) -> None:
    talk.enrolled("อรุณี", "CBI", "coordinator")
    report(talk)
    with talk.database.writing() as conn:
        row = conn.execute(select(outbox).order_by(outbox.c.id.desc())).first()
        assert row is not None
        said = {"to": talk.person("อรุณี"), "must": False, "asks": [], "once": None}
        told = {**said, "messages": [{"type": "text", "text": f"{NAME} ส่งรายงานแล้ว"}]}
        held = {"kind": "push", "lane": "line", "state": "held", "payload": told}
        of_other = {"stream": f"person:{talk.person('อรุณี')}", "key": "k", "attempts": 0}
        times = {"created_at": row.created_at, "due_at": row.created_at}
        conn.execute(outbox.insert(), {**held, **of_other, **times})

    erased(talk, "สมชาย")
    with talk.database.reading() as conn:
        left = repr(conn.execute(select(outbox.c.payload)).all())

    assert NAME not in left
    assert "ผู้ที่ลบข้อมูลแล้ว ส่งรายงานแล้ว" in talk.say("อรุณี", "ช่วยเหลือ")


def test_a_form_that_was_brought_leaves_no_line_id_in_its_job(talk: World) -> None:
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.send("อรุณี", file=form("household"))
    user = talk.person("อรุณี")

    with talk.database.reading() as conn:
        jobs = conn.execute(select(outbox.c.payload).where(outbox.c.kind == "check_form"))
        told = [row.payload for row in jobs]

    assert told == [{}]
    assert user not in repr(told)


def test_the_files_of_the_database_no_longer_hold_a_name_or_a_photo(talk: World) -> None:
    """Neither SQLite's and its write-ahead log nor those of PostgreSQL's tables; PostgreSQL's own
    log is overwritten in its time (docs/operations.md).
    """
    talk.at_evidence("ปรียาภรณ์", "CBI-BB")
    mark = random.Random(13).randbytes(1_000_000)
    talk.send("ปรียาภรณ์", file={"name": "ภาพ.jpg", "base64": base64.b64encode(mark).decode()})
    before = held_in_files(talk)
    assert mark[:200] in before
    assert "ปรียาภรณ์ ใจดี".encode() in before

    erased(talk, "ปรียาภรณ์")
    talk.worker.tick()

    after = held_in_files(talk)
    assert "ปรียาภรณ์ ใจดี".encode() not in after
    assert mark[:200] not in after


def held_in_files(talk: World) -> bytes:
    """What is in the file, its write-ahead log and what else lies beside it; in the files of all
    tables of a server's database.
    """
    if not talk.database.is_postgres:
        return b"".join(
            one.read_bytes() for one in talk.folder.glob("raingan.db*") if one.is_file()
        )
    with talk.database.reading() as conn:
        asked = "SELECT current_setting('data_directory'), oid FROM pg_database"
        folder, oid = conn.exec_driver_sql(f"{asked} WHERE datname = current_database()").one()
    with talk.database.engine.connect() as conn:
        conn.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("CHECKPOINT")
    return b"".join(one.read_bytes() for one in (Path(folder) / "base" / str(oid)).iterdir())


@pytest.fixture
def surveyed(talk: World) -> World:
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.send("อรุณี", file=form("satisfaction"))
    talk.tap("อรุณี", "เผยแพร่")
    talk.tap("อรุณี", "แบบสำรวจ")
    return talk


def votes(talk: World) -> int:
    with talk.database.reading() as conn:
        return len(conn.execute(select(responses.c.id)).all())


def test_who_has_voted_and_is_erased_cannot_vote_again(surveyed: World) -> None:
    code = surveyed.survey_code()
    surveyed.say("แขก", code)
    for answer in ("เทศบาล", "5", "4", "3", "ดีมาก"):
        surveyed.say("แขก", answer)
    surveyed.tap("แขก", "ส่งคำตอบ")
    assert votes(surveyed) == 1
    erased(surveyed, "แขก")

    said = surveyed.say("แขก", code)

    assert "ตอบแบบสำรวจนี้แล้ว" in said or "ตอบแล้ว" in said
    assert votes(surveyed) == 1


def test_who_guessed_codes_and_is_erased_is_still_locked(talk: World) -> None:
    talk.send("แขก", follow=True)
    talk.tap("แขก", "ยินยอม")
    for number in range(5):
        talk.say("แขก", f"ABCD-99{number}9")
    before = talk.say("แขก", "ABCD-8888")
    erased(talk, "แขก")
    talk.send("แขก", follow=True)
    talk.tap("แขก", "ยินยอม")

    after = talk.say("แขก", talk.invite("CBI-BB", "reporter"))

    assert "หลายครั้ง" in before
    assert "หลายครั้ง" in after


def test_a_coordinator_cannot_let_go_the_administrator_of_the_same_office(talk: World) -> None:
    talk.enrolled("หัวหน้า", "CBI", "admin")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    with talk.database.reading() as conn:
        boss = conn.execute(
            select(memberships.c.person_id).where(memberships.c.role == "admin")
        ).scalar_one()
    data = f"let_go?m={boss}&p={talk.key}&o=CBI&r=admin&sure=1"

    said = talk.send("อรุณี", postback={"data": talk.sealed(data)})
    listed = talk.say("อรุณี", "คน")

    assert "หัวหน้า" in listed
    with talk.database.reading() as conn:
        left = conn.execute(
            select(memberships.c.ended).where(memberships.c.person_id == boss)
        ).scalar_one()
    assert left is None, said


def test_an_administrator_still_can(talk: World) -> None:
    talk.enrolled("หัวหน้า", "CBI", "admin")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("หัวหน้า", "คน")
    talk.tap("หัวหน้า", "ดู อรุณี ใจดี")
    talk.tap("หัวหน้า", "ให้ออกจากหน่วยงาน")
    talk.tap("หัวหน้า", "ให้ออกจากหน่วยงาน")

    with talk.database.reading() as conn:
        left = conn.execute(
            select(memberships.c.ended).where(memberships.c.role == "coordinator")
        ).scalar_one()
    assert left is not None


def test_the_command_says_what_backups_still_hold(talk: World) -> None:
    report(talk)

    ended = Shell.of(talk).run("erase", NAME)

    assert ended.code == 0
    assert "backups that were taken before still hold" in ended.out
