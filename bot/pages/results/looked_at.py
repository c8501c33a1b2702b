"""Which survey a link shows to whom, and what this person may do there: asked anew each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import Connection

from bot.inbox.inbox import Inbox
from bot.store import conversations, earlier, invitations, page_links, surveys
from bot.store.invitations import Invited
from forms.model import Form
from handlers.surveys.survey_texts import answers_to, has_texts
from handlers.vocabulary.answers import shown
from handlers.vocabulary.known import Edition, Survey
from handlers.vocabulary.surveyed import asked_by, may_on, results_of
from scoring.survey.results import Earlier, Results
from scoring.survey.table import TableLine, table


@dataclass(frozen=True)
class LookedAt:
    """A survey with its answers, as one person may see it. `reads`: what people wrote; `manages`:
    invitations and older results. `named`: in whose names it was answered, where it says so.
    """

    token: str
    survey: Survey
    edition: Edition
    language: str
    now: datetime
    reads: bool
    manages: bool
    invited: Sequence[Invited]
    older: Sequence[tuple[str, Sequence[Earlier]]]
    named: Sequence[str] = ()

    @property
    def form(self) -> Form:
        return asked_by(self.edition, self.survey)[1]

    @property
    def title(self) -> str:
        return asked_by(self.edition, self.survey)[0].name

    @property
    def office(self) -> str:
        """The full name of whose survey it is."""
        programme = self.edition.programme
        code = self.survey.office or programme.tops[0]
        return programme.office(code).name if code in programme.above else ""

    @cached_property
    def results(self) -> Results:
        return results_of(self.edition, self.survey, self.now, self.language)

    @cached_property
    def lines(self) -> tuple[TableLine, ...]:
        return table(self.results, self.edition.programme.survey)

    def comments(self) -> list[tuple[str, list[str]]]:
        """(question, what was written), each question's in the order of the letters: nobody's
        answers can be put together again.
        """
        found = []
        for question in filter(has_texts, self.form.questions):
            told = (text for one in self.survey.responses for text in answers_to(question, one))
            texts = [shown(question, text, self.language) for text in sorted(told)]
            if texts:
                found.append((question.label.text(self.language), texts))
        return found


def look(inbox: Inbox, conn: Connection, token: str) -> LookedAt | None:
    """None for a link that was never given or is over, and for whoever may not see it any more."""
    now = inbox.clock()
    opened = page_links.opened(conn, page_links.RESULTS, token, now)
    if opened is None:
        return None
    person, code = opened
    survey = surveys.with_answers(conn, code)
    edition = inbox.library.edition(conn, survey.programme, survey.version) if survey else None
    if survey is None or edition is None:
        return None
    one = conversations.numbered(conn, person)
    held = one.memberships
    if not may_on(held, "see_survey", edition, survey.office):
        return None
    manages = may_on(held, "close_survey", edition, survey.office)
    return LookedAt(
        token,
        survey,
        edition,
        one.wishes.language,
        now,
        reads=may_on(held, "read_texts", edition, survey.office),
        manages=manages,
        invited=invitations.of_survey(conn, code) if manages else (),
        older=[
            *earlier.of_office(conn, survey.programme, survey.office),
            *_reported(edition),
        ],
        named=surveys.names_of(conn, code) if survey.named else (),
    )


def _reported(edition: Edition) -> list[tuple[str, list[Earlier]]]:
    """What the programme's own document reports of a finished survey."""
    told = [Earlier(one.name, one.mean, status=one.status) for one in edition.programme.surveyed]
    return [("", told)] if told else []
