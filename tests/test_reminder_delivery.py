"""From the plan to the person: what is said is true when it is said, once, within the quota and the hours."""

import os
import random
import signal
import subprocess
import threading
from datetime import datetime

import requests
from sqlalchemy import select

from bot.checkup import examine_all
from bot.programme_files import read_folder
from bot.quota import ask
from bot.reminders import run_once
from bot.store.library import Library, save
from bot.store.queue_tables import outbox
from tests.processes import BIN, environment, eventually
from tests.shown import shown
from tests.world import PROGRAMMES, World
from thai.dates import BANGKOK

CHIEF = "อรุณี"


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2013, 3, day, hour, minute, tzinfo=BANGKOK)


def plan(talk: World, now: datetime) -> int:
    """The plan is made, and nothing is delivered yet."""
    talk.set_clock(now)
    return run_once(talk.database, Library(), now, ask(talk.worker.parts.line))


def digests(talk: World, name: str) -> int:
    said = [one["message"] for one in talk.chat(name) if one["from"] == "bot"]
    return shown(said).count(f"ถึง{name}")


def states(talk: World) -> list[str]:
    with talk.database.reading() as conn:
        wanted = select(outbox.c.state).where(outbox.c.kind == "remind").order_by(outbox.c.id)
        return list(conn.execute(wanted).scalars())


def quota(talk: World, value: int, used: int = 0) -> None:
    talk.post("/_emulator/quota", {"value": value, "used": used})


def test_who_has_sent_by_the_time_of_delivery_hears_nothing(talk_on_sqlite: World) -> None:
    """The plan is made, LINE is away, and the last report is sent before it comes back."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    send_all(talk, "สมชาย", but=("4",))
    talk.set_clock(at(19))
    talk.post("/_emulator/faults", {"kind": 500, "match": "/message/push", "times": 1})
    talk.remind()
    send_all(talk, "สมชาย", but=("8.2", "10"))
    with talk.database.writing() as conn:
        conn.execute(outbox.update().values(due_at=outbox.c.created_at))
    talk.remind()

    assert (digests(talk, "สมชาย"), states(talk)) == (0, ["done"])


def test_who_could_not_be_pushed_hears_with_the_next_free_reply_how_things_stand_then(talk_on_sqlite: World) -> None:
    """Planned on the 19th when the month was used up; written to on the 21st: it speaks of the 21st."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    quota(talk, 300, used=300)
    talk.set_clock(at(19))
    quiet = talk.remind()
    talk.set_clock(at(21, 8))

    said = talk.say("สมชาย", "ช่วยเหลือ")

    assert quiet == {}
    assert "เลยกำหนด 1 วันทำการ · ส่งวันนี้ −0.25 ส่งพรุ่งนี้ −0.50" in said
    talk.set_clock(at(21, 9))
    assert talk.remind() == {}, "that was today's message"


def test_what_a_free_reply_told_of_is_not_pushed_again(talk_on_sqlite: World) -> None:
    """Kept on the 11th, said with a reply on the 15th, three working days before: the 18th has nothing new."""
    talk = talk_on_sqlite
    talk.set_clock(at(8))
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    send_all(talk, "สมชาย", but=("4", "10"))
    quota(talk, 0)
    talk.set_clock(at(11))
    talk.remind()
    quota(talk, 300)
    talk.set_clock(at(15, 8))

    assert "อีก 3 วันทำการ" in talk.say("สมชาย", "ช่วยเหลือ")
    for day in (15, 18):
        talk.set_clock(at(day))
        assert talk.remind() == {}


