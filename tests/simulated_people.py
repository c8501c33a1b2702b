"""The people of a simulated year, and the rows they would have left behind by talking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, insert, update

from bot.store.tables.records import memberships, people, submissions
from bot.store.tables.reviews import reviews
from tests.simulated_programme import KEY
from tests.world import World


@dataclass
class Someone:
    """A reporter as the simulation sees them; `seen` is how far their chat has been read."""

    number: int
    name: str
    office: str
    user: str = ""
    seen: int = 0
    blocked: bool = False
    waits: bool = False  # left out by a push; the next free reply must tell
    # a stage passed that they could not hear of: the round's opening, an outage, while blocking
    missed: bool = True


@dataclass
class Tally:
    """What happened, for the report of a run."""

    pushed: int = 0
    free: int = 0
    mornings: int = 0
    left_out: int = 0
    returned: int = 0
    outages: int = 0
    lost: int = 0
    months: dict[str, int] = field(default_factory=dict)


def joins(world: World, name: str, office: str, role: str) -> str:
    user, since = world.person(name), world.now
    world.post("/_emulator/people", {"id": user, "name": name, "friend": True})
    with world.database.writing() as conn:
        told = {
            "line_user_id": user,
            "name": name,
            "blocked": False,
            "consented_at": since,
            "first_seen_at": since,
        }
        person = conn.execute(
            insert(people).values(**told, conversation={"where": {"type": "home"}}, version=0)
        ).inserted_primary_key
        assert person is not None
        joined = {
            "person_id": person[0],
            "programme": KEY,
            "office": office,
            "role": role,
            "since": since,
        }
        conn.execute(insert(memberships).values(**joined))
    return user


def keeps(world: World, person: int, office: str, code: str) -> None:
    """A report as the chat would have left it."""
    told: Mapping[str, Any] = {
        "id": f"uuid:{office}-{code}",
        "programme": KEY,
        "programme_version": "",
        "indicator": code,
        "office": office,
        "person_id": person,
        "instance": {"form": "f", "version": "", "answers": {}},
        "submitted_at": world.now,
        "counted_from": world.now.date(),
        "revision": 1,
        "record": f"uuid:{office}-{code}",
        "current": True,
        "score": {},
        "event_id": "",
    }
    with world.database.writing() as conn:
        conn.execute(insert(submissions).values(**told))


def comes_back(world: World, office: str, code: str, *, restarts: bool) -> None:
    """A report is sent back, as the review would leave it."""
    told: Mapping[str, Any] = {
        "record": f"uuid:{office}-{code}",
        "submission_id": f"uuid:{office}-{code}",
        "programme": KEY,
        "office": office,
        "indicator": code,
        "at_office": "P",
        "state": "returned",
        "urgent_on": world.now.date(),
        "waiting_since": world.now,
        "decided_at": world.now,
        "reasons": {"/xf/a": "ไม่ตรง"},
        "restarts": restarts,
    }
    with world.database.writing() as conn:
        conn.execute(delete(reviews).where(reviews.c.record == told["record"]))
        conn.execute(insert(reviews).values(**told))


def corrects(world: World, office: str, code: str) -> None:
    with world.database.writing() as conn:
        conn.execute(
            update(reviews)
            .where(reviews.c.record == f"uuid:{office}-{code}")
            .values(state="waiting")
        )
