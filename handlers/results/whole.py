"""One indicator of an office that is scored by what others send: its sum, and each report that it
came from.
"""

from msgspec.structs import replace

from handlers.results.figures import Figure, figures
from handlers.results.rests_on import rests_on
from handlers.results.score_card import score_card
from handlers.vocabulary.actions import action
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Card, Row, Tone
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap
from scoring.programme import Programme
from thai.dates import bangkok_day, short

MOST_REPORTS = 12


def figures_of(talk: Talk, programme: Programme, office: str) -> dict[str, Figure]:
    """What its indicators stand at, from the reports this person may see."""
    sent = [one for one in talk.known.submissions if one.programme == programme.key]
    return figures(programme, office, sent, talk.event.at)


def figure_card(talk: Talk, programme: Programme, office: str, figure: Figure) -> Card:
    """One indicator with its sum; each report it came from opens what its office sent."""
    name = programme.office(office).name
    card = score_card(talk, programme, figure.indicator, name, figure.record)
    reports = figure.reports[:MOST_REPORTS]
    rows = tuple(_report_row(talk, programme, figure, one) for one in reports)
    basis = rests_on(talk, programme, {figure.indicator.code: figure})
    return replace(
        card,
        rows=rows,
        footnotes=(*basis, *card.footnotes),
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
