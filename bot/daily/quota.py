"""The month's messages: what LINE says is left, remembered for who cannot ask (metrics, a
coordinator's card).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Connection, func, select

from bot.outbox.errors import LineError
from bot.outbox.queue import HELD, WAITING
from bot.store.engine import Database
from bot.store.notes import note, set_note
from bot.store.tables.queue import outbox
from handlers.vocabulary.monthly import Monthly
from thai.dates import BANGKOK

if TYPE_CHECKING:
    from bot.outbox.line.api import Line

log = structlog.get_logger()
NOTE, ASKED = "line_quota", "line_quota_asked"
EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Quota:
    """Messages of a month: `limit` None for no limit, `used` as LINE counts them."""

    limit: int | None
    used: int

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(self.limit - self.used, 0)

    def after(self, more: int) -> Quota:
        """Once so many messages that are on their way have gone out."""
        return Quota(self.limit, self.used + more)


Asking = Callable[[], Quota | None]


def nobody_asked() -> None:
    """Where there is no LINE to ask: no limit is known, and LINE itself refuses what is too
    much.
    """
    return


def ask(line: Line) -> Asking:
    """Asks LINE when called; None when it cannot be asked."""

    def asked() -> Quota | None:
        try:
            return Quota(*line.quota())
        except LineError as error:
            log.warning("quota_unknown", error=error.sentence)
            return None

    return asked


def refresh(database: Database, line: Line, now: datetime) -> None:
    """Asks LINE when the last answer is older than an hour, by the program's clock, either way."""
    with database.reading() as conn:
        last = note(conn, ASKED)
    if last and abs(now - datetime.fromisoformat(last)) < EVERY:
        return
    found = ask(line)()
    with database.writing() as conn:
        set_note(conn, ASKED, now.isoformat())
        if found is not None:
            remember(conn, found, now)


Counting = Callable[[str], int | None]


def nobody_counted(_group: str) -> None:
    """Where there is no LINE to ask: groups get nothing."""
    return


def count(line: Line) -> Counting:
    """Asks LINE how many are in a group; None when it cannot be asked or the bot is not in it."""

    def counted(group: str) -> int | None:
        try:
            return line.members(group)
        except LineError as error:
            log.warning("group_not_counted", error=error.sentence)
            return None

    return counted


def remember(conn: Connection, found: Quota, now: datetime) -> None:
    set_note(
        conn, NOTE, json.dumps({"month": _month(now), "limit": found.limit, "used": found.used})
    )


def last_told(conn: Connection) -> Quota | None:
    """As LINE said last, in whatever month that was; None before the first time."""
    stored = note(conn, NOTE)
    return Quota(json.loads(stored)["limit"], json.loads(stored)["used"]) if stored else None


def remembered(conn: Connection, now: datetime) -> Quota | None:
    """As LINE said last; a new month begins with nothing used."""
    found = last_told(conn)
    if found is None or json.loads(note(conn, NOTE))["month"] == _month(now):
        return found
    return Quota(found.limit, 0)


def on_their_way(conn: Connection) -> int:
    """Reminders that are planned and will still cost a message each."""
    wanted = select(func.count()).where(outbox.c.kind == "remind", outbox.c.state == WAITING)
    return conn.execute(wanted).scalar_one()


def room(conn: Connection, now: datetime) -> int | None:
    """Messages that may still be put now: those of the month that are left, without those on their
    way; None for no limit.
    """
    month = monthly(conn, now)
    return None if month is None or month.left is None else max(month.left - on_their_way(conn), 0)


def monthly(conn: Connection, now: datetime) -> Monthly | None:
    """What a coordinator's card tells of the month; None before LINE was asked for the first
    time.
    """
    found = remembered(conn, now)
    return None if found is None else Monthly(found.limit, found.used, waiting(conn))


def waiting(conn: Connection) -> int:
    """People whose reminder waits for their next free reply."""
    wanted = select(func.count(outbox.c.stream.distinct())).where(
        outbox.c.kind == "remind", outbox.c.state == HELD
    )
    return conn.execute(wanted).scalar_one()


def _month(now: datetime) -> str:
    return f"{now.astimezone(BANGKOK):%Y-%m}"
