"""0002 Forms brought in chat, surveys, quoted questions, several reports of one form."""

import sqlalchemy as sa
from alembic import op

from bot.store.tables.columns import Instant, Json, SerialNumber

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("line_message_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("xform", sa.Text(), nullable=True),
        sa.Column("report", Json(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_uploads_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_table(
        "published_forms",
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("upload_id", sa.Text(), nullable=False),
        sa.Column("report_form", Json(), nullable=False),
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["upload_id"], ["uploads.id"], name=op.f("fk_published_forms_upload_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_published_forms_person_id")
        ),
        sa.PrimaryKeyConstraint("programme", "code", "number", name=op.f("pk_published_forms")),
    )
    op.create_table(
        "surveys",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_surveys")),
        sa.UniqueConstraint("token", name=op.f("uq_surveys_token")),
    )
    op.create_index("ix_surveys_programme", "surveys", ["programme"])
    op.create_table(
        "responses",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("survey", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answers", Json(), nullable=False),
        sa.ForeignKeyConstraint(["survey"], ["surveys.code"], name=op.f("fk_responses_survey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
    )
    op.create_index("ix_responses_survey", "responses", ["survey"])
    op.create_table(
        "respondents",
        sa.Column("survey", sa.Text(), nullable=False),
        sa.Column("person_id", SerialNumber, nullable=False),
        sa.ForeignKeyConstraint(["survey"], ["surveys.code"], name=op.f("fk_respondents_survey")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_respondents_person_id")
        ),
        sa.PrimaryKeyConstraint("survey", "person_id", name=op.f("pk_respondents")),
    )
    op.create_table(
        "asked",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("line_user_id", sa.Text(), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_asked")),
    )
    op.create_index("ix_asked_at", "asked", ["at"])
    op.add_column("submissions", sa.Column("series", sa.Text(), nullable=False, server_default=""))
    op.drop_index("uq_submissions_current", table_name="submissions")
    op.create_index(
        "uq_submissions_current",
        "submissions",
        ["programme", "office", "indicator", "series"],
        unique=True,
        sqlite_where=sa.text("current"),
        postgresql_where=sa.text("current"),
    )
