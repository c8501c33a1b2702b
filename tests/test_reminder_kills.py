"""Workers killed at random moments remind each person once."""

import os
import random
import signal
import subprocess
import threading

from tests.processes import BIN, environment, eventually
from tests.reminder_days import at, digests, states
from tests.world import World

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

    eventually(
        lambda: all(digests(talk, name) for name in names), within=60, what="everyone's reminder"
    )
    eventually(lambda: set(states(talk)) == {"done"}, within=60, what="an empty outbox")
    for worker in workers:
        end(worker)

    assert [digests(talk, name) for name in names] == [1] * len(names)


def start_worker(told: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [BIN / "raingan", "worker"], env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def end(worker: "subprocess.Popen[bytes]") -> None:
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
