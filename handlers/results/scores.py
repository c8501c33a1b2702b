"""คะแนน: a score asked for in chat, with the sum behind it, for whoever may see it."""

from collections.abc import Collection

from msgspec.structs import replace

from handlers.results.across import across
from handlers.results.figures import is_whole
from handlers.results.league import league_card
from handlers.results.office_scores import NEEDS, office_card, office_scores
from handlers.results.why import why
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Command, Help, Where
from handlers.vocabulary.messages import Card
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, told
from scoring.deadlines import owed
from scoring.programme import Programme


def scores(talk: Talk, chosen: Action) -> Turn:
    """The offices of a programme for coordinators and officials; the own office's indicators for
    reporters. Of the office, the work or both that the words or a button named, if any.
    """
    if chosen.programme in talk.known.editions:
        return named_scores(talk, chosen)
    overseen = talk.programmes("see_overview")
    if overseen:
        cards = [card for programme in overseen for card in _overseen(talk, programme)]
        return spoken(talk.state, *cards[:3])
    if not talk.reporting():
        return told(talk.state, talk.without_reports)
    return spoken(
        talk.state, *(office_card(talk, one.programme, one.office) for one in talk.reporting()[:3])
    )


def named_scores(talk: Talk, chosen: Action) -> Turn:
    """คะแนนบ้านบึง, คะแนน 4, คะแนนบ้านบึง 4; a work alone is that of the own office, or of all
    offices for whoever oversees several.
    """
    if chosen.office:
        return (why if chosen.indicator else office_scores)(talk, chosen)
    programme = talk.known.editions[chosen.programme].programme
    reach = talk.reach("see_score", programme.key)
    scored = [code for code in _scored(programme, chosen.indicator) if code in reach]
    mine = [one.office for one in talk.known.memberships if one.programme == programme.key]
    alone = scored[0] if len(scored) == 1 else mine[0] if len(reach) <= 1 else ""
    if alone:
        return why(talk, replace(chosen, office=alone))
    return spoken(
        talk.state, across(talk, programme, programme.work(chosen.indicator), chosen.first)
    )


def _scored(programme: Programme, code: str) -> Collection[str]:
    """The offices an indicator scores; of a report form, those that owe it."""
    if any(one.code == code for one in programme.indicators):
        return programme.assessed(code)
    return [office for office, owing in owed(programme) if owing == code]


def _overseen(talk: Talk, programme: Programme) -> tuple[Card, ...]:
    """The office that is scored by what the others send, where there is one; then all of them."""
    reach = talk.reach("see_score", programme.key)
    whole = [code for code in programme.above if code in reach and is_whole(programme, code)]
    if len(whole) == 1 and len(reach) > 1:
        return office_card(talk, programme.key, whole[0]), league_card(talk, programme)
    return (league_card(talk, programme),)


COMMANDS = (Command("score", scores, Where.HOME, NEEDS, Help("score", 4, "see_score")),)
