"""กำหนดส่ง: every date, with the way into the phone's calendar."""

from msgspec.structs import replace

from handlers.reports.deadline_calendar import link
from handlers.reports.work import MOST_ROWS, TONES, Item, items, note, when_due
from handlers.vocabulary.actions import action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.effects import Effect
from handlers.vocabulary.messages import Card, Row
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap
from scoring.deadlines import owed, standing
from thai.dates import short


def due_list(talk: Talk) -> Turn:
    """กำหนดส่ง: the dates, for whoever belongs to an office."""
    found = [_due_card(talk, one.programme, one.office) for one in talk.reporting()[:3]]
    return _with_calendars(talk, found or _programme_dates(talk))


def _with_calendars(talk: Talk, found: list[tuple[Card, tuple[str, str]]]) -> Turn:
    """Each card with the way into the phone's own calendar."""
    cards: list[Card] = []
    effects: list[Effect] = []
    for card, desk in found:
        button, opens = link(talk, *desk)
        cards.append(replace(card, button=button))
        effects += opens
    return spoken(talk.state, *cards).also(*effects)


def _due_card(talk: Talk, programme: str, office: str) -> tuple[Card, tuple[str, str]]:
    name = talk.known.editions[programme].programme.office(office).name
    rows = tuple(_due_row(talk, item) for item in items(talk, programme, office)[:MOST_ROWS])
    return _dates_card(talk, name, rows), (programme, office)


def _dates_card(talk: Talk, name: str, rows: tuple[Row, ...]) -> Card:
    return Card(
        alt=talk.say(
            "due.alt", office=name, rows=" · ".join(f"{row.title} {row.note}" for row in rows)
        ),
        title=talk.say("due.title", office=name),
        rows=rows,
        choices=(tap("report", talk.language, action("report")),),
    )


def _due_row(talk: Talk, item: Item) -> Row:
    due = short(item.standing.due) if item.standing.due else talk.say("due.no_due")
    return Row(
        title=listed(item.programme, item.indicator),
        note=talk.say("due.row", due=due, when=note(talk, item)),
        tone=TONES[item.standing.state],
    )


def _programme_dates(talk: Talk) -> list[tuple[Card, tuple[str, str]]]:
    """For coordinators and officials: every indicator's date."""
    cards = []
    for key in dict.fromkeys(one.programme for one in talk.known.memberships):
        edition = talk.known.editions[key]
        reported = {code for _, code in owed(edition.programme)}
        rows = []
        for indicator in edition.programme.works:
            if indicator.code in reported:
                now = standing(indicator, edition.calendar, talk.today, None)
                due = short(now.due) if now.due else talk.say("due.no_due")
                note_ = talk.say("due.row", due=due, when=when_due(talk, now))
                rows.append(Row(listed(edition.programme, indicator), note_, TONES[now.state]))
        cards.append(
            (_dates_card(talk, edition.programme.short_name, tuple(rows[:MOST_ROWS])), (key, ""))
        )
    return cards[:3]


COMMANDS = (
    Command(
        "due",
        plainly(due_list),
        Where.HOME,
        (Need.SUBMISSIONS, Need.CALENDARS),
        Help("due", 5, "see_score"),
    ),
)
