"""The card of an office that is scored by what others send: every indicator, the total, and what it
rests on.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from handlers.results.figures import Figure, figures
from handlers.results.score_card import score_card
from handlers.vocabulary.actions import action
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Card, Row, Tone
from handlers.vocabulary.naming import first_named, listed
from handlers.vocabulary.records import is_accepted
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap
from scoring.office_total import office_total
from scoring.programme import Programme
from scoring.result import Score
from thai.dates import bangkok_day, short

MOST_NAMES = 5
MOST_REPORTS = 12


def is_whole(programme: Programme, office: str) -> bool:
    """Whether the office is scored by the records of several works or offices."""
    return any(
        one.values and office in programme.assessed(one.code) for one in programme.indicators
    )


def figures_of(talk: Talk, programme: Programme, office: str) -> dict[str, Figure]:
    """What its indicators stand at, from the reports this person may see."""
    sent = [one for one in talk.known.submissions if one.programme == programme.key]
    return figures(programme, office, sent, talk.event.at)


def total_of(programme: Programme, found: Mapping[str, Figure]) -> Score:
    """The total over the figures of an office."""
    return office_total(
        programme, {code: (one.record["status"], one.exact) for code, one in found.items()}
    )


def whole_card(talk: Talk, programme: Programme, office: str) -> Card:
    """Every indicator with its score and the way to its sum, and the total on 5 and on 100."""
    found = figures_of(talk, programme, office)
    name = programme.office(office).name
    rows = tuple(_row(talk, programme, office, one) for one in found.values())
    total = total_of(programme, found)
    lines = (*total_words(talk, total), *_rests_on(talk, programme, found))
    shown = " · ".join([*lines, *(f"{row.title} {row.note}" for row in rows)])
    return Card(
        alt=talk.say("score.office_alt", office=name, rows=shown),
        title=talk.say("score.office_title", office=name),
        subtitle=programme.short_name,
        figure=_headline(talk, total),
        rows=rows,
        lines=lines,
        choices=(
            tap("overview", talk.language, action("overview")),
            tap("due", talk.language, action("due")),
        ),
    )


def _headline(talk: Talk, total: Score) -> str:
    """The total on 100, large; nothing while there is none."""
    return talk.say("score.of_100", **total.facts) if "total_on_100" in total.facts else ""


def total_words(talk: Talk, total: Score | None) -> tuple[str, ...]:
    """The total on both bases, or the points and level of an award; nothing while there is none by
    the rules.
    """
    if total is None:
        return ()
    if "level" in total.facts:
        return (talk.say("score.total_points", **total.facts),)
    return (talk.say("score.total", **total.facts),) if "total_on_5" in total.facts else ()


def _rests_on(talk: Talk, programme: Programme, found: Mapping[str, Figure]) -> tuple[str, ...]:
    """จากรายงาน 34 ฉบับ · รอตรวจ 12 ฉบับ, and who is missing."""
    reports = {one.id: one for figure in found.values() for one in figure.reports}
    missing = tuple(dict.fromkeys(code for one in found.values() for code in one.missing))
    waiting = [one for one in reports.values() if not is_accepted(one)]
    told = [talk.say("score.rests_on", count=len(reports))]
    if waiting:
        told.append(talk.say("score.waiting", count=len(waiting)))
    later = tuple(dict.fromkeys(code for one in found.values() for code in one.later))
    names = ", ".join(programme.office(code).name for code in later[:MOST_NAMES])
    after = (f"{talk.say('report.came_later')}: {names}",) if later else ()
    left = tuple(dict.fromkeys(code for one in found.values() for code in one.gone))
    gone = (talk.say("score.gone", offices=", ".join(left)),) if left else ()
    return (" · ".join(told), *_named(talk, programme, missing), *after, *gone)


def _named(talk: Talk, programme: Programme, missing: tuple[str, ...]) -> tuple[str, ...]:
    if not missing:
        return ()
    names = [programme.office(code).name for code in missing]
    return (talk.say("overview.missing", offices=first_named(names, MOST_NAMES, talk.language)),)


def _row(talk: Talk, programme: Programme, office: str, figure: Figure) -> Row:
    status, final = figure.record["status"], figure.record.get("final_score")
    is_known = final is not None and bool(figure.reports)
    words = [str(final) if is_known else talk.say(f"score.status_{status}")]
    if is_known and status != "scored":
        words.append(talk.say(f"score.status_{status}"))
    if figure.missing and figure.reports:
        words.append(talk.say("score.row_missing", count=len(figure.missing)))
    data = action("why", programme=programme.key, office=office, indicator=figure.indicator.code)
    return Row(
        listed(programme, figure.indicator),
        " · ".join(words),
        _tone(figure),
        tap("why", talk.language, data) if figure.reports else None,
    )


def _tone(figure: Figure) -> Tone:
    if not figure.reports:
        return Tone.NOT_SENT
    return Tone.NEAR if figure.missing or figure.waiting else Tone.DONE


def figure_card(talk: Talk, programme: Programme, office: str, figure: Figure) -> Card:
    """One indicator with its sum; each report it came from opens what its office sent."""
    name = programme.office(office).name
    card = score_card(talk, programme, figure.indicator, name, figure.record)
    reports = figure.reports[:MOST_REPORTS]
    rows = tuple(_report_row(talk, programme, figure, one) for one in reports)
    rests_on = _rests_on(talk, programme, {figure.indicator.code: figure})
    return replace(
        card,
        rows=rows,
        footnotes=(*rests_on, *card.footnotes),
        choices=(tap("score", talk.language, action("score")),),
    )


def _report_row(talk: Talk, programme: Programme, figure: Figure, one: Submission) -> Row:
    shares = {each["indicator"]: each[talk.language] for each in one.score.get("shares", ())}
    told = [shares.get(figure.indicator.code, ""), short(bangkok_day(one.submitted_at))]
    state = one.review.state if one.review else "waiting"
    note = " · ".join([*filter(None, told), talk.say(f"score.report_{state}")])
    data = action("why", programme=programme.key, office=one.office, indicator=one.indicator)
    return Row(
        programme.office(one.office).name,
        note,
        Tone.DONE if state == "accepted" else Tone.NEAR,
        tap("read_report", talk.language, data),
    )
