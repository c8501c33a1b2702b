"""The reminder a person gets: all their office owes, most costly first, each with the way to its
report. Pure.
"""

from collections.abc import Sequence
from decimal import Decimal

from handlers.reports.owing import Item, items
from handlers.reports.standing_words import came_back, on_its_way
from handlers.reports.work import MOST_ROWS, button
from handlers.vocabulary.actions import action
from handlers.vocabulary.due_words import TONES, when_due
from handlers.vocabulary.messages import Card, Row, Tone
from handlers.vocabulary.naming import is_scored, listed
from handlers.vocabulary.orders import soon
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap
from scoring.boards import Due, due
from scoring.deadlines import leg_code
from scoring.reminders.stages import OPENING
from thai.dates import short

Owed = tuple[Item, Due]


def owing(talk: Talk) -> list[Owed]:
    """What a reporter's offices still owe and can still send, most costly first; what merely opened
    only when nothing else is there.
    """
    found = [
        (item, how)
        for one in talk.reporting()
        for item in items(talk, one.programme, one.office)
        if item.is_owed and (how := _due(talk, item)) is not None and how.stage is not None
    ]
    pressing = [pair for pair in found if not _is_opening(pair[1])] or found
    return sorted(pressing, key=lambda pair: (-pair[1].loss, pair[1].standing))


def _due(talk: Talk, item: Item) -> Due | None:
    calendar = talk.known.editions[item.programme.key].calendar
    leg = leg_code(item.programme, item.indicator, item.office, talk.today)
    return due(item.programme, item.indicator, calendar, talk.today, leg, holds=item.holds)


def _is_opening(how: Due) -> bool:
    return how.stage is not None and how.stage.rank == OPENING


def digest(talk: Talk, found: Sequence[Owed]) -> Card:
    """One card for one person and day."""
    rows = tuple(_row(talk, item, how) for item, how in found[:MOST_ROWS])
    title, alt = "reminder.title", "reminder.alt"
    if any(item.returned for item, _ in found):
        title, alt = "reminder.with_returned", "reminder.alt_with_returned"
    elif all(_is_opening(how) for _, how in found):
        title = "reminder.opened"
    return Card(
        alt=talk.say(
            alt, count=len(found), rows=" · ".join(f"{row.title} {row.note}" for row in rows)
        ),
        title=talk.say(title, name=talk.known.name, count=len(found)),
        rows=rows,
        lines=_ordered(talk, found),
        choices=tuple(
            tap(name, talk.language, action(name)) for name in ("report", "snooze", "mute")
        ),
    )


def _ordered(talk: Talk, found: Sequence[Owed]) -> tuple[str, ...]:
    """What the documents of these programmes order within the next days: told along, never by
    itself.
    """
    keys = dict.fromkeys(item.programme.key for item, _ in found)
    editions = [talk.known.editions[key] for key in keys]
    return tuple(
        line
        for one in editions
        for line in soon(one.programme, one.calendar, talk.today, talk.language)
    )


def _row(talk: Talk, item: Item, how: Due) -> Row:
    return Row(
        title=listed(item.programme, item.indicator),
        note=" · ".join(on_its_way(talk, item, *when(talk, item), *costs(talk, item, how))),
        tone=Tone.LATE if item.returned else TONES[item.standing.state],
        button=button(talk, item),
    )


def when(talk: Talk, item: Item) -> tuple[str, ...]:
    """อีก 3 วันทำการ, or that it came back and whose day counts; without the points."""
    return (
        came_back(talk, item, points=False)
        if item.returned
        else (when_due(talk, item.standing, points=False),)
    )


def costs(talk: Talk, item: Item, how: Due) -> list[str]:
    """What waiting costs, where it costs anything: ส่งวันนี้ −0.25 ส่งพรุ่งนี้ −0.50, and the
    cut-off when it is near.
    """
    words = at_stake(talk, item, how)
    if how.will_be_cut_off and item.standing.cutoff:
        key = "reminder.cut_off" if is_scored(item.indicator) else "reminder.closes"
        words.append(talk.say(key, day=short(item.standing.cutoff)))
    return words


def at_stake(talk: Talk, item: Item, how: Due) -> list[str]:
    """Points today and tomorrow; before days off, also on the next working day."""
    today, tomorrow = item.standing.points_today, item.standing.points_tomorrow
    if not today and not tomorrow and (how.ends or not how.loss):
        return []
    words = [talk.say("work.points_today", points=_points(talk, today))]
    if tomorrow is not None and tomorrow != today:
        words.append(talk.say("work.points_tomorrow", points=_points(talk, tomorrow)))
    elif how.loss and not how.ends:
        words.append(
            talk.say(
                "reminder.points_then", day=short(how.next), points=_points(talk, today - how.loss)
            )
        )
    return [" ".join(words)]


def _points(talk: Talk, points: Decimal) -> str:
    return (
        talk.say("work.points", points=f"{abs(points):.2f}")
        if points
        else talk.say("work.no_points")
    )
