"""คุณภาพผ่าน, คุณภาพไม่ผ่าน: the last step of a plan, said by a reviewer (A-20)."""

from msgspec.structs import replace

from handlers.review import quality
from handlers.review.review_desk import bare, deciding
from handlers.review.reviewing import begin
from handlers.review.settled import settled
from handlers.review.verifying import ask_reason, ask_which
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.places import Reviewing
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn


def judged(talk: Talk, chosen: Action) -> Turn:
    """The quality of a plan: a yes stands at once, a no wants its reason."""
    found = deciding(talk, chosen.desk)
    if isinstance(found, Turn):
        return found
    if chosen.value not in {"yes", "no"} or not quality.is_judged(found):
        return ask_which(found)
    now = Reviewing(bare(found.sent.id), "value_reason", at=quality.AT, value=chosen.value)
    if chosen.value == "yes":
        return settled(found, now, talk.say("checking.quality_yes"))
    talk, said = begin(talk, now)
    return ask_reason(replace(found, talk=talk)).after(*said)


COMMANDS = (Command("verify_quality", judged, needs=(Need.UNDER,)),)
