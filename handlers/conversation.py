"""step(state, event, known) -> Turn: where every message of every person begins."""

from msgspec.structs import replace

from forms.xpath import budget
from handlers import (
    code_in_photo,
    from_worker,
    in_report,
    in_words,
    language,
    leaving,
    modes,
    on_screen,
    rows_in_file,
)
from handlers.asked import small_talk
from handlers.commands import COMMANDS, idle_command, main_command
from handlers.helping import help_, main_buttons
from handlers.papers import own
from handlers.people import enrol
from handlers.people.enrol import belongs
from handlers.questions import (
    answering,
    asking,
    evidence,
    evidence_answers,
    evidence_gone,
    taken_back,
    taking,
    typed_buttons,
)
from handlers.surveys import bringing, survey
from handlers.vocabulary.actions import Action, action, read_action
from handlers.vocabulary.command import Command, Where
from handlers.vocabulary.effects import Block
from handlers.vocabulary.events import (
    Event,
    Followed,
    Forged,
    Placed,
    Sent,
    SomethingElse,
    Tapped,
    Unfollowed,
    Unsent,
    Wrote,
)
from handlers.vocabulary.known import Known
from handlers.vocabulary.places import HOME, BringingOwnForm, Home
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, tap, told
from handlers.vocabulary.words import heard


def step(state: State, event: Event, known: Known) -> Turn:
    """Decides what follows from one event. Pure: the same three always give the same turn."""
    talk = Talk(state, on_screen.as_tapped(state, event), known)
    try:
        with budget.within():
            turn = _understood(_step(talk), state)
    except budget.TooMuchError:
        turn = _too_heavy(talk)
    return on_screen.remembering(turn)


def _understood(turn: Turn, before: State) -> Turn:
    """Whoever was understood after an unclear message is no longer unclear."""
    if turn.state.where is before.where and before.where == Home(unclear=True):
        return replace(turn, state=replace(turn.state, where=HOME))
    return turn


def _too_heavy(talk: Talk) -> Turn:
    """The form asks for more than a form may do: it is put aside with all its answers, and the
    person goes on with something else.
    """
    return told(talk.state.going(HOME), "trouble.too_heavy", *main_buttons(talk))


def _step(talk: Talk) -> Turn:
    talk = modes.ended(talk)
    match talk.event.what:
        case Unfollowed():
            return Turn(talk.state, (Block(True),))
        case Unsent(message_id):
            opened = _opened(talk)
            taken = taken_back.unsent(opened, message_id) if opened else None
            return taken or evidence_gone.unsent(talk, message_id)
        case Followed():
            return _followed(talk).also(Block(False))
        case what if isinstance(what, from_worker.Told):
            return from_worker.told(talk, what)
    return (
        language.chosen(talk)
        or _surveyed(talk)
        or (_member(talk) if belongs(talk) else _outsider(talk))
    )


def _opened(talk: Talk) -> OpenReport | None:
    return open_report(talk, talk.state.draft) if talk.state.draft else None


def _followed(talk: Talk) -> Turn:
    if not belongs(talk):
        return enrol.welcome(talk)
    opened = _opened(talk)
    return in_report.help_in(opened) if opened else help_(talk, COMMANDS)


def _surveyed(talk: Talk) -> Turn | None:
    """A survey is open to whoever has its code, with or without an office."""
    text = talk.event.what.text if isinstance(talk.event.what, Wrote) else ""
    if (code := survey.code_in(text)) and not survey.is_answer(talk, text):
        return survey.join(talk, code)
    is_guest = not belongs(talk) and survey.is_answering(talk.state)
    return _member(talk) if is_guest and (talk.state.draft or _undoes(talk)) else None


def _undoes(talk: Talk) -> bool:
    match talk.event.what:
        case Tapped(data):
            return read_action(data).name == "undo"
        case Wrote(text):
            return heard("undo", text)
    return False


def _outsider(talk: Talk) -> Turn:
    """Somebody who has not agreed, or has no office yet."""
    if not isinstance(talk.event.what, Tapped):
        return enrol.enrol(talk)
    chosen = read_action(talk.event.what.action)
    command = COMMANDS.get(chosen.name)
    turn = command.run(talk, chosen) if command and _is_for_outsiders(talk, command) else None
    return turn or enrol.again(talk)


def _is_for_outsiders(talk: Talk, command: Command) -> bool:
    return command.where is Where.JOINING or (command.outsiders and talk.known.consented)


