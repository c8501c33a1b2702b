"""What has changed: the reports as they stood at a moment, and why a score is another one now.
Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from msgspec.structs import replace

from handlers.vocabulary.known import Submission
from handlers.vocabulary.talk import Talk
from thai.dates import bangkok_day, short

WEEK = timedelta(days=7)


def as_of(
    current: Iterable[Submission], earlier: Iterable[Submission], moment: datetime
) -> tuple[Submission, ...]:
    """The reports that counted then: of each the newest revision sent by that moment, without a
    review that was decided later.
    """
    found: dict[tuple[str, str, str, str], Submission] = {}
    for one in sorted((*earlier, *current), key=lambda each: each.revision):
        if one.submitted_at <= moment:
            found[one.programme, one.office, one.indicator, one.series] = _then(one, moment)
    return tuple(found.values())


def _then(one: Submission, moment: datetime) -> Submission:
    review = one.review
    if review is None or review.decided_at is None or review.decided_at <= moment:
        return one
    return replace(one, review=None)


@dataclass(frozen=True, slots=True)
class Change:
    """A score that was `before` and is another one now, because of a `revision` or what a verifier
    has set (`reason`).
    """

    before: Decimal
    now: Decimal
    day: str
    revision: int = 0
    reason: str = ""


def change_of(one: Submission, earlier: Iterable[Submission]) -> Change | None:
    """What made the score of a report another one; None where it is the first there was."""
    now = one.counts.get("final_score")
    if now is None:
        return None
    review = one.review
    if review and review.verified.get("score") and one.score.get("final_score") not in {None, now}:
        day = short(bangkok_day(review.decided_at or one.submitted_at))
        reason = str(review.verified.get("reason", ""))
        return Change(Decimal(one.score["final_score"]), Decimal(now), day, reason=reason)
    place = one.programme, one.office, one.indicator, one.series
    before = [
        each
        for each in earlier
        if (each.programme, each.office, each.indicator, each.series) == place
        and each.counts.get("final_score") is not None
    ]
    if not before:
        return None
    last = max(before, key=lambda each: each.revision).counts["final_score"]
    if last == now:
        return None
    day = short(bangkok_day(one.submitted_at))
    return Change(Decimal(last), Decimal(now), day, revision=one.revision)


def change_words(talk: Talk, one: Submission) -> tuple[str, ...]:
    """เดิม 4.0722 เปลี่ยนเป็น 3.5722 เพราะ…; nothing where it did not change."""
    change = change_of(one, talk.known.earlier)
    if change is None:
        return ()
    key = "score.changed_by_revision" if change.revision else "score.changed_by_verifier"
    return (
        talk.say(
            key,
            before=change.before,
            now=change.now,
            day=change.day,
            revision=change.revision,
            reason=change.reason,
        ),
    )
