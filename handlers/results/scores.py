"""คะแนน: a score asked for in chat, with the sum behind it, for whoever may see it."""

from decimal import Decimal

from handlers.results.score_card import score_card
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Card, Row, Tap, Tone
from handlers.vocabulary.naming import is_scored, listed
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


def scores(talk: Talk) -> Turn:
    """The offices of a programme for coordinators and officials; the own office's indicators for
    reporters.
    """
    overseen = talk.programmes("see_overview")
    if overseen:
        return spoken(talk.state, *(_offices_card(talk, programme) for programme in overseen[:3]))
    if not talk.reporting():
        return told(talk.state, "work.no_office")
    return spoken(
        talk.state, *(office_card(talk, one.programme, one.office) for one in talk.reporting()[:3])
    )


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
    totals = {code: _total(programme, found) for code, found in sent.items() if found}
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
    rest = len(names) - MOST_NAMES
    more = f" {talk.say('overview.more', count=rest)}" if rest > 0 else ""
    return (talk.say("overview.missing", offices=", ".join(names[:MOST_NAMES])) + more,)


def _total(programme: Programme, sent: list[Submission]) -> Score:
    return office_total(programme, {one.indicator: one.counts for one in sent if not one.series})


def _height(total: Score) -> Decimal:
    return total.final_score if total.final_score is not None else Decimal(-1)


def _total_words(talk: Talk, total: Score) -> tuple[str, ...]:
    """The total on both bases, or the points and level of an award; nothing while there is none by
    the rules.
    """
    if "level" in total.facts:
        return (talk.say("score.total_points", **total.facts),)
    return (talk.say("score.total", **total.facts),) if "total_on_5" in total.facts else ()


def _office_row(
    talk: Talk, programme: Programme, office: Office, sent: list[Submission], total: Score
) -> Row:
    count = sum(1 for owing, _ in owed(programme) if owing == office.code)
    done = len({one.indicator for one in sent})
    note = [*_total_words(talk, total), talk.say("score.office_row", sent=done, count=count)]
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
    name = edition.office(office).name
    rows = []
    for owing, code in owed(edition):
        if owing == office:
            rows.append(_indicator_row(talk, edition, office, code))
    shown = tuple(rows[:MOST_ROWS])
    sent = _sent_by(talk, programme, office)
    total = _total_words(talk, _total(edition, sent)) if sent else ()
    return Card(
        alt=talk.say("score.office_alt", office=name, rows=" · ".join([*total, *_said(shown)])),
        title=talk.say("score.office_title", office=name),
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
    status = submission.counts["status"] if is_scored(indicator) else "sent"
    final = submission.counts.get("final_score") or talk.say(f"score.status_{status}")
    button: Tap = tap(
        "why", talk.language, action("why", programme=programme.key, office=office, indicator=code)
    )
    if submission.is_returned:
        return Row(
            listed(programme, indicator),
            f"{final} · {talk.say('returned.to_correct')}",
            Tone.NEAR,
            button,
        )
    return Row(listed(programme, indicator), final, Tone.DONE, button)


def office_scores(talk: Talk, chosen: Action) -> Turn:
    programme, office = chosen.programme, chosen.office
    if not talk.may("see_score", programme, office):
        return _not_yours(talk, programme, office)
    return spoken(talk.state, office_card(talk, programme, office))


def more_offices(talk: Talk, chosen: Action) -> Turn:
    programme = chosen.programme
    if not talk.reach("see_overview", programme):
        return told(talk.state, "overview.not_allowed")
    first = chosen.first
    return spoken(talk.state, _offices_card(talk, talk.known.editions[programme].programme, first))


def why(talk: Talk, chosen: Action) -> Turn:
    """ดูที่มาของคะแนน: the stored score with every step of its sum."""
    programme, office, code = chosen.programme, chosen.office, chosen.indicator
    if not talk.may("see_score", programme, office):
        return _not_yours(talk, programme, office)
    submission = talk.known.submission(programme, office, code)
    if submission is None:
        return told(talk.state, "score.none")
    edition = talk.known.edition(programme, submission.version)
    if edition is None:
        return told(talk.state, "trouble.programme_gone")
    indicator = edition.programme.work(code)
    name = edition.programme.office(office).name
    shows = bool(submission.evidence) and talk.may("see_evidence", programme, office)
    token = submission.token if shows else ""
    return spoken(
        talk.state,
        score_card(
            talk, edition.programme, indicator, name, submission.counts, token, submission.review
        ),
    )


def _not_yours(talk: Talk, programme: str, office: str) -> Turn:
    edition = talk.known.editions.get(programme)
    if edition is None or office not in {one.code for one in edition.programme.offices}:
        return told(
            talk.state, "trouble.old_button", tap("report", talk.language, action("report"))
        )
    return told(talk.state, "score.not_yours", office=edition.programme.office(office).name)


COMMANDS = (
    Command(
        "score", plainly(scores), Where.HOME, (Need.SUBMISSIONS,), Help("score", 4, "see_score")
    ),
    Command("office", office_scores, needs=(Need.SUBMISSIONS,)),
    Command("offices", more_offices, needs=(Need.SUBMISSIONS,)),
    Command("why", why, needs=(Need.SUBMISSIONS,)),
)
