"""What has been said of each deadline to whom, which days have been planned, which groups want the
summary.
"""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text

from bot.store.tables.columns import Instant, SerialNumber, metadata, text_column

# the last thing a person was told of a report: bounded, however long the program runs
reminders = Table(
    "reminders",
    metadata,
    Column("person_id", SerialNumber, ForeignKey("people.id"), primary_key=True),
    Column("programme", Text, primary_key=True),
    Column("office", Text, primary_key=True),
    Column("indicator", Text, primary_key=True),
    Column("due", Date),  # as it was then: a deadline that is moved is reminded of anew
    text_column("stage"),
    Column("stage_day", Date, nullable=False),
    Column("told_on", Date, nullable=False),
    Index("ix_reminders_programme", "programme"),
)

# a day is planned once for each version of a programme, whichever worker comes first
reminder_passes = Table(
    "reminder_passes",
    metadata,
    Column("day", Date, primary_key=True),
    Column("programme", Text, primary_key=True),
    Column("version", Text, primary_key=True),
)

# group chats that get the morning's summary; `members` as LINE counted them last, what a message
# there costs
groups = Table(
    "groups",
    metadata,
    Column("id", Text, primary_key=True),
    Column("programme", Text, primary_key=True),
    Column("person_id", SerialNumber, ForeignKey("people.id"), nullable=False),
    Column("since", Instant, nullable=False),
    Column("members", Integer, nullable=False),
)
