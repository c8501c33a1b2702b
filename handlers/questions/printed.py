"""What is filled in is printed as an official paper: ดูแบบ on the card before sending, and what the
paper would lack, whether it has too many pages.
"""

from collections.abc import Iterator

from forms.kinds import MEDIA_KINDS
from handlers.vocabulary.messages import Button
from handlers.vocabulary.paper_effects import CountPages
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import tap
from scoring.paper import Paper, names_under_signatures
from thai.graphemes import cut

MOST_NAMED, LONGEST = 3, 60  # questions, and letters of each


def offers_preview(report: OpenReport) -> bool:
    return bool(report.talk.known.public_url) and any(papers(report))


def preview_buttons(report: OpenReport) -> tuple[Button, ...]:
    """The button that shows both files, where there is a paper."""
    if not offers_preview(report):
        return ()
    return (tap("preview", report.talk.language, report.action("preview")),)


def counting(report: OpenReport) -> tuple[CountPages, ...]:
    """The pages are counted when the card before sending appears, where a paper may have only so
    many.
    """
    is_new = bool(report.draft.at)  # a question was asked before it
    has_most = any(one.pages is not None for one in papers(report))
    return (CountPages(report.draft.id),) if is_new and has_most else ()


def lacking(report: OpenReport) -> tuple[str, ...]:
    """One line on the evidence, and names or days under a signature, the paper is without."""
    found = list(_lacking(report))
    if not found:
        return ()
    more = len(found) - MOST_NAMED
    named = " · ".join(cut(one, LONGEST) for one in found[:MOST_NAMED])
    said = report.talk.say("papers.lacking", names=named)
    return (f"{said} {report.talk.say('papers.and_more', count=more)}" if more > 0 else said,)


def _lacking(report: OpenReport) -> Iterator[str]:
    printed, session = tuple(papers(report)), report.session
    signed = {name for paper in printed for name in names_under_signatures(paper)}
    for question in session.questions() if printed else ():
        is_awaited = question.kind in MEDIA_KINDS or question.name in signed
        if is_awaited and not session.value(question.path):
            label = session.say(question.label, question.path, report.talk.language)
            yield label.partition("\n")[0]


def papers(report: OpenReport) -> Iterator[Paper]:
    """The papers that are filled with this report; a survey or a trial is never printed."""
    if not report.draft.is_report:
        return
    for one in report.edition.programme.papers:
        if report.draft.indicator in one.of:
            yield one
