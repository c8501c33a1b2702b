"""What judges decide about an office, or an assessor about a person, is written."""

from bot.inbox import carry_appraisals, carry_judging
from bot.inbox.carrying import Carrying
from handlers.vocabulary.appraised import (
    BeginAppraisal,
    MoveAppraisal,
    OfAppraisal,
    OpenEvidence,
    ReplaceParty,
    SendAppraisal,
)
from handlers.vocabulary.judging_effects import OfJudging


def write(at: Carrying, effect: OfJudging | OfAppraisal) -> None:
    match effect:
        case BeginAppraisal() | SendAppraisal() | MoveAppraisal() | ReplaceParty() | OpenEvidence():
            carry_appraisals.write(at, effect)
        case _:
            carry_judging.write(at, effect)
