"""What Alembic runs: the migrations, on the connection it is given."""

from alembic import context

from bot.store.tables.appraisals import appraisals
from bot.store.tables.columns import metadata
from bot.store.tables.judging import judging_marks
from bot.store.tables.papers import kept_papers
from bot.store.tables.queue import outbox
from bot.store.tables.records import people
from bot.store.tables.reminders import reminders
from bot.store.tables.surveys import invitations

# reading a module makes its tables known; these stand for the files that have any
stand = {
    kept_papers.key,
    outbox.key,
    people.key,
    reminders.key,
    invitations.key,
    judging_marks.key,
    appraisals.key,
}
assert stand <= metadata.tables.keys()

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
