"""The audit: sealed entry by entry, only ever added to, and free of what it must not know."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DatabaseError

from bot.store import audit as ledger
from bot.store.audit import Entry
from bot.store.engine import Database, open_database
from bot.store.migrate import upgrade
from bot.store.tables.records import audit
from tests.commands.cli import Shell
from tests.workbooks import workbook
from tests.world import World
from thai.dates import BANGKOK


@pytest.fixture
def database(database_url: str) -> Database:
    made = open_database(database_url)
    upgrade(made)
    return made


def written(database: Database) -> None:
    """Three entries in two transactions."""
    at = datetime(2013, 3, 20, tzinfo=BANGKOK)
    with database.writing() as conn:
        ledger.append(
            conn,
            [Entry(at, "joined", "P/BB", 1), Entry(at, "submitted", "P/BB/4", 1, new="4.0722")],
        )
    with database.writing() as conn:
        ledger.append(
            conn,
            [
                Entry(
                    at, "verified", "P/BB/4", 2, old="4.0722", new="3.5", detail={"reason": "นับซ้ำ"}
                )
            ],
        )


def test_an_untouched_audit_checks_out(database: Database) -> None:
    written(database)

    with database.reading() as conn:
        verdict = ledger.check(conn)

    assert (verdict.count, verdict.broken) == (3, None)
    database.close()


@pytest.mark.parametrize(
    "change", ["UPDATE audit SET detail = '{}' WHERE id = 2", "DELETE FROM audit WHERE id = 2"]
)
def test_the_database_refuses_to_change_or_take_away_an_entry(
    database: Database, change: str
) -> None:
    written(database)

    with pytest.raises(DatabaseError, match="only added to"), database.writing() as conn:
        conn.execute(text(change))
    database.close()


TAMPERED = {
    "a changed value": ("UPDATE audit SET new = '\"5.0000\"' WHERE id = 2", 2),
    "a changed person": ("UPDATE audit SET person_id = 9 WHERE id = 1", 1),
    "an entry taken out": ("DELETE FROM audit WHERE id = 2", 3),
    "an entry put in by hand": (
        "INSERT INTO audit (id, at, did, subject, detail, hash) VALUES (99, 0, 'x', 'y', '{}', "
        "'z')",
        99,
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_whatever_is_changed_behind_its_back_shows(database: Database, how: str) -> None:
    """Even by someone who may drop the triggers."""
    written(database)
    change, first_wrong = TAMPERED[how]
    with database.writing() as conn:
        _unguard(conn)
        conn.execute(text(change))

    with database.reading() as conn:
        assert ledger.check(conn).broken == first_wrong
    database.close()


def _unguard(conn: Connection) -> None:
    if conn.dialect.name == "postgresql":
        conn.execute(text("DROP TRIGGER audit_only_added_to ON audit"))
        return
    for name in ("audit_no_update", "audit_no_delete"):
        conn.execute(text(f"DROP TRIGGER {name}"))


def test_every_point_of_a_score_traces_to_a_message(talk: World) -> None:
    talk.at_evidence()
    for step in ({"photo": True}, {"text": "ครบแล้ว"}, {"text": "ส่ง"}):
        talk.act("สมชาย", **step)

    with talk.database.reading() as conn:
        entry = conn.execute(select(audit).where(audit.c.did == "submitted")).one()
        verdict = ledger.check(conn)

    said = {one["id"] for one in talk.chat("สมชาย") if one["from"] != "bot"}
    assert entry.message_id in said
    assert (entry.subject, entry.new) == ("CBI-2556-R1/CBI-BB/4", entry.detail["final"])
    assert verdict.broken is None


def test_survey_answers_are_never_in_it(talk: World) -> None:
    talk.enrolled("อรุณี", "CBI", "coordinator")
    form = Path(__file__).parent / "transcripts" / "forms" / "satisfaction.md"
    talk.send("อรุณี", file={"name": "satisfaction.xlsx", "base64": workbook(form)})
    for label in ("เผยแพร่", "แบบสำรวจ"):
        talk.tap("อรุณี", label)
    before = _everything(talk)

    talk.say("แขก", f"แบบสำรวจ {talk.survey_code()}")
    for answer in ("เทศบาล", "5", "4", "4", "ข้าม"):
        talk.say("แขก", answer)
    assert "ขอบคุณ" in talk.say("แขก", "ส่งคำตอบ") + talk.tap("แขก", "ส่งคำตอบ")

    assert _everything(talk) == before


def _everything(talk: World) -> str:
    with talk.database.reading() as conn:
        return json.dumps(
            [[one.did, one.subject, one.detail] for one in conn.execute(select(audit))]
        )


def test_each_entry_has_a_seal_of_its_own(database: Database) -> None:
    written(database)
    with database.reading() as conn:
        seals = list(conn.execute(select(audit.c.hash).order_by(audit.c.id)).scalars())

    assert len(set(seals)) == 3
    assert all(len(seal) == 64 for seal in seals)
    database.close()


def test_doctor_says_how_many_entries_are_sealed_and_where_one_does_not_fit(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    sound = _doctor(talk)
    with talk.database.writing() as conn:
        _unguard(conn)
        conn.execute(text("UPDATE audit SET person_id = 99 WHERE id = 2"))

    broken = _doctor(talk)

    assert (sound["ok"], sound["sentence"].partition(",")[0]) == (True, "2 entries")
    assert (broken["ok"], broken["sentence"].partition(":")[0]) == (
        False,
        "entry 2 does not fit the one before",
    )


def _doctor(talk: World) -> dict[str, Any]:
    found: list[dict[str, Any]] = Shell.of(talk).run("doctor", "--json").json
    return next(one for one in found if one["subject"] == "audit")
