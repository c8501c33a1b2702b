"""The appraisals of people: who each is between and how far it has come; every part that was sent,
with its revisions. Read only for those whom it is between.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from bot.store.tables.columns import Instant, Json, SerialNumber, metadata, serial, text_column

appraisals = Table(
    "appraisals",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("programme"),
    text_column("version"),  # the programme's, when the agreement was sent last
    text_column("office"),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    Column("assessor_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    Column("superior_id", SerialNumber, ForeignKey("people.id")),
    Column("further_id", SerialNumber, ForeignKey("people.id")),
    text_column("state"),  # handlers/vocabulary/appraised.py names them
    Column("figures", Json, nullable=False),  # what the findings come to
    Column("words", Json, nullable=False),  # the last reason, witness, opinions
    Column("moved_at", Instant, nullable=False),
    UniqueConstraint("programme", "person_id", name="uq_appraisals_programme"),
    *(
        Index(f"ix_appraisals_{one}", one)
        for one in ("person_id", "assessor_id", "superior_id", "further_id")
    ),
)

# the photos and files of the results that stand; their bytes never leave for a folder
appraisal_pieces = Table(
    "appraisal_pieces",
    metadata,
    Column("evidence_id", Text, ForeignKey("evidence.id"), primary_key=True),
    Column("appraisal", Text, ForeignKey("appraisals.id"), nullable=False),
    text_column("question"),  # its path below the root
    Column("place", Integer, nullable=False),
    Index("ix_appraisal_pieces_appraisal", "appraisal"),
)

appraisal_parts = Table(
    "appraisal_parts",
    metadata,
    serial(),
    Column("appraisal", Text, ForeignKey("appraisals.id"), nullable=False),
    text_column("part"),  # agreement | results | findings
    Column("revision", Integer, nullable=False),
    Column("sent_by", SerialNumber, ForeignKey("people.id"), nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("answers", Json, nullable=False),
    UniqueConstraint("appraisal", "part", "revision", name="uq_appraisal_parts_appraisal"),
)
