"""What goes to those above: the coordinator's summary each morning, the official's once a week, a
group's. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from handlers.people import joining
from handlers.reports.owing import owed_now
from handlers.reports.work import MOST_ROWS
from handlers.results.league import week_lines
from handlers.results.overview import card as overview_card
from handlers.results.overview import named_offices
from handlers.vocabulary.actions import action
from handlers.vocabulary.due_words import TONES, when_due
from handlers.vocabulary.known import Edition
from handlers.vocabulary.messages import Button, Card, Message, Row, Text, Tone
from handlers.vocabulary.naming import listed
from handlers.vocabulary.orders import soon
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap
from scoring.boards import Board, Due, Owing
from scoring.reminders.plan import cost_order, pressing
from thai.dates import short

MOST_OFFICES = 6  # named in a row
MOST_FORWARDED = 10  # kinds of arrears in the text to be passed on


@dataclass(frozen=True, slots=True)
class Unreached:
    """An office that reminders do not reach: `why` is waits, blocked or nobody; `name` whose, if
    there is someone.
    """

    office: str
    name: str
    why: str


def morning(talk: Talk, edition: Edition, unreached: Sequence[Unreached]) -> list[Message]:
    """Who is late, who will be cut off, whom no reminder reaches, with a text to pass on by hand.
    Empty: no news.

    Who asks to join is told of with these, and never wakes anybody.
    """
    now = board_of(talk, edition)
    card = summary(talk, edition, now, unreached)
    if card is None:
        return []
    buttons = _buttons(talk)
    if joiners := joining.line(talk, edition.programme.key):
        buttons = (tap("check", talk.language, action("check")), *buttons)
        card = replace(card, alt=f"{card.alt} · {joiners}", lines=(*card.lines, joiners))
    forward = _to_pass_on(talk, edition, now, unreached)
    if not forward:
        return [replace(card, choices=buttons)]
    return [
        replace(card, footnotes=(talk.say("reminder.pass_on"),), choices=()),
        Text(forward, buttons),
    ]


def summary(
    talk: Talk, edition: Edition, now: Board, unreached: Sequence[Unreached] = ()
) -> Card | None:
    """The card; None when nobody is late, will be cut off, or is out of reach. Names offices, and
    people only to whom they are given.
    """
    grouped = _grouped(now)
    news = [found for found in grouped if _is_news(found[0].due)]
    reach = _reach(talk, edition, now, unreached)
    if not news and not reach:
        return None
    back = [
        found for found in grouped if found[0].due.holds
    ]  # costs nothing, and is told of with what does
    rows = tuple(_row(talk, edition, found) for found in (*news, *back))[:MOST_ROWS]
    title = talk.say("reminder.morning", programme=edition.programme.short_name)
    told = " · ".join([*(f"{row.title} {row.note}" for row in rows), *reach])
    return Card(
        alt=talk.say("reminder.morning_alt", title=title, rows=told),
        title=title,
        rows=rows,
        lines=tuple(reach),
        choices=_buttons(talk),
    )


def board_of(talk: Talk, edition: Edition) -> Board:
    key = edition.programme.key
    sent = [one for one in talk.known.submissions if one.programme == key]
    whole = owed_now(edition.programme, edition.calendar, talk.today, sent)
    mine = talk.reach("see_overview", key)
    return whole.of(mine)


def weekly(talk: Talk, edition: Edition) -> Card:
    """The overview and who leads, on the first working day of the week."""
    card = overview_card(talk, edition.programme)
    title = talk.say("reminder.weekly", programme=edition.programme.short_name)
    ordered = soon(edition.programme, edition.calendar, talk.today, talk.language)
    alt = f"{title}: {card.alt}"
    lines = (*card.lines, *week_lines(talk, edition.programme), *ordered)
    return replace(card, title=title, alt=alt, lines=lines)


def _buttons(talk: Talk) -> tuple[Button, ...]:
    return tuple(tap(name, talk.language, action(name)) for name in ("overview", "mute"))


def _is_news(how: Due) -> bool:
    return how.is_late or how.will_be_cut_off


def _grouped(now: Board) -> list[list[Owing]]:
    """What is owed by work and day, most costly first; corrections that cost nothing by
    themselves.
    """
    alike: dict[tuple[str, date | None, bool], list[Owing]] = {}
    for owing in now.owing.values():
        for each in owing:
            at = each.due.standing
            alike.setdefault((at.code, at.due, each.due.holds), []).append(each)
    return sorted(alike.values(), key=lambda found: cost_order(found[0]))


def _row(talk: Talk, edition: Edition, found: Sequence[Owing]) -> Row:
    programme, how = edition.programme, found[0].due
    when = [_when(talk, found[0])]
    if how.will_be_cut_off and how.standing.cutoff:
        when.append(talk.say("reminder.cut_off_on", day=short(how.standing.cutoff)))
    missing = [each.office for each in found if not each.returned]
    back = [each.office for each in found if each.returned]
    return Row(
        title=listed(programme, programme.work(how.standing.code)),
        note="\n".join(
            [" · ".join(when), *named_offices(talk, programme, missing, back, MOST_OFFICES)]
        ),
        tone=Tone.NEAR if how.holds else TONES[how.standing.state],
    )


def _when(talk: Talk, one: Owing) -> str:
    """How late it is; of a correction whose first day holds, that it does."""
    return talk.say("returned.day_holds") if one.due.holds else when_due(talk, one.due.standing)


def _reach(talk: Talk, edition: Edition, now: Board, unreached: Sequence[Unreached]) -> list[str]:
    """One line for each reason why reminders do not arrive."""
    lines = []
    for why in ("waits", "blocked", "nobody"):
        names = [
            " ".join(filter(None, (one.name, edition.programme.office(one.office).name)))
            for one in unreached
            if one.why == why and now.owing.get(one.office)
        ]
        if names:
            rest = len(names) - MOST_OFFICES
            more = f" {talk.say('overview.more', count=rest)}" if rest > 0 else ""
            lines.append(
                talk.say(f"reminder.reach_{why}", names=", ".join(names[:MOST_OFFICES])) + more
            )
    return lines


def _to_pass_on(talk: Talk, edition: Edition, now: Board, unreached: Sequence[Unreached]) -> str:
    """A text to forward by hand to those whom no reminder reaches, "" for nobody; alike offices
    share lines.
    """
    alike: dict[str, list[str]] = {}
    for office in dict.fromkeys(one.office for one in unreached):
        if owing := now.owing.get(office):
            alike.setdefault(_owed_by(talk, edition, owing), []).append(
                edition.programme.office(office).name
            )
    if not alike:
        return ""
    parts = [
        f"{talk.say('reminder.pass_on_office', office=', '.join(names))}\n{lines}"
        for lines, names in list(alike.items())[:MOST_FORWARDED]
    ]
    return "\n".join([*parts, talk.say("reminder.pass_on_how")])


def _owed_by(talk: Talk, edition: Edition, owing: Sequence[Owing]) -> str:
    programme = edition.programme
    return "\n".join(
        talk.say(
            "reminder.pass_on_row",
            title=listed(programme, programme.work(each.due.standing.code)),
            due=short(each.due.standing.due) if each.due.standing.due else "",
            when=" · ".join(
                [*((talk.say("returned.to_correct"),) if each.returned else ()), _when(talk, each)]
            ),
        )
        for each in sorted(pressing(owing), key=cost_order)
    )
