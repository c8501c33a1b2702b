"""ใครยังไม่ส่ง 4: the offices that owe one work, overdue first, to the last name and page by page,
each with เตือน for whoever may remind them.
"""

from dataclasses import dataclass

from handlers.results import basis
from handlers.vocabulary.actions import action
from handlers.vocabulary.due_words import owing_tone, when_due
from handlers.vocabulary.messages import Card, Row, Text
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap
from scoring.completeness import altogether, reporting
from scoring.deadlines import Standing, owed, standing_of
from scoring.programme import Programme

MOST_ROWS = 10


@dataclass(frozen=True, slots=True)
class Owing:
    """An office that has not sent, or has not corrected what was sent back."""

    office: str
    standing: Standing
    is_returned: bool


def unsent_card(talk: Talk, programme: Programme, code: str, first: int = 0) -> Card | Text:
    """Whoever has still to send it; that all have, where all have."""
    reach = talk.reach("see_overview", programme.key)
    offices = [office for office, work in owed(programme) if work == code and office in reach]
    buttons = tuple(tap(word, talk.language, action(word)) for word in ("overview", "score", "due"))
    name = listed(programme, programme.work(code))
    if not offices:
        return Text(talk.say("overview.of_nobody", name=name), buttons)
    owing = sorted(_owing(talk, programme, code, offices), key=lambda one: one.standing)
    first = first if first < len(owing) else 0
    shown = owing[first : first + MOST_ROWS]
    rows = tuple(_row(talk, programme, code, one) for one in shown)
    days = {
        (office, code): sent[0].counted_from
        for office in offices
        if (sent := talk.known.sent(programme.key, office, code))
    }
    reports = reporting(programme, days, talk.today, offices)
    told = altogether({key: one for key, one in reports.items() if key[1] == code})
    lines = (
        *basis.reporting_words(talk, told),
        *((talk.say("overview.everyone"),) if not owing else ()),
    )
    title = talk.say("overview.unsent_title", name=name)
    said = " · ".join([*lines, *(f"{row.title} {row.note}" for row in rows)])
    rest = len(owing) - first - MOST_ROWS
    more = action(
        "overview", programme=programme.key, indicator=code, number=str(first + MOST_ROWS)
    )
    place = talk.say("score.page", first=first + 1, last=first + len(shown), count=len(owing))
    return Card(
        alt=f"{title}: {said}",
        title=title,
        subtitle=programme.short_name,
        rows=rows,
        lines=lines,
        footnotes=(
            *((place,) if len(owing) > MOST_ROWS else ()),
            basis.moment_words(talk, programme, talk.event.at),
        ),
        second=tap("next_page", talk.language, more) if rest > 0 else None,
        choices=buttons,
    )


def _owing(talk: Talk, programme: Programme, code: str, offices: list[str]) -> list[Owing]:
    work, calendar = programme.work(code), talk.known.editions[programme.key].calendar
    found = []
    for office in offices:
        sent = talk.known.sent(programme.key, office, code)
        back = [one for one in sent if one.is_returned]
        if sent and not back:
            continue
        holds = bool(back) and not any(one.restarts for one in back)
        standing = standing_of(programme, work, office, calendar, talk.today, None, holds=holds)
        found.append(Owing(office, standing, bool(back)))
    return found


def _row(talk: Talk, programme: Programme, code: str, one: Owing) -> Row:
    words = [when_due(talk, one.standing)]
    if one.is_returned:
        words.insert(0, talk.say("returned.to_correct"))
    data = action("nudge", programme=programme.key, office=one.office, indicator=code)
    can_remind = one.standing.state != "cut_off" and talk.may(
        "broadcast", programme.key, one.office
    )
    return Row(
        programme.office(one.office).name,
        " · ".join(filter(None, words)),
        owing_tone(one.standing),
        tap("nudge", talk.language, data) if can_remind else None,
    )
