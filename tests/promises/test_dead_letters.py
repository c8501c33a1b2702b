"""What was given up or set aside has hands: an administrator's by command, a coordinator's in
chat.
"""

import pytest
from sqlalchemy import select, update

from bot.store.tables.queue import outbox
from bot.store.tables.records import audit, events, evidence
from tests.commands.cli import Shell
from tests.test_evidence import report
from tests.test_webhook import event as line_event
from tests.world import World

EVENT = f"01TEST{5:020d}"


@pytest.fixture
def stuck(talk: World) -> World:
    """A photo that was given up, and a message that was set aside."""
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.enrolled("ปราณี", "CBI-NY", "coordinator")
    report(talk)
    raw = line_event(5, source={"type": "user", "userId": talk.person("สมชาย")})
    with talk.database.writing() as conn:
        first = conn.execute(select(evidence.c.id).order_by(evidence.c.place)).scalars().first()
        conn.execute(
            update(outbox)
            .where(outbox.c.once.like(f"keep:{first}:%"))
            .values(state="given_up", error="folder_unknown: no such folder")
        )
        aside = {"id": EVENT, "received_at": talk.now, "raw": raw, "state": "set_aside"}
        conn.execute(events.insert(), {**aside, "attempts": 5, "error": "KeyError('x')"})
    return talk


def states(talk: World) -> tuple[list[str], list[str]]:
    with talk.database.reading() as conn:
        jobs = conn.execute(select(outbox.c.state).where(outbox.c.kind == "keep").distinct())
        aside = conn.execute(select(events.c.state).where(events.c.id == EVENT))
        return sorted(jobs.scalars()), list(aside.scalars())


def test_the_command_lists_what_is_stuck_with_its_reason_and_without_what_was_said(
    stuck: World,
) -> None:
    ended = Shell.of(stuck).run("stuck", "--json")

    found = {one["kind"]: one for one in ended.json}
    assert set(found) == {"keep", "text"}
    assert found["keep"]["reason"] == "folder_unknown: no such folder"
    assert found["keep"]["concerns"] == "CBI-2556-R1/CBI-BB/4"
    assert "สวัสดี" not in ended.out
    assert set(found["keep"]) == {"id", "kind", "reason", "since", "concerns"}
    assert "raingan stuck retry ID" in Shell.of(stuck).run("stuck").out


def test_everything_is_tried_again_and_succeeds_once_the_cause_is_gone(stuck: World) -> None:
    shell = Shell.of(stuck)

    ended = shell.run("stuck", "retry", "all")
    stuck.worker.drain()

    assert ended.out.startswith("2 are tried again")
    assert states(stuck) == (["done"], ["done"])
    assert shell.run("stuck", "--json").json == []


def test_one_is_discarded_and_what_it_held_is_forgotten(stuck: World) -> None:
    shell = Shell.of(stuck)

    assert shell.run("stuck", "discard", f"message-{EVENT}").code == 0
    unknown = shell.run("stuck", "discard", f"message-{EVENT}")

    assert (unknown.code, f"nothing that is stuck is called message-{EVENT}" in unknown.err) == (
        1,
        True,
    )
    with stuck.database.reading() as conn:
        row = conn.execute(select(events).where(events.c.id == EVENT)).one()
        did = list(conn.execute(select(audit.c.did).where(audit.c.subject == "stuck")).scalars())
    assert (row.state, row.raw, did) == ("done", {}, ["discarded"])


def test_the_topmost_coordinator_hears_of_it_looks_and_tries_again_in_chat(stuck: World) -> None:
    stuck.worker.tick()

    heard = stuck.say("อรุณี", "ช่วยเหลือ")
    listed = stuck.say("อรุณี", "ติดค้าง")
    shown = stuck.tap("อรุณี", "ดู เก็บหลักฐานเข้าแฟ้ม · CBI-2556-R1/CBI-BB/4")
    tried = stuck.tap("อรุณี", "ลองใหม่")

    assert "มีเรื่องติดค้าง 2 เรื่อง" in heard
    assert "ติดค้าง – เรื่องที่ระบบทำไม่สำเร็จ" in heard
    assert "ติดค้าง –" not in stuck.say("ปราณี", "ช่วยเหลือ")
    assert "เรื่องติดค้าง 2 เรื่อง" in listed
    assert "folder_unknown" in shown
    assert "กำลังลองใหม่" in tried
    assert states(stuck) == (["done"], ["set_aside"])


def test_a_coordinator_discards_after_being_asked_once_more(stuck: World) -> None:
    stuck.say("อรุณี", "ติดค้าง")
    stuck.tap("อรุณี", "ดู ข้อความที่ได้รับ")
    asked = stuck.tap("อรุณี", "ทิ้ง")
    between = states(stuck)[1]
    stuck.tap("อรุณี", "ทิ้ง")

    assert "ทิ้งเรื่องนี้หรือไม่" in asked
    assert (between, states(stuck)[1]) == (["set_aside"], ["done"])


def test_others_see_nothing_of_it(stuck: World) -> None:
    data = stuck.sealed("stuck_retry?")

    for name in ("สมชาย", "ปราณี"):
        assert "เก็บหลักฐานเข้าแฟ้ม" not in stuck.say(name, "ติดค้าง")
        stuck.send(name, postback={"data": data})

    assert states(stuck)[1] == ["set_aside"]
