"""What surveys have beside their answers: who was invited, which browsers have answered, what is
being typed on their page, results from before. No row here leads to an anonymous answer.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Table, Text, false

from bot.store.tables.columns import Instant, Json, SerialNumber, metadata, text_column

# a personal link each: used up by one answer, and no way from here to it
invitations = Table(
    "invitations",
    metadata,
    Column("token", Text, primary_key=True),
    Column("survey", Text, ForeignKey("surveys.code"), nullable=False),
    text_column("label"),  # whom it was made for, as the coordinator wrote it
    Column("person_id", SerialNumber, ForeignKey("people.id")),  # of a member invited in LINE
    Column("used", Boolean, nullable=False, server_default=false()),
    Column("reminded_on", Date),
    Index("ix_invitations_survey", "survey"),
    Index("ix_invitations_person_id", "person_id"),
    sqlite_with_rowid=False,
)

# of a survey that is answered in offices' names, and says so: in whose
named_responses = Table(
    "named_responses",
    metadata,
    Column("response", Text, ForeignKey("responses.id"), primary_key=True),
    text_column("who"),
    sqlite_with_rowid=False,
)

# that a page's number has been answered with: a keyed hash of a number that was made at random
page_marks = Table(
    "page_marks",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("survey", Text, ForeignKey("surveys.code"), nullable=False),
    sqlite_with_rowid=False,
)

# what stands on a survey's page that has not been sent yet, under the same kind of hash
page_drafts = Table(
    "page_drafts",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("survey", Text, ForeignKey("surveys.code"), nullable=False),
    Column("answers", Json, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index("ix_page_drafts_changed_at", "changed_at"),
    sqlite_with_rowid=False,
)

# results of surveys from before, as they were reported: for comparing only
earlier_results = Table(
    "earlier_results",
    metadata,
    Column("id", Text, primary_key=True),
    text_column("programme"),
    text_column("office"),
    text_column("name"),  # แบบสำรวจปี 2550
    Column("rows", Json, nullable=False),  # [{name, mean, n, sd, status}]
    Column("entered_at", Instant, nullable=False),
    Index("ix_earlier_results_programme", "programme", "office"),
)
