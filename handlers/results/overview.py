"""สรุป: who has sent what, and who has not, for coordinators and officials."""

from collections.abc import Sequence

from handlers.people import joining
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where
from handlers.vocabulary.messages import Card, Row, Text, Tone
from handlers.vocabulary.naming import first_named, listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.deadlines import Standing, leg_code, owed, standing, standing_of
from scoring.programme import Programme
from scoring.work import Work

MOST_ROWS = 10
MOST_NAMES = 5


def overview(talk: Talk, chosen: Action) -> Turn:
    """Of all that is owed; or of the one work the words or a button named, with every name."""
    mine = talk.programmes("see_overview")
    if not mine:
        return told(
            talk.state, "overview.not_allowed", tap("score", talk.language, action("score"))
        )
    named = [one for one in mine if one.key == chosen.programme]
    if named and chosen.indicator in named[0].work_codes:
        return spoken(talk.state, _of_one(talk, named[0], chosen.indicator))
    return spoken(talk.state, *(card(talk, programme) for programme in mine[:3]))


def rows(talk: Talk, programme: Programme) -> tuple[Row, ...]:
    """How far all are with each work, the most urgent first."""
    found = sorted(
        (_indicator(talk, programme, *one) for one in _owing(talk, programme).items()),
        key=lambda pair: pair[0],
    )
    return tuple(row for _, row in found[:MOST_ROWS])


def _owing(talk: Talk, programme: Programme) -> dict[str, list[str]]:
    """{work: the offices in reach that owe it}"""
    reach = talk.reach("see_overview", programme.key)
    offices: dict[str, list[str]] = {}
    for office, code in owed(programme):
        if office in reach:
            offices.setdefault(code, []).append(office)
    return offices


def _of_one(talk: Talk, programme: Programme, code: str) -> Card | Text:
    """One work: who has sent it, and who has not, to the last name."""
    offices = _owing(talk, programme).get(code, [])
    buttons = tuple(tap(word, talk.language, action(word)) for word in ("overview", "score", "due"))
    if not offices:
        name = listed(programme, programme.work(code))
        return Text(talk.say("overview.of_nobody", name=name), buttons)
    _, row = _indicator(talk, programme, code, offices, most=len(offices))
    title = talk.say("overview.title", programme=programme.short_name)
    return Card(f"{title}: {row.title} {row.note}", title, rows=(row,), choices=buttons)


def card(talk: Talk, programme: Programme) -> Card:
    shown = rows(talk, programme)
    joiners = joining.line(talk, programme.key)
    words = ("check", "score", "due") if joiners else ("score", "due")
    return Card(
        alt=talk.say(
            "overview.alt",
            programme=programme.short_name,
            rows=" · ".join(f"{r.title} {r.note}" for r in shown),
        ),
        title=talk.say("overview.title", programme=programme.short_name),
        rows=shown,
        footnotes=(*((joiners,) if joiners else ()), *_monthly(talk)),
        choices=tuple(tap(word, talk.language, action(word)) for word in words),
    )


def _monthly(talk: Talk) -> tuple[str, ...]:
    """What is left of the month's messages, and how many people wait for a free reply."""
    found = talk.known.monthly
    if found is None:
        return ()
    if found.limit is None:
        words = [talk.say("reminder.left_unlimited", used=found.used)]
    else:
        words = [talk.say("reminder.left", left=found.left, limit=found.limit)]
    if found.waiting:
        words.append(talk.say("reminder.waiting", count=found.waiting))
    return (" · ".join(words),)


def _indicator(
    talk: Talk, programme: Programme, code: str, offices: list[str], most: int = MOST_NAMES
) -> tuple[Standing, Row]:
    """How far the offices within this person's reach are with one indicator."""
    indicator = programme.work(code)
    sent = {office: talk.known.sent(programme.key, office, code) for office in offices}
    missing = [office for office in offices if not sent[office]]
    back = [office for office in offices if any(one.is_returned for one in sent[office])]
    owed_anew = [office for office in back if any(one.restarts for one in sent[office])]
    now = _most_urgent(talk, programme, indicator, missing or owed_anew, offices)
    late = len(missing) + len(owed_anew) if now.state in {"late", "cut_off"} else 0
    note = talk.say("overview.row", sent=len(offices) - len(missing), count=len(offices))
    note = f"{note} · {talk.say('overview.late', late=late)}" if late else note
    who = named_offices(talk, programme, missing, back, most) or [talk.say("overview.everyone")]
    return now, Row(
        title=listed(programme, indicator),
        note="\n".join([note, *who]),
        tone=_tone(now, is_done=not missing and not back),
    )


def _most_urgent(
    talk: Talk, programme: Programme, work: Work, owing: Sequence[str], offices: Sequence[str]
) -> Standing:
    """How it stands for the offices that still owe it, the most urgent of them; sent, where none
    does. Those on one leg stand alike.
    """
    calendar, today = talk.known.editions[programme.key].calendar, talk.today
    if not owing:
        return standing_of(programme, work, offices[0], calendar, today, today)
    legs = {leg_code(programme, work, office, today) for office in owing}
    return min(standing(work, calendar, today, None, leg) for leg in legs)


def named_offices(
    talk: Talk, programme: Programme, missing: Sequence[str], back: Sequence[str], most: int
) -> list[str]:
    """Who has not sent, and who has not corrected what was sent back: a line each, where there is
    anyone.
    """
    return [
        talk.say(key, offices=_names(talk, programme, offices, most))
        for key, offices in (("overview.missing", missing), ("overview.returned", back))
        if offices
    ]


def _names(talk: Talk, programme: Programme, offices: Sequence[str], most: int) -> str:
    return first_named([programme.office(code).name for code in offices], most, talk.language)


def _tone(now: Standing, *, is_done: bool) -> Tone:
    if is_done:
        return Tone.DONE
    if now.state == "sent":  # all that is left is to be corrected
        return Tone.NEAR
    return {"late": Tone.LATE, "cut_off": Tone.LATE, "near": Tone.NEAR}.get(
        now.state, Tone.NOT_SENT
    )


COMMANDS = (
    Command(
        "overview",
        overview,
        Where.HOME,
        (Need.SUBMISSIONS,),
        Help("overview", 3, "see_overview"),
    ),
)
