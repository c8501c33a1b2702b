"""A report's life: begun, put aside, taken up days later, cancelled, brought back."""

from msgspec.structs import replace

from forms.filling.preloads import about
from forms.filling.session import Answers, Session
from handlers.questions import room
from handlers.questions.asking import ask, notes
from handlers.reports import opening, revising, survey_flow
from handlers.reports.owing import Item, items
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, FormCommand, Where, at_any_moment
from handlers.vocabulary.draft import UPLOADED, Draft
from handlers.vocabulary.messages import Text
from handlers.vocabulary.naming import listed
from handlers.vocabulary.places import HOME
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, tap, told
from scoring.work import Work
from thai.dates import short


def start(talk: Talk, chosen: Action) -> Turn:
    """เริ่มรายงาน, ทำต่อ or ส่งฉบับแก้ไข for one indicator of one office."""
    programme, office, indicator = chosen.programme, chosen.office, chosen.indicator
    if not talk.may("report", programme, office):
        return told(
            talk.state, "trouble.old_button", tap("report", talk.language, action("report"))
        )
    item = next(
        (one for one in items(talk, programme, office) if one.indicator.code == indicator),
        None,
    )
    if item is None or item.indicator.form is None:
        return told(talk.state, "trouble.programme_gone")
    if item.waits_for:
        return _first(talk, item, item.waits_for)
    if item.submission and item.standing.cutoff and talk.today > item.standing.cutoff:
        return told(talk.state, "work.closed", day=short(item.standing.cutoff))
    if item.draft is None and (full := room.refusal(talk)):
        return full
    open_one = talk.state.draft
    talk = talk.going(HOME)
    turn = resume(talk, item.draft) if item.draft else _begin(talk, item)
    if open_one is None or open_one.is_for(programme, office, indicator):
        return turn
    return turn.after(*told_of(talk, open_one))


def _first(talk: Talk, item: Item, before: Work) -> Turn:
    """What has to be sent before this one, and the way to it."""
    data = action("start", programme=item.programme.key, office=item.office, indicator=before.code)
    return told(
        talk.state,
        "work.first",
        tap("start", talk.language, data),
        before=listed(item.programme, before),
        name=listed(item.programme, item.indicator),
    )


def told_of(talk: Talk, draft: Draft) -> tuple[Text, ...]:
    """That another report was put aside, by its name."""
    report, key = open_report(talk, draft), "form.trial_left" if draft.trial else "report.put_aside"
    return (Text(talk.say(key, name=report.called)),) if report else ()


def _begin(talk: Talk, item: Item) -> Turn:
    version = talk.known.editions[item.programme.key].version
    draft = Draft(talk.fresh_id(), item.programme.key, version, item.office, item.indicator.code)
    if item.is_many:
        draft = replace(draft, series=draft.id)
    report = open_report(talk, draft)
    if report is None:
        return told(talk.state, "trouble.programme_gone")
    if item.submission:
        blank = Session(report.session.form, Answers(), report.session.now)
        report = report.with_draft(revising.draft_of(draft, item.submission, blank))
    else:
        who = about(
            report.session.form, {"username": talk.known.name, "deviceid": talk.known.device}
        )
        report = report.answering(report.session.opened().keep(who))
    found = None if item.submission else opening.merging(report)
    report = opening.filled(report, found) if found else report
    surveyed = None if item.submission else survey_flow.flowing(report)
    report = survey_flow.filled(report, *surveyed) if surveyed else report
    key = "report.revising" if item.submission else "report.began"
    words = [talk.say(key, title=report.titled, office=report.office)]
    words += [] if item.submission else [talk.say("report.any_time")]
    if item.standing.state == "cut_off" and item.standing.cutoff:
        words.append(talk.say("work.cut_off_warning", day=short(item.standing.cutoff)))
    aside, more = ("", "") if item.submission else notes(report, "")
    words += [aside] if aside else []
    merged: tuple[Text, ...] = (opening.words(report, found),) if found else ()
    merged += (survey_flow.words(report, surveyed[0]),) if surveyed else ()
    later = opening.offered(report) if item.submission else ()
    return ask(report).after(
        Text("\n".join(words)), *merged, *later, *((Text(more),) if more else ())
    )


def resume(talk: Talk, draft: Draft) -> Turn:
    talk = talk.becoming(paused=tuple(one for one in talk.state.paused if one.id != draft.id))
    report = open_report(talk, draft)
    if report is None:
        return told(talk.state, "trouble.programme_gone")
    if not draft.answers.done:
        return ask(report.with_draft(draft))
    words = [talk.say("report.resumed", count=len(draft.answers.done))]
    if draft.version != talk.known.editions[draft.programme].version:
        words.append(talk.say("report.new_version"))
    later = opening.offered(report)
    return ask(report.with_draft(replace(draft, editing=False))).after(
        Text("\n".join(words)), *later
    )


def pause(report: OpenReport) -> Turn:
    state = report.talk.state.going(HOME)
    if report.draft.trial:
        again = tap(
            "try", state.language, action("try", upload=report.draft.version.removeprefix(UPLOADED))
        )
        return told(state, "form.trial_left", again, name=report.called)
    if report.draft.survey:
        return told(state, "survey.paused", code=report.draft.survey)
    count = len(report.draft.answers.done)
    if report.draft.appraisal:
        again = tap("appraisal", state.language, action("appraisal"))
        return told(state, "appraisal.paused", again, count=count)
    button = tap("report", state.language, action("report"))
    return told(state, "report.paused", button, count=count)


def cancel(report: OpenReport) -> Turn:
    state = replace(report.talk.state, where=HOME, cancelled=report.draft)
    undo = tap("undo", state.language, report.action("undo"))
    if not report.draft.is_report:
        return told(state, "survey.cancelled", undo, name=report.called)
    report_button = tap("report", state.language, action("report"))
    return told(state, "report.cancelled", undo, report_button, name=report.called)


def undo(talk: Talk, chosen: Action) -> Turn:
    """Brings back the report cancelled last; not another one than the button names."""
    draft = talk.state.cancelled
    if draft is None or not draft.id.startswith(chosen.draft):
        return told(
            talk.state, "report.nothing_to_undo", tap("report", talk.language, action("report"))
        )
    if not draft.trial and (full := room.refusal(talk)):
        return full
    talk = talk.going(HOME).becoming(cancelled=None)
    report = open_report(talk, draft)
    if report is None:
        return told(talk.state, "trouble.programme_gone")
    key = "report.undone" if draft.is_report else "survey.undone"
    return ask(report.with_draft(draft)).after(Text(talk.say(key, name=report.called)))


def leave_first(report: OpenReport, wanted: str) -> Turn:
    """A main word in the middle of a question asks first; nothing is lost either way."""
    state = report.talk.state.wanting(wanted)
    language = report.talk.language
    buttons = (
        tap("stay", language, report.action("stay")),
        tap("leave", language, report.action("leave")),
    )
    words = report.talk.say(f"buttons.{wanted}")
    return told(state, "report.leave", *buttons, name=report.called, wanted=words)


COMMANDS = (Command("undo", undo, Where.IDLE),)
FORM_COMMANDS = (
    FormCommand("pause", lambda opened, _: pause(opened), at_any_moment),
    FormCommand("cancel", lambda opened, _: cancel(opened), at_any_moment),
)
