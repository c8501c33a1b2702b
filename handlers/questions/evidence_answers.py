"""Evidence as the answer to a question: files as they come, links, ครบแล้ว."""

from msgspec.structs import replace

from forms.filling.stops import Stop
from forms.kinds import MEDIA_KINDS
from forms.model import Question
from handlers.questions import evidence, in_doubt, signed
from handlers.questions.accepting import go_on
from handlers.questions.asking import again, ask, asked, asked_question, choices, said_with_notes
from handlers.questions.evidence import Received
from handlers.vocabulary.effects import AwaitSet
from handlers.vocabulary.events import Sent, SetQuiet
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, spoken


def sent(report: OpenReport, what: Sent) -> Turn:
    """A photo or file: evidence for the question on screen, or kept until its question comes, if
    there is one.
    """
    question, stop = asked_question(report), asked(report)
    if evidence.is_too_large(what):
        said = report.talk.say("evidence.too_large", name=what.name, limit=evidence.LARGEST_MB)
        return again(report, stop, said)
    if question is not None and evidence.fits(what, question):
        return _received(evidence.receive(report, what, question), question)
    if report.talk.state.at_summary and len(lacking := _taking(report, what)) == 1:
        return _added(evidence.receive(report, what, lacking[0]), lacking[0])
    is_evidence = question is not None and question.kind in MEDIA_KINDS
    wanted = evidence.wanted(report.talk, question) if question and is_evidence else ""
    if report.draft.survey or not any(
        evidence.fits(what, one) for one in report.session.form.questions
    ):
        return again(report, stop, wanted or _of_no_use(report))
    turn = _asking_on(evidence.loose(report.talk, what), report, stop)
    return turn.after(Text(wanted)) if wanted and turn.effects else turn


def _taking(report: OpenReport, what: Sent) -> list[Question]:
    open_to_change = (
        one for one in report.session.questions() if not in_doubt.is_closed(report, one.path)
    )
    return [question for question in open_to_change if evidence.fits(what, question)]


def _added(got: Received, question: Question) -> Turn:
    """At the summary, to the one question that takes it; the summary follows."""
    report = got.report.with_draft(evidence.answered(got.report.draft, question.path))
    if reading := signed.reading(report, question.path):
        return Turn(report.on_summary(), (got.keep, *reading))
    if not got.said:
        return Turn(report.on_summary(), (got.keep, *_awaiting(report, question)))
    return ask(report).after(Text(got.said)).also(got.keep)


def _of_no_use(report: OpenReport) -> str:
    talk = report.talk
    return talk.say("misread.something_else", kind=talk.say("misread.file"))


def received_link(report: OpenReport, url: str, question: Question) -> Turn:
    """A web address as evidence, kept as it is; where a file of some kind is wanted, it is none."""
    if question.accept:
        return again(report, question, evidence.wanted(report.talk, question))
    return _received(evidence.receive_link(report, url, question), question)


def _asking_on(turn: Turn, report: OpenReport, stop: Stop | None) -> Turn:
    """The same turn, with what is open asked again, or the summary shown, after it."""
    if not turn.says:
        return turn
    asked_again = ask(replace(report, talk=replace(report.talk, state=turn.state)), stop)
    return asked_again.after(*turn.says).also(*turn.others)


def _received(got: Received, question: Question) -> Turn:
    state = got.report.talk.state
    if reading := signed.reading(got.report, question.path):
        return Turn(state, (got.keep, *reading))
    if not got.said:
        return Turn(state, (got.keep, *_awaiting(got.report, question)))
    return spoken(state, Text(got.said, choices(got.report, question))).also(got.keep)


def _awaiting(report: OpenReport, question: Question) -> tuple[AwaitSet, ...]:
    """The rest of a set is waited for, from its first photo on."""
    newest = report.draft.pieces[question.path][-1]
    here = [one for one in report.draft.pieces[question.path] if one.set_id == newest.set_id]
    is_first = len(here) == 1
    return (AwaitSet(report.draft.id, question.path, newest.set_id),) if is_first else ()


def quiet(talk: Talk, what: SetQuiet) -> Turn:
    """ได้รับ 1 จาก 2 รูป: the last photo of a set has not come; with the buttons to go on all the
    same. Nothing where it has come meanwhile, or something else is open.
    """
    report = open_report(talk, talk.state.draft) if talk.state.draft else None
    if report is None or report.draft.id != what.draft:
        return Turn(talk.state)
    pieces = report.draft.pieces.get(what.question, ())
    of_set = tuple(one for one in pieces if one.set_id == what.set_id)
    missing = evidence.missing_from_set(of_set)
    question = asked_question(report)
    if missing is None or question is None or question.path != what.question:
        return Turn(talk.state)
    words = talk.say("evidence.set_quiet", count=missing[0], total=missing[1])
    return spoken(talk.state, Text(words, choices(report, question)))


def choose_file(report: OpenReport) -> Turn:
    """เลือกไฟล์: where LINE keeps them, then the question again."""
    return again(report, asked(report), report.talk.say("evidence.choose_file"))


def enough(report: OpenReport, question: Question) -> Turn:
    """ครบแล้ว: the evidence is complete, unless some of a set is still missing; a second tap goes
    on all the same.
    """
    pieces = report.draft.pieces.get(question.path, ())
    if not pieces:
        return again(report, question, report.talk.say("evidence.none_yet"))
    missing = evidence.missing_from_set(pieces)
    if missing and not report.draft.warned:
        warned = report.with_draft(replace(report.draft, warned=True))
        said = report.talk.say("evidence.set_incomplete", count=missing[0], total=missing[1])
        return spoken(warned.talk.state, Text(said, choices(warned, question)))
    report = report.with_draft(
        replace(evidence.answered(report.draft, question.path), warned=False)
    )
    said = report.talk.say("evidence.accepted", count=len(pieces))
    return go_on(report).after(*said_with_notes(report, question.path, said))
