"""Every table. A change here needs a migration beside it (a test compares the two)."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.columns import Instant, Json, SerialNumber

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def serial() -> Column[int]:
    return Column("id", SerialNumber, primary_key=True, autoincrement=True)


def text_column(name: str, *, null: bool = False, **options: str) -> Column[str]:
    return Column(name, Text, nullable=null, **options)  # type: ignore[arg-type]


def _where(condition: str) -> dict[str, Any]:
    """An index of only some rows, on both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


# programmes, as they were loaded: a changed file is a new version, old submissions keep theirs
programmes = Table(
    "programmes",
    metadata,
    Column("key", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("content", Json, nullable=False),
    Column("forms", Json, nullable=False),  # {form name: XForm}
    Column("loaded_at", Instant, nullable=False),
    Column("current", Boolean, nullable=False),
    Index("ix_programmes_current", "current"),
)

people = Table(
    "people",
    metadata,
    serial(),
    Column("line_user_id", Text, nullable=False, unique=True),
    text_column("name", null=True),
    Column("blocked", Boolean, nullable=False, server_default=text("false")),
    Column("consented_at", Instant),
    Column("first_seen_at", Instant, nullable=False),
    Column("conversation", Json, nullable=False),  # the state that handlers.step returned last
    Column("version", Integer, nullable=False),  # counts the states: a step decided on an older one is decided anew
    Column("talked_at", Instant),
)

memberships = Table(
    "memberships",
    metadata,
    serial(),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    text_column("programme"),
    text_column("office"),
    text_column("role"),
    Column("since", Instant, nullable=False),
    Column("ended", Instant),
    UniqueConstraint("person_id", "programme", "office", "role"),
    Index("ix_memberships_programme_office", "programme", "office"),
)

invites = Table(
    "invites",
    metadata,
    Column("code", Text, primary_key=True),
    text_column("programme"),
    text_column("office"),
    text_column("role"),
    Column("uses_left", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

# everything LINE told us, once: the primary key is what makes a second delivery harmless
events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("received_at", Instant, nullable=False),
    Column("raw", Json, nullable=False),  # {} once handled: nothing a person said is kept here without need
    text_column("state"),  # done | failed (the worker tries again) | set_aside (shown by doctor)
    Column("attempts", Integer, nullable=False),
    text_column("error", null=True),
    Column("try_again_at", Instant),
    Index("ix_events_state_try_again_at", "state", "try_again_at"),
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", Text, primary_key=True),  # ODK's meta/instanceID
    text_column("programme"),
    text_column("programme_version"),
    text_column("indicator"),
    text_column("office"),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    Column("instance", Json, nullable=False),  # {"form", "version", "answers": {path: text}}, relevant answers only
    Column("submitted_at", Instant, nullable=False),
    Column("counted_from", Date, nullable=False),  # day of the first complete submission: lateness is judged by it
    Column("revision", Integer, nullable=False),
    Column("replaces", Text, ForeignKey("submissions.id")),
    text_column("record"),  # the id of the first revision: what keys the row in the Sheet
    Column("current", Boolean, nullable=False),
    Column("score", Json, nullable=False),
    text_column("event_id"),
    Index("ix_submissions_programme_office_indicator", "programme", "office", "indicator"),
    Index(
        "uq_submissions_current",
        "programme",
        "office",
        "indicator",
        unique=True,
        **_where("current"),
    ),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", Text, primary_key=True),
    Column("line_message_id", Text, nullable=False, unique=True),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    Column("submission_id", Text, ForeignKey("submissions.id")),
    text_column("question", null=True),
    Column("place", Integer, nullable=False, server_default="0"),  # 1, 2, 3 ... among the submission's evidence
    text_column("kind"),  # image | video | audio | file
    text_column("name", null=True),
    text_column("mime", null=True),
    Column("size", SerialNumber),
    text_column("sha256", null=True),
    Column("sent_at", Instant, nullable=False),
    text_column("state"),  # waiting | spooled | kept | gone
    text_column("file_id", null=True),  # reserved before the first byte goes out
    text_column("link", null=True),
    Index("ix_evidence_submission_id", "submission_id"),
)

# bytes on their way from LINE to Drive, in pieces, so that any machine can go on
spool = Table(
    "spool",
    metadata,
    Column("evidence_id", Text, ForeignKey("evidence.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

folders = Table(
    "folders",
    metadata,
    Column("path", Text, primary_key=True),  # programme, programme/office, programme/office/indicator
    text_column("folder_id"),
    text_column("link", null=True),
)

tokens = Table(
    "tokens",
    metadata,
    Column("token", Text, primary_key=True),
    text_column("kind"),  # evidence
    text_column("target"),  # a folder's path
    Column("created_at", Instant, nullable=False),
    Column("revoked_at", Instant),
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
    text_column("error", null=True),
    # statements that use these must spell the state as a literal: a bound value hides it from the planner
    Index("ix_outbox_waiting", "lane", "id", **_where("state = 'waiting'")),
    Index("ix_outbox_stream_waiting", "stream", **_where("state = 'waiting'")),
    Index("ix_outbox_stream_held", "stream", **_where("state = 'held'")),
)

workers = Table(
    "workers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("beat_at", Instant, nullable=False),  # real time, not the rehearsal clock's
)

rates = Table(
    "rates",
    metadata,
    Column("name", Text, primary_key=True),
    Column("next_at", Instant, nullable=False),  # GCRA's theoretical arrival time
)

reminders = Table(
    "reminders",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("office", Text, primary_key=True),
    Column("indicator", Text, primary_key=True),
    Column("stage", Text, primary_key=True),
    Column("person_id", SerialNumber, ForeignKey("people.id"), primary_key=True),
    Column("planned_at", Instant, nullable=False),
)

notes = Table(
    "notes",  # single facts: the id of the spreadsheet, of the root folder
    metadata,
    Column("name", Text, primary_key=True),
    text_column("value"),
)

audit = Table(
    "audit",
    metadata,
    serial(),
    Column("at", Instant, nullable=False),
    Column("person_id", SerialNumber),
    text_column("did"),
    text_column("subject"),
    text_column("event_id", null=True),
    Column("detail", Json, nullable=False),
)
