"""Answering: typed, tapped, photographed; taken if it stands, else a sentence that says why and what to do."""

from dataclasses import replace

from forms.reading import Misread, read_answer
from forms.session import Answers
from forms.xform import Question
from handlers import evidence, review
from handlers.actions import Action
from handlers.answers import MEDIA, shown
from handlers.asking import again, ask, asked, choices
from handlers.effects import Say
from handlers.events import Sent, SomethingElse, Tapped
from handlers.evidence import Received
from handlers.links import Link, read_link
from handlers.messages import Button, Message, Text
from handlers.report import cancel, pause
from handlers.talk import OpenReport
from handlers.turn import Turn, spoken, tap
from handlers.words import heard


def wrote(report: OpenReport, text: str) -> Turn:
    """A typed answer to the question on screen."""
    question = asked(report)
    if question is None:
        return ask(report)
    if question.kind in MEDIA:
        return _wrote_at_evidence(report, question, text)
    if heard("skip", text) and not report.session.is_required(question):
        return skip(report)
    value = read_answer(question, text, language=report.talk.language, today=report.talk.today)
    if isinstance(value, Misread):
        return again(report, question, report.talk.say(f"misread.{value.code}"))
    return accept(report, question, value)


def _wrote_at_evidence(report: OpenReport, question: Question, text: str) -> Turn:
    if heard("enough", text):
        return enough(report)
    if heard("skip", text) and not report.session.is_required(question):
        return skip(report)
    link = read_link(text) if question.kind == "file" else None
    if isinstance(link, Link):
        return _received(evidence.receive_link(report, link.url, question), question)
    if link:
        return again(report, question, report.talk.say(f"link.{link.code}"))
    return again(report, question, report.talk.say("misread.send_a_file"))


def accept(report: OpenReport, question: Question, value: str) -> Turn:
    if not value and report.session.is_required(question):
        return again(report, question, report.talk.say("report.required"))
    if report.session.breaks_constraint(question, value):
        return _refuse(report, question, value)
    draft = replace(report.draft, answers=report.draft.answers.put(question.path, value))
    report = report.with_draft(draft)
    turn = _go_on(report)
    return turn.after(Text(_understood(report, question, value)))


def _go_on(report: OpenReport) -> Turn:
    """The next question; after an edit, straight to what no longer fits, or back to the summary."""
    unfit = report.session.broken() if report.draft.editing else None
    if unfit is None:
        return ask(report)
    draft = replace(report.draft, answers=report.draft.answers.forget(unfit.path))
    return ask(report.with_draft(draft), unfit).after(Text(report.talk.say("review.changed")))


def _understood(report: OpenReport, question: Question, value: str) -> str:
    answer = shown(question, value, report.talk.language)
    notes = [
        report.session.say(note.label, note.path, report.talk.language)
        for note in report.session.notes_after(question.path)
    ]
    aside = f" ({' · '.join(notes)})" if notes else ""
    return report.talk.say("report.accepted", answer=answer + aside)


def _refuse(report: OpenReport, question: Question, value: str) -> Turn:
    """Why an answer cannot stand, with a way to mend the earlier answer it disagrees with."""
    talk = report.talk
    why = report.session.say(question.constraint_message, question.path, talk.language)
    said = shown(question, value, talk.language)
    words = talk.say("report.wrong", answer=said, why=why) if why else talk.say("report.out_of_range")
    before = report.session.before(question.path)
    turn = ask(report, question)
    return turn.after(Text(words)) if before is None else _with_mend(turn.after(Text(words)), report, before)


def _with_mend(turn: Turn, report: OpenReport, before: Question) -> Turn:
    place, _ = report.session.place(before.path)
    mend = tap("edit_one", report.talk.language, report.action("edit_one", q=before.name), place=place)
    return _with_first_button(turn, mend)


def _with_first_button(turn: Turn, button: Button) -> Turn:
    effect = turn.effects[-1]
    messages: tuple[Message, ...] = effect.messages  # type: ignore[union-attr]
    last = messages[-1]
    messages = (*messages[:-1], replace(last, choices=(button, *last.choices)))
    return replace(turn, effects=(*turn.effects[:-1], replace(effect, messages=messages)))  # type: ignore[arg-type]


def toggle(report: OpenReport, question: Question, name: str) -> Turn:
    """Adds a choice, or takes it out again; the answer stands only when "done" is tapped."""
    chosen = set(report.session.value(question.path).split()) ^ {name}
    value = " ".join(choice.name for choice in question.choices if choice.name in chosen)
    values = {**report.draft.answers.values, question.path: value}
    report = report.with_draft(replace(report.draft, answers=Answers(values, report.draft.answers.done)))
    labels = shown(question, value, report.talk.language)
    said = report.talk.say("report.select_now", chosen=labels if value else report.talk.say("report.select_none"))
    return spoken(report.talk.state, Text(said, choices(report, question)))


