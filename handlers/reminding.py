"""The reminder a person gets: all their office owes, most urgent first, each with the way to its report. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from handlers.actions import action
from handlers.events import Event, Followed
from handlers.known import Edition, Known, Membership, Submission
from handlers.messages import Card, Row
from handlers.naming import listed
from handlers.state import State
from handlers.talk import Talk
from handlers.turn import tap
from handlers.work import MOST_ROWS, TONES, Item, items, when_due


def owing(
    state: State,
    memberships: Sequence[Membership],
    editions: Mapping[str, Edition],
    submissions: Sequence[Submission],
    now: datetime,
) -> tuple[Talk, list[Item]]:
    """What a reporter's offices still owe and can still send, most urgent first."""
    known = Known(consented=True, memberships=tuple(memberships), editions=editions, submissions=tuple(submissions))
    talk = Talk(state, Event("reminder", now, Followed()), known)
    found = [item for one in talk.reporting() for item in items(talk, one.programme, one.office)]
    open_items = [item for item in found if item.submission is None and item.standing.state != "cut_off"]
    return talk, sorted(open_items, key=lambda item: item.standing)


def digest(talk: Talk, name: str, found: Sequence[Item]) -> Card:
    """One card for one person and day."""
    rows = tuple(_row(talk, item) for item in found[:MOST_ROWS])
    return Card(
        alt=talk.say("reminder.alt", count=len(found), rows=" · ".join(f"{row.title} {row.note}" for row in rows)),
        title=talk.say("reminder.title", name=name, count=len(found)),
        rows=rows,
        choices=(tap("report", talk.language, action("report")),),
    )


def _row(talk: Talk, item: Item) -> Row:
    key = "resume" if item.draft else "start"
    data = action("start", p=item.programme.key, o=item.office, i=item.indicator.code)
    return Row(
        title=listed(item.programme, item.indicator),
        note=" · ".join([when_due(talk, item.standing, points=False), *at_stake(talk, item)]),
        tone=TONES[item.standing.state],
        button=tap(key, talk.language, data),
    )


def at_stake(talk: Talk, item: Item) -> list[str]:
    """ส่งวันนี้ −0.25 ส่งพรุ่งนี้ −0.50: what waiting costs, where it costs anything."""
    today, tomorrow = item.standing.points_today, item.standing.points_tomorrow
    if not today and not tomorrow:
        return []
    words = [talk.say("work.points_today", points=_points(talk, today))]
    if tomorrow is not None and tomorrow != today:
        words.append(talk.say("work.points_tomorrow", points=_points(talk, tomorrow)))
    return [" ".join(words)]


def _points(talk: Talk, points: Decimal) -> str:
    return talk.say("work.points", points=f"{abs(points):.2f}") if points else talk.say("work.no_points")
