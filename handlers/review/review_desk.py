"""A report on a reviewer's desk: opened as it was sent, for whoever may review it, while it is
their turn.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from forms.filling.session import Answers, Session
from forms.model import Question
from handlers.reports import revising
from handlers.review.review_chain import chain
from handlers.vocabulary.actions import action
from handlers.vocabulary.answers import shown
from handlers.vocabulary.draft import Draft
from handlers.vocabulary.known import Submission, UnderReview
from handlers.vocabulary.messages import Tap
from handlers.vocabulary.places import Reviewing
from handlers.vocabulary.reviewed import Review
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, tap, told
from thai.dates import BANGKOK, short


class Desk(Struct, frozen=True):
    """The report under review, with its form open at the answers that were sent."""

    talk: Talk
    under: UnderReview
    report: OpenReport

    @property
    def sent(self) -> Submission:
        return self.under.submission

    @property
    def review(self) -> Review:
        assert self.sent.review is not None, "a report on a desk has a review"
        return self.sent.review

    def action(self, name: str, **values: str) -> str:
        """The data of a button about this report, as it stands: the revision and whose turn it
        is.
        """
        return action(name, report=bare(self.sent.id), desk=self.review.at_office, **values)

    def reported(self, question: Question) -> str:
        """What was answered there, as people read it."""
        value = self.report.session.value(question.path)
        return shown(question, value, self.talk.language)

    def doing(self, now: Reviewing) -> Desk:
        """The same desk, with the next step of the decision."""
        return replace(self, talk=self.talk.going(now))

    def drop_button(self) -> Tap:
        """ยกเลิก: out of the decision, with nothing decided."""
        return tap("cancel", self.talk.language, self.action("back_drop"))


def bare(submission: str) -> str:
    return submission.removeprefix("uuid:")


def opened(talk: Talk, sent: Submission) -> OpenReport | None:
    """A sent report with its form and its answers; None when its programme is gone."""
    draft = Draft(
        bare(sent.id),
        sent.programme,
        sent.asked_under or sent.version,
        sent.office,
        sent.indicator,
        series=sent.series,
    )
    report = open_report(talk, draft)
    if report is None:
        return None
    blank = Session(report.session.form, Answers(), report.session.now)
    filled = open_report(talk, revising.draft_of(draft, sent, blank))
    assert filled is not None, "what was opened blank opens filled"
    return filled


def desk(talk: Talk) -> Desk | Turn:
    """The report a button names, for whoever may review it; else a sentence that says why not."""
    under = talk.known.under
    if under is None or under.submission.review is None:
        return told(talk.state, "trouble.old_button", tap("check", talk.language, action("check")))
    sent = under.submission
    if not _is_on_the_way(talk, sent):
        return told(talk.state, "checking.not_yours", tap("score", talk.language, action("score")))
    report = opened(talk, sent)
    if report is None:
        return told(talk.state, "trouble.programme_gone")
    if under.newest != sent.id:
        button = tap("look", talk.language, action("review", report=bare(under.newest)))
        return told(talk.state, "checking.newer", button, name=report.called, office=report.office)
    return Desk(talk, under, report)


def _is_on_the_way(talk: Talk, sent: Submission) -> bool:
    """Whether this person reviews what the office sends, or stands on the way of this report."""
    edition = talk.known.edition(sent.programme, sent.version)
    at = (sent.review.at_office,) if sent.review else ()
    way: tuple[str, ...] = ()
    if edition and sent.office in edition.programme.above:
        programme = edition.programme
        way = chain(programme, programme.work(sent.indicator), sent.office)
    return any(talk.may("review", sent.programme, one) for one in (sent.office, *at, *way))


def deciding(talk: Talk, at_office: str = "") -> Desk | Turn:
    """The same, as long as it still waits for this person; whoever comes second hears who did
    what.
    """
    found = desk(talk)
    if isinstance(found, Turn):
        return found
    if found.sent.reporter_id == talk.known.person:
        return told(talk.state, "checking.own", tap("check", talk.language, action("check")))
    review = found.review
    if review.state != "waiting" or (at_office and at_office != review.at_office):
        return told(
            talk.state,
            "checking.too_late",
            tap("check", talk.language, action("check")),
            **what_was_done(found),
        )
    if not talk.may("review", found.sent.programme, review.at_office):
        name = found.report.edition.programme.office(review.at_office).name
        return told(
            talk.state,
            "checking.elsewhere",
            tap("check", talk.language, action("check")),
            office=name,
        )
    return found


def what_was_done(found: Desk) -> dict[str, str]:
    """Who decided last, what, and when."""
    review, talk = found.review, found.talk
    at = review.decided_at.astimezone(BANGKOK) if review.decided_at else None
    did = "returned" if review.state == "returned" else "accepted"
    return {
        "name": found.report.called,
        "office": found.report.office,
        "who": review.reviewer.name if review.reviewer else "–",
        "did": talk.say(f"checking.did_{did}"),
        "when": f"{short(at.date())} {at:%H:%M} น." if at else "–",
    }
