"""What a running total rests on, in words: earned of what was assessed, how the indicators stand,
how completely and punctually an office has reported, and the moment of the figures.
"""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from math import floor

from handlers.results.stands import OfficeStands
from handlers.vocabulary.messages import Bar, Tone
from handlers.vocabulary.talk import Talk
from scoring.completeness import Reporting
from scoring.lines import places, plain, rounded
from scoring.programme import Programme
from scoring.running import Running, Stand, State
from thai.dates import BANGKOK, short

ORDER: tuple[State, ...] = (
    "verified",
    "provisional",
    "needs_decision",
    "not_sent",
    "not_due",
    "cut_off",
    "excluded",
)
TONES: dict[State, Tone] = {
    "verified": Tone.DONE,
    "provisional": Tone.NEAR,
    "needs_decision": Tone.NEAR,
    "not_sent": Tone.LATE,
    "not_due": Tone.NOT_SENT,
    "cut_off": Tone.LATE,
    "excluded": Tone.NOT_SENT,
}
TOP = Fraction(5)
NOTHING = Decimal(0)


def headline(talk: Talk, one: OfficeStands) -> str:
    """20.79 จาก 25, large; "" while nothing is assessed, or where nothing is scored."""
    found = one.running
    if found is None or not found.assessed:
        return ""
    return talk.say(
        "score.earned_of", earned=places(found.earned, 2), assessed=plain(found.assessed, 2)
    )


def total_bar(one: OfficeStands) -> Decimal | None:
    """The running total as a bar of five parts: of what was assessed."""
    rate = one.running.rate if one.running else None
    return None if rate is None else rounded(rate / 20, 4)


def total_words(talk: Talk, one: OfficeStands) -> tuple[str, ...]:
    """The total with its basis: of what was assessed so far while the round runs, on both bases
    once all is; the points and level of an award; nothing while there is none by the rules.
    """
    found, total = one.running, one.total
    if found is None or total is None or (not one.has_sent and not found.assessed):
        return ()
    if not found.assessed:
        return (talk.say("score.nothing_assessed", full=plain(found.full)),)
    if "level" in total.facts:
        words = [talk.say("score.total_points", **total.facts)]
    elif found.assessed >= found.full:
        words = [talk.say("score.total", **total.facts)]
    else:
        words = []
    if found.assessed < found.full:
        words.append(
            talk.say(
                "score.running",
                earned=places(found.earned, 2),
                assessed=plain(found.assessed, 2),
                rate=whole_percent(found.rate or Fraction(0)),
                full=plain(found.full),
            )
        )
    return tuple(words)


def whole_percent(rate: Fraction) -> str:
    """83: a whole per cent, and neither 100 nor 0 before it is just that."""
    if 0 < rate < 1:
        return plain(rate, 2)
    return str(floor(rate)) if 99 < rate < 100 else places(rate, 0)


def states_words(talk: Talk, found: Running | None) -> tuple[str, ...]:
    """ผ่านการตรวจ 1 · คะแนนเบื้องต้น 2 · ยังไม่ถึงกำหนด 1: how many indicators stand so."""
    if found is None or not found.stands:
        return ()
    told = [
        talk.say("score.state_count", state=talk.say(f"score.state_{state}"), count=count)
        for state in ORDER
        if (count := found.counts.get(state))
    ]
    return (" · ".join(told),)


def reporting_words(talk: Talk, found: Reporting) -> tuple[str, ...]:
    """ครบ 3 จาก 4 ฉบับ (75 %) · ทันกำหนด 2 จาก 3 (67 %); nothing where no report is expected."""
    if found.completeness is None:
        return ()
    words = [
        talk.say(
            "score.completeness",
            sent=found.sent,
            expected=found.expected,
            rate=whole_percent(found.completeness),
        )
    ]
    if found.punctuality is not None:
        words.append(
            talk.say(
                "score.punctuality",
                in_time=found.in_time,
                due=found.due,
                rate=whole_percent(found.punctuality),
            )
        )
    return (" · ".join(words),)


def reporting_tone(found: Reporting) -> Tone:
    """All sent, some, some of it late, or nothing yet."""
    if found.sent >= found.expected:
        return Tone.DONE
    if found.due > found.in_time and found.sent < found.due:
        return Tone.LATE
    return Tone.NEAR if found.sent else Tone.NOT_SENT


def moment_words(talk: Talk, programme: Programme, at: datetime) -> str:
    """ข้อมูล ณ พฤ. 21 มี.ค. 2556 เวลา 09:00 น.; and when the round ended, once it has."""
    local = at.astimezone(BANGKOK)
    words = talk.say("score.as_of", day=short(local.date()), time=f"{local:%H:%M}")
    if local.date() <= programme.round_end:
        return words
    return f"{words} · {talk.say('score.round_over', day=short(programme.round_end))}"


def stand_words(talk: Talk, stand: Stand) -> str:
    """4.0722 · คะแนนเบื้องต้น, or how it stands while it has no score."""
    state = talk.say(f"score.state_{stand.state}")
    if stand.final is None or stand.state in {"excluded", "needs_decision"}:
        return state
    return f"{places(stand.final)} · {state}"


def stand_bar(stand: Stand | None, full: Fraction = TOP) -> tuple[Bar, ...]:
    """The score as a bar of the most there is; none of what has no score and cannot have one."""
    if stand is None or stand.state in {"excluded", "needs_decision"}:
        return ()
    return (Bar(share_of(stand.final or Fraction(0), full)),)


def share_of(part: Fraction, full: Fraction) -> Decimal:
    """A share from 0 to 1 for a bar."""
    return rounded(min(max(part / full, Fraction(0)), Fraction(1)), 2) if full else NOTHING
