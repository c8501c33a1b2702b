"""step(state, event, known) -> Turn: where every message of every person begins."""

from dataclasses import replace

from handlers import answering, asking, enrol, evidence, overview, report, review, scores, work
from handlers.actions import Action, action, read_action
from handlers.effects import Blocked
from handlers.events import Event, Followed, Sent, SomethingElse, Tapped, Unfollowed, Unsent, Wrote
from handlers.known import Known
from handlers.messages import Button, Text
from handlers.state import State
from handlers.talk import OpenReport, Talk, open_report
from handlers.turn import Turn, tap, told
from handlers.words import heard
from thai.digits import number

MAIN_WORDS = {"report": work.work, "score": scores.scores, "due": work.due_list, "overview": overview.overview}
NAVIGATION = {
    "back": answering.back,
    "pause": report.pause,
    "cancel": report.cancel,
    "send": answering.send,
    "enough": answering.enough,
}


def step(state: State, event: Event, known: Known) -> Turn:
    """Decides what follows from one event. Pure: the same three always give the same turn."""
    talk = Talk(state, event, known)
    match event.what:
        case Unfollowed():
            return Turn(state, (Blocked(True),))
        case Unsent(message_id):
            return evidence.unsent(talk, message_id)
        case Followed():
            return _followed(talk)
    return _language(talk) or (_member(talk) if _belongs(talk) else enrol.enrol(talk))


def _belongs(talk: Talk) -> bool:
    joining = talk.state.place in {"name", "confirm"} and talk.state.invite
    return talk.known.consented and bool(talk.known.memberships) and not joining


def _followed(talk: Talk) -> Turn:
    if not _belongs(talk):
        return enrol.welcome(talk).also(Blocked(False))
    opened = open_report(talk, talk.state.draft) if talk.state.draft else None
    turn = _help_in_report(opened) if opened else help_(talk)
    return turn.also(Blocked(False))


def _language(talk: Talk) -> Turn | None:
    """ไทย / English, at any moment."""
    if not isinstance(talk.event.what, Wrote):
        return None
    for word, language in (("thai", "th"), ("english", "en")):
        if heard(word, talk.event.what.text):
            talk = talk.becoming(language=language)
            opened = open_report(talk, talk.state.draft) if talk.state.draft else None
            if opened:
                return asking.ask(opened, asking.asked(opened)).after(Text(talk.say("help.language")))
            return told(talk.state, "help.language", tap("report", language, action("report")))
    return None


def _member(talk: Talk) -> Turn:
    opened = open_report(talk, talk.state.draft) if talk.state.draft else None
    match talk.event.what:
        case Tapped() as what:
            return _tapped(talk, opened, what)
        case Wrote(text):
            return _wrote(talk, opened, text)
        case Sent() as what:
            return answering.sent(opened, what) if opened else _sent_at_home(talk, what)
        case SomethingElse() as what if opened:
            return answering.something_else(opened, what)
        case _:
            return told(talk.state, "help.unknown", *_main_buttons(talk))


def _sent_at_home(talk: Talk, what: Sent) -> Turn:
    if not talk.memberships("reporter"):
        return told(talk.state, "work.not_reporter", *_main_buttons(talk))
    return evidence.loose(talk, what)


def _tapped(talk: Talk, opened: OpenReport | None, what: Tapped) -> Turn:
    chosen = read_action(what.action)
    if "d" in chosen.values:
        return _tapped_in_report(talk, opened, chosen, what)
    if opened and chosen.name in MAIN_WORDS:
        return report.leave_first(opened, chosen.name)
    return _open_action(talk, chosen) or _old_button(talk, opened)


def _open_action(talk: Talk, chosen: Action) -> Turn | None:
    """The buttons that do not belong to one report."""
    with_values = {"start": report.start, "office": scores.office_scores, "offices": scores.more_offices}
    match chosen.name:
        case "start" | "office" | "offices":
            return with_values[chosen.name](talk, chosen)
        case "why":
            return scores.why(talk, chosen)
        case "help":
            return help_(talk)
        case "join" | "rename" | "other_code" if talk.state.invite:
            return enrol.tapped(talk, chosen)
        case name if name in MAIN_WORDS:
            return MAIN_WORDS[name](talk)
    return None


