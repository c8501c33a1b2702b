"""The official papers. A change needs a migration beside it."""

from sqlalchemy import Column, Integer, Table, Text

from bot.store.tables.columns import metadata, text_column

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
