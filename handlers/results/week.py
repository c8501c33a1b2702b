"""What a week has changed of an office: its rank among its like, its points, and which scores."""

from collections.abc import Iterator
from fractions import Fraction

from handlers.results import basis
from handlers.results.board import Board
from handlers.results.changes import WEEK, as_of
from handlers.results.stands import OfficeStands, stands_of
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from scoring.lines import MINUS, points_text
from scoring.programme import Programme

MOST_CHANGES = 4


def week_words(talk: Talk, found: Board, one: OfficeStands) -> tuple[str, ...]:
    """The rank among its like, where all of them may be seen, and what the week has changed."""
    programme, office = found.programme, one.office
    told = []
    if office in found.ranks and _sees_all_like(talk, programme, office):
        told.append(talk.say("score.rank", rank=found.ranks[office], count=found.peers[office]))
    then = _week_ago(talk, programme, one)
    if then.running and one.running and then.running.assessed:
        more = one.running.earned - then.running.earned
        told.append(
            talk.say("score.since_week", points=signed(more))
            if more
            else talk.say("score.same_as_week")
        )
        changed = list(_changed(talk, programme, one, then))[:MOST_CHANGES] if more else []
        return (" · ".join(told), *changed)
    return (" · ".join(told),) if told else ()


def _week_ago(talk: Talk, programme: Programme, one: OfficeStands) -> OfficeStands:
    at = talk.event.at - WEEK
    sent = [
        each
        for each in as_of(talk.known.submissions, talk.known.earlier, at)
        if each.programme == programme.key
    ]
    return stands_of(programme, one.office, sent, at)


def _changed(
    talk: Talk, programme: Programme, one: OfficeStands, then: OfficeStands
) -> Iterator[str]:
    """4 แผนที่ภาษี 3.5722 → 4.0722: the indicators whose score is another one than a week ago."""
    for stand in one.running.stands if one.running else ():
        before = then.stand(stand.code)
        old = before.final if before else None
        if stand.final is not None and old != stand.final:
            yield talk.say(
                "score.changed",
                name=listed(programme, programme.indicator(stand.code)),
                before=basis.stand_words(talk, before) if before else "–",
                now=basis.stand_words(talk, stand),
            )


def signed(points: Fraction) -> str:
    """+4.07, −0.25: a difference of points."""
    return f"{MINUS if points < 0 else '+'}{points_text(Fraction(round(abs(points), 2)))}"


def _sees_all_like(talk: Talk, programme: Programme, office: str) -> bool:
    """Whether every office of this kind is within this person's reach."""
    kind, reach = programme.office(office).kind, talk.reach("see_score", programme.key)
    return all(one.code in reach for one in programme.offices if one.kind == kind)
