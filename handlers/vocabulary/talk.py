"""One step in progress: the state, the event and what is known, with the questions every part of it
asks of them.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from forms.filling.session import Answers, Session
from forms.model import Form, Question
from forms.sender import sent_as, sent_by
from handlers.vocabulary.actions import action
from handlers.vocabulary.draft import Draft, Piece
from handlers.vocabulary.events import Event
from handlers.vocabulary.known import Edition, Known, Membership, Submission
from handlers.vocabulary.naming import called, titled
from handlers.vocabulary.permissions import may, may_at_top, reach
from handlers.vocabulary.places import Filling, Where
from handlers.vocabulary.state import State
from handlers.vocabulary.words import say
from scoring.lines import plain
from scoring.programme import Programme
from scoring.rubric_items import item_of
from scoring.work import Work
from thai.dates import bangkok_day

TOKEN_LETTERS = 22  # as many as of a fresh one: 128 bits


class Talk(Struct, frozen=True):
    state: State
    event: Event
    known: Known

    @property
    def language(self) -> str:
        return self.state.language

    @property
    def today(self) -> date:
        """The day in Bangkok on which the event happened."""
        return bangkok_day(self.event.at)

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    def becoming(self, **changes: object) -> Talk:
        return replace(self, state=replace(self.state, **changes))

    def going(self, where: Where) -> Talk:
        """Elsewhere; an open report is put aside."""
        return replace(self, state=self.state.going(where))

    def fresh_id(self) -> str:
        """A version-4 UUID that is the same whenever this event is stepped through again."""
        digest = hashlib.sha256(self.event.id.encode()).digest()
        return str(uuid.UUID(bytes=digest[:16], version=4))

    def token_of(self, what: str) -> str:
        """A token of its own for one thing, as hard to guess as the step's and not told by it."""
        digest = hashlib.sha256(f"{self.known.token}/{what}".encode()).digest()
        return base64.urlsafe_b64encode(digest).decode()[:TOKEN_LETTERS]

    def may(self, action: str, programme: str, office: str) -> bool:
        """Whether this person may do it at this office, by the table in permissions.py."""
        edition = self.known.editions.get(programme)
        return edition is not None and may(
            self.known.memberships, action, edition.programme, office
        )

    def may_at_top(self, action: str, programme: str) -> bool:
        """Whether this person may do it for the programme as a whole."""
        edition = self.known.editions.get(programme)
        return edition is not None and may_at_top(self.known.memberships, action, edition.programme)

    def reach(self, action: str, programme: str) -> frozenset[str]:
        """The offices of a programme at which this person may do it."""
        edition = self.known.editions.get(programme)
        return reach(self.known.memberships, action, edition.programme) if edition else frozenset()

    def programmes(self, action: str) -> tuple[Programme, ...]:
        """The programmes in which this person may do it anywhere, in the order they were joined."""
        keys = dict.fromkeys(one.programme for one in self.known.memberships)
        return tuple(self.known.editions[key].programme for key in keys if self.reach(action, key))

    def reporting(self) -> tuple[Membership, ...]:
        """The offices this person reports for."""
        return tuple(one for one in self.known.memberships if self.may_as(one, "report"))

    @property
    def without_reports(self) -> str:
        """The sentence for whoever reports for no office: a judge, or someone whose office is
        gone.
        """
        return "work.judge_only" if self.programmes("judge") else "work.no_office"

    def may_as(self, membership: Membership, action: str) -> bool:
        """Whether one membership by itself allows the action at its own office."""
        edition = self.known.editions.get(membership.programme)
        return edition is not None and may(
            (membership,), action, edition.programme, membership.office
        )


class OpenReport(Struct, frozen=True):
    """A draft with everything needed to go on with it."""

    talk: Talk
    draft: Draft
    edition: Edition
    indicator: Work
    session: Session

    @property
    def office(self) -> str:
        """The office it is for; "" of a survey, which is nobody's."""
        return self.edition.programme.office(self.draft.office).name if self.draft.office else ""

    @property
    def called(self) -> str:
        return called(self.edition.programme, self.indicator, self.talk.language)

    @property
    def titled(self) -> str:
        return titled(self.edition.programme, self.indicator, self.talk.language)

    def label(self, question: Question, path: str = "") -> str:
        """A question's words in one line, at its place or at `path`, a row of it."""
        words = self.session.say(question.label, path or question.path, self.talk.language)
        return words.split("\n")[0]

    @property
    def replaces(self) -> Submission | None:
        """The report this one takes the place of, if any: the one that came back, or the office's
        current one.
        """
        known, draft = self.talk.known, self.draft
        if draft.corrects:
            return next((one for one in known.submissions if one.id == draft.corrects), None)
        if draft.series:
            return None
        return known.submission(draft.programme, draft.office, draft.indicator)

    @property
    def evidence_token(self) -> str:
        """What opens the report's evidence: the same from the first asking on, over every
        revision.
        """
        before = self.replaces
        return (before.token if before else "") or self.draft.token or self.talk.known.token

    def with_draft(self, draft: Draft) -> OpenReport:
        """The report gone on: what the form makes of the answers (defaults, rows, cleared choices)
        is kept in them.
        """
        same = draft.answers is self.draft.answers
        session = self.session if same else self.session.going_on(draft.answers)
        draft = replace(draft, answers=session.answers, pieces=_of_rows_left(draft.pieces, session))
        return replace(
            self,
            draft=draft,
            session=session,
            talk=self.talk.becoming(where=Filling(draft)),
        )

    def on_summary(self) -> State:
        """The conversation with the summary of this report on screen."""
        return replace(self.talk.state, where=Filling(self.draft, at_summary=True))

    def answering(self, answers: Answers) -> OpenReport:
        return self.with_draft(replace(self.draft, answers=answers))

    def asks(self, path: str) -> tuple[str, str]:
        """What a message asks, so that it can be quoted later, however many rows are taken out in
        between.
        """
        gone = len(self.draft.dropped)
        return self.draft.id, f"{path}#{gone}" if gone else path

    def action(self, name: str, **values: str) -> str:
        """The data of a button of this report: a tap is refused kindly once the report is another
        one.
        """
        return action(name, draft=self.draft.id[:8], **values)


def _of_rows_left(
    pieces: Mapping[str, tuple[Piece, ...]], session: Session
) -> Mapping[str, tuple[Piece, ...]]:
    """Photos of a row that is not counted any longer are gone as its answers are."""
    return {path: found for path, found in pieces.items() if session.has(path)}


def form_of(edition: Edition, work: Work, office: str) -> Form:
    """The form of a work as the office fills it in; a survey is nobody's, an office may have been
    let go.
    """
    form = edition.forms(work.form or "")
    if office not in edition.programme.above:
        return form
    sender = edition.programme.office(office)
    form = sent_by(form, sender.code, sender.name, sender.kind)
    item = item_of(edition.programme, work.code)
    if item is None:
        return sent_as(form, work.code, work.name)
    most = plain(Fraction(item.most))
    return sent_as(form, work.code, work.name, most, item.checklist, item.together)


def open_report(talk: Talk, draft: Draft) -> OpenReport | None:
    """None when the programme or the indicator no longer exists."""
    edition = talk.known.edition(draft.programme, draft.version)
    if edition is None:
        return None
    indicator = edition.programme.asked(draft.indicator)
    if indicator is None or indicator.form is None:
        return None
    form = form_of(edition, indicator, draft.office)
    session = Session(form, draft.answers, talk.event.at)
    return OpenReport(talk, draft, edition, indicator, session)
