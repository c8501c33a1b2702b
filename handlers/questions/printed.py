"""ดูแบบ on the card before sending: whether what is filled in is printed as an official paper."""

from handlers.vocabulary.messages import Button
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import tap


def offers_preview(report: OpenReport) -> bool:
    if report.draft.survey or report.draft.trial or not report.talk.known.public_url:
        return False
    return any(report.draft.indicator in one.of for one in report.edition.programme.papers)


def preview_buttons(report: OpenReport) -> tuple[Button, ...]:
    """The button that shows both files, where there is a paper."""
    if not offers_preview(report):
        return ()
    return (tap("preview", report.talk.language, report.action("preview")),)
