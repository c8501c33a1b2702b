"""The days of March 2556 on which reminders go out, and what one looks at to see what became of
them.
"""

from datetime import datetime

from sqlalchemy import select

from bot.daily.quota import ask
from bot.daily.reminders import run_once
from bot.programme_files import read_folder
from bot.store.library import Library, save
from bot.store.tables.queue import outbox
from tests.shown import shown
from tests.world import OFFICES_SCORED, World
from thai.dates import BANGKOK


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


def move_due_dates(talk: World, before: str, after: str) -> None:
    programme, forms = read_folder(OFFICES_SCORED)
    moved = [
        {**one.model_dump(), "due": after, "cutoff": None}
        if str(one.due) == before
        else one.model_dump()
        for one in programme.indicators
    ]
    changed = type(programme).model_validate({**programme.model_dump(), "indicators": moved})
    with talk.database.writing() as conn:
        assert save(conn, changed, forms, talk.now)
