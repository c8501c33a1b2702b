"""Reminders: once a day a plan is made from rules and facts; a second pass, or a second process,
adds nothing.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from bot.daily import quota
from bot.outbox import queue
from bot.outbox.jobs.saying import GroupDigest, Remind, remind_once
from bot.store import groups, reminding
from bot.store.engine import Database, now_of
from bot.store.library import Library
from handlers.vocabulary.known import Edition
from scoring.boards import NOTHING_RETURNED, Board, Returned, board
from scoring.reminders.hours import is_running, is_time
from scoring.reminders.people import DayPlan, Message, Overseer, Reporter
from scoring.reminders.plan import plan
from scoring.reminders.stages import is_first_of_week
from scoring.reminders.summaries import news
from thai.dates import BANGKOK


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a plan is made from, read at one moment; `streams` are the people's, by person."""

    editions: Mapping[str, Edition]
    sent: Mapping[str, set[tuple[str, str]]]
    returned: Mapping[str, Mapping[tuple[str, str], Returned]]
    reporters: Sequence[Reporter]
    overseers: Sequence[Overseer]
    streams: Mapping[int, str]

    def boards(self, day: date, is_time: Callable[[Edition], bool]) -> list[Board]:
        return [
            board(
                each.programme,
                each.calendar,
                day,
                self.sent.get(key, set()),
                self.returned.get(key, NOTHING_RETURNED),
                is_time=is_time(each),
                is_first_of_week=is_first_of_week(each.calendar, day),
            )
            for key, each in self.editions.items()
        ]


def run_once(
    database: Database,
    library: Library,
    now: datetime,
    asked: quota.Asking = quota.nobody_asked,
    counted: quota.Counting = quota.nobody_counted,
    *,
    dry: bool = False,
) -> int:
    """Puts at most one message a person a day into the outbox; how many were put (or, dry, would
    be).
    """
    today = now.astimezone(BANGKOK).date()
    with database.reading() as conn:
        timely = {
            (key, one.version) for key, one in library.current(conn).items() if _is_time(one, now)
        }
        passed = reminding.passed(conn, today) if timely else set()
        fresh = timely - passed
        if not fresh:
            return 0
        facts = read_facts(conn, library.current(conn), now)
        waiting = quota.on_their_way(conn)
        wanting = groups.of_programmes(conn, {key for key, _ in fresh})
    allowed = asked()
    left = None if allowed is None or allowed.left is None else allowed.left - waiting
    boards = facts.boards(today, lambda edition: _is_time(edition, now))
    overseers = _once_a_day(facts.overseers, {key for key, _ in passed})
    found = plan(today, boards, facts.reporters, overseers, left)
    if dry:
        return len(found.push) + len(found.free)
    room = None if left is None else left - found.cost - found.reserve
    worth = {one.programme for one in boards if news(one)}
    told = chosen_groups([one for one in wanting if one[1] in worth], counted, room)
    with database.writing() as conn:
        if not reminding.open_pass(conn, today, fresh):
            return 0
        if allowed is not None:
            quota.remember(conn, allowed.after(waiting + found.cost + sum(told.values())), now)
        put_groups(conn, told, today)
        return put(conn, facts, found, today)


def _once_a_day(overseers: Sequence[Overseer], planned: Set[str]) -> list[Overseer]:
    """A programme that changes during the day brings no second summary of the morning, also not to
    who came since.
    """
    return [
        replace(
            one, mornings={key: mine for key, mine in one.mornings.items() if key not in planned}
        )
        for one in overseers
    ]


def _is_time(edition: Edition, now: datetime) -> bool:
    return is_time(edition.programme, edition.calendar, now)


def read_facts(conn: Connection, editions: Mapping[str, Edition], now: datetime) -> Facts:
    """The rounds that are not long over, who belongs to them, what was sent and what was said."""
    today = now.astimezone(BANGKOK).date()
    running = {key: one for key, one in editions.items() if is_running(one.programme, today)}
    who = reminding.joined(conn, list(running))
    return Facts(
        running,
        reminding.sent(conn, list(running)),
        reminding.returned(conn, list(running)),
        reminding.reporters(conn, who, list(running), now),
        reminding.overseers(who, {key: one.programme for key, one in running.items()}),
        {person: f"person:{rows[0].line_user_id}" for person, rows in who.items()},
    )


def put(conn: Connection, facts: Facts, found: DayPlan, today: date) -> int:
    """The day's messages, those that are pushed and those that wait, with what they tell of, in one
    transaction.
    """
    messages = [*found.push, *found.free]
    reminding.supersede(conn, [facts.streams[one.person] for one in messages])
    new: set[str] = set()
    states: tuple[tuple[Sequence[Message], queue.State], ...]
    states = (found.push, "waiting"), (found.free, "held")
    for some, state in states:
        jobs = [_job(one, facts.streams[one.person], today) for one in some]
        new |= queue.put_all(conn, jobs, now_of(conn), state)
    told = [
        (one.person, one.marks(today)) for one in messages if remind_once(one.person, today) in new
    ]
    reminding.remember(conn, told)
    return len(new)


def _job(one: Message, stream: str, today: date) -> Remind:
    """What is said is worked out when it is said: whoever has sent by then hears nothing."""
    return Remind(
        stream.removeprefix("person:"),
        one.person,
        today.isoformat(),
        list(one.mornings),
        list(one.weeklies),
    )


def chosen_groups(
    wanting: Sequence[tuple[str, str]], counted: quota.Counting, room: int | None
) -> dict[tuple[str, str], int]:
    """The groups whose members the messages left over today pay for, (id, programme) -> cost."""
    chosen: dict[tuple[str, str], int] = {}
    for group, programme in wanting:
        members = counted(group)
        if members is not None and (room is None or members <= room):
            chosen[group, programme] = members
            room = None if room is None else room - members
    return chosen


def put_groups(conn: Connection, chosen: Mapping[tuple[str, str], int], today: date) -> None:
    jobs = []
    for (group, programme), members in chosen.items():
        groups.counted(conn, group, members)
        jobs.append(GroupDigest(group, programme, today.isoformat()))
    queue.put_all(conn, jobs, now_of(conn))
