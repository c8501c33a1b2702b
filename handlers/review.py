"""The summary before sending, mending one answer, and sending."""

from dataclasses import replace

from forms.session import Answers
from handlers.answers import MEDIA, shown
from handlers.case_values import case_values
from handlers.effects import Attached, Submit
from handlers.known import Submission
from handlers.messages import Card, Row
from handlers.score_card import receipt, score_card
from handlers.score_record import score_record
from handlers.state import Draft
from handlers.talk import OpenReport
from handlers.turn import Turn, spoken, tap, told
from scoring.score import score


def show(report: OpenReport) -> Turn:
    """The card ตรวจก่อนส่ง: every answer, then send or mend."""
    report = report.with_draft(replace(report.draft, at="", editing=False))
    talk, session = report.talk, report.session
    rows = tuple(
        Row(
            session.say(question.label, question.path, talk.language),
            shown(question, session.value(question.path), talk.language),
        )
        for question in session.questions()
    )
    card = Card(
        alt=talk.say("review.alt", code=report.indicator.code, answers=" · ".join(row.note for row in rows)),
        title=talk.say("review.title"),
        subtitle=talk.say("review.subtitle", code=report.indicator.code, office=report.office),
        rows=rows,
        button=tap("send", talk.language, report.action("send")),
        second=tap("edit", talk.language, report.action("edit")),
        choices=tuple(tap(name, talk.language, report.action(name)) for name in ("back", "pause", "cancel")),
    )
    return spoken(talk.becoming(place="review").state, card)


def pick(report: OpenReport) -> Turn:
    """Which answer to mend."""
    buttons = [
        tap("edit_one", report.talk.language, report.action("edit_one", q=question.name), place=place)
        for place, question in enumerate(report.session.questions()[:12], 1)
    ]
    return told(report.talk.state, "review.pick", *buttons)


def send(report: OpenReport) -> Turn:
    """Sends a finished report and shows its score with the whole sum."""
    submit = submission_of(report)
    talk = report.talk
    card = score_card(talk, report.edition.programme, report.indicator, report.office, submit.score, submit.token)
    state = replace(talk.state, draft=None, place="home", cancelled=None)
    return spoken(state, card, *receipt(talk, submit), must=True).also(submit)


def submission_of(report: OpenReport) -> Submit:
    talk, draft = report.talk, report.draft
    before = talk.known.submission(draft.programme, draft.office, draft.indicator)
    counted_from = before.counted_from if before else talk.today
    values = case_values(report.session.questions(), report.session.value)
    result = score(report.edition.programme, draft.indicator, values, counted_from)
    return Submit(
        id=f"uuid:{draft.id}",
        programme=draft.programme,
        version=report.edition.version,
        indicator=draft.indicator,
        office=draft.office,
        form=report.session.form.id,
        form_version=report.session.form.version,
        answers=report.session.instance(),
        evidence=attached(report),
        at=talk.event.at,
        counted_from=counted_from,
        revision=before.revision + 1 if before else 1,
        replaces=before.id if before else None,
        score=score_record(result),
        token=(before.token if before else "") or talk.known.token,
    )


def attached(report: OpenReport) -> tuple[Attached, ...]:
    found = [
        (piece.id, question.name)
        for question in report.session.questions()
        if question.kind in MEDIA
        for piece in report.draft.pieces.get(question.path, ())
    ]
    return tuple(Attached(evidence_id, question, place) for place, (evidence_id, question) in enumerate(found, 1))


def draft_of(draft: Draft, submission: Submission) -> Draft:
    """A new draft that starts from what was sent, answers and evidence alike."""
    values = {f"/xf/{path}": value for path, value in submission.answers.items()}
    done = tuple(path for path in values)
    return replace(draft, answers=Answers(values, done), pieces=dict(submission.pieces))


def enough(report: OpenReport, path: str) -> Draft:
    """The draft with an evidence question answered by the names of its pieces."""
    names = " ".join(piece.name.replace(" ", "_") for piece in report.draft.pieces.get(path, ()))
    return replace(report.draft, answers=report.draft.answers.put(path, names))
