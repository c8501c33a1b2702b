"""What the document says of a work: คำอธิบาย, เหตุผล, ผู้ประสานงาน."""

from handlers.vocabulary.messages import Button
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import tap
from scoring.work import Work


def explained(report: OpenReport) -> str:
    """The work's own explanation, else that of the indicator its paper reports; "" for none."""
    found = next((one for one in _works(report) if one.explained), None)
    if found is None:
        return ""
    talk = report.talk
    more = [("rationale", found.rationale), ("contact", found.contact)]
    said = [talk.say(f"report.{name}", text=text) for name, text in more if text]
    return "\n\n".join([found.explained.strip(), *said])


def _works(report: OpenReport) -> list[Work]:
    programme, work = report.edition.programme, report.indicator
    paper = programme.report_form(work.code)
    told = [one for one in programme.indicators if paper and one.code == paper.indicator]
    return [work, *told]


def buttons(report: OpenReport, path: str) -> tuple[Button, ...]:
    """Under the first question, where the document explains the work."""
    if report.draft.survey or report.session.place(path)[0] != 1 or not explained(report):
        return ()
    return (tap("explained", report.talk.language, report.action("explained")),)
