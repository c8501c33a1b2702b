"""What an office owes or has sent, one item a work, most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.vocabulary.draft import Draft
from handlers.vocabulary.known import Edition, Submission
from handlers.vocabulary.talk import Talk
from scoring.boards import Board, Returned, board
from scoring.deadlines import Standing, owed, standing_of
from scoring.programme import Programme
from scoring.work import Work
from thai.dates import bangkok_day
from thai.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator an office owes or has sent; `returned` is the report of it that came back, if
    one did: `standing` is then how its correction stands.
    """

    programme: Programme
    office: str
    indicator: Work
    standing: Standing
    submission: Submission | None
    draft: Draft | None
    is_many: bool = False
    sent: int = 0  # of a form that may be sent many times
    returned: Submission | None = None
    waits_for: Work | None = None  # what has to be sent before it

    @property
    def is_owed(self) -> bool:
        """Whether there is anything to do: nothing was sent, or what was sent came back."""
        return self.returned is not None or (self.submission is None and not self.sent)

    @property
    def holds(self) -> bool:
        """Whether it came back and the day of its first revision stays."""
        return self.returned is not None and not self.returned.restarts


def items(talk: Talk, programme: str, office: str) -> list[Item]:
    """The office's indicators, most urgent first; those that are sent come last."""
    edition = talk.known.editions[programme]
    found = []
    for owing, code in owed(edition.programme):
        if owing != office:
            continue
        indicator = edition.programme.work(code)
        submission = talk.known.submission(programme, office, code)
        draft = _draft(talk, programme, office, code)
        sent = _sent(talk, programme, office, code)
        is_many = _is_many(edition, code)
        returned = next(iter(costly_first(sent)), None)
        sent_on = submission.counted_from if submission and not returned else None
        holds = returned is not None and not returned.restarts
        now = standing_of(
            edition.programme,
            indicator,
            office,
            edition.calendar,
            talk.today,
            sent_on,
            holds=holds,
        )
        count = len(sent) if is_many else 0
        first = _waits_for(talk, edition.programme, office, indicator) if not sent else None
        found.append(
            Item(
                edition.programme,
                office,
                indicator,
                now,
                submission,
                draft,
                is_many,
                count,
                returned,
                first,
            )
        )
    return sorted(found, key=lambda item: (item.returned is None, item.standing))


def _waits_for(talk: Talk, programme: Programme, office: str, work: Work) -> Work | None:
    """The work that is to be sent before this one and has not been; None when the way is free."""
    if work.after is None or _sent(talk, programme.key, office, work.after):
        return None
    return programme.work(work.after)


def owed_now(
    programme: Programme, calendar: Calendar, today: date, sent: Sequence[Submission]
) -> Board:
    """What every office owes on a day: what was never sent, and what came back. `sent` are the
    current reports of the programme.
    """
    there = {(one.office, one.indicator) for one in sent}
    back = {(one.office, one.indicator): _came_back(one) for one in reversed(costly_first(sent))}
    return board(programme, calendar, today, there, back)


def _came_back(one: Submission) -> Returned:
    at = one.review.decided_at if one.review and one.review.decided_at else one.submitted_at
    return Returned(bangkok_day(at), one.restarts)


def costly_first(sent: Sequence[Submission]) -> list[Submission]:
    """Those that came back: first the ones whose correction costs, then the oldest."""
    return sorted(
        (one for one in sent if one.is_returned),
        key=lambda one: (not one.restarts, one.submitted_at),
    )


def _is_many(edition: Edition, code: str) -> bool:
    """Whether an office may send any number of these."""
    form = edition.programme.report_form(code)
    return form is not None and form.many


def _sent(talk: Talk, programme: str, office: str, code: str) -> list[Submission]:
    wanted = (programme, office, code)
    return [
        one
        for one in talk.known.submissions
        if (one.programme, one.office, one.indicator) == wanted
    ]


def _draft(talk: Talk, programme: str, office: str, indicator: str) -> Draft | None:
    drafts = talk.state.begun
    return next((one for one in drafts if one.is_for(programme, office, indicator)), None)