def _tapped_in_report(talk: Talk, opened: OpenReport | None, chosen: Action, what: Tapped) -> Turn:
    if chosen.name == "undo":
        return report.undo(talk)
    if opened is None or opened.draft.id[:8] != chosen.get("d"):
        return _other_report(talk, opened, chosen)
    if chosen.name == "leave":
        return _leave(talk, opened)
    return answering.tapped(opened, chosen, what) or _old_button(talk, opened)


def _leave(talk: Talk, opened: OpenReport) -> Turn:
    """Pauses the report and goes where the person wanted to go."""
    wanted = talk.state.wanted
    paused = report.pause(opened)
    state = replace(paused.state, wanted="")
    return MAIN_WORDS[wanted](replace(talk, state=state)) if wanted in MAIN_WORDS else paused


def _other_report(talk: Talk, opened: OpenReport | None, chosen: Action) -> Turn:
    """A button of a report that is sent, paused or cancelled."""
    sent = any(one.id.removeprefix("uuid:").startswith(chosen.get("d")) for one in talk.known.submissions)
    if sent and chosen.name == "send":
        return told(talk.state, "review.already_sent", *_main_buttons(talk))
    return _old_button(talk, opened)


def _old_button(talk: Talk, opened: OpenReport | None) -> Turn:
    if opened:
        return asking.again(
            opened, asking.asked(opened) or opened.session.questions()[0], talk.say("trouble.old_button")
        )
    return told(talk.state, "trouble.old_button", tap("report", talk.language, action("report")))


def _wrote(talk: Talk, opened: OpenReport | None, text: str) -> Turn:
    if enrol.code_in(text) and talk.known.invite and not opened:
        return enrol.with_invite(talk, talk.known.invite)
    main = next((word for word in MAIN_WORDS if heard(word, text)), "")
    if opened is None:
        return _wrote_at_home(talk, main, text)
    if main:
        return report.leave_first(opened, main)
    return _wrote_in_report(opened, text)


def _wrote_at_home(talk: Talk, main: str, text: str) -> Turn:
    if main:
        return MAIN_WORDS[main](talk)
    first, _, rest = text.strip().partition(" ")
    if heard("score", first) and rest.strip():
        return scores.asked_by_name(talk, rest)
    if heard("help", text):
        return help_(talk)
    if heard("undo", text):
        return report.undo(talk)
    return told(talk.state, "help.unknown", *_main_buttons(talk))


def _wrote_in_report(opened: OpenReport, text: str) -> Turn:
    if opened.talk.state.wanted and heard("yes", text):
        return _leave(opened.talk, opened)
    opened = replace(opened, talk=opened.talk.becoming(wanted=""))
    if heard("help", text):
        return _help_in_report(opened)
    wanted = next((word for word in NAVIGATION if heard(word, text)), "")
    at_summary = opened.talk.state.place == "review"
    if wanted in {"send", "enough"} and (wanted == "send") != at_summary:
        wanted = ""
    if wanted:
        return NAVIGATION[wanted](opened)
    if at_summary:
        return _wrote_at_summary(opened, text)
    return answering.wrote(opened, text)


def _wrote_at_summary(opened: OpenReport, text: str) -> Turn:
    """แก้ไข, or the number of the answer to mend."""
    questions = opened.session.questions()
    place = number(text.removeprefix("แก้ข้อ"))
    if place is not None and place in range(1, len(questions) + 1):
        return answering.edit(opened, questions[int(place) - 1])
    return review.pick(opened) if heard("edit", text) else review.show(opened)


def _help_in_report(opened: OpenReport) -> Turn:
    """Help in mid-report ends with the question that is open."""
    words = Text(opened.talk.say("help.reporter"))
    if opened.talk.state.place == "review":
        return review.show(opened).after(words)
    return asking.ask(opened, asking.asked(opened)).after(words)


def help_(talk: Talk) -> Turn:
    key = "help.reporter" if talk.memberships("reporter") else "help.coordinator"
    return told(talk.state, key, *_main_buttons(talk))


def _main_buttons(talk: Talk) -> tuple[Button, ...]:
    words = ("report", "score", "due") if talk.memberships("reporter") else ("overview", "score", "due")
    return tuple(tap(word, talk.language, action(word)) for word in (*words, "help"))
