"""What was decided about a survey -> rows: opened, closed, people invited, its results shown."""

from typing import assert_never

from bot.daily import survey_reminders
from bot.inbox.carrying import Carrying
from bot.outbox import queue
from bot.outbox.jobs.rows import MirrorSurvey
from bot.store import invitations, page_links, surveys
from handlers.vocabulary.effects import (
    CloseSurvey,
    CountInvited,
    InviteMembers,
    OfSurvey,
    OpenResults,
    OpenSurvey,
    RemindInvited,
    SetClosing,
)
from thai.dates import bangkok_day


def write(at: Carrying, effect: OfSurvey) -> None:
    conn, now = at.conn, at.now
    match effect:
        case OpenSurvey():
            surveys.open_survey(
                conn, effect, at.known.editions[effect.programme].version, now.program
            )
            at.note("opened a survey", effect.code, office=effect.office, form=effect.form)
        case CloseSurvey(code):
            surveys.close_survey(conn, code, now.program)
            at.note("closed a survey", code)
            _mirror(at, code)
        case InviteMembers(code, members):
            invitations.invite_members(conn, code, members)
            at.note("invited members to a survey", code, count=len(members))
        case RemindInvited(code):
            today = bangkok_day(now.program)
            count = survey_reminders.remind(conn, at.known.editions, code, today, now.program)
            at.note("reminded invited members of a survey", code, count=count)
        case SetClosing(code, day):
            surveys.set_closing(conn, code, day)
            at.note("set a survey's last day", code, new=day.isoformat())
        case CountInvited(code, count):
            surveys.set_invited(conn, code, count)
            at.note("said how many a survey was given to", code, new=count)
        case OpenResults(token, code):
            page_links.open_results(conn, at.person.id, code, token, now.program)
        case _:
            assert_never(effect)


def _mirror(at: Carrying, code: str) -> None:
    """The figures stand in the Sheet as they were when it was closed."""
    survey = surveys.by_codes(at.conn, [code]).get(code)
    if survey:
        queue.put(at.conn, MirrorSurvey(survey.programme, code), at.now.machine)
