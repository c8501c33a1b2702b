"""ใบคะแนน: the points of an office, dimension by dimension and item by item, with what the judges
say and never who says it.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from handlers.judging.item_card import shown, titled
from handlers.judging.rounds import Round, round_of, rounds
from handlers.judging.standings import places
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need, Where
from handlers.vocabulary.messages import Card, Message, Text
from handlers.vocabulary.places import HOME
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import say
from scoring.judging import Place, Verdict, by_dimension, verdicts

LONGEST = 4500  # letters of one text; LINE takes 5,000
MOST_TEXTS = 3


def points_sheet(talk: Talk, chosen: Action) -> Turn:
    """Of the office a button names, else of one's own, once it may be seen."""
    found = round_of(talk, chosen.programme) if chosen.office else _own_round(talk)
    if found is None:
        return told(talk.state, "judging.no_round", tap("help", talk.language, action("help")))
    office = chosen.office or _own_office(found)
    place = next((one for one in places(found) if one.office == office), None)
    may_look = found.follows or found.seat or talk.may("see_score", found.programme.key, office)
    if place is None or not may_look:
        return told(talk.state, "judging.no_sheet", found.tap("judged", "judged"))
    if not found.panel.is_closed:
        words = talk.say("judged.not_yet", programme=found.programme.short_name)
        return spoken(talk.state.going(HOME), Text(words))
    return spoken(talk.state.going(HOME), *sheet(found, place, talk.language, chosen.first))


def _own_round(talk: Talk) -> Round | None:
    return next((one for one in rounds(talk) if _own_office(one)), None)


def _own_office(found: Round) -> str:
    """The office of one's own that is judged."""
    judged = {one.code for one in found.offices}
    own = (
        one.office
        for one in found.talk.known.memberships
        if one.programme == found.programme.key and one.role != "judge"
    )
    return next((code for code in own if code in judged), "")


def sheet(found: Round, place: Place, language: str, first: int = 0) -> tuple[Message, ...]:
    """The card with the total, then the items in as few texts as hold them, so many at a time."""
    given = found.panel.by_office().get(place.office, {})
    settled = found.panel.settled.get(place.office, {})
    told_items = [
        _item(found, place.office, one, language)
        for one in verdicts(found.programme, given, settled)
    ]
    texts = [Text(one) for one in _in_texts(told_items)]
    after = first + MOST_TEXTS
    shown_now = texts[first:after]
    if after < len(texts):
        data = found.action("points_sheet", office=place.office, number=str(after))
        shown_now[-1] = replace(shown_now[-1], choices=(tap("more", language, data),))
    return (*(() if first else (_card(found, place, language),)), *shown_now)


def _card(found: Round, place: Place, language: str) -> Card:
    programme = found.programme
    given = found.panel.by_office().get(place.office, {})
    points = by_dimension(programme, given, found.panel.settled.get(place.office, {}))
    lines = [
        f"{one.short_name}: {shown(points[one.code])} / {one.weight}"
        for one in programme.indicators
        if one.code in points
    ]
    whole = sum(1 for one in places(found) if one.rank)
    key = "points_sheet.ranked" if place.rank else "points_sheet.unranked"
    subtitle = say(key, language, level=place.level, rank=place.rank, count=whole)
    title = say("points_sheet.title", language, office=programme.office(place.office).name)
    total = say("points_sheet.total", language, total=shown(place.total))
    how = say(f"points_sheet.{programme.settings.judges}", language)
    return Card(
        alt=" · ".join([title, total, subtitle]),
        title=title,
        subtitle=subtitle,
        figure=total,
        lines=tuple(lines),
        footnotes=(how,),
    )


def _item(found: Round, office: str, verdict: Verdict, language: str) -> str:
    judged = next(one for one in found.items if one.code == verdict.code)
    key = "points_sheet.item" if verdict.points is not None else "points_sheet.item_blank"
    if verdict.spread:
        key = "points_sheet.item_spread"
    if verdict.is_settled:
        key = "points_sheet.item_settled"
    points = shown(verdict.points) if verdict.points is not None else ""
    line = say(
        key,
        language,
        item=titled(judged),
        points=points,
        most=shown(judged.most),
        judges=verdict.judges,
        spread=shown(verdict.spread),
    )
    comments = found.panel.comments(office, verdict.code)
    return "\n".join([line, *(f"– {one}" for one in comments)])


def _in_texts(lines: list[str]) -> Iterator[str]:
    """As few texts as hold them all, none cut within an item."""
    texts: list[str] = [""]
    for line in lines:
        if len(texts[-1]) + len(line) + 1 > LONGEST:
            texts.append("")
        texts[-1] = f"{texts[-1]}\n{line}" if texts[-1] else line
    yield from texts


COMMANDS = (Command("points_sheet", points_sheet, Where.HOME, (Need.JUDGING,)),)
