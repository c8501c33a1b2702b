"""ไทย / English, at any moment."""

from handlers import typed_buttons
from handlers.actions import action
from handlers.asking import ask, asked
from handlers.events import Wrote
from handlers.messages import Text
from handlers.talk import OpenReport, Talk, open_report
from handlers.turn import Turn, tap, told
from handlers.words import heard

NAMES = (("thai", "th"), ("english", "en"))


def chosen(talk: Talk) -> Turn | None:
    """The language that was asked for, with what is open asked again in it; None when none was."""
    if not isinstance(talk.event.what, Wrote):
        return None
    language = next((code for word, code in NAMES if heard(word, talk.event.what.text)), "")
    if not language or typed_buttons.is_choice(_opened(talk), talk.event.what.text):
        return None
    talk = talk.becoming(language=language)
    opened = _opened(talk)
    if opened:
        return ask(opened, asked(opened)).after(Text(talk.say("help.language")))
    return told(talk.state, "help.language", tap("report", language, action("report")))


def _opened(talk: Talk) -> OpenReport | None:
    return open_report(talk, talk.state.draft) if talk.state.draft else None
