"""Where each report stands in its review; who asked to join, who guesses codes; links to one's own
data; menus.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from bot.store.tables.columns import (
    Instant,
    Json,
    SerialNumber,
    metadata,
    serial,
    text_column,
    where,
)

# one row a record (a report with all its revisions): whose turn it is; what was decided before is
# in the audit
reviews = Table(
    "reviews",
    metadata,
    Column("record", Text, primary_key=True),
    Column(
        "submission_id", Text, ForeignKey("submissions.id"), nullable=False
    ),  # the current revision
    text_column("programme"),
    text_column("office"),
    text_column("indicator"),
    text_column("at_office"),  # the office whose turn it is
    text_column("state"),  # waiting | returned | accepted
    Column("urgent_on", Date, nullable=False),
    Column("waiting_since", Instant, nullable=False),
    Column(
        "reviewer_id", SerialNumber, ForeignKey("people.id")
    ),  # who decided last; a correction goes back to them
    Column("decided_at", Instant),
    Column("reasons", Json),  # {question path: reason} of the last return
    Column(
        "verified", Json
    ),  # the verifier's values beside the reported ones, and the score they make
    Column(
        "restarts", Boolean, nullable=False
    ),  # the correction's own day counts, and no longer the first one's
    Index(
        "ix_reviews_waiting",
        "programme",
        "urgent_on",
        "waiting_since",
        "record",
        **where("state = 'waiting'"),
    ),
    Index(
        "ix_reviews_waiting_at",
        "programme",
        "at_office",
        "urgent_on",
        "waiting_since",
        "record",
        **where("state = 'waiting'"),
    ),
)

# wrong invite codes by person: a handful, then nothing more is looked up for a while
guesses = Table(
    "guesses",
    metadata,
    Column("person_id", SerialNumber, ForeignKey("people.id"), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("since", Instant, nullable=False),
    Column("locked_until", Instant),
)

join_requests = Table(
    "join_requests",
    metadata,
    serial(),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    text_column("programme"),
    text_column("office"),
    text_column("role"),
    text_column("name"),
    Column("asked_at", Instant, nullable=False),
    text_column("state"),  # waiting | approved | refused
    Column("decided_by", SerialNumber, ForeignKey("people.id")),
    Column("decided_at", Instant),
    Index("uq_join_requests_waiting", "person_id", unique=True, **where("state = 'waiting'")),
    Index("ix_join_requests_programme", "programme", "id", **where("state = 'waiting'")),
)

# where someone may fetch what is held of them, for a while
personal_links = Table(
    "personal_links",
    metadata,
    Column("token", Text, primary_key=True),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    Column("expires_at", Instant, nullable=False),
)

# the rich menu each person was given last
given_menus = Table(
    "given_menus",
    metadata,
    Column("person_id", SerialNumber, ForeignKey("people.id"), primary_key=True),
    text_column("menu"),
)
