"""A survey's page beside a bare page of the same size, under the same gunicorn: opened and answered
at a hundred respondents a second; the figures of 100,000 responses to 20 statements.
"""

import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import urlencode

from sqlalchemy import select

from benchmarks.load import Figures, as_fast_as_possible, at_a_rate
from benchmarks.webhook import bare_route, on_sqlite, real_clock
from bot.store.tables.forms import surveys
from scoring.survey.columns import Item, read
from scoring.survey.figures import SurveyRules
from scoring.survey.results import results
from tests.pages.visitor import Visitor
from tests.processes import running
from tests.running import PROGRAMMES
from tests.world import World

RESPONSES, ITEMS, ROUNDS = 100_000, 20, 5
OPENED, ANSWERED, PER_SECOND = 1_000, 400, 100
FORM = "แบบสอบถามความพึงพอใจต่อการใช้ประโยชน์ของสื่อ LPA"


def main() -> None:
    statistics()
    with tempfile.TemporaryDirectory() as folder, on_sqlite(Path(folder)) as made:
        token = _opened(made)
        with running(real_clock(made), worker=False) as ours, bare_route(made.settings) as bare:
            _pages(token, ours.port, bare.port)


def statistics() -> None:
    """Every figure: by item, construct, topic, dimension, group, and overall."""
    random = Random(1)
    items = [Item(f"q{i}", f"ข้อ {i}", f"ด้าน {i % 3}", f"เรื่อง {i % 2}", "") for i in range(ITEMS)]
    told = [{one.key: random.choice("12345") for one in items} for _ in range(RESPONSES)]
    groups = {"หน่วย": random.choices(("อบจ.", "เทศบาล", "อบต."), k=RESPONSES)}
    took: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        answered = read(items, told)
        middle = time.perf_counter()
        results(answered, SurveyRules(), invited=RESPONSES * 2, groups=groups)
        took.append((middle - began, time.perf_counter() - middle))
    laid, worked = (median(each) for each in zip(*took, strict=True))
    print(f"\nA survey of {RESPONSES:,} responses × {ITEMS} statements")
    print(f"  read into columns {laid:5.2f} s, every figure {worked:5.2f} s")


def _opened(made: World) -> str:
    made.brings(PROGRAMMES / "dla-2567-r1-ind6")
    made.enrolled("อรุณี", "TH-20", "coordinator")
    made.say("อรุณี", "เปิดแบบสำรวจ")
    made.tap("อรุณี", f"เปิด {FORM}")
    for name in ("การจัดการขยะ", "น้ำสะอาด"):
        made.say("อรุณี", name)
    with made.database.reading() as conn:
        token: str = conn.execute(select(surveys.c.token)).scalar_one()
    return token


def _pages(token: str, port: int, bare_port: int) -> None:
    address = f"http://127.0.0.1:{port}"
    visitor = Visitor(address, f"/s/{token}")
    print(f"A survey's page of {len(visitor.answer.content):,} bytes, on SQLite")
    get = f"GET /s/{token} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    least = f"GET /page HTTP/1.1\r\nHost: 127.0.0.1:{bare_port}\r\n\r\n".encode()
    for _ in range(2):  # the first warms both
        ours = as_fast_as_possible(port, [get] * OPENED)
        theirs = as_fast_as_possible(bare_port, [least] * OPENED)
    print(
        f"  opened {ours.per_second:,.0f} a second, a bare page {theirs.per_second:,.0f}: "
        f"{ours.per_second / theirs.per_second:.2f}"
    )
    _told("opened", at_a_rate(port, [get] * OPENED, PER_SECOND))
    _told("a bare page", at_a_rate(bare_port, [least] * OPENED, PER_SECOND))
    _told("answered", at_a_rate(port, list(_answers(address, token)), PER_SECOND))


def _answers(address: str, token: str) -> list[bytes]:
    """One of each respondent, made beforehand from a page of their own; they end with thanks of an
    address of their own.
    """
    made = []
    for _ in range(ANSWERED):
        visitor = Visitor(address, f"/s/{token}")
        told = {name: "4" for name in visitor.form.options if name.startswith("about")}
        told |= {"kind": "tao", "post": "officer"}
        body = urlencode(visitor.filled(told), doseq=True).encode()
        host = address.removeprefix("http://")
        head = (
            f"POST /s/{token} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        made.append(head.encode() + body)
    return made


def _told(what: str, found: Figures) -> None:
    print(
        f"  {what} at {PER_SECOND} a second: p50 {found.median:.1f} · p99 {found.p99:.1f} ms, "
        f"worst {found.worst:.1f}"
    )


if __name__ == "__main__":
    main()
