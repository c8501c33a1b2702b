"""คะแนน: a score asked for in chat, with the sum behind it, for whoever may see it."""

from collections.abc import Collection
from decimal import Decimal

from msgspec.structs import replace

from handlers.results.across import across
from handlers.results.whole import figures_of, is_whole, total_of, total_words, whole_card
from handlers.results.why import not_yours, why
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Card, Row, Tap, Tone
from handlers.vocabulary.naming import first_named, listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.deadlines import owed
from scoring.office_total import office_total
from scoring.offices import Office
from scoring.programme import Programme
from scoring.result import Score

MOST_ROWS = 10
MOST_OFFICES = 16  # in one look; with long names that is 25 of the 30 KB LINE takes
MOST_NAMES = 10


def scores(talk: Talk, chosen: Action) -> Turn:
    """The offices of a programme for coordinators and officials; the own office's indicators for
    reporters. Of the office, the work or both that the words or a button named, if any.
    """
    if chosen.programme in talk.known.editions:
        return named_scores(talk, chosen)
    overseen = talk.programmes("see_overview")
    if overseen:
        cards = [card for programme in overseen for card in _overseen(talk, programme)]
        return spoken(talk.state, *cards[:3])
    if not talk.reporting():
        return told(talk.state, "work.no_office")
    return spoken(
        talk.state, *(office_card(talk, one.programme, one.office) for one in talk.reporting()[:3])
    )


def named_scores(talk: Talk, chosen: Action) -> Turn:
    """คะแนนบ้านบึง, คะแนน 4, คะแนนบ้านบึง 4; a work alone is that of the own office, or of all
    offices for whoever oversees several.
    """
    if chosen.office:
        return (why if chosen.indicator else office_scores)(talk, chosen)
    programme = talk.known.editions[chosen.programme].programme
    reach = talk.reach("see_score", programme.key)
    scored = [code for code in _scored(programme, chosen.indicator) if code in reach]
    mine = [one.office for one in talk.known.memberships if one.programme == programme.key]
    alone = scored[0] if len(scored) == 1 else mine[0] if len(reach) <= 1 else ""
    if alone:
        return why(talk, replace(chosen, office=alone))
    return spoken(talk.state, across(talk, programme, programme.work(chosen.indicator)))


def _scored(programme: Programme, code: str) -> Collection[str]:
    """The offices an indicator scores; of a report form, those that owe it."""
    if any(one.code == code for one in programme.indicators):
        return programme.assessed(code)
    return [office for office, owing in owed(programme) if owing == code]


def _overseen(talk: Talk, programme: Programme) -> tuple[Card, ...]:
    """The office that is scored by what the others send, where there is one; then all of them."""
    reach = talk.reach("see_score", programme.key)
    whole = [code for code in programme.above if code in reach and is_whole(programme, code)]
    if len(whole) == 1 and len(reach) > 1:
        return whole_card(talk, programme, whole[0]), _offices_card(talk, programme)
    return (_offices_card(talk, programme),)


def _sent_by(talk: Talk, programme: str, office: str) -> list[Submission]:
    return [
        one for one in talk.known.submissions if (one.programme, one.office) == (programme, office)
    ]


def _offices_card(talk: Talk, programme: Programme, first: int = 0) -> Card:
    """Those that have sent anything, the highest total first, all in one look; the others by
    name.
    """
    reach = talk.reach("see_score", programme.key)
    offices = [office for office in reporting_offices(programme) if office.code in reach]
    sent = {office.code: _sent_by(talk, programme.key, office.code) for office in offices}
    totals = {code: _total(talk, programme, code, found) for code, found in sent.items() if found}
    begun = sorted(
        (each for each in offices if each.code in totals),
        key=lambda each: -_height(totals[each.code]),
    )
    rest = len(begun) - first - MOST_OFFICES
    more = tap(
        "all",
        talk.language,
        action("offices", programme=programme.key, number=str(first + MOST_OFFICES)),
    )
    shown = tuple(
        _office_row(talk, programme, office, sent[office.code], totals[office.code])
        for office in begun[first : first + MOST_OFFICES]
    )
    missing = _not_begun(talk, [each.name for each in offices if each.code not in totals])
    return Card(
        alt=talk.say(
            "score.offices_alt",
            programme=programme.short_name,
            rows=" · ".join([*_said(shown), *missing]),
        ),
        title=talk.say("score.offices_title", programme=programme.short_name),
        rows=shown,
        lines=missing,
        second=more if rest > 0 else None,
        choices=(
            tap("overview", talk.language, action("overview")),
            tap("due", talk.language, action("due")),
        ),
    )


def reporting_offices(programme: Programme) -> list[Office]:
    codes = dict.fromkeys(office for office, _ in owed(programme))
    return [programme.office(code) for code in codes]


