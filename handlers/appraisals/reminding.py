"""Who is reminded of an appraisal on a day: at the stages of the programme before the agreement and
the results are due, and where something waits for somebody. Pure; what is said is nobody's score.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from handlers.appraisals.parties import holder
from handlers.vocabulary.actions import action
from handlers.vocabulary.appraised import AGREEMENT, RESULTS, Appraisal
from handlers.vocabulary.known import Edition
from handlers.vocabulary.messages import Text
from handlers.vocabulary.reviewed import Colleague
from handlers.vocabulary.turn import tap
from handlers.vocabulary.words import say
from scoring.case import Window
from scoring.reminders.stages import DUE, LATE, stage
from scoring.targets import form_of
from thai.dates import short

OWED_IN = {"begun": AGREEMENT, "returned": AGREEMENT, "agreed": RESULTS}
LATE_EACH = 5  # working days late: told on the first, the sixth, the eleventh
PATIENCE = 3  # working days for which somebody is not asked again


class Standing(Struct, frozen=True):
    """An appraisal, and the day on which it came to where it is."""

    appraisal: Appraisal
    since: date


class Reminder(Struct, frozen=True):
    """One person's words of a day. `last`: the day it is due or the one before, when it is worth a
    message of the month; `on_the_day`: told also to those who want no others.
    """

    to: Colleague
    line: str
    last: bool = False
    late: bool = False
    on_the_day: bool = False


def reminders(
    edition: Edition, found: Iterable[Standing], others: Iterable[Colleague], today: date
) -> Iterator[Reminder]:
    """`others` belong to the programme and have not begun theirs."""
    for one in others:
        yield from (each for each in _due(edition, AGREEMENT, one, today) if not each.late)
    for standing in found:
        now = standing.appraisal
        if (part := OWED_IN.get(now.state)) is not None:
            yield from _due(edition, part, now.person, today)
        elif (to := holder(now, now.state)) is not None:
            yield from _waiting(edition, standing, to, today)


def _due(edition: Edition, part: str, to: Colleague, today: date) -> Iterator[Reminder]:
    programme, calendar = edition.programme, edition.calendar
    form = form_of(programme.report_forms, part)
    if form is None or form.due is None:
        return
    window = Window(due=form.due)
    rules, opens = programme.reminders, programme.round_start
    reached = stage(window, calendar, today, rules, opens)
    if reached is None or reached.day != today:
        return
    is_late = reached.rank == LATE
    days = calendar.late(form.due, today) if is_late else calendar.left(today, form.due)
    if is_late and days % LATE_EACH != 1:
        return
    how = "_late" if is_late else "" if days else "_today"
    line = say(f"appraisal.remind_{part}{how}", to.language, days=days, day=short(form.due))
    last = not is_late and days <= 1
    yield Reminder(to, line, last, is_late, on_the_day=reached.rank == DUE)


def _waiting(
    edition: Edition, standing: Standing, to: Colleague, today: date
) -> Iterator[Reminder]:
    """Every third working day; the first time it is worth a message."""
    waited = edition.calendar.between(standing.since, today)
    if waited and waited % PATIENCE == 0:
        name = standing.appraisal.person.name
        line = say("appraisal.remind_waiting", to.language, name=name)
        yield Reminder(to, line, last=waited == PATIENCE)


def words(found: Iterable[Reminder]) -> Text:
    """All that one person is reminded of on a day, in one message."""
    told = tuple(found)
    language = told[0].to.language
    lines = "\n".join(dict.fromkeys(one.line for one in told))
    return Text(lines, (tap("appraisal", language, action("appraisal")),))
