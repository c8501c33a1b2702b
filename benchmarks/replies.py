"""What one reply costs the worker beside a bare loop that posts the same JSON, and what an idle
worker costs.
"""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import psutil
import urllib3
from sqlalchemy import func, select

from benchmarks.webhook import enrol, real_clock
from bot.outbox import queue
from bot.outbox.jobs.saying import Reply
from bot.store.tables.queue import outbox
from emulators.line import naming
from emulators.line.state import ReplyToken
from tests.postgres import Postgres
from tests.processes import eventually, running
from tests.world import TOKEN, World, world

REPLIES, PEOPLE, ROUNDS, IDLE = 1000, 200, 3, 20  # the last in seconds
HEARD = 100
BUBBLES = [{"type": "text", "text": "รับแล้ว: 97 แห่ง"}, {"type": "text", "text": "ข้อ 2 จาก 3"}]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Postgres.started(Path(folder)) as postgres:
        for name, address in (
            ("sqlite", f"sqlite:///{folder}/raingan.db"),
            ("postgresql", postgres.fresh_database()),
        ):
            here = Path(folder) / name
            here.mkdir()
            with world(here, address) as made, running(real_clock(made)) as ours:
                for number in range(PEOPLE):
                    made.post("/_emulator/people", {"id": _user(number), "name": "ผู้รายงาน"})
                worker = psutil.Process(ours.worker_pid())
                _idle(name, worker)
                costs = [_one_round(made, worker) for _ in range(ROUNDS)]
                ours_each, bare_each = (median(one) for one in zip(*costs, strict=True))
                print(
                    f"{name}: {ours_each:.0f} us of the worker for one reply (goal: under 1200), "
                    f"{ours_each / bare_each:.1f} times a bare loop of urllib3"
                )
                enrol(made)
                made.line.line.webhook = f"http://127.0.0.1:{ours.port}/callback"
                print(
                    f"{name}: {_there_and_back(made):.1f} ms from a text to LINE's reply endpoint"
                )


def _idle(name: str, worker: psutil.Process) -> None:
    time.sleep(12)  # it draws menus and plans the day when it starts
    before = _spent(worker)
    time.sleep(IDLE)
    share = (_spent(worker) - before) / IDLE
    print(f"{name}: an idle worker uses {share:.2%} of a core")


def _spent(process: psutil.Process) -> float:
    return sum(process.cpu_times()[:2])


def _one_round(made: World, worker: psutil.Process) -> tuple[float, float]:
    """Microseconds of processor time for each reply: of the worker, of a bare loop."""
    tokens = [_token(made, number) for number in range(2 * REPLIES)]
    now = datetime.now(UTC)
    jobs = {
        f"event-{number}": Reply(_user(number), BUBBLES, must=False, reply_token=token)
        for number, token in enumerate(tokens[:REPLIES])
    }
    before = _spent(worker)
    with made.database.writing() as conn:
        queue.put_many(conn, jobs, now)
    eventually(lambda: _waiting(made) == 0, within=120, what="the last reply")
    ours = (_spent(worker) - before) / REPLIES
    return ours * 1e6, _bare(made, tokens[REPLIES:]) * 1e6


def _there_and_back(made: World) -> float:
    """Milliseconds at the median from what somebody writes, as LINE has it, to the bot's answer, as
    LINE has it, both by LINE's clock; one at a time.
    """
    times = []
    for number in range(HEARD):
        chat = made.line.line.chats[_user(number)]
        said = len(chat.entries)
        made.post("/_emulator/say", {"user": chat.id, "text": "เมนู"})
        eventually(lambda: len(chat.entries) > said + 1, within=10, what="the answer")  # noqa: B023
        wrote, answered = chat.entries[said : said + 2]
        times.append((answered.time - wrote.time).total_seconds() * 1000)
    return median(times)


def _token(made: World, number: int) -> str:
    """A reply token of the emulator's, as if this person had just written."""
    line, token = made.line.line, naming.token()
    moment = line.clock.now()
    with line.lock:
        line.reply_tokens[token] = ReplyToken(_user(number), moment, moment)
    return token


def _user(number: int) -> str:
    return f"U{number % PEOPLE:032x}"


def _bare(made: World, tokens: list[str]) -> float:
    pool = urllib3.PoolManager(maxsize=1)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    began = time.thread_time()
    for token in tokens:
        body = {"replyToken": token, "messages": BUBBLES}
        url = f"{made.line.address}/v2/bot/message/reply"
        pool.request("POST", url, json=body, headers=headers)
    return (time.thread_time() - began) / len(tokens)


def _waiting(made: World) -> int:
    with made.database.reading() as conn:
        open_ones = select(func.count()).where(outbox.c.state == "waiting")
        return int(conn.execute(open_ones).scalar_one())


if __name__ == "__main__":
    main()
