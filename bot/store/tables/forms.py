"""Forms brought in chat, surveys and their answers, and which question a message of ours asked."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    false,
)

from bot.store.tables.columns import Instant, Json, SerialNumber, metadata, text_column

# a form file as a coordinator sent it, and what was found in it
uploads = Table(
    "uploads",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    text_column("programme"),
    text_column("line_message_id"),
    text_column("name"),
    Column("created_at", Instant, nullable=False),
    Column("file", LargeBinary),
    text_column("sha256", null=True),
    text_column("xform", null=True),  # of a sound form
    Column("report", Json),  # what handlers.surveys.form_words says of it
)

# the forms published in chat: a folder that is loaded again keeps them
published_forms = Table(
    "published_forms",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("number", Integer, primary_key=True),  # 1, 2, 3 … of this form
    Column("upload_id", Text, ForeignKey("uploads.id"), nullable=False),
    Column("report_form", Json, nullable=False),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("current", Boolean, nullable=False),
)

# what a programme's folder or workbook brought, and when that last changed: questions:CODE,
# rules:CODE
loaded_parts = Table(
    "loaded_parts",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("part", Text, primary_key=True),
    text_column("digest"),
    Column("changed_at", Instant, nullable=False),
)

surveys = Table(
    "surveys",
    metadata,
    Column("code", Text, primary_key=True),
    text_column("programme"),
    text_column("version"),  # of the programme it was opened under: its questions never change
    text_column("form"),
    Column("token", Text, nullable=False, unique=True),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    text_column(
        "office", server_default=""
    ),  # whose it is; "" of older ones: the whole programme's
    Column("closes_on", Date),  # the last day on which answers are taken
    Column("invited", Integer),  # how many were asked, where its coordinator has said so
    Column("named", Boolean, nullable=False, server_default=false()),  # answered in offices' names
    Column(
        "given", Json, nullable=False, server_default="{}"
    ),  # {path: text}: what topics are called
    Index("ix_surveys_programme", "programme"),
)

# no name, no LINE id, no time: an answer and its day; ids are random and, on SQLite, the rows lie
# in their order, so that it tells nothing (S-05)
responses = Table(
    "responses",
    metadata,
    Column("id", Text, primary_key=True),
    Column("survey", Text, ForeignKey("surveys.code"), nullable=False),
    Column("day", Date, nullable=False),
    Column("answers", Json, nullable=False),
    Index("ix_responses_survey", "survey"),
    sqlite_with_rowid=False,
)

# who has answered, and nothing of what: it keeps people from answering twice
respondents = Table(
    "respondents",
    metadata,
    Column("survey", Text, ForeignKey("surveys.code"), primary_key=True),
    Column("person_id", SerialNumber, ForeignKey("people.id"), primary_key=True),
)

# a message of ours by LINE's id -> the question it asked, so that it can be quoted to change the
# answer
asked = Table(
    "asked",
    metadata,
    Column("message_id", Text, primary_key=True),
    text_column("line_user_id"),
    text_column("draft"),
    text_column("path"),
    Column("at", Instant, nullable=False),
    Index("ix_asked_at", "at"),
)
