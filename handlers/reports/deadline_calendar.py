"""The deadlines of an office for the phone's own calendar, and the link to them. Pure."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date

from handlers.vocabulary.effects import Effect, OpenCalendar
from handlers.vocabulary.known import Edition
from handlers.vocabulary.messages import Button, Open
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.words import say
from scoring.deadlines import owed
from scoring.work import Work

TOKEN_LETTERS = 22


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day of one report: `kind` is due or cutoff."""

    code: str
    kind: str
    day: date
    title: str
    note: str


def deadlines(edition: Edition, office: str, language: str = "th") -> list[Deadline]:
    """Every due date and cut-off of an office; of the whole programme for the office ""."""
    programme = edition.programme
    codes = dict.fromkeys(code for owing, code in owed(programme) if office in ("", owing))
    return [one for code in codes for one in _of(edition, programme.work(code), office, language)]


def _of(edition: Edition, indicator: Work, office: str, language: str) -> list[Deadline]:
    programme, window = edition.programme, indicator.window()
    title = listed(programme, indicator)
    place = programme.office(office).name if office else ""
    rate = f"{indicator.late_rate:.2f}"
    notes = {
        "due": say("due.calendar_rate", language, points=rate) if indicator.late_rate else "",
        "cutoff": say("due.calendar_cut_off", language),
    }
    return [
        Deadline(
            indicator.code,
            kind,
            day,
            say(f"due.calendar_{kind}", language, title=title),
            " · ".join(filter(None, (place, programme.short_name, notes[kind]))),
        )
        for kind, day in (("due", window.due), ("cutoff", window.cutoff))
        if day is not None and (kind, window.cutoff) != ("cutoff", window.due)
    ]


def link(talk: Talk, programme: str, office: str) -> tuple[Button | None, tuple[Effect, ...]]:
    """The button that opens the calendar, and what makes its address known if it is new; None
    without a public one.
    """
    if not talk.known.public_url:
        return None, ()
    token = talk.known.calendars.get((programme, office), "")
    fresh = "" if token else _token(talk, programme, office)
    button = Open(talk.say("buttons.calendar"), f"{talk.known.public_url}/c/{token or fresh}.ics")
    return button, ((OpenCalendar(programme, office, fresh),) if fresh else ())


def _token(talk: Talk, programme: str, office: str) -> str:
    """As hard to guess as the step's own token, and another for each office."""
    digest = hashlib.sha256(f"{talk.known.token}/{programme}/{office}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:TOKEN_LETTERS]
