"""Judging: rounds that are closed, who judges what, the points of each judge, what was settled."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, Text

from bot.store.tables.columns import Instant, Json, SerialNumber, metadata, text_column

# one row a programme that is judged; what was closed and opened again is in the audit
judging_rounds = Table(
    "judging_rounds",
    metadata,
    Column("programme", Text, primary_key=True),
    text_column("version", null=True),  # the rules by which it was closed
    Column("closed_at", Instant),
    Column("closed_by", SerialNumber, ForeignKey("people.id")),
)

# what was changed in chat: it holds as long as the programme's file says what it said then
judging_seats = Table(
    "judging_seats",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("person_id", SerialNumber, ForeignKey("people.id"), primary_key=True),
    Column("codes", Json, nullable=False),  # offices and zones
    Column("chair", Boolean, nullable=False),
    text_column("instead_of"),
)

judging_zones = Table(
    "judging_zones",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("office", Text, primary_key=True),
    text_column("zone"),
    text_column("instead_of"),
)

judging_marks = Table(
    "judging_marks",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("office", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("person_id", SerialNumber, ForeignKey("people.id"), primary_key=True),
    text_column("points"),  # a decimal, as it was given
    text_column("comment"),
    Column("at", Instant, nullable=False),
    Index("ix_judging_marks_person_id", "person_id", "programme"),
)

judging_settled = Table(
    "judging_settled",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("office", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    text_column("points"),
    text_column("reason"),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    Column("at", Instant, nullable=False),
)
