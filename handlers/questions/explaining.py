"""คำอธิบาย: what the document says of a work, one tap away while it is answered."""

from handlers.questions.asking import again, asked
from handlers.vocabulary.explained import explained
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn


def explain(report: OpenReport) -> Turn:
    """The document's own words, its reason and whom to ask; then the question once more."""
    return again(report, asked(report), explained(report) or report.talk.say("report.unexplained"))
