"""What a document says of a work, where it says anything: of the work itself, else of the
indicators that take values from it. Pure.
"""

from handlers.vocabulary.talk import OpenReport
from scoring.work import Work


def explained(report: OpenReport) -> str:
    """คำอธิบาย, เหตุผล and ผู้ประสานงาน, "" where the document has none of them."""
    if not report.draft.is_report:
        return ""
    programme, work = report.edition.programme, report.indicator
    told: list[Work] = [work, *programme.feeds(work.code)]
    about = next((one.explained.strip() for one in told if one.explained), "")
    reason = next((one.rationale.strip() for one in told if one.rationale), "")
    contact = next((one.contact for one in told if one.contact), "")
    lines = [about] if about else []
    if reason:
        lines.append(report.talk.say("report.rationale", reason=reason))
    if contact:
        lines.append(report.talk.say("report.contact", contact=contact))
    return "\n".join(lines)
