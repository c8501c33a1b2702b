"""ประเมิน: the offices a judge is to go through, with how far each is."""

from datetime import date

from handlers.judging.rounds import Round, in_judged, rounds
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where
from handlers.vocabulary.messages import Card, Message, Row, Text, Tone
from handlers.vocabulary.places import HOME
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import say
from scoring.offices import Office
from scoring.programme import Programme
from thai.dates import short

MOST_ROWS = 10


def to_judge(talk: Talk, chosen: Action) -> Turn:
    """One card a programme; its offices a page at a time, those not judged in whole first."""
    judged = [one for one in rounds(talk) if one.seat]
    if not judged:
        return told(talk.state, "judging.no_judge", tap("help", talk.language, action("help")))
    wanted = [one for one in judged if chosen.programme in ("", one.programme.key)]
    cards = [_card(one, chosen.first) for one in wanted[:3]]
    return spoken(talk.state.going(HOME), *cards)


def _card(found: Round, first: int) -> Message:
    talk = found.talk
    mine = sorted(found.to_judge, key=lambda one: _done(found, one) == len(found.items))
    if not mine:
        return Text(talk.say("judging.no_seat", programme=found.programme.short_name))
    rows = tuple(_row(found, one) for one in mine[first : first + MOST_ROWS])
    after = first + MOST_ROWS
    key = "judging.title_closed" if found.panel.is_closed else "judging.title"
    title = talk.say(key, count=len(mine))
    return Card(
        alt=" · ".join([title, *(f"{row.title} {row.note}" for row in rows)]),
        title=title,
        subtitle=found.programme.short_name,
        rows=rows,
        second=found.tap("more", "judge", number=str(after)) if after < len(mine) else None,
        choices=(tap("judged", talk.language, action("judged")),),
    )


def _done(found: Round, office: Office) -> int:
    return found.panel.given.get((found.person, office.code), 0)


def _row(found: Round, office: Office) -> Row:
    done, whole = _done(found, office), len(found.items)
    tone = Tone.DONE if done == whole else Tone.NEAR if done else Tone.NOT_SENT
    key = (
        "judge_again" if found.panel.is_closed or done == whole else "judge_on" if done else "judge"
    )
    return Row(
        title=office.name,
        note=found.talk.say("judging.progress", done=done, count=whole),
        tone=tone,
        button=found.tap(
            key, "judge_list" if key == "judge_again" else "judge_office", office=office.code
        ),
    )


def reminder(programme: Programme, left: int, due: date, language: str) -> Text:
    """What a judge is told who has offices left."""
    words = say(
        "judging.reminder", language, programme=programme.short_name, left=left, day=short(due)
    )
    return Text(words, (tap("judge", language, action("judge")),))


HELP = Help("judge", 2, "judge", offered=in_judged("judge"))
COMMANDS = (
    Command(
        "judge",
        to_judge,
        Where.HOME,
        (Need.JUDGING,),
        HELP,
    ),
)
