"""One step in progress: the state, the event and what is known, with the questions every part of it asks of them."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from forms.session import Answers, Session
from handlers.actions import action
from handlers.events import Event
from handlers.known import Edition, Known, Membership
from handlers.naming import called, titled
from handlers.state import Draft, Piece, State
from handlers.words import say
from scoring.indicator import Indicator
from thai.dates import bangkok_day


@dataclass(frozen=True, slots=True)
class Talk:
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
        return replace(self, state=replace(self.state, **changes))  # type: ignore[arg-type]

    def fresh_id(self) -> str:
        """A version-4 UUID that is the same whenever this event is stepped through again."""
        digest = hashlib.sha256(self.event.id.encode()).digest()
        return str(uuid.UUID(bytes=digest[:16], version=4))

    def memberships(self, *roles: str) -> tuple[Membership, ...]:
        return tuple(
            one for one in self.known.memberships if one.role in roles and one.programme in self.known.editions
        )

    def may_report(self, programme: str, office: str) -> bool:
        return any((one.programme, one.office) == (programme, office) for one in self.memberships("reporter"))

    def sees_all(self, programme: str) -> bool:
        return bool(self.known.roles(programme) & {"coordinator", "official", "admin"})


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A draft with everything needed to go on with it."""

    talk: Talk
    draft: Draft
    edition: Edition
    indicator: Indicator
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

    def with_draft(self, draft: Draft) -> OpenReport:
        """The report gone on: what the form makes of the answers (defaults, rows, cleared choices) is kept in them."""
        same = draft.answers is self.draft.answers
        session = self.session if same else Session(self.session.form, draft.answers, self.session.now)
        draft = replace(draft, answers=session.answers, pieces=_of_rows_left(draft.pieces, session))
        return replace(
            self, draft=draft, session=session, talk=self.talk.becoming(draft=draft, place="asking", wanted="")
        )

    def answering(self, answers: Answers) -> OpenReport:
        return self.with_draft(replace(self.draft, answers=answers))

    def asks(self, path: str) -> tuple[str, str]:
        """What a message asks, so that it can be quoted later, however many rows are taken out in between."""
        gone = len(self.draft.dropped)
        return self.draft.id, f"{path}#{gone}" if gone else path

    def action(self, name: str, **values: str) -> str:
        """The data of a button of this report: a tap is refused kindly once the report is another one."""
        return action(name, d=self.draft.id[:8], **values)


def _of_rows_left(pieces: Mapping[str, tuple[Piece, ...]], session: Session) -> Mapping[str, tuple[Piece, ...]]:
    """Photos of a row that is not counted any longer are gone as its answers are."""
    return {path: found for path, found in pieces.items() if session.has(path)}


def open_report(talk: Talk, draft: Draft) -> OpenReport | None:
    """None when the programme or the indicator no longer exists."""
    edition = talk.known.edition(draft.programme, draft.version)
    if edition is None:
        return None
    indicator = edition.programme.asked(draft.indicator)
    if indicator is None or indicator.form is None:
        return None
    session = Session(edition.forms(indicator.form), draft.answers, talk.event.at)
    return OpenReport(talk, draft, edition, indicator, session)
