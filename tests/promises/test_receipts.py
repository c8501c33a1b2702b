"""A receipt is said once: whatever LINE does with the first try, whether the worker lives to hear
of it, and however late the second try is.
"""

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.outbox.lanes import LANES
from bot.store.tables.queue import outbox, workers
from bot.worker import Worker
from tests.test_delivery import fault
from tests.world import World

FIRST_TRIES = ("done", "429", "500", "drop_before", "drop_after")


class Rounds:
    """One person who asks, and what becomes of each answer."""

    def __init__(self, talk: World) -> None:
        self._talk = talk
        talk.enrolled("สมชาย", "CBI-BB", "reporter")

    def said(self, first: str, *, dies: bool, late: bool, leaves: bool = True) -> int:
        """How often the answer is seen in the chat in the end; a worker that dies may do so before
        anything `leaves`.
        """
        talk = self._talk
        seen = self._count()
        talk.post("/_emulator/say", {"user": talk.person("สมชาย"), "text": "ช่วยเหลือ"})
        with talk.database.writing() as conn:
            row = conn.execute(select(outbox).order_by(outbox.c.id.desc())).first()
            assert row is not None
            must = {**row.payload, "must": True}
            conn.execute(outbox.update().where(outbox.c.id == row.id).values(payload=must))
        if first != "done":
            fault(talk, first, "/message/reply")
        self._try(row.id, dies=dies, leaves=leaves)
        if late:
            self._let_time_pass(row.id)
        talk.worker.drain()
        self._hurry(row.id)
        return self._count() - seen

    def _try(self, row: int, *, dies: bool, leaves: bool) -> None:
        """One try; a worker that dies over it never writes what came of it."""
        worker, lane = Worker(self._talk.worker.parts), LANES["line"]
        worker.beat()
        jobs = worker._settle_and_claim(lane, [])
        assert [one.id for one in jobs] == [row]
        if leaves:
            settled = lane.carry_out(worker.parts, jobs)
        if leaves and not dies:
            worker._settle_each(settled)
            return
        with self._talk.database.writing() as conn:
            conn.execute(workers.delete().where(workers.c.id == worker.id))

    def _hurry(self, row: int) -> None:
        with self._talk.database.writing() as conn:
            conn.execute(
                outbox.update().where(outbox.c.id == row).values(due_at=outbox.c.created_at)
            )
        self._talk.worker.drain()

    def _let_time_pass(self, row: int) -> None:
        """Two minutes: no reply token lives as long."""
        with self._talk.database.writing() as conn:
            at = conn.execute(select(outbox.c.created_at).where(outbox.c.id == row)).scalar_one()
            conn.execute(
                outbox.update()
                .where(outbox.c.id == row)
                .values(created_at=at - timedelta(minutes=2))
            )
        self._talk.forward(minutes=2)

    def _count(self) -> int:
        chat = self._talk.chat("สมชาย")
        return sum(
            "พิมพ์หรือแตะ" in one["message"].get("text", "") for one in chat if one["from"] == "bot"
        )


@pytest.mark.parametrize("late", [False, True], ids=["at once", "once the token is dead"])
@pytest.mark.parametrize("dies", [False, True], ids=["the worker lives", "the worker dies"])
def test_a_receipt_that_was_said_is_not_said_again(
    talk_on_sqlite: World, dies: bool, late: bool
) -> None:
    assert Rounds(talk_on_sqlite).said("done", dies=dies, late=late) == 1


@pytest.mark.parametrize("late", [False, True], ids=["at once", "once the token is dead"])
@pytest.mark.parametrize("first", ["429", "500", "drop_before"])
def test_a_receipt_that_line_did_not_take_is_said_once(
    talk_on_sqlite: World, first: str, late: bool
) -> None:
    """Also when its token has died meanwhile: then it is pushed."""
    assert Rounds(talk_on_sqlite).said(first, dies=False, late=late) == 1


@pytest.mark.parametrize("late", [False, True], ids=["at once", "once the token is dead"])
def test_a_receipt_whose_worker_died_before_it_left_is_said_once(talk: World, late: bool) -> None:
    """Nothing had left, and that is known: once the token is dead it is pushed."""
    assert Rounds(talk).said("done", dies=True, late=late, leaves=False) == 1


def test_a_frozen_worker_that_wakes_up_late_says_nothing_that_another_has_taken_over(
    talk: World,
) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.post("/_emulator/say", {"user": talk.person("สมชาย"), "text": "ช่วยเหลือ"})
    frozen, lane = Worker(talk.worker.parts), LANES["line"]
    frozen.beat()
    jobs = frozen._settle_and_claim(lane, [])
    with talk.database.writing() as conn:
        conn.execute(workers.delete().where(workers.c.id == frozen.id))
    talk.worker.drain()
    fault(talk, "500", "/message/")
    frozen._settle_each(lane.carry_out(frozen.parts, jobs))

    assert talk.line.line.faults.hits == 0


def test_receipts_are_neither_lost_nor_doubled_over_many_rounds(talk: World) -> None:
    """At every round the next try comes while the token still tells whether the first arrived."""
    chance, rounds = random.Random(13), Rounds(talk)

    seen = [
        rounds.said(chance.choice(FIRST_TRIES), dies=chance.random() < 0.4, late=False)
        for _ in range(25)
    ]

    assert seen == [1] * 25


def test_what_waits_behind_a_slow_one_is_given_back_untried(talk_on_sqlite: World) -> None:
    """So a worker that dies over the first has not said anything of the others."""
    talk = talk_on_sqlite
    names = ("ก", "ข", "ค")
    for name in names:
        talk.enrolled(name, "CBI-BB", "reporter")
    talk.post(
        "/_emulator/faults", {"kind": "late", "match": "/message/reply", "times": 1, "delay": 3.2}
    )
    for name in names:
        talk.post("/_emulator/say", {"user": talk.person(name), "text": "ช่วยเหลือ"})
    worker, lane = talk.worker, LANES["line"]
    worker.beat()
    jobs = worker._settle_and_claim(lane, [])
    worker._settle_each(lane.carry_out(worker.parts, jobs))

    with talk.database.reading() as conn:
        wanted = select(outbox.c.state, outbox.c.outcome).where(outbox.c.state == "waiting")
        left = [tuple(row) for row in conn.execute(wanted)]

    assert left == [("waiting", None)] * 2
