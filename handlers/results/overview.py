"""สรุป: who has sent what, and who has not, for coordinators and officials."""

from collections.abc import Sequence
from fractions import Fraction

from handlers.people import joining
from handlers.results import basis
from handlers.results.office_scores import NEEDS, office_scores
from handlers.results.unsent import unsent_card
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Where
from handlers.vocabulary.due_words import owing_tone
from handlers.vocabulary.messages import Bar, Card, Row, Tone
from handlers.vocabulary.naming import first_named, listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring import completeness
from scoring.deadlines import Standing, leg_code, owed, standing, standing_of
from scoring.programme import Programme
from scoring.work import Work

MOST_ROWS = 10
MOST_NAMES = 3  # of one work; the others are behind its button


def overview(talk: Talk, chosen: Action) -> Turn:
    """Of all that is owed; or of the one work the words or a button named, with every name."""
    mine = talk.programmes("see_overview")
    if not mine:
        return told(
            talk.state, "overview.not_allowed", tap("score", talk.language, action("score"))
        )
    named = [one for one in mine if one.key == chosen.programme]
    if named and chosen.office:
        return office_scores(talk, chosen)
    if named and chosen.indicator in named[0].work_codes:
        return spoken(talk.state, unsent_card(talk, named[0], chosen.indicator, chosen.first))
    if named:
        return spoken(talk.state, card(talk, named[0], chosen.first))
    return spoken(talk.state, *(card(talk, programme) for programme in mine[:3]))


def rows(talk: Talk, programme: Programme) -> tuple[Row, ...]:
    """How far all are with each work, the most urgent first."""
    found = sorted(
        (_indicator(talk, programme, *one) for one in _owing(talk, programme).items()),
        key=lambda pair: pair[0],
    )
    return tuple(row for _, row in found)


def _owing(talk: Talk, programme: Programme) -> dict[str, list[str]]:
    """{work: the offices in reach that owe it}"""
    reach = talk.reach("see_overview", programme.key)
    offices: dict[str, list[str]] = {}
    for office, code in owed(programme):
        if office in reach:
            offices.setdefault(code, []).append(office)
    return offices


def card(talk: Talk, programme: Programme, first: int = 0) -> Card:
    """How completely and punctually all have reported, then each work, page by page."""
    found = rows(talk, programme)
    first = first if first < len(found) else 0
    shown = found[first : first + MOST_ROWS]
    joiners = joining.line(talk, programme.key)
    words = ("check", "score", "due") if joiners else ("score", "due")
    told = _reporting(talk, programme)
    more = action("overview", programme=programme.key, number=str(first + MOST_ROWS))
    return Card(
        alt=talk.say(
            "overview.alt",
            programme=programme.short_name,
            rows=" · ".join([*told, *(f"{r.title} {r.note}" for r in shown)]),
        ),
        title=talk.say("overview.title", programme=programme.short_name),
        rows=shown,
        lines=told,
        footnotes=(
            *((joiners,) if joiners else ()),
            *_monthly(talk),
            basis.moment_words(talk, programme, talk.event.at),
        ),
        second=tap("all", talk.language, more) if len(found) > first + MOST_ROWS else None,
        choices=tuple(tap(word, talk.language, action(word)) for word in words),
    )


def _reporting(talk: Talk, programme: Programme) -> tuple[str, ...]:
    days = {
        (one.office, one.indicator): one.counted_from
        for one in talk.known.submissions
        if one.programme == programme.key
    }
    reach = talk.reach("see_overview", programme.key)
    found = completeness.reporting(programme, days, talk.today, reach)
    return basis.reporting_words(talk, completeness.altogether(found))


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
    talk: Talk, programme: Programme, code: str, offices: list[str]
) -> tuple[Standing, Row]:
    """How far the offices within this person's reach are with one indicator; those who have not
    sent by name where they are few, else behind the button.
    """
    indicator = programme.work(code)
    sent = {office: talk.known.sent(programme.key, office, code) for office in offices}
    missing = [office for office in offices if not sent[office]]
    back = [office for office in offices if any(one.is_returned for one in sent[office])]
    owed_anew = [office for office in back if any(one.restarts for one in sent[office])]
    now = _most_urgent(talk, programme, indicator, missing or owed_anew, offices)
    late = len(missing) + len(owed_anew) if now.state in {"late", "cut_off"} else 0
    note = talk.say("overview.row", sent=len(offices) - len(missing), count=len(offices))
    note = f"{note} · {talk.say('overview.late', late=late)}" if late else note
    few = missing if len(missing) <= MOST_NAMES else []
    who = named_offices(talk, programme, few, back, MOST_NAMES)
    if not missing and not back:
        who = [talk.say("overview.everyone")]
    data = action("overview", programme=programme.key, indicator=code)
    share = basis.share_of(Fraction(len(offices) - len(missing)), Fraction(len(offices)))
    return now, Row(
        title=listed(programme, indicator),
        note="\n".join([note, *who]),
        tone=_tone(now, is_done=not missing and not back),
        button=tap("who_not", talk.language, data) if missing or back else None,
        bars=(Bar(share),),
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
    return owing_tone(now)


COMMANDS = (
    Command(
        "overview",
        overview,
        Where.HOME,
        NEEDS,
        Help("overview", 3, "see_overview"),
    ),
)
