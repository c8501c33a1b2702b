"""The deadlines of an office for the phone's own calendar, and the link to them. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.vocabulary.effects import Effect
from handlers.vocabulary.known import Edition
from handlers.vocabulary.link_effects import OpenCalendar
from handlers.vocabulary.messages import Button, Open
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.way import receiver
from handlers.vocabulary.words import say
from scoring.deadlines import owed
from scoring.legs import Stage
from scoring.programme import Programme
from scoring.work import Work


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day of one report: `kind` is due or cutoff."""

    code: str
    kind: str
    day: date
    title: str
    note: str


def deadlines(edition: Edition, office: str, language: str = "th") -> list[Deadline]:
    """Every due date and cut-off of an office, and the days its document orders; of the whole
    programme for the office "".
    """
    programme = edition.programme
    codes = dict.fromkeys(code for owing, code in owed(programme) if office in ("", owing))
    reports = [
        one
        for code in codes
        for place, leg in enumerate(_legs(programme, programme.work(code), office))
        for one in _of(programme, programme.work(code), leg, place, office, language)
    ]
    return [*reports, *_ordered(programme, office, language)]


def _legs(programme: Programme, work: Work, office: str) -> Sequence[Stage | None]:
    """The legs whose days concern an office: its own, and as long as being late costs nothing the
    next; of the whole programme all that lead somewhere. None: the work's own days.
    """
    if not office:
        return [leg for leg in work.stages if leg.to] or [None]
    own = work.leg_of(programme.office(office))
    if own is None or not own.to:
        return [own]
    return work.onward(programme.office(office))[: len(work.ahead(own.code))]


def _of(
    programme: Programme, work: Work, leg: Stage | None, place: int, office: str, language: str
) -> Iterator[Deadline]:
    """The due date and the cut-off of one leg, the `place`-th that is told of its work."""
    window = work.window(leg.code if leg else None)
    title, where = listed(programme, work), _place(programme, office)
    rate = say("due.calendar_rate", language, points=f"{float(window.rate):.2f}")
    days = [("due", window.due, rate if window.rate else "")]
    if window.cutoff != window.due:
        days.append(("cutoff", window.cutoff, say("due.calendar_cut_off", language)))
    for kind, day, note in days:
        if day is None:
            continue
        told = say(f"due.calendar_{kind}", language, title=title)
        if kind == "due" and leg and leg.to:
            told = say(
                "due.calendar_to", language, title=title, to=receiver(programme, leg, office)
            )
        yield Deadline(
            work.code,
            f"{kind}-{leg.code}" if leg and place else kind,
            day,
            told,
            " · ".join(filter(None, (*where, note))),
        )


def _place(programme: Programme, office: str) -> tuple[str, ...]:
    """Whose day it is: the office, if it is one's, and the programme."""
    name = programme.office(office).name if office else ""
    return (*filter(None, [name]), programme.short_name)


def _ordered(programme: Programme, office: str, language: str) -> list[Deadline]:
    """The days that the document orders of everybody."""
    return [
        Deadline(
            f"order-{number}",
            "due",
            one.due,
            say("due.calendar_to", language, title=one.text, to=one.to) if one.to else one.text,
            " · ".join(_place(programme, office)),
        )
        for number, one in enumerate(programme.document.orders, 1)
        if one.due
    ]


def link(talk: Talk, programme: str, office: str) -> tuple[Button | None, tuple[Effect, ...]]:
    """The button that opens the calendar, and what makes its address known if it is new; None
    without a public one.
    """
    if not talk.known.public_url:
        return None, ()
    token = talk.known.calendars.get((programme, office), "")
    fresh = "" if token else talk.token_of(f"{programme}/{office}")
    button = Open(talk.say("buttons.calendar"), f"{talk.known.public_url}/c/{token or fresh}.ics")
    return button, ((OpenCalendar(programme, office, fresh),) if fresh else ())
