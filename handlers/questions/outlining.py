"""A line or an area: places one after another until "done", or all of them typed at once."""

from forms.filling.points import read_points, written_points
from forms.kinds import fits_type
from forms.model import Question
from handlers.questions import room
from handlers.questions.accepting import accept
from handlers.questions.asking import again, choices
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken

KINDS = {"geotrace", "geoshape"}


def typed(report: OpenReport, question: Question, text: str) -> Turn:
    """One place more, or a whole line: "13.36, 100.98; 13.37, 100.99", or GeoJSON."""
    points = read_points(text)
    if not points:
        return again(report, question, report.talk.say("misread.not_points"))
    line = _as_a_whole(question, written_points(points, closed=False))
    if len(points) > 1 and fits_type(question.kind, line):
        return accept(report, question, line)
    return added(report, question, *points[0])


def added(report: OpenReport, question: Question, latitude: object, longitude: object) -> Turn:
    """One place more of what was begun."""
    begun = question.path in report.draft.writing
    before = report.session.value(question.path) if begun else ""
    line = "; ".join(filter(None, [before, f"{latitude} {longitude} 0 0"]))
    if why := room.objection(report, question.path, line):
        return again(report, question, why)
    report = report.with_draft(report.draft.gathering(question.path, line))
    said = report.talk.say("report.points_now", count=len(line.split(";")))
    return spoken(
        report.talk.state, Text(said, choices(report, question), report.asks(question.path))
    )


def finished(report: OpenReport, question: Question) -> Turn:
    """ครบแล้ว: an area is closed; too few places are asked on for."""
    line = _as_a_whole(question, report.session.value(question.path))
    if not line or not fits_type(question.kind, line):
        return again(report, question, report.talk.say("misread.not_points"))
    return accept(report, question, line)


def _as_a_whole(question: Question, line: str) -> str:
    return written_points(read_points(line), closed=question.kind == "geoshape")
