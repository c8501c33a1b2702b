"""What an office claims for items that share their points: together no more than that (D-02)."""

from decimal import Decimal

from handlers.judging.item_card import CLAIMED, shown
from handlers.vocabulary.messages import Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken, tap
from scoring.rubric_items import item_of, room
from thai.digits import number


def above_pool(report: OpenReport) -> Turn | None:
    """The sentence for a claim that is too high beside those already sent; None when it is not."""
    programme, talk = report.edition.programme, report.talk
    item = item_of(programme, report.indicator.code)
    claimed = number(report.session.instance().get(CLAIMED, ""))
    if item is None or claimed is None:
        return None
    most = room(item, {code: _claimed(report, code) for code in item.beside})
    if claimed <= most:
        return None
    words = talk.say(
        "judging.claim_above_pool",
        items=item.together,
        most=shown(item.most),
        left=shown(max(most, Decimal(0))),
    )
    return spoken(
        report.on_summary(), Text(words, (tap("edit", talk.language, report.action("edit")),))
    )


def _claimed(report: OpenReport, code: str) -> Decimal:
    """What the office has claimed for another item."""
    sent = report.talk.known.submission(report.edition.programme.key, report.draft.office, code)
    return number(sent.answers.get(CLAIMED, "") if sent else "") or Decimal(0)
