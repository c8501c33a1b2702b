"""A report's life: begun, put aside, taken up days later, cancelled, brought back."""

from dataclasses import replace

from handlers import review, work
from handlers.actions import Action, action
from handlers.asking import ask
from handlers.messages import Text
from handlers.state import Draft, State
from handlers.talk import OpenReport, Talk, open_report
from handlers.turn import Turn, tap, told
from thai.dates import short

MOST_PAUSED = 20


def start(talk: Talk, chosen: Action) -> Turn:
    """เริ่มรายงาน, ทำต่อ or ส่งฉบับแก้ไข for one indicator of one office."""
    programme, office, indicator = chosen.get("p"), chosen.get("o"), chosen.get("i")
    if programme not in talk.known.editions or not talk.may_report(programme, office):
        return told(talk.state, "trouble.old_button", tap("report", talk.language, action("report")))
    item = next((one for one in work.items(talk, programme, office) if one.indicator.code == indicator), None)
    if item is None or item.indicator.form is None:
        return told(talk.state, "trouble.programme_gone")
    if item.submission and item.standing.cutoff and talk.today > item.standing.cutoff:
        return told(talk.state, "work.closed", day=short(item.standing.cutoff))
    open_one = talk.state.draft
    talk = _set_aside(talk)
    turn = _resume(talk, item.draft) if item.draft else _begin(talk, item)
    if open_one is None or open_one.is_for(programme, office, indicator):
        return turn
    return turn.after(Text(talk.say("report.put_aside", code=open_one.indicator)))


def _begin(talk: Talk, item: work.Item) -> Turn:
    version = talk.known.editions[item.programme.key].version
    draft = Draft(talk.fresh_id(), item.programme.key, version, item.office, item.indicator.code)
    if item.submission:
        draft = review.draft_of(draft, item.submission)
    report = open_report(talk, draft)
    if report is None:
        return told(talk.state, "trouble.programme_gone")
    key = "report.revising" if item.submission else "report.began"
    began = talk.say(key, code=item.indicator.code, name=item.indicator.short_name, office=report.office)
    warning = []
    if item.standing.state == "cut_off" and item.standing.cutoff:
        warning = [talk.say("work.cut_off_warning", day=short(item.standing.cutoff))]
    return ask(report.with_draft(draft)).after(Text("\n".join([began, *warning])))


def _set_aside(talk: Talk) -> Talk:
    """Puts the open report, if any, among the paused ones."""
    if talk.state.draft is None:
        return talk
    return talk.becoming(paused=(*talk.state.paused, talk.state.draft)[-MOST_PAUSED:], draft=None, place="home")


def _resume(talk: Talk, draft: Draft) -> Turn:
    talk = talk.becoming(paused=tuple(one for one in talk.state.paused if one.id != draft.id))
    report = open_report(talk, draft)
    if report is None:
        return told(talk.state, "trouble.programme_gone")
    if not draft.answers.done:
        return ask(report.with_draft(draft))
    words = [talk.say("report.resumed", count=len(draft.answers.done))]
    if draft.version != talk.known.editions[draft.programme].version:
        words.append(talk.say("report.new_version"))
    return ask(report.with_draft(replace(draft, editing=False))).after(Text("\n".join(words)))


def pause(report: OpenReport) -> Turn:
    state = _set_aside(report.talk).state
    button = tap("report", state.language, action("report"))
    return told(state, "report.paused", button, count=len(report.draft.answers.done))


def cancel(report: OpenReport) -> Turn:
    state = replace(report.talk.state, draft=None, place="home", cancelled=report.draft)
    undo = tap("undo", state.language, report.action("undo"))
    report_button = tap("report", state.language, action("report"))
    return told(state, "report.cancelled", undo, report_button, code=report.indicator.code)


def undo(talk: Talk) -> Turn:
    """Brings back the report cancelled last."""
    draft = talk.state.cancelled
    if draft is None:
        return told(talk.state, "report.nothing_to_undo", tap("report", talk.language, action("report")))
    talk = _set_aside(talk).becoming(cancelled=None)
    report = open_report(talk, draft)
    if report is None:
        return told(talk.state, "trouble.programme_gone")
    return ask(report.with_draft(draft)).after(Text(talk.say("report.undone")))


def leave_first(report: OpenReport, wanted: str) -> Turn:
    """A main word in the middle of a question asks first; nothing is lost either way."""
    state: State = replace(report.talk.state, wanted=wanted)
    language = report.talk.language
    buttons = (tap("stay", language, report.action("stay")), tap("leave", language, report.action("leave")))
    words = report.talk.say(f"buttons.{wanted}")
    return told(state, "report.leave", *buttons, code=report.indicator.code, wanted=words)
