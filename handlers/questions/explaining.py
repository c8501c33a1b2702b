"""คำอธิบาย: what the document says of the work that is being answered, and whom to ask about it."""

from handlers.questions.asking import ask, asked
from handlers.questions.explained import explained
from handlers.vocabulary.command import FormCommand
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn


def explain(report: OpenReport) -> Turn:
    """The document's words, then what was on screen."""
    words = explained(report)
    turn = ask(report, asked(report))
    return turn.after(Text(words)) if words else turn


FORM_COMMANDS = (
    FormCommand(
        "explain", lambda opened, _: explain(opened), typed=lambda opened: bool(explained(opened))
    ),
)
