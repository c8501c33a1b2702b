"""0011 Surveys of an office: closing day, invitations, answers from a page without LINE, results from before."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import Instant, Json, SerialNumber

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BY_KEY = {"sqlite_with_rowid": False}  # rows lie in the order of their random keys


def upgrade() -> None:
    with op.batch_alter_table("surveys", schema=None) as batch_op:
        batch_op.add_column(sa.Column("office", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("closes_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("invited", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("named", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("given", Json(), nullable=False, server_default="{}"))
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("responses", recreate="always", table_kwargs=BY_KEY):
            pass  # only where its rows lie
    op.create_table(
        "named_responses",
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response"], ["responses.id"], name=op.f("fk_named_responses_response")
        ),
        sa.PrimaryKeyConstraint("response", name=op.f("pk_named_responses")),
        **BY_KEY,
    )
    op.create_table(
        "invitations",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("survey", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("person_id", SerialNumber, nullable=True),
        sa.Column("used", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["survey"], ["surveys.code"], name=op.f("fk_invitations_survey")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_invitations_person_id")
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_invitations")),
        **BY_KEY,
    )
    op.create_index("ix_invitations_survey", "invitations", ["survey"])
    op.create_index("ix_invitations_person_id", "invitations", ["person_id"])
    op.create_table(
        "page_marks",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("survey", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["survey"], ["surveys.code"], name=op.f("fk_page_marks_survey")),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_page_marks")),
        **BY_KEY,
    )
    op.create_table(
        "page_drafts",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("survey", sa.Text(), nullable=False),
        sa.Column("answers", Json(), nullable=False),
        sa.Column("changed_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["survey"], ["surveys.code"], name=op.f("fk_page_drafts_survey")),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_page_drafts")),
        **BY_KEY,
    )
    op.create_index("ix_page_drafts_changed_at", "page_drafts", ["changed_at"])
    op.create_table(
        "earlier_results",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rows", Json(), nullable=False),
        sa.Column("entered_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_results")),
    )
    op.create_index("ix_earlier_results_programme", "earlier_results", ["programme", "office"])


def downgrade() -> None:
    for name in ("earlier_results", "page_drafts", "page_marks", "invitations", "named_responses"):
        op.drop_table(name)
    with op.batch_alter_table("surveys", schema=None) as batch_op:
        for name in ("given", "named", "invited", "closes_on", "office"):
            batch_op.drop_column(name)