def _not_begun(talk: Talk, names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    return (talk.say("overview.missing", offices=first_named(names, MOST_NAMES, talk.language)),)


def _is_scored(programme: Programme, office: str) -> bool:
    """Whether any indicator scores it; else it only adds to the score of another."""
    return any(office in programme.assessed(one.code) for one in programme.indicators)


def _total(talk: Talk, programme: Programme, office: str, sent: list[Submission]) -> Score | None:
    """The office's total; None of one that only adds to the score of another."""
    if not _is_scored(programme, office):
        return None
    if is_whole(programme, office):
        return total_of(programme, figures_of(talk, programme, office))
    counts = {one.indicator: one.counts for one in sent if not one.series}
    return office_total(
        programme,
        {code: (one["status"], one.get("final_score")) for code, one in counts.items()},
    )


def _height(total: Score | None) -> Decimal:
    final = total.final_score if total else None
    return final if final is not None else Decimal(-1)


def _office_row(
    talk: Talk, programme: Programme, office: Office, sent: list[Submission], total: Score | None
) -> Row:
    count = sum(1 for owing, _ in owed(programme) if owing == office.code)
    done = len({one.indicator for one in sent})
    note = [*total_words(talk, total), talk.say("score.office_row", sent=done, count=count)]
    return Row(
        title=office.name,
        note=" · ".join(note),
        tone=Tone.DONE if done >= count else Tone.NOT_SENT,
        button=tap(
            "open", talk.language, action("office", programme=programme.key, office=office.code)
        ),
    )


def _said(rows: tuple[Row, ...]) -> list[str]:
    return [f"{row.title} {row.note}" for row in rows]


def office_card(talk: Talk, programme: str, office: str) -> Card:
    """One office's indicators with their scores, each with the way to its sum."""
    edition = talk.known.editions[programme].programme
    if is_whole(edition, office):
        return whole_card(talk, edition, office)
    name = edition.office(office).name
    codes = [code for owing, code in owed(edition) if owing == office][:MOST_ROWS]
    shown = tuple(_indicator_row(talk, edition, office, code) for code in codes)
    sent = _sent_by(talk, programme, office)
    total = total_words(talk, _total(talk, edition, office, sent)) if sent else ()
    only_adds = bool(shown) and not _is_scored(edition, office)
    key = "score.shares_title" if only_adds else "score.office_title"
    title, rest = talk.say(key, office=name), " · ".join([*total, *_said(shown)])
    return Card(
        alt=f"{title}: {rest}",
        title=title,
        subtitle=edition.short_name,
        rows=shown,
        lines=total,
        choices=tuple(tap(word, talk.language, action(word)) for word in _onward(talk)),
    )


def _onward(talk: Talk) -> tuple[str, str]:
    return ("report" if talk.reporting() else "overview", "due")


def _indicator_row(talk: Talk, programme: Programme, office: str, code: str) -> Row:
    indicator = programme.work(code)
    submission = talk.known.submission(programme.key, office, code)
    if submission is None and (sent := talk.known.sent(programme.key, office, code)):
        return Row(
            listed(programme, indicator), talk.say("work.sent_many", count=len(sent)), Tone.DONE
        )
    if submission is None:
        return Row(
            listed(programme, indicator), talk.say("score.status_not_submitted"), Tone.NOT_SENT
        )
    final = _figure_words(talk, submission)
    button: Tap = tap(
        "why" if submission.counts.get("final_score") else "read_report",
        talk.language,
        action("why", programme=programme.key, office=office, indicator=code),
    )
    if submission.is_returned:
        return Row(
            listed(programme, indicator),
            f"{final} · {talk.say('returned.to_correct')}",
            Tone.NEAR,
            button,
        )
    return Row(listed(programme, indicator), final, Tone.DONE, button)


def _figure_words(talk: Talk, submission: Submission) -> str:
    """The score, the shares where others are scored, or that it was sent."""
    counts = submission.counts
    if counts.get("final_score"):
        return str(counts["final_score"])
    shares = [str(one[talk.language]) for one in counts.get("shares", ())]
    return " · ".join(shares) or talk.say(f"score.status_{counts['status']}")


def office_scores(talk: Talk, chosen: Action) -> Turn:
    programme, office = chosen.programme, chosen.office
    if not talk.may("see_score", programme, office):
        return not_yours(talk, programme, office)
    return spoken(talk.state, office_card(talk, programme, office))


def more_offices(talk: Talk, chosen: Action) -> Turn:
    programme = chosen.programme
    if not talk.reach("see_overview", programme):
        return told(talk.state, "overview.not_allowed")
    first = chosen.first
    return spoken(talk.state, _offices_card(talk, talk.known.editions[programme].programme, first))


COMMANDS = (
    Command("score", scores, Where.HOME, (Need.SUBMISSIONS,), Help("score", 4, "see_score")),
    Command("office", office_scores, needs=(Need.SUBMISSIONS,)),
    Command("offices", more_offices, needs=(Need.SUBMISSIONS,)),
)