def skip(report: OpenReport) -> Turn:
    question = asked(report)
    if question is None or report.session.is_required(question):
        return ask(report, question)
    draft = replace(report.draft, answers=report.draft.answers.put(question.path, ""))
    return ask(report.with_draft(draft)).after(Text(report.talk.say("report.skipped")))


def back(report: OpenReport) -> Turn:
    """To the question before; its old answer stays until a new one is given."""
    before = report.session.before(report.draft.at)
    if before is None:
        return ask(report, asked(report)).after(Text(report.talk.say("report.first_question")))
    return edit(report, before, editing=report.draft.editing)


def edit(report: OpenReport, question: Question, *, editing: bool = True) -> Turn:
    """Asks one question again, whatever was answered."""
    draft = replace(report.draft, answers=report.draft.answers.forget(question.path), editing=editing)
    return ask(report.with_draft(draft), question)


def sent(report: OpenReport, what: Sent) -> Turn:
    """A photo or file: evidence for the question on screen, or kept until its question comes."""
    question = asked(report)
    if question is None or question.kind not in MEDIA:
        turn = evidence.loose(report.talk, what)
        return turn if question is None else _asking_on(turn, report, question)
    if not evidence.fits(what, question):
        return evidence.loose(report.talk, what).after(Text(report.talk.say("misread.photo_wanted")))
    return _received(evidence.receive(report, what, question), question)


def _asking_on(turn: Turn, report: OpenReport, question: Question) -> Turn:
    """The same turn, with the open question asked again after it."""
    if not any(isinstance(effect, Say) for effect in turn.effects):
        return turn
    asked_again = ask(replace(report, talk=replace(report.talk, state=turn.state)), question)
    said = tuple(message for effect in turn.effects if isinstance(effect, Say) for message in effect.messages)
    others = tuple(effect for effect in turn.effects if not isinstance(effect, Say))
    return asked_again.after(*said).also(*others)


def _received(got: Received, question: Question) -> Turn:
    state = got.report.talk.state
    if not got.said:
        return Turn(state, (got.keep,))
    return spoken(state, Text(got.said, choices(got.report, question))).also(got.keep)


def enough(report: OpenReport) -> Turn:
    """ครบแล้ว: the evidence is complete, unless some of a set is still missing; a second tap goes on all the same."""
    question = asked(report)
    if question is None or question.kind not in MEDIA:
        return ask(report, question)
    pieces = report.draft.pieces.get(question.path, ())
    if not pieces:
        return again(report, question, report.talk.say("evidence.none_yet"))
    missing = evidence.missing_from_set(pieces)
    if missing and not report.draft.warned:
        warned = report.with_draft(replace(report.draft, warned=True))
        said = report.talk.say("evidence.set_incomplete", count=missing[0], total=missing[1])
        return spoken(warned.talk.state, Text(said, choices(warned, question)))
    draft = replace(review.enough(report, question.path), warned=False)
    said = report.talk.say("evidence.accepted", count=len(pieces))
    return _go_on(report.with_draft(draft)).after(Text(said))


def send(report: OpenReport) -> Turn:
    """ส่งรายงาน, or the question that still lacks an answer."""
    if report.session.next() is not None:
        return ask(report).after(Text(report.talk.say("review.not_finished")))
    return review.send(report)


def something_else(report: OpenReport, what: SomethingElse) -> Turn:
    """A sticker or a place where an answer was awaited."""
    talk = report.talk
    kind = talk.say(f"misread.{what.kind}" if what.kind in {"sticker", "location"} else "misread.other")
    return again(report, asked(report) or report.session.questions()[0], talk.say("misread.something_else", kind=kind))


def tapped(report: OpenReport, chosen: Action, what: Tapped) -> Turn | None:
    """A button of the open report; None when it is none of these."""
    question = asked(report)
    match chosen.name:
        case "answer" | "toggle" if question is None or chosen.get("q") != question.name:
            return ask(report, question).after(Text(report.talk.say("report.not_asked")))
        case "answer":
            return accept(report, question, chosen.get("v") or what.picked) if question else None
        case "toggle":
            return toggle(report, question, chosen.get("v")) if question else None
        case "chosen":
            return accept(report, question, report.session.value(question.path)) if question else None
        case "edit_one":
            wanted = next((one for one in report.session.questions() if one.name == chosen.get("q")), None)
            return edit(report, wanted) if wanted else ask(report)
        case "stay":
            return ask(report, question)
    simple = {
        "skip": skip,
        "back": back,
        "pause": pause,
        "cancel": cancel,
        "enough": enough,
        "send": send,
        "edit": review.pick,
    }
    return simple[chosen.name](report) if chosen.name in simple else None
