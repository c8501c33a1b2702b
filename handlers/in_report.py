"""What is typed while a form is open: each text to its place."""

from msgspec.structs import replace

from handlers import in_words
from handlers.commands import COMMANDS, FORM_COMMANDS, form_command
from handlers.helping import help_text
from handlers.leaving import leave
from handlers.questions import answering, quoting, summary, taking, typed_buttons
from handlers.questions.asking import ask, asked
from handlers.questions.on_screen import sure
from handlers.reports import report
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import at_summary
from handlers.vocabulary.events import Wrote
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import heard
from thai.digits import number


def wrote(opened: OpenReport, said: Wrote) -> Turn:
    """A text: first what it says to the question whether to leave, then to the form."""
    asks_to_leave = bool(opened.talk.state.wanted)
    if asks_to_leave and (heard("yes", said.text) or heard("leave", said.text)):
        return leave(opened, COMMANDS)
    opened = replace(opened, talk=replace(opened.talk, state=opened.talk.state.wanting("")))
    if asks_to_leave and heard("stay", said.text):
        return ask(opened, asked(opened))
    if heard("help", said.text) and not typed_buttons.is_choice(opened, said.text):
        return help_in(opened)
    return _to_the_form(opened, said)


def _to_the_form(opened: OpenReport, said: Wrote) -> Turn:
    """A word of the bot's, an answer to what is quoted, or to what is on screen."""
    quoted = quoting.quoted(opened, said)
    if quoting.is_lost(opened, said):
        return quoting.lost(opened)
    if quoted is not None and quoted.path != opened.draft.at:
        return quoting.answer(opened, quoted, said)
    if (turn := taking.pasted(opened, said.text)) is not None:
        return turn
    if opened.draft.unsure and heard("yes", said.text):
        return sure(opened)
    is_going_on = any(heard(word, said.text) for word in ("back", "pause", "cancel"))
    if not is_going_on and (turn := taking.wrote(opened, said.text)) is not None:
        return turn
    if typed_buttons.is_choice(opened, said.text):
        return answering.wrote(opened, said)
    chosen = typed_buttons.typed(opened, said.text)
    if chosen is not None and (turn := asked_for(opened, chosen)) is not None:
        return turn
    command = form_command(opened, said.text)
    if command is not None and (turn := command.run(opened, Action(command.name))) is not None:
        return turn
    if at_summary(opened):
        return _wrote_at_summary(opened, said.text)
    elsewhere = _elsewhere(opened, said.text) if answering.cannot_be(opened, said.text) else None
    return elsewhere or answering.wrote(opened, said)


def _elsewhere(opened: OpenReport, text: str) -> Turn | None:
    """What is no answer but asks for something else in its own words: whether to leave for it."""
    wanted = in_words.main_meaning(text)
    return report.leave_first(opened, wanted) if wanted else None


def asked_for(opened: OpenReport, chosen: Action) -> Turn | None:
    """A button of the open form; None when it is none of these."""
    command = FORM_COMMANDS.get(chosen.name)
    return command.run(opened, chosen) if command else None


def _wrote_at_summary(opened: OpenReport, text: str) -> Turn:
    """แก้ไข, or the number of the answer to mend."""
    if opened.draft.doubted and heard("yes", text):
        return asked_for(opened, Action("send", sure="1")) or summary.show(opened)
    questions = opened.session.questions()
    place = number(text.removeprefix("แก้ข้อ"))
    if place is not None and place in range(1, len(questions) + 1):
        return answering.edit(opened, questions[int(place) - 1])
    if heard("edit", text):
        return summary.pick(opened)
    return _elsewhere(opened, text) or summary.show(opened)


def help_in(opened: OpenReport) -> Turn:
    """The help in mid-form ends with what is open."""
    words = Text(help_text(opened.talk, COMMANDS))
    if at_summary(opened):
        return summary.show(opened).after(words)
    return ask(opened, asked(opened)).after(words)
