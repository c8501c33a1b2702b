"""สรุป: who has sent what, and who has not, for coordinators and officials."""

from handlers.actions import action
from handlers.messages import Card, Row, Tone
from handlers.naming import listed
from handlers.talk import Talk
from handlers.turn import Turn, spoken, tap, told
from scoring.deadlines import Standing, owed, standing
from scoring.programme import Programme

MOST_ROWS = 10
MOST_NAMES = 5


def overview(talk: Talk) -> Turn:
    mine = talk.programmes("see_overview")
    if not mine:
        return told(talk.state, "overview.not_allowed", tap("score", talk.language, action("score")))
    return spoken(talk.state, *(card(talk, programme) for programme in mine[:3]))


def card(talk: Talk, programme: Programme) -> Card:
    reach = talk.reach("see_overview", programme.key)
    offices: dict[str, list[str]] = {}
    for office, code in owed(programme):
        if office in reach:
            offices.setdefault(code, []).append(office)
    found = sorted((_indicator(talk, programme, *one) for one in offices.items()), key=lambda pair: pair[0])
    rows = tuple(row for _, row in found[:MOST_ROWS])
    return Card(
        alt=talk.say(
            "overview.alt", programme=programme.short_name, rows=" · ".join(f"{r.title} {r.note}" for r in rows)
        ),
        title=talk.say("overview.title", programme=programme.short_name),
        rows=rows,
        footnotes=_monthly(talk),
        choices=(tap("score", talk.language, action("score")), tap("due", talk.language, action("due"))),
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


def _indicator(talk: Talk, programme: Programme, code: str, offices: list[str]) -> tuple[Standing, Row]:
    """How far the offices within this person's reach are with one indicator."""
    indicator = programme.indicator(code)
    calendar = talk.known.editions[programme.key].calendar
    missing = [office for office in offices if not talk.known.sent(programme.key, office, code)]
    now = standing(indicator, calendar, talk.today, None if missing else talk.today)
    late = len(missing) if now.state in {"late", "cut_off"} else 0
    note = talk.say("overview.row", sent=len(offices) - len(missing), count=len(offices))
    note = f"{note} · {talk.say('overview.late', late=late)}" if late else note
    return now, Row(
        title=listed(programme, indicator),
        note=f"{note}\n{_missing(talk, programme, missing)}",
        tone=_tone(now, missing),
    )


def _missing(talk: Talk, programme: Programme, missing: list[str]) -> str:
    if not missing:
        return talk.say("overview.everyone")
    names = ", ".join(programme.office(code).name for code in missing[:MOST_NAMES])
    rest = len(missing) - MOST_NAMES
    more = f" {talk.say('overview.more', count=rest)}" if rest > 0 else ""
    return talk.say("overview.missing", offices=names) + more


def _tone(now: Standing, missing: list[str]) -> Tone:
    if not missing:
        return Tone.DONE
    return {"late": Tone.LATE, "cut_off": Tone.LATE, "near": Tone.NEAR}.get(now.state, Tone.NOT_SENT)
