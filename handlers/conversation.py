"""step(state, event, known) -> Turn: where every message of every person begins."""

from dataclasses import replace

from handlers import in_report, language, on_screen
from handlers.help_words import help_text
from handlers.main_words import MAIN_WORDS, QUIETING, WITH_VALUES, help_, main_buttons
from handlers.people import enrol
from handlers.questions import answering, asking, evidence, evidence_answers, typed_buttons
from handlers.reminders import broadcast
from handlers.reports import report
from handlers.results import scores
from handlers.review import review_talk
from handlers.surveys import bringing, survey
from handlers.vocabulary.actions import Action, action, read_action
from handlers.vocabulary.effects import Blocked
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
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, tap, told
from handlers.vocabulary.words import heard


def step(state: State, event: Event, known: Known) -> Turn:
    """Decides what follows from one event. Pure: the same three always give the same turn."""
    return on_screen.remembering(_step(Talk(state, on_screen.as_tapped(state, event), known)))


def _step(talk: Talk) -> Turn:
    match talk.event.what:
        case Unfollowed():
            return Turn(talk.state, (Blocked(True),))
        case Unsent(message_id):
            return evidence.unsent(talk, message_id)
        case Followed():
            return _followed(talk)
    return (
        language.chosen(talk)
        or _surveyed(talk)
        or (_member(talk) if _belongs(talk) else enrol.enrol(talk))
    )


def _belongs(talk: Talk) -> bool:
    joining = talk.state.place in {"name", "confirm"} and talk.state.invite
    return talk.known.consented and bool(talk.known.memberships) and not joining


def _surveyed(talk: Talk) -> Turn | None:
    """A survey is open to whoever has its code, with or without an office."""
    text = talk.event.what.text if isinstance(talk.event.what, Wrote) else ""
    if (code := survey.code_in(text)) and not survey.is_answer(talk, text):
        return survey.join(talk, code)
    is_guest = not _belongs(talk) and survey.is_answering(talk.state)
    return _member(talk) if is_guest and (talk.state.draft or _undoes(talk)) else None


def _undoes(talk: Talk) -> bool:
    match talk.event.what:
        case Tapped(data):
            return read_action(data).name == "undo"
        case Wrote(text):
            return heard("undo", text)
        case _:
            return False


def _followed(talk: Talk) -> Turn:
    if not _belongs(talk):
        return enrol.welcome(talk).also(Blocked(False))
    opened = open_report(talk, talk.state.draft) if talk.state.draft else None
    turn = in_report.help_in(opened, help_text(talk)) if opened else help_(talk)
    return turn.also(Blocked(False))


def _member(talk: Talk) -> Turn:
    opened = open_report(talk, talk.state.draft) if talk.state.draft else None
    match talk.event.what:
        case Tapped() as what:
            return _tapped(talk, opened, what)
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
        case _:
            return told(talk.state, "help.unknown", *main_buttons(talk))


def _sent(talk: Talk, opened: OpenReport | None, what: Sent) -> Turn:
    question = asking.asked_question(opened) if opened else None
    is_answer = question is not None and evidence.fits(what, question)
    if bringing.is_form(what) and bringing.publishable(talk) and not is_answer:
        return bringing.received(talk, what)
    if opened:
        return evidence_answers.sent(opened, what)
    if not talk.reporting():
        return told(talk.state, "work.not_reporter", *main_buttons(talk))
    return evidence.loose(talk, what)


def _tapped(talk: Talk, opened: OpenReport | None, what: Tapped) -> Turn:
    chosen = read_action(what.action)
    if "d" in chosen.values:
        return _tapped_in_report(talk, opened, chosen, what)
    if (
        chosen.name in MAIN_WORDS
        and chosen.name not in QUIETING
        and (opened or talk.state.reviewing)
    ):
        return (
            report.leave_first(opened, chosen.name)
            if opened
            else review_talk.leave_first(talk, chosen.name)
        )
    return _open_action(talk, chosen) or _old_button(talk, opened)


def _open_action(talk: Talk, chosen: Action) -> Turn | None:
    """The buttons that do not belong to one report."""
    match chosen.name:
        case name if name in WITH_VALUES:
            return WITH_VALUES[name](talk, chosen)
        case "help":
            return help_(talk)
        case "back_leave" if chosen.get("w") in MAIN_WORDS:
            return MAIN_WORDS[chosen.get("w")](talk.becoming(reviewing=None))
        case "join" | "rename" | "other_code" if talk.state.invite:
            return enrol.tapped(talk, chosen)
        case name if name in MAIN_WORDS:
            return MAIN_WORDS[name](talk)
    return None


def _tapped_in_report(talk: Talk, opened: OpenReport | None, chosen: Action, what: Tapped) -> Turn:
    if chosen.name == "undo":
        return report.undo(talk, chosen.get("d"))
    if opened is None or opened.draft.id[:8] != chosen.get("d"):
        return _other_report(talk, opened, chosen)
    if chosen.name == "leave":
        return _leave(talk, opened)
    return in_report.tapped(opened, chosen, what) or _old_button(talk, opened)


def _leave(talk: Talk, opened: OpenReport) -> Turn:
    """Pauses the report and goes where the person wanted to go."""
    wanted = talk.state.wanted
    paused = report.pause(opened)
    state = replace(paused.state, wanted="")
    talk = replace(talk, state=state)
    return (
        MAIN_WORDS[wanted](talk)
        if wanted in MAIN_WORDS and _belongs(talk)
        else replace(paused, state=state)
    )


def _other_report(talk: Talk, opened: OpenReport | None, chosen: Action) -> Turn:
    """A button of a report that is sent, paused or cancelled."""
    sent = any(
        one.id.removeprefix("uuid:").startswith(chosen.get("d")) for one in talk.known.submissions
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
    main = next((word for word in MAIN_WORDS if heard(word, what.text)), "")
    if opened is None:
        return _wrote_at_home(talk, main, what.text)
    if main in QUIETING:
        return MAIN_WORDS[main](talk)
    if main and not typed_buttons.is_choice(opened, what.text):
        return report.leave_first(opened, main)
    return _wrote_in_report(opened, what)


def _wrote_at_home(talk: Talk, main: str, text: str) -> Turn:
    if talk.state.reviewing:
        return review_talk.leave_first(talk, main) if main else review_talk.wrote(talk, text)
    if main:
        return MAIN_WORDS[main](talk)
    if talk.state.place == "broadcast":
        return broadcast.wrote(talk, text)
    first, _, rest = text.strip().partition(" ")
    if heard("score", first) and rest.strip():
        return scores.asked_by_name(talk, rest)
    if heard("help", text):
        return help_(talk)
    if heard("undo", text):
        return report.undo(talk)
    if talk.state.brought:
        return bringing.ask(talk)
    return told(talk.state, "help.unknown", *main_buttons(talk))


def _wrote_in_report(opened: OpenReport, what: Wrote) -> Turn:
    if opened.talk.state.wanted and (heard("yes", what.text) or heard("leave", what.text)):
        return _leave(opened.talk, opened)
    stays = bool(opened.talk.state.wanted) and heard("stay", what.text)
    opened = in_report.without_wish(opened)
    if stays:
        return asking.ask(opened, asking.asked(opened))
    if heard("help", what.text) and not typed_buttons.is_choice(opened, what.text):
        return in_report.help_in(opened, help_text(opened.talk))
    return in_report.wrote(opened, what)
