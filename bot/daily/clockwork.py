"""What the clock brings, a thing at a time, each for itself."""

from collections.abc import Callable, Sequence

from bot import line_identity
from bot.daily import (
    appraisal_reminders,
    judging_reminders,
    nightly,
    objects_sweep,
    quota,
    reminders,
    retention,
    survey_reminders,
    tidying,
    watch,
)
from bot.inbox.retrying import retry_one
from bot.outbox.parts import Parts

Task = tuple[str, Callable[[], bool]]


def tasks(parts: Parts) -> Sequence[Task]:
    """By name, in their order: failed events again, who has stopped, the night's work, what LINE
    says is left, reminders of what is current now.
    """
    database, now = parts.database, parts.clock

    def remind() -> bool:
        asked, counted = quota.ask(parts.line), quota.count(parts.line)
        return reminders.run_once(database, parts.inbox.library, now(), asked, counted) > 0

    def ask_line() -> bool:
        quota.refresh(database, parts.line, now())
        return False

    return (
        ("events", lambda: retry_one(parts.inbox)),
        ("objects", lambda: objects_sweep.run_once(database, database.objects)),
        ("watch", lambda: watch.run_once(database, parts.inbox.library)),
        ("comparison", lambda: nightly.run_once(database, now()) > 0),
        ("retention", lambda: retention.run_once(database, now(), parts.retention_days) > 0),
        ("tidying", lambda: tidying.run_once(database, parts.keeper, now())),
        ("quota", ask_line),
        ("identity", lambda: line_identity.refresh(database, parts.line)),
        ("reminders", remind),
        ("judges", lambda: judging_reminders.run_once(database, parts.inbox.library, now()) > 0),
        (
            "appraisals",
            lambda: appraisal_reminders.run_once(database, parts.inbox.library, now()) > 0,
        ),
        ("surveys", lambda: survey_reminders.run_once(database, parts.inbox.library, now()) > 0),
    )
