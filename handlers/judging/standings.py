"""ผลตัดสิน: totals, levels and ranks of a round: provisional for whoever runs it and judges nothing,
final for everybody once it is closed; how far it has come for the others.
"""

from handlers.judging.item_card import shown
from handlers.judging.rounds import Round, in_judged, rounds, short
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where
from handlers.vocabulary.messages import Button, Card, Message, Row, Text, Tone
from handlers.vocabulary.places import HOME
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.judging import Place, goal, ranking

MOST_ROWS = 14


def standings(talk: Talk, chosen: Action) -> Turn:
    """One card a programme, its offices a page at a time."""
    mine = [one for one in rounds(talk) if chosen.programme in ("", one.programme.key)]
    if not mine:
        return told(talk.state, "judging.no_round", tap("help", talk.language, action("help")))
    return spoken(talk.state.going(HOME), *(_card(one, chosen.first) for one in mine[:3]))


def places(found: Round) -> tuple[Place, ...]:
    """The ranking of what this person may see."""
    return ranking(found.programme, found.panel.by_office(), found.panel.settled)


def _card(found: Round, first: int) -> Message:
    if not found.panel.sees_all:
        return _not_yet(found)
    talk, placed = found.talk, places(found)
    after = first + MOST_ROWS
    rows = tuple(_row(found, one) for one in placed[first:after])
    reached = goal(found.programme, placed)
    key = "judged.final" if found.panel.is_closed else "judged.provisional"
    title = talk.say(key)
    told_goal = talk.say(
        "judged.goal_met" if reached.is_met else "judged.goal_open",
        assessed=reached.assessed,
        offices=reached.offices,
        needed=reached.needed,
    )
    more = found.tap("more", "judged", number=str(after))
    return Card(
        alt=" · ".join([title, *(f"{row.title} {row.note}" for row in rows), told_goal]),
        title=title,
        subtitle=found.programme.short_name,
        rows=rows,
        footnotes=(told_goal, *_notes(found)),
        button=_main(found),
        second=more if after < len(placed) else None,
        choices=_others(found),
    )


def _notes(found: Round) -> list[str]:
    if found.panel.is_closed or not found.panel.apart:
        return []
    return [found.talk.say("judged.apart", count=len(found.panel.apart))]


def _main(found: Round) -> Button | None:
    """What comes next for whoever leads."""
    if not found.leads:
        return None
    if found.panel.is_closed:
        return found.tap("judge_reopen", "judge_reopen")
    return found.tap("judge_close", "judge_close")


def _others(found: Round) -> tuple[Button, ...]:
    apart = found.leads and found.panel.apart and not found.panel.is_closed
    return (
        *((found.tap("apart", "apart"),) if apart else ()),
        *((found.tap("committee", "committee"),) if found.follows else ()),
        *((found.tap("to_judge", "judge"),) if found.seat else ()),
    )


def _row(found: Round, place: Place) -> Row:
    talk, office = found.talk, found.programme.office(place.office)
    count = len(found.items)
    if place.rank is None:
        key = "judged.partly" if place.items else "judged.not_begun"
        note = talk.say(key, done=place.items, count=count)
        return Row(short(office), note, Tone.NEAR if place.items else Tone.NOT_SENT)
    note = talk.say("judged.line", total=shown(place.total), level=place.level, judges=place.judges)
    button = found.tap("points_sheet", "points_sheet", office=office.code)
    may_look = (
        found.follows or found.seat or talk.may("see_score", found.programme.key, office.code)
    )
    return Row(
        talk.say("judged.ranked", rank=place.rank, office=short(office)),
        note,
        Tone.DONE,
        button if may_look and found.panel.is_closed else None,
    )


def _not_yet(found: Round) -> Message:
    """While it is open: no points of anybody, only how far it has come, for whoever leads it."""
    talk = found.talk
    if not found.leads:
        choices = (found.tap("to_judge", "judge"),) if found.seat else ()
        return Text(talk.say("judged.not_yet", programme=found.programme.short_name), choices)
    count = len(found.items)
    whole = [
        one
        for one in found.offices
        if (judges := found.judges_of(one.code))
        and all(found.panel.given.get((each.judge.id, one.code), 0) == count for each in judges)
    ]
    title = talk.say("judged.progress", done=len(whole), count=len(found.offices))
    return Card(
        alt=title,
        title=title,
        subtitle=found.programme.short_name,
        lines=(talk.say("judged.own_points_only"),),
        footnotes=tuple(_notes(found)),
        button=_main(found),
        choices=_others(found),
    )


COMMANDS = (
    Command(
        "judged",
        standings,
        Where.HOME,
        (Need.JUDGING,),
        Help("judged", 10, "run_judging", offered=in_judged("run_judging")),
    ),
)
