"""An office that is not scored itself: what it has sent, and what that adds to whose score."""

from collections.abc import Sequence

from handlers.results import basis
from handlers.results.board import Board
from handlers.results.not_sent import not_sent
from handlers.results.stands import OfficeStands
from handlers.results.week import week_words
from handlers.vocabulary.actions import action
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Card, Row, Tap, Tone
from handlers.vocabulary.naming import listed
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap
from scoring.deadlines import owed
from scoring.programme import Programme
from scoring.rubric_items import is_judged

MOST_ROWS = 10


def adding_card(talk: Talk, found: Board, one: OfficeStands) -> Card:
    """What an office that is not scored itself has sent, and what it adds to the score of which."""
    programme = found.programme
    name = programme.office(one.office).name
    codes = [code for owing, code in owed(programme) if owing == one.office]
    shown = tuple(_share_row(talk, programme, one.office, code) for code in codes[:MOST_ROWS])
    lines = (*week_words(talk, found, one), *basis.reporting_words(talk, one.reporting))
    key = "score.shares_title" if shown and not is_judged(programme) else "score.office_title"
    title, rest = talk.say(key, office=name), " · ".join([*lines, *said(shown)])
    return Card(
        alt=f"{title}: {rest}",
        title=title,
        subtitle=programme.short_name,
        rows=shown,
        lines=lines,
        footnotes=(basis.moment_words(talk, programme, talk.event.at),),
        choices=onward(talk, programme),
    )


def _share_row(talk: Talk, programme: Programme, office: str, code: str) -> Row:
    name = listed(programme, programme.work(code))
    submission = talk.known.submission(programme.key, office, code)
    if submission is None and (sent := talk.known.sent(programme.key, office, code)):
        return Row(name, talk.say("work.sent_many", count=len(sent)), Tone.DONE)
    if submission is None:
        return Row(name, *not_sent(talk, programme, office, code))
    note = share_words(talk, submission)
    data = action("why", programme=programme.key, office=office, indicator=code)
    if submission.is_returned:
        note = f"{note} · {talk.say('returned.to_correct')}"
    tone = Tone.NEAR if submission.is_returned else Tone.DONE
    return Row(name, note, tone, tap("read_report", talk.language, data))


def share_words(talk: Talk, submission: Submission) -> str:
    """The score, the shares where others are scored, or that it was sent."""
    counts = submission.counts
    if counts.get("final_score"):
        return str(counts["final_score"])
    shares = [str(one[talk.language]) for one in counts.get("shares", ())]
    return " · ".join(shares) or talk.say(f"score.status_{counts['status']}")


def onward(talk: Talk, programme: Programme) -> tuple[Tap, ...]:
    """Where to go from here; in a programme that judges decide, first to what they have given."""
    judged = ("judged", "points_sheet") if is_judged(programme) else ()
    words = (*judged, "report" if talk.reporting() else "overview", "due")
    return tuple(tap(word, talk.language, action(word)) for word in words)


def said(rows: Sequence[Row]) -> list[str]:
    return [f"{row.title} {row.note}" for row in rows]
