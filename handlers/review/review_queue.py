"""ตรวจ: what waits to be reviewed, most urgent first, a page at a time."""

from handlers.people import joining
from handlers.review.review_desk import bare
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.messages import Card, Message, Row, Text, Tone
from handlers.vocabulary.naming import listed
from handlers.vocabulary.reviewed import Queue, Waiting
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.programme import Programme
from thai.dates import bangkok_day, short

MOST_PROGRAMMES = 3
NEAR = 7  # days


def queue(talk: Talk) -> Turn:
    """One card a programme."""
    mine = talk.programmes("review")[:MOST_PROGRAMMES]
    if not mine:
        return told(
            talk.state, "checking.not_allowed", tap("score", talk.language, action("score"))
        )
    cards = [_card(talk, one, talk.known.queue.get(one.key, Queue())) for one in mine]
    return spoken(talk.state, *joining.card(talk), *cards)


def more(talk: Talk, chosen: Action) -> Turn:
    """The next page of one programme."""
    key = chosen.programme
    if not talk.reach("review", key):
        return told(
            talk.state, "checking.not_allowed", tap("score", talk.language, action("score"))
        )
    programme = talk.known.editions[key].programme
    return spoken(talk.state, _card(talk, programme, talk.known.queue.get(key, Queue())))


def _card(talk: Talk, programme: Programme, found: Queue) -> Message:
    choices = tuple(tap(word, talk.language, action(word)) for word in ("overview", "score"))
    if not found.lines:
        return Text(talk.say("checking.empty", programme=programme.short_name), choices)
    rows = tuple(_row(talk, one) for one in found.lines)
    after = action("check_more", programme=programme.key, cursor=found.lines[-1].cursor)
    return Card(
        alt=talk.say(
            "checking.queue_alt", rows=" · ".join(f"{row.title} {row.note}" for row in rows)
        ),
        title=talk.say("checking.queue_title"),
        subtitle=programme.short_name,
        rows=rows,
        second=tap("more", talk.language, after) if found.goes_on else None,
        choices=choices,
    )


def _row(talk: Talk, line: Waiting) -> Row:
    edition = talk.known.edition(line.programme, line.version)
    assert edition is not None, "a programme that is reviewed is known"
    indicator = edition.programme.work(line.indicator)
    final = f" · {line.final}" if line.final is not None else ""
    note = talk.say("checking.line", day=short(line.urgent_on), reporter=line.reporter) + final
    if line.corrects:
        note += f"\n{talk.say('checking.line_corrected', revision=line.revision)}"
    return Row(
        title=f"{listed(edition.programme, indicator)} · "
        f"{edition.programme.office(line.office).name}",
        note=note,
        tone=_tone(talk, line),
        button=tap("look", talk.language, action("review", report=bare(line.submission))),
    )


def _tone(talk: Talk, line: Waiting) -> Tone:
    days = (line.urgent_on - bangkok_day(talk.event.at)).days
    return Tone.LATE if days < 0 else Tone.NEAR if days <= NEAR else Tone.NOT_SENT


COMMANDS = (
    Command("check", plainly(queue), Where.HOME, (Need.QUEUE,), Help("check", 2, "review")),
    Command("check_more", more, needs=(Need.QUEUE,)),
)
