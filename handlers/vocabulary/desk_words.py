"""Who has a report now: the office whose desk it is on, and who sits there. Pure."""

from collections.abc import Sequence

from handlers.vocabulary.reviewed import Colleague
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.way import short_name
from scoring.programme import Programme
from scoring.work import Work

MOST_NAMES = 3


def whose_desk(
    talk: Talk, programme: Programme, work: Work, at: str, sender: int
) -> tuple[str, ...]:
    """ผู้ตรวจ: งานบริหารทั่วไป (อรุณี); where nobody sits there, that, and where it is seen to
    meanwhile; nothing where it is on no desk, `at` "". Of a work without legs what the document
    says.
    """
    if not any(leg.to for leg in work.stages):
        return (talk.say("score.verifier", verifier=work.receiver),) if work.receiver else ()
    if not at:
        return ()
    office = programme.office(at).name
    if names := _others(talk, programme, at, sender):
        return (talk.say("desk.at", office=office, names=_listed(names)),)
    for above in programme.above[at]:
        if names := _others(talk, programme, above, sender):
            name = short_name(programme.office(above))
            return (talk.say("desk.above", office=office, above=name, names=_listed(names)),)
    return (talk.say("desk.nobody", office=office),)


def _others(talk: Talk, programme: Programme, office: str, sender: int) -> list[Colleague]:
    """Who reviews at an office; nobody reviews what they sent themselves."""
    sitting = talk.known.desks.get((programme.key, office), ())
    return [one for one in sitting if one.id != sender]


def _listed(people: Sequence[Colleague]) -> str:
    return ", ".join(one.name for one in people[:MOST_NAMES])