def test_a_kept_reminder_of_what_has_been_sent_meanwhile_is_never_said(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    for name in ("สมชาย", "มาลี"):
        talk.enrolled(name, "CBI-BB", "reporter")
    send_all(talk, "มาลี", but=())
    quota(talk, 0)
    talk.set_clock(at(19))
    talk.remind()

    assert "ยังไม่ส่ง" not in talk.say("สมชาย", "ช่วยเหลือ")


def send_all(talk: World, name: str, but: tuple[str, ...]) -> None:
    """Sends what a district owes, through the chat."""
    answers = {
        "8.2": ["0", "ส่ง"],
        "10": ["1-5", "[photo]", "ครบแล้ว", "ส่ง"],
        "4": ["97", "88", "[photo]", "[photo]", "ครบแล้ว", "ส่ง"],
    }
    for code, steps in answers.items():
        if code in but:
            continue
        talk.say(name, "รายงาน")
        talk.tap(name, f"เริ่มรายงาน {code}")
        for step in steps:
            talk.send(name, photo=True) if step == "[photo]" else talk.say(name, step)


def test_of_a_short_month_the_coordinator_learns_who_was_not_reached_and_has_a_text_for_them(
    talk_on_sqlite: World,
) -> None:
    """Two messages are left on the 21st: the coordinator's own, and one reporter's."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("มาลี", "CBI-BL", "reporter")
    talk.enrolled(CHIEF, "CBI", "coordinator")
    quota(talk, 2)
    talk.set_clock(at(21))

    heard = talk.remind()

    assert set(heard) == {CHIEF, "สมชาย"}
    assert "ยังแจ้งไม่ถึง (ข้อความของเดือนนี้ไม่พอ จะได้รับเมื่อทักเข้ามา): มาลี ใจดี อำเภอบางละมุง" in heard[CHIEF]
    assert "เรียน อำเภอบางละมุง" in heard[CHIEF]


def test_messages_that_others_used_up_meanwhile_are_refused_once_and_wait(talk_on_sqlite: World) -> None:
    """The office sent a broadcast from LINE's own console between plan and delivery."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    plan(talk, at(19))
    quota(talk, 300, used=300)
    first = talk.remind()
    quota(talk, 300, used=0)
    talk.set_clock(at(20))

    assert (first, states(talk)) == ({}, ["held"])
    assert "กำหนดส่งวันนี้" in talk.remind()["สมชาย"]
    assert states(talk) == ["done", "done"]


def test_a_worker_that_comes_back_at_night_wakes_nobody_and_says_it_once_in_the_morning(talk_on_sqlite: World) -> None:
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


def move_due_dates(talk: World, before: str, after: str) -> None:
    programme, forms = read_folder(PROGRAMMES / "cbi-2556-r1")
    moved = [
        {**one.model_dump(), "due": after, "cutoff": None} if str(one.due) == before else one.model_dump()
        for one in programme.indicators
    ]
    changed = type(programme).model_validate({**programme.model_dump(), "indicators": moved})
    with talk.database.writing() as conn:
        assert save(conn, changed, forms, talk.now)


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
        for moment in ("2013-03-19T01:59:00+00:00", "2013-03-19T02:00:00+00:00", "2013-03-19T13:00:00+00:00")
    ]

    assert [line.split()[0] for line in runs] == ["0", "1", "0"]


def test_the_month_s_messages_and_who_waits_are_seen_by_monitor_doctor_and_coordinator(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("มาลี", "CBI-BL", "reporter")
    talk.enrolled(CHIEF, "CBI", "coordinator")
    quota(talk, 2)
    talk.set_clock(at(21))
    talk.remind()

    metrics = requests.get(f"{talk.web.address}/metrics", timeout=10).text
    doctor = {one.subject: one for one in examine_all(talk.settings)}

    assert 'raingan_reminders{state="held"} 1.0' in metrics
    assert "raingan_line_messages_used 2.0" in metrics
    assert "raingan_line_messages_limit 2.0" in metrics
    assert (doctor["quota"].ok, doctor["quota"].sentence[:20]) == (False, "0 of 2 messages left")
    assert doctor["reminders"].sentence.startswith("1 people hear with their next free reply, 0 block the bot")
    assert "ข้อความเดือนนี้เหลือ 0 จาก 2 · รอแจ้งเมื่อทักเข้ามา 1 คน" in talk.say(CHIEF, "สรุป")


def test_too_many_requests_at_once_are_waited_out(talk_on_sqlite: World) -> None:
    """429 for the pace is not 429 for the month."""
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.post("/_emulator/faults", {"kind": 429, "match": "/message/push", "times": 1})
    talk.set_clock(at(19))
    talk.remind()
    between = states(talk)
    with talk.database.writing() as conn:
        conn.execute(outbox.update().values(due_at=outbox.c.created_at))
    talk.remind()

    assert (between, states(talk), digests(talk, "สมชาย")) == (["waiting"], ["done"], 1)


def test_who_blocks_the_bot_is_named_to_the_coordinator_and_costs_nothing(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled(CHIEF, "CBI", "coordinator")
    talk.send("สมชาย", unfollow=True)
    talk.set_clock(at(21))

    assert "ยังแจ้งไม่ถึง (ปิดรับข้อความ): สมชาย ใจดี อำเภอบ้านบึง" in talk.remind()[CHIEF]
    assert talk.line.line.used() == 1


KILLS = 12
OFFICES = ("BB", "BL", "NY", "MC", "PT", "PN")


def test_workers_killed_again_and_again_remind_each_person_once(talk: World) -> None:
    """Two workers, kill -9 at random moments while they plan and push."""
    names = [f"คน{office}" for office in OFFICES]
    for name, office in zip(names, OFFICES, strict=True):
        talk.enrolled(name, f"CBI-{office}", "reporter")
    chance, told = random.Random(7), environment(talk.settings)
    talk.set_clock(at(19))
    pause = threading.Event()
    workers = [start_worker(told), start_worker(told)]
    for _ in range(KILLS):
        pause.wait(chance.uniform(0.3, 1.2))
        victim = chance.randrange(2)
        end(workers[victim])
        workers[victim] = start_worker(told)

    eventually(lambda: all(digests(talk, name) for name in names), within=60, what="everyone's reminder")
    eventually(lambda: set(states(talk)) == {"done"}, within=60, what="an empty outbox")
    for worker in workers:
        end(worker)

    assert [digests(talk, name) for name in names] == [1] * len(names)


def start_worker(told: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([BIN / "raingan", "worker"], env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def end(worker: "subprocess.Popen[bytes]") -> None:
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
