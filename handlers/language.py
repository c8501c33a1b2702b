"""ไทย / English, at any moment."""

from handlers.questions import typed_buttons
from handlers.questions.asking import ask, asked
from handlers.vocabulary.actions import action
from handlers.vocabulary.command import Command
from handlers.vocabulary.events import Wrote
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, tap, told
from handlers.vocabulary.words import heard

NAMES = (("thai", "th"), ("english", "en"))


def chosen(talk: Talk) -> Turn | None:
    """The language that was asked for, with what is open asked again in it; None when none was."""
    if not isinstance(talk.event.what, Wrote):
        return None
    language = next((code for word, code in NAMES if heard(word, talk.event.what.text)), "")
    if not language or typed_buttons.is_choice(_opened(talk), talk.event.what.text):
        return None
    return _speaking(talk, language)


def _speaking(talk: Talk, language: str) -> Turn:
    talk = talk.becoming(language=language)
    opened = _opened(talk)
    if opened:
        return ask(opened, asked(opened)).after(Text(talk.say("help.language")))
    return told(talk.state, "help.language", tap("report", language, action("report")))


def _opened(talk: Talk) -> OpenReport | None:
    return open_report(talk, talk.state.draft) if talk.state.draft else None


COMMANDS = (
    Command("thai", lambda talk, _: _speaking(talk, "th"), outsiders=True),
    Command("english", lambda talk, _: _speaking(talk, "en"), outsiders=True),
)
