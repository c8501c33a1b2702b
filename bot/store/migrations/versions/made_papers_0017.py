"""0017 Long papers as the worker has made them, for a day."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "made_papers",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", "kind", "part", name=op.f("pk_made_papers")),
    )


def downgrade() -> None:
    op.drop_table("made_papers")
