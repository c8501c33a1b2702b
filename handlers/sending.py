"""Sending a finished report: the submission with its score, and the card that answers it."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from forms.filling.preloads import ended
from forms.kinds import MEDIA_KINDS
from forms.paths import below_root
from handlers import appraisals, plausibility, sending_again
from handlers.judging import claims
from handlers.questions.asking import ask
from handlers.results.score_card import receipt, score_card
from handlers.results.shares import fed_figures, worth_of
from handlers.review.returned import spoken_too_late, word_to_reviewer
from handlers.review.review_chain import awaits
from handlers.surveys.survey import answered as survey_answered
from handlers.surveys.trial import finished as trial_finished
from handlers.vocabulary.command import FormCommand, Need, at_summary
from handlers.vocabulary.desk_words import whose_desk
from handlers.vocabulary.effects import Attached, Submit
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Card, Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken, tap
from scoring.plausible import Doubt


def send(report: OpenReport, *, sure: bool = False) -> Turn:
    """ส่งรายงาน, or the question that still lacks an answer; unlikely numbers are asked about until
    they are `sure`.
    """
    if report.session.next_stop() is not None:
        return ask(report).after(Text(report.talk.say("review.not_finished")))
    broken = report.session.broken()
    if broken is not None:
        draft = replace(
            report.draft, answers=report.draft.answers.forget(broken.path), editing=True
        )
        return ask(report.with_draft(draft), broken).after(Text(report.talk.say("review.changed")))
    if report.draft.survey:
        return survey_answered(report)
    if report.draft.trial:
        return trial_finished(report)
    if report.draft.appraisal:
        return appraisals.sent(report, sure=sure)
    if sending_again.is_unchanged(report):
        button = tap("edit", report.talk.language, report.action("edit"))
        words = report.talk.say("review.unchanged")
        return spoken(report.on_summary(), Text(words, (button,)))
    if turn := claims.above_pool(report):
        return turn
    found, passed = plausibility.doubts_of(report), sending_again.had_passed(report)
    if (found or passed) and not sure:
        return plausibility.ask(report, found, passed=passed)
    return _send(report, found)


def _send(report: OpenReport, doubts: Sequence[Doubt]) -> Turn:
    """Sends a finished report and shows its score with the whole sum."""
    talk, before = report.talk, report.replaces
    if report.draft.corrects and (before is None or not before.is_returned):
        return spoken_too_late(talk)
    report = report.answering(
        report.draft.answers.keep(ended(report.session.form, report.talk.event.at))
    )
    submit = replace(submission_of(report), doubts=tuple(doubts))
    state = talk.state.done_with_form()
    turn = spoken(state, _card(report, submit), *receipt(talk, submit), must=True)
    words = word_to_reviewer(report, before, submit.id) if report.draft.corrects and before else ()
    return turn.also(submit, *words, *sending_again.word_to_acceptor(report, submit.id))


def _card(report: OpenReport, submit: Submit) -> Card:
    """The score with its whole sum; of what feeds other scores what it adds to them."""
    talk, programme, token = report.talk, report.edition.programme, shown_token(submit)
    sent, work = as_sent(report, submit), report.indicator
    at = submit.awaits.at_office if submit.awaits else submit.office
    desk = whose_desk(talk, programme, work, at, talk.known.person)
    for fed in fed_figures(programme, sent, talk.known.submissions, talk.event.at):
        return score_card(talk, programme, fed.indicator, report.office, fed.record, token, desk)
    return score_card(talk, programme, work, report.office, submit.score, token, desk)


def as_sent(report: OpenReport, submit: Submit) -> Submission:
    """The report as it will be known once it is stored."""
    return Submission(
        id=submit.id,
        programme=submit.programme,
        version=submit.version,
        indicator=submit.indicator,
        office=submit.office,
        reporter=report.talk.known.name,
        submitted_at=submit.at,
        counted_from=submit.counted_from,
        revision=submit.revision,
        answers=submit.answers,
        evidence=len(submit.evidence),
        score=submit.score,
        token=submit.token,
        series=submit.series,
    )


def _counted_from(report: OpenReport, before: Submission | None) -> date:
    """The day of the first complete report holds, unless a reviewer has said otherwise (rule 3 of
    section 9).
    """
    return report.talk.today if before is None or before.restarts else before.counted_from


def shown_token(submit: Submit) -> str:
    """What opens the evidence; nothing where there is none."""
    return submit.token if submit.evidence else ""


def submission_of(report: OpenReport) -> Submit:
    talk, draft = report.talk, report.draft
    before = report.replaces
    counted_from = _counted_from(report, before)
    submit = Submit(
        id=f"uuid:{draft.id}",
        programme=draft.programme,
        version=report.edition.version,
        indicator=draft.indicator,
        office=draft.office,
        series=draft.series,
        form=report.session.form.id,
        form_version=report.session.form.version,
        answers=report.session.instance(),
        evidence=attached(report),
        at=talk.event.at,
        counted_from=counted_from,
        revision=before.revision + 1 if before else 1,
        replaces=before.id if before else None,
        score={},
        token=report.evidence_token,
        awaits=awaits(
            report.edition.programme, report.indicator, draft.office, _returned_from(before)
        ),
    )
    sent = as_sent(report, submit)
    worth = worth_of(
        report.edition.programme,
        report.indicator,
        report.session.questions(),
        sent,
        draft.merged,
    )
    return replace(submit, score=worth)


def _returned_from(before: Submission | None) -> str:
    """The office whose review sent it back, ""  when none did: there it goes again."""
    return (
        before.review.at_office
        if before is not None and before.is_returned and before.review
        else ""
    )


def attached(report: OpenReport) -> tuple[Attached, ...]:
    """The evidence in order, each piece with the path of its question below the root."""
    found = [
        (piece.id, below_root(question.path))
        for question in report.session.questions()
        if question.kind in MEDIA_KINDS
        for piece in report.draft.pieces.get(question.path, ())
    ]
    return tuple(
        Attached(evidence_id, question, place)
        for place, (evidence_id, question) in enumerate(found, 1)
    )


FORM_COMMANDS = (
    FormCommand(
        "send",
        lambda opened, chosen: send(opened, sure=bool(chosen.sure)),
        at_summary,
        (Need.SUBMISSIONS, Need.PIECES, Need.DESKS, Need.ELSEWHERE),
    ),
)