def _member(talk: Talk) -> Turn:
    opened = _opened(talk)
    match talk.event.what:
        case Tapped() as what:
            return _tapped(talk, opened, read_action(what.action, what.picked))
        case Wrote() as what:
            return _wrote(talk, opened, what)
        case Forged():
            return _old_button(talk, opened)
        case Sent() as what:
            return _sent(talk, opened, what)
        case Placed() as what if opened:
            return answering.placed(opened, what)
        case SomethingElse() as what if opened:
            return answering.something_else(opened, what)
        case SomethingElse("sticker"):
            return small_talk.answered(talk, "sticker")
        case SomethingElse("outside"):
            return told(talk.state, "evidence.from_outside", *main_buttons(talk))
        case _:
            return told(talk.state, "help.unknown", *main_buttons(talk))


def _sent(talk: Talk, opened: OpenReport | None, what: Sent) -> Turn:
    if isinstance(talk.state.where, BringingOwnForm):
        return own.sent(talk, talk.state.where, what)
    if opened and taking.takes(opened, what):
        return rows_in_file.sent(opened, what)
    if opened and code_in_photo.takes(opened, what):
        return code_in_photo.sent(opened, what)
    question = asking.asked_question(opened) if opened else None
    is_answer = question is not None and evidence.fits(what, question)
    if bringing.is_form(what) and bringing.publishable(talk) and not is_answer:
        return bringing.received(talk, what)
    if opened:
        return evidence_answers.sent(opened, what)
    if not talk.reporting():
        return told(talk.state, "work.not_reporter", *main_buttons(talk))
    return evidence.loose(talk, what)


def _tapped(talk: Talk, opened: OpenReport | None, chosen: Action) -> Turn:
    command = COMMANDS.get(chosen.name)
    if chosen.draft and chosen.name != "undo":
        return _tapped_in_report(talk, opened, chosen)
    if command is None or (command.where is Where.JOINING and not talk.state.joining.invite):
        return _old_button(talk, opened)
    asks_first = command.where is Where.HOME and leaving.leave_first(talk, opened, command.name)
    turn = asks_first or command.run(talk, chosen) or _old_button(talk, opened)
    return modes.said_of_review(talk, command, turn)


def _tapped_in_report(talk: Talk, opened: OpenReport | None, chosen: Action) -> Turn:
    if opened is None or opened.draft.id[:8] != chosen.draft:
        return _other_report(talk, opened, chosen)
    return in_report.asked_for(opened, chosen) or _old_button(talk, opened)


def _other_report(talk: Talk, opened: OpenReport | None, chosen: Action) -> Turn:
    """A button of a report that is sent, paused or cancelled."""
    sent = any(
        one.id.removeprefix("uuid:").startswith(chosen.draft) for one in talk.known.submissions
    )
    if sent and chosen.name == "send":
        return told(talk.state, "review.already_sent", *main_buttons(talk))
    return _old_button(talk, opened)


def _old_button(talk: Talk, opened: OpenReport | None) -> Turn:
    if opened:
        return asking.again(opened, asking.asked(opened), talk.say("trouble.old_button"))
    return told(talk.state, "trouble.old_button", tap("report", talk.language, action("report")))


def _wrote(talk: Talk, opened: OpenReport | None, what: Wrote) -> Turn:
    if enrol.is_for_joining(talk, what.text) and not opened:
        return enrol.wrote(talk, what.text)
    if talk.state.brought and (turn := bringing.named(talk, what.text)):
        return turn
    command = main_command(what.text)
    if command is not None and not (opened and _is_answer(opened, what.text, command)):
        asks_first = command.where is Where.HOME or not opened
        turn = leaving.leave_first(talk, opened, command.name) if asks_first else None
        return turn or command.run(talk, Action(command.name)) or _old_button(talk, opened)
    return in_report.wrote(opened, what) if opened else _wrote_at_home(talk, what.text)


def _is_answer(opened: OpenReport, text: str, command: Command) -> bool:
    return command.where is Where.HOME and typed_buttons.is_choice(opened, text)


def _wrote_at_home(talk: Talk, text: str) -> Turn:
    if (turn := modes.wrote(talk, text)) is not None:
        return turn
    command = idle_command(text)
    if command is not None and (turn := command.run(talk, Action(command.name))):
        return turn
    if talk.state.brought:
        return bringing.ask(talk)
    return in_words.answer(talk, text)
