"""Whoever floods the bot or its pages never keeps others waiting for more than a second, with
gunicorn and the worker as the Procfile starts them.

A second by a clock would depend on the machine, so it is counted by what is carried out meanwhile.
In the chat LINE takes a quarter of a second for each answer, and those of the flood go out one by
one: so many of them are a second. Of pages a flood stands in line, and whoever comes later is
answered while most of it still stands there.
"""

import select
import socket
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager

from sqlalchemy import func
from sqlalchemy import select as rows

from bot.store.tables.queue import outbox
from tests.processes import eventually, running
from tests.world import World

QUARTER = 0.25  # seconds that LINE takes for each answer
A_SECOND = 4  # answers of the flood
WORDS = 5
AT_ONCE = 4  # messages of the flood
LINED_UP = 200  # pages of the flood
FLOODS = "203.0.113.9"
OTHERS = ("198.51.100.7", "198.51.100.8", "2001:db8::1")


def answers_to(talk: World, name: str) -> int:
    return sum(one["from"] == "bot" for one in talk.chat(name))


@contextmanager
def flooded(talk: World, name: str) -> Iterator[None]:
    """This person writes as fast as LINE delivers it, until the end."""
    over = threading.Event()
    user = talk.person(name)

    def write() -> None:
        while not over.is_set():
            talk.post("/_emulator/say", {"user": user, "text": "ช่วยเหลือ"})

    with ThreadPoolExecutor(AT_ONCE) as pool:
        writing = [pool.submit(write) for _ in range(AT_ONCE)]
        try:
            yield
        finally:
            over.set()
        for one in writing:
            one.result()


def waiting(talk: World) -> int:
    count = rows(func.count()).select_from(outbox).where(outbox.c.state == "waiting")
    with talk.database.reading() as conn:
        return int(conn.execute(count).scalar_one())


def test_in_the_chat_others_hear_within_a_second_of_the_flood_s_own_time(talk: World) -> None:
    for name in ("สมชาย", "มาลี"):
        talk.enrolled(name, "CBI-BB", "reporter")
    late = {"kind": "late", "match": "/message/", "times": 10_000, "delay": QUARTER}
    with running(talk.settings) as processes:
        talk.line.line.webhook = f"{processes.address}/callback"
        talk.post("/_emulator/faults", late)
        with flooded(talk, "สมชาย"):
            eventually(lambda: waiting(talk) > 10 * A_SECOND, what="a flood that waits")
            meanwhile = [meanwhile_said(talk) for _ in range(WORDS)]
            left = waiting(talk)

    assert max(meanwhile) <= A_SECOND
    assert left > 10 * A_SECOND, "the flood would have kept whoever waits behind it"


def meanwhile_said(talk: World) -> int:
    """How many answers to the flood go out between a message of another and its answer."""
    heard, before = answers_to(talk, "มาลี"), answers_to(talk, "สมชาย")
    talk.post("/_emulator/say", {"user": talk.person("มาลี"), "text": "ช่วยเหลือ"})
    eventually(lambda: answers_to(talk, "มาลี") > heard, what="an answer")
    return answers_to(talk, "สมชาย") - before


def asks(port: int, address: str) -> socket.socket:
    """Through the proxy, which writes down for whom."""
    made = socket.create_connection(("127.0.0.1", port), timeout=30)
    made.sendall(
        f"GET /s/unknown HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: {address}\r\n\r\n".encode()
    )
    return made


def answered(some: Sequence[socket.socket]) -> int:
    watch = select.poll()
    for one in some:
        watch.register(one, select.POLLIN)
    return len(watch.poll(0))


def test_whoever_opens_a_page_is_answered_before_those_who_stood_in_line(
    talk_on_sqlite: World,
) -> None:
    with running(talk_on_sqlite.settings, worker=False) as processes, ExitStack() as stack:
        flood = [
            stack.enter_context(closing(asks(processes.port, FLOODS))) for _ in range(LINED_UP)
        ]
        others = [stack.enter_context(closing(asks(processes.port, one))) for one in OTHERS]
        told = [one.recv(12) for one in others]
        in_line = LINED_UP - answered(flood)

        eventually(lambda: answered(flood) == LINED_UP, what="the end of the flood")
        ends = {one.recv(12) for one in flood}

    assert told == [b"HTTP/1.1 404"] * len(OTHERS)
    assert ends == {b"HTTP/1.1 404"}
    assert in_line > LINED_UP / 2
