"""กำหนดส่ง: every date, with the way into the phone's calendar."""

from msgspec.structs import replace

from handlers.reports.deadline_calendar import link
from handlers.reports.owing import Item, items
from handlers.reports.standing_words import note
from handlers.reports.work import MOST_ROWS
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where
from handlers.vocabulary.due_words import TONES, when_due
from handlers.vocabulary.effects import Effect
from handlers.vocabulary.messages import Card, Row
from handlers.vocabulary.naming import listed
from handlers.vocabulary.orders import orders
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap
from handlers.vocabulary.way import legs_of
from scoring.deadlines import Standing, owed, standing
from scoring.programme import Programme
from scoring.work import Work
from thai.dates import short


def due_list(talk: Talk, chosen: Action) -> Turn:
    """กำหนดส่ง: the dates, for whoever belongs to an office; กำหนดส่ง 4 the dates of that work."""
    if (told := _of_one(talk, chosen)) is not None:
        return told
    found = [_due_card(talk, one.programme, one.office) for one in talk.reporting()[:3]]
    return _with_calendars(talk, found or _programme_dates(talk))


def _of_one(talk: Talk, chosen: Action) -> Turn | None:
    """The dates of the one work that was named; None where none was, or nobody here owes it."""
    rows = [
        (item.programme, _due_row(talk, item))
        for one in talk.reporting()
        if one.programme == chosen.programme
        for item in items(talk, one.programme, one.office)
        if item.indicator.code == chosen.indicator
    ]
    edition = talk.known.editions.get(chosen.programme)
    if not rows and edition and chosen.indicator in edition.programme.work_codes:
        programme = edition.programme
        rows = [(programme, _work_row(talk, programme, programme.work(chosen.indicator)))]
    if not rows:
        return None
    programme, row = rows[0]
    card = _dates_card(talk, programme, programme.short_name, (row,))
    return spoken(talk.state, card)


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
    edition = talk.known.editions[programme].programme
    return _dates_card(talk, edition, name, rows), (programme, office)


def _dates_card(talk: Talk, programme: Programme, name: str, rows: tuple[Row, ...]) -> Card:
    """Every date, and below them what the document orders of everybody."""
    ordered = orders(programme, talk.language)
    told = (talk.say("orders.heading"), *ordered) if ordered else ()
    return Card(
        alt=talk.say(
            "due.alt", office=name, rows=" · ".join(f"{row.title} {row.note}" for row in rows)
        ),
        title=talk.say("due.title", office=name),
        rows=rows,
        lines=told,
        choices=(tap("report", talk.language, action("report")),),
    )


def _due_row(talk: Talk, item: Item) -> Row:
    return Row(
        title=listed(item.programme, item.indicator),
        note=_dated(talk, item.indicator, item.standing, note(talk, item)),
        tone=TONES[item.standing.state],
    )


def _dated(talk: Talk, work: Work, now: Standing, when: str) -> str:
    """The day, and how near it is; for what has none, that once. The days of legs are told with
    them.
    """
    if now.due is None or any(leg.to for leg in work.stages):
        return when
    return talk.say("due.row", due=short(now.due), when=when)


def _programme_dates(talk: Talk) -> list[tuple[Card, tuple[str, str]]]:
    """For coordinators and officials: every work's date, on each leg of its way."""
    cards = []
    for key in dict.fromkeys(one.programme for one in talk.known.memberships):
        programme = talk.known.editions[key].programme
        reported = dict.fromkeys(code for _, code in owed(programme))
        works = [one for one in programme.works if one.code in reported]
        rows = tuple(_work_row(talk, programme, one) for one in works)
        cards += [
            (_dates_card(talk, programme, programme.short_name, page), (key, ""))
            for page in _pages(rows)
        ]
    return cards[:3]


def _pages(rows: tuple[Row, ...]) -> list[tuple[Row, ...]]:
    """As many as a card holds, at a time; one page where there are none."""
    starts = range(0, max(len(rows), 1), MOST_ROWS)
    return [rows[start : start + MOST_ROWS] for start in starts]


def _work_row(talk: Talk, programme: Programme, work: Work) -> Row:
    """One work of the whole programme; its legs in their order, the next day still to come first
    in the row.
    """
    calendar = talk.known.editions[programme.key].calendar
    legs: list[str | None] = [leg.code for leg in work.stages if leg.to] or [None]
    on_legs = [standing(work, calendar, talk.today, None, leg) for leg in legs]
    now = next((one for one in on_legs if one.due and talk.today <= one.due), on_legs[-1])
    when = " · ".join([*legs_of(programme, work, talk.language), when_due(talk, now)])
    return Row(listed(programme, work), _dated(talk, work, now, when), TONES[now.state])


COMMANDS = (
    Command(
        "due",
        due_list,
        Where.HOME,
        (Need.SUBMISSIONS, Need.CALENDARS),
        Help("due", 5, "see_score"),
    ),
)
