"""The official papers. A change needs a migration beside it."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from bot.store.tables.columns import Instant, Json, SerialNumber, metadata, text_column

# the official papers that are kept beside their evidence: a version for every time it was sent
kept_papers = Table(
    "kept_papers",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("office", Text, primary_key=True),
    Column("paper", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),  # docx | pdf
    text_column("file_id"),  # reserved before the first byte goes out
    text_column("link", null=True),  # none before it is kept
)

# a .docx that an office has brought to stand in place of a paper of ours; taken from one moment on,
# to another, so that a paper of before is printed as it was
own_forms = Table(
    "own_forms",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("programme"),
    text_column("office"),
    text_column("paper"),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    text_column("line_message_id"),
    text_column("name"),
    Column("created_at", Instant, nullable=False),
    Column("file", LargeBinary),  # once it was checked and is sound
    Column("report", Json),  # what handlers.own_forms.card says of it
    Column("taken_at", Instant),
    Column("dropped_at", Instant),
    Index("ix_own_forms_place", "programme", "paper", "office"),
)
