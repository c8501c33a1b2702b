"""What a monitor may ask: read from the database at each scrape, so that any process gives the same
answer.
"""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import Connection, func, select

from bot.daily import quota
from bot.outbox.line import refusals
from bot.store import working
from bot.store.engine import Database, now_of
from bot.store.tables.queue import outbox
from bot.store.tables.records import events, evidence, people, submissions


class _Facts(Collector):
    def __init__(self, database: Database) -> None:
        self._database = database

    def collect(self) -> Iterator[Metric]:
        with self._database.reading() as conn:
            jobs = GaugeMetricFamily(
                "raingan_outbox_rows", "Rows of the outbox", labels=["lane", "state"]
            )
            for row in conn.execute(
                select(outbox.c.lane, outbox.c.state, func.count()).group_by(
                    outbox.c.lane, outbox.c.state
                )
            ):
                jobs.add_metric([row[0], row[1]], row[2])
            yield jobs
            oldest = conn.execute(
                select(func.min(outbox.c.created_at)).where(outbox.c.state == "waiting")
            ).scalar()
            age = (now_of(conn) - oldest).total_seconds() if oldest else 0.0
            yield GaugeMetricFamily(
                "raingan_outbox_oldest_seconds", "Age of the oldest waiting row", value=age
            )
            yield from _workers(conn, self._database)
            yield _counted(
                "raingan_events",
                "Events received, by state",
                conn.execute(select(events.c.state, func.count()).group_by(events.c.state)).all(),
            )
            yield from _messages(conn)
            yield _counted(
                "raingan_evidence",
                "Pieces of evidence, by state",
                conn.execute(
                    select(evidence.c.state, func.count()).group_by(evidence.c.state)
                ).all(),
            )
            for name, table in (("people", people), ("submissions", submissions)):
                count = conn.execute(select(func.count()).select_from(table)).scalar_one()
                yield GaugeMetricFamily(f"raingan_{name}", f"Rows of {name}", value=count)


def _workers(conn: Connection, database: Database) -> Iterator[Metric]:
    """Whether anybody carries out what waits, and whether this machine's clock is right."""
    silent = working.silence(conn)
    for name, words, value in (
        ("workers", "Workers that gave a sign of life just now", float(working.at_work(conn))),
        (
            "worker_silent_seconds",
            "Since any worker gave a sign of life; -1 where none ever did",
            -1.0 if silent is None else silent.total_seconds(),
        ),
        (
            "clock_skew_seconds",
            "How far this machine's clock is ahead of the database's",
            database.now.skew().total_seconds(),
        ),
    ):
        yield GaugeMetricFamily(f"raingan_{name}", words, value=value)


def _messages(conn: Connection) -> Iterator[Metric]:
    """Reminders by what became of them, and the month's messages as LINE counted them last."""
    yield _counted(
        "raingan_reminders",
        "Reminders, by state; held ones wait for a free reply",
        conn.execute(
            select(outbox.c.state, func.count())
            .where(outbox.c.kind == "remind")
            .group_by(outbox.c.state)
        ).all(),
    )
    refused = refusals.found(conn)
    yield CounterMetricFamily(
        "raingan_messages_refused",
        "Messages LINE did not take as they were",
        value=refused.count if refused else 0,
    )
    found = quota.last_told(conn)
    if found is not None:
        yield GaugeMetricFamily(
            "raingan_line_messages_used", "Messages of the month used at LINE", value=found.used
        )
    if found is not None and found.limit is not None:
        yield GaugeMetricFamily(
            "raingan_line_messages_limit", "Messages of the month at LINE", value=found.limit
        )


def _counted(name: str, words: str, rows: object) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, words, labels=["state"])
    for state, count in rows:  # type: ignore[attr-defined]
        family.add_metric([state], count)
    return family


def metrics_text(database: Database) -> bytes:
    """In Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Facts(database))
    return generate_latest(registry)
