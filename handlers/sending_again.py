"""A report that is sent in place of one that is there: what is unchanged is refused, and what had
passed is asked about first.
"""

from collections.abc import Mapping

from forms.kinds import MEDIA_KINDS
from forms.paths import below_root
from handlers.vocabulary.actions import action
from handlers.vocabulary.draft import Piece
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Text
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import tap
from handlers.vocabulary.words import say


def is_unchanged(report: OpenReport) -> bool:
    """Whether every answer and every piece of evidence is as it was sent before; a correction may
    keep what was asked about.
    """
    before = report.replaces
    if before is None or report.draft.corrects or report.draft.survey:
        return False
    questions = [one for one in report.session.questions() if one.kind not in MEDIA_KINDS]
    asked = {below_root(one.path) for one in questions}
    now = {path: value for path, value in report.session.instance().items() if path in asked}
    was = {path: value for path, value in before.answers.items() if path in asked and value}
    gone = any(path not in asked and value for path, value in _answered(report, before).items())
    return not gone and now == was and _ids(report.draft.pieces) == _ids(before.pieces)


def _answered(report: OpenReport, before: Submission) -> Mapping[str, str]:
    """What was answered to questions of the form before, whether or not they are asked now."""
    known = {
        below_root(path)
        for path, one in report.session.form.by_path.items()
        if one.kind not in MEDIA_KINDS
    }
    return {path: value for path, value in before.answers.items() if path in known}


def _ids(pieces: Mapping[str, tuple[Piece, ...]]) -> list[str]:
    return sorted(one.id for found in pieces.values() for one in found)


def had_passed(report: OpenReport) -> bool:
    """Whether the report that is replaced had been accepted."""
    before = report.replaces
    return before is not None and before.review is not None and before.review.state == "accepted"


def word_to_acceptor(report: OpenReport, sent: str) -> tuple[Tell, ...]:
    """Said to whoever let the one before pass: a new revision waits again."""
    before = report.replaces
    reviewer = before.review.reviewer if before and before.review and had_passed(report) else None
    if reviewer is None:
        return ()
    name = f"{report.called} {report.office}"
    button = tap("look", reviewer.language, action("review", report=sent.removeprefix("uuid:")))
    words = say("returned.again_after_passing", reviewer.language, name=name)
    return (Tell((reviewer.id,), (Text(words, (button,)),)),)
