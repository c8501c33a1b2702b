"""What is on its way out: the outbox, its workers, how often a destination is asked, bytes not yet
in Drive.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from bot.store.tables.columns import Instant, Json, metadata, serial, text_column, where

# bytes on their way from LINE to Drive, in pieces, so that any machine can go on
spool = Table(
    "spool",
    metadata,
    Column("evidence_id", Text, ForeignKey("evidence.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    Column("object", Text),  # where the bytes lie instead, with SPOOL_URL: the object's key
)

# kept bytes that somebody asked for on a page, brought back for a day
brought = Table(
    "brought",
    metadata,
    Column("evidence_id", Text, ForeignKey("evidence.id"), primary_key=True),
    Column("part", Integer, primary_key=True),  # -1: the mirror could not give it
    Column("content", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
)

# long papers as the worker has made them, kept for a day
made_papers = Table(
    "made_papers",
    metadata,
    Column("key", Text, primary_key=True),  # what it is made of, in short
    Column("kind", Text, primary_key=True),  # docx | pdf; "": it could not be made
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    serial(),
    Column("key", Text, nullable=False, unique=True),  # a UUID; LINE's retry key
    Column("once", Text, unique=True),  # what may happen only once, e.g. remind:7:2013-03-20
    text_column("lane"),
    text_column("kind"),
    text_column("stream"),  # rows of one stream go out in order, one at a time
    Column("payload", Json, nullable=False),
    text_column("state"),  # waiting | held (for the next free reply) | done | given_up
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    text_column("claimed_by", null=True),  # a worker; free again once it gives no sign of life
    Column("attempts", Integer, nullable=False),
    # of the last try: attempted (written as it leaves: whoever tried has died over it), unknown
    # (perhaps carried out), refused (surely not); null while nothing has left
    text_column("outcome", null=True),
    text_column("error", null=True),
    # statements that use these must spell the state as a literal: a bound value hides it from the
    # planner
    Index("ix_outbox_waiting", "lane", "id", **where("state = 'waiting'")),
    Index("ix_outbox_stream_waiting", "stream", **where("state = 'waiting'")),
    Index("ix_outbox_given_up", "id", **where("state = 'given_up'")),
    Index("ix_outbox_stream_held", "stream", **where("state = 'held'")),
)

workers = Table(
    "workers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("beat_at", Instant, nullable=False),  # the database's time, not the rehearsal clock's
    Column("since", Instant),
)

# by how many microseconds the clock of the database's server was set forward while jobs were on
# their way: they go on without it (one row)
job_clock = Table(
    "job_clock", metadata, Column("one", Integer, primary_key=True), Column("ahead", BigInteger)
)

# what must be remembered of people who are no longer known, in a form that names nobody
marks = Table(
    "marks",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("until", Instant),  # None: for good
)

rates = Table(
    "rates",
    metadata,
    Column("name", Text, primary_key=True),
    Column("next_at", Instant, nullable=False),  # GCRA's theoretical arrival time
)
