"""The records: people, programmes, reports, evidence, and what was done. A change needs a migration
beside it.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.tables.columns import (
    Instant,
    Json,
    SerialNumber,
    metadata,
    serial,
    text_column,
    where,
)

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
    Column("blocked", Boolean, nullable=False),
    Column("consented_at", Instant),
    Column("first_seen_at", Instant, nullable=False),
    # where the conversation stands, as handlers.conversation.step left it
    Column("conversation", Json, nullable=False),
    text_column("language"),
    Column("muted", Boolean, nullable=False),
    Column("ask_again", Date),
    Column(
        "version", Integer, nullable=False
    ),  # counts the states: a step decided on an older one is decided anew
    Column("talked_at", Instant),
)

# forms being filled in: each person's open one, those put aside, the one cancelled last
drafts = Table(
    "drafts",
    metadata,
    Column("person_id", SerialNumber, ForeignKey("people.id"), primary_key=True),
    Column("id", Text, primary_key=True),
    text_column("standing"),  # open | paused | cancelled
    Column("place", Integer, nullable=False),  # among those that stand so
    text_column("programme"),
    text_column("office"),  # "" of a survey
    text_column("indicator"),
    text_column("survey"),  # the code of the survey that is answered, or ""
    Column("content", Json, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index("ix_drafts_programme_office", "programme", "office"),
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
    Column(
        "raw", Json, nullable=False
    ),  # {} once handled: nothing a person said is kept here without need
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
    text_column(
        "series", server_default=""
    ),  # tells apart the many an office may send of one form; else ""
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    Column(
        "instance", Json, nullable=False
    ),  # {"form", "version", "answers": {path: text}}, relevant answers only
    Column("submitted_at", Instant, nullable=False),
    Column(
        "counted_from", Date, nullable=False
    ),  # day of the first complete submission: lateness is judged by it
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
        "series",
        unique=True,
        **where("current"),
    ),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", Text, primary_key=True),
    Column("line_message_id", Text, nullable=False, unique=True),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    Column("submission_id", Text, ForeignKey("submissions.id")),
    text_column("question", null=True),  # its path below the root: group/photo, visit[2]/photo
    Column(
        "place", Integer, nullable=False, server_default="0"
    ),  # 1, 2, 3 ... among the submission's evidence
    text_column("kind"),  # image | video | audio | file
    text_column("name", null=True),
    text_column("mime", null=True),
    Column("size", SerialNumber),
    text_column("sha256", null=True),
    Column("sent_at", Instant, nullable=False),
    text_column("state"),  # waiting | spooled | kept | gone
    text_column("file_id", null=True),  # reserved before the first byte goes out
    text_column("link", null=True),
    Column("facts", Json),  # what its bytes told before they left: handlers.vocabulary.flags.Facts
    Index("ix_evidence_submission_id", "submission_id"),
    Index("ix_evidence_person_id_sent_at", "person_id", "sent_at"),
    Index("ix_evidence_sha256", "sha256"),
)

# what a coordinator should look at, once for each piece of evidence and reason
flags = Table(
    "flags",
    metadata,
    serial(),
    Column("evidence_id", Text, ForeignKey("evidence.id"), nullable=False),
    text_column("code"),  # one of handlers.vocabulary.flags.CODES
    Column("detail", Json, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("evidence_id", "code"),
)

folders = Table(
    "folders",
    metadata,
    Column(
        "path", Text, primary_key=True
    ),  # programme, programme/office, programme/office/indicator
    text_column("folder_id"),
    text_column("link", null=True),
    text_column(
        "shared", null=True
    ),  # how it was shared last: none, anyone, domain:…, or refused …
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
    text_column("message_id", null=True),
    Column("old", Json),
    Column("new", Json),
    Column("detail", Json, nullable=False),
    text_column("hash", server_default=""),  # over the entry before and this one: see audit.py
)
