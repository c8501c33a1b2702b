"""One office: its indicators with their scores, each with the way to its sum, and its total."""

from handlers.results.whole import figures_of, is_whole, total_of, total_words, whole_card
from handlers.results.why import not_yours
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Card, Row, Tap, Tone
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap
from scoring.deadlines import owed
from scoring.office_total import office_total
from scoring.programme import Programme
from scoring.result import Score
from scoring.rubric_items import is_judged

MOST_ROWS = 10


def office_card(talk: Talk, programme: str, office: str) -> Card:
    """One office's indicators with their scores, each with the way to its sum."""
    edition = talk.known.editions[programme].programme
    if is_whole(edition, office):
        return whole_card(talk, edition, office)
    name = edition.office(office).name
    codes = [code for owing, code in owed(edition) if owing == office][:MOST_ROWS]
    shown = tuple(_indicator_row(talk, edition, office, code) for code in codes)
    sent = sent_by(talk, programme, office)
    total = total_words(talk, total_of_office(talk, edition, office, sent)) if sent else ()
    only_adds = bool(shown) and not _is_scored(edition, office)
    key = "score.shares_title" if only_adds else "score.office_title"
    title, rest = talk.say(key, office=name), " · ".join([*total, *said(shown)])
    return Card(
        alt=f"{title}: {rest}",
        title=title,
        subtitle=edition.short_name,
        rows=shown,
        lines=total,
        choices=(
            *judged_buttons(talk, edition),
            *(tap(word, talk.language, action(word)) for word in _onward(talk)),
        ),
    )


def judged_buttons(talk: Talk, programme: Programme) -> tuple[Tap, ...]:
    """The way to what judges have given, in a programme they decide."""
    if not is_judged(programme):
        return ()
    return tuple(tap(word, talk.language, action(word)) for word in ("judged", "points_sheet"))


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


def sent_by(talk: Talk, programme: str, office: str) -> list[Submission]:
    return [
        one for one in talk.known.submissions if (one.programme, one.office) == (programme, office)
    ]


def _is_scored(programme: Programme, office: str) -> bool:
    """Whether any indicator scores it; else it only adds to the score of another."""
    return any(office in programme.assessed(one.code) for one in programme.indicators)


def total_of_office(
    talk: Talk, programme: Programme, office: str, sent: list[Submission]
) -> Score | None:
    """The office's total; None of one that only adds to the score of another, or that judges give
    points.
    """
    if not _is_scored(programme, office) or is_judged(programme):
        return None
    if is_whole(programme, office):
        return total_of(programme, figures_of(talk, programme, office))
    counts = {one.indicator: one.counts for one in sent if not one.series}
    return office_total(
        programme,
        {code: (one["status"], one.get("final_score")) for code, one in counts.items()},
    )


def said(rows: tuple[Row, ...]) -> list[str]:
    return [f"{row.title} {row.note}" for row in rows]


COMMANDS = (Command("office", office_scores, needs=(Need.SUBMISSIONS,)),)
