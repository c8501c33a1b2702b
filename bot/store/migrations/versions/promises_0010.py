"""0010 By how much the clock of the database's server was set while jobs were on their way."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    made = op.create_table(
        "job_clock",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("ahead", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("one", name=op.f("pk_job_clock")),
    )
    op.bulk_insert(made, [{"one": 1, "ahead": 0}])


def downgrade() -> None:
    op.drop_table("job_clock")
