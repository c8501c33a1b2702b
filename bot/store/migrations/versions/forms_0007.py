"""0007 What a programme's folder brought and when it last changed, so that the newer of folder and chat wins."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "loaded_parts",
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "part", name=op.f("pk_loaded_parts")),
    )
