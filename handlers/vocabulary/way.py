"""To whom a report goes, and by when: the leg it sets out on, and in short the next. Pure."""

from collections.abc import Sequence
from datetime import date

from handlers.vocabulary.words import say
from scoring.legs import Stage
from scoring.offices import Office
from scoring.programme import Programme
from scoring.work import Work
from thai.dates import day_and_month


def along(
    programme: Programme, work: Work, office: str, today: date, language: str, when: Sequence[str]
) -> list[str]:
    """How near the day is (`when`), with whom it is of: ส่งงานบริหารทั่วไป ภายใน 10 มี.ค. ·
    อีก 2 วันทำการ · ส่งกรม 20 มี.ค. Legs that lead to no office of the programme are not told.
    """
    legs = [leg for leg in work.onward(programme.office(office)) if leg.to]
    if not legs:
        return [*when]
    own, *later = legs
    then = [_then(programme, work, leg, language) for leg in later[:1]]
    to = receiver(programme, own, office)
    if own == work.leg_on(programme.office(office), today):
        return [_own("way.by", work, own, to, language), *when, *then]
    return [_own("way.passed", work, own, to, language), *then, *when]


def legs_of(programme: Programme, work: Work, language: str) -> list[str]:
    """Every leg that leads to an office, with its day: what concerns whoever looks at the whole."""
    return [_then(programme, work, leg, language) for leg in work.stages if leg.to]


def _own(key: str, work: Work, leg: Stage, to: str, language: str) -> str:
    due = work.window(leg.code).due
    if due is None:
        return say("way.to", language, to=to)
    return say(key, language, to=to, day=day_and_month(due))


def _then(programme: Programme, work: Work, leg: Stage, language: str) -> str:
    due = work.window(leg.code).due
    to = _house(programme, leg)
    return (
        say("way.then", language, to=to, day=day_and_month(due))
        if due
        else say("way.to", language, to=to)
    )


def receiver(programme: Programme, leg: Stage, office: str = "") -> str:
    """Who receives it, as the document names them; what an office sends to itself is received by
    the one above it.
    """
    to = leg.to
    if to and to == office:
        return short_name(programme.office(next(iter(programme.above[office]), office)))
    return leg.receiver or (programme.office(to).name if to else "")


def _house(programme: Programme, leg: Stage) -> str:
    """Whose office it is, in short: the topmost above it, by the name people use."""
    assert leg.to, "only legs that lead to an office are told"
    return short_name(programme.office((leg.to, *programme.above[leg.to])[-1]))


def short_name(office: Office) -> str:
    """What people call an office: its first other name, else its own."""
    return office.aliases[0] if office.aliases else office.name
