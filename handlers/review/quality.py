"""The judgement of a plan's quality, a step that is another's to say: yes or no (A-20)."""

from handlers.review.review_desk import Desk
from handlers.vocabulary.messages import Button
from handlers.vocabulary.records import QUALITY, quality_of
from handlers.vocabulary.turn import tap
from scoring.measures.milestone import Milestone

AT = f"/meta/{QUALITY}"


def is_judged(found: Desk) -> bool:
    """Whether a score rests on somebody's judgement of this report."""
    programme = found.report.edition.programme
    measures = [one.measure for one in programme.feeds(found.report.indicator.code)]
    return any(isinstance(one, Milestone) and bool(one.quality_step) for one in measures)


def quality_buttons(found: Desk) -> tuple[Button, ...]:
    """ผ่านคุณภาพ and ไม่ผ่านคุณภาพ, where it is judged at all."""
    if not is_judged(found):
        return ()
    language = found.talk.language
    return tuple(
        tap(f"quality_{value}", language, found.action("verify_quality", value=value))
        for value in ("yes", "no")
    )


def quality_line(found: Desk) -> tuple[str, ...]:
    """How the quality was judged; nothing where it is not."""
    if not is_judged(found):
        return ()
    judged = {True: "yes", False: "no", None: "open"}[quality_of(found.sent)]
    return (found.talk.say(f"checking.quality_{judged}"),)
