"""What a verifier's value makes of a score: worked out anew by the rulebook, or set by hand."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from handlers.results.shares import worth_of
from handlers.review.review_desk import Desk
from handlers.vocabulary.places import Reviewing
from handlers.vocabulary.words import say
from scoring.counting import decides
from scoring.indicator import Indicator
from scoring.lines import places

EXCLUDED = "excluded"


def verified_by(found: Desk, now: Reviewing, reason: str) -> dict[str, Any]:
    """The verifier's values so far with this one, its reason, and the score they make, or that was
    set by hand.
    """
    before: Mapping[str, str] = found.review.verified.get("values", {})
    if not now.at:
        by_hand = _set(found, now.value, reason)
        return {"values": dict(before), "reason": reason, "by_hand": True, "score": by_hand}
    values = {**before, now.at: now.value}
    return {"values": values, "reason": reason, "score": _scored(found, values)}


def _scored(found: Desk, values: Mapping[str, str]) -> dict[str, Any]:
    """What the answers are worth with the verifier's in their place, counted from the same day."""
    sent, review = found.sent, found.review
    edition = found.talk.known.edition(sent.programme, sent.version) or found.report.edition
    verified = replace(review, verified={"values": dict(values)})
    merged = tuple(sent.score.get("merged", ()))
    told = replace(sent, review=verified)
    questions = found.report.session.questions()
    return dict(worth_of(edition.programme, found.report.indicator, questions, told, merged))


def _set(found: Desk, value: str, reason: str) -> dict[str, Any]:
    """A score a person has decided, or an indicator left out with its weight."""
    line = {
        language: say("checking.by_hand", language, value=value, reason=reason)
        for language in ("th", "en")
    }
    record = dict(found.sent.score)
    if value == EXCLUDED:
        out = {
            language: say("checking.left_out", language, reason=reason) for language in ("th", "en")
        }
        return {
            **record,
            "status": "excluded",
            "final_score": None,
            "weighted_score": None,
            "lines": [out],
            "gain": [],
        }
    return {
        **record,
        "status": "scored",
        "final_score": value,
        "weighted_score": _weighted(decided(found), value),
        "explanation": [line["th"]],
        "lines": [line],
        "gain": [],
    }


def decided(found: Desk) -> Indicator | None:
    """The indicator whose score the report settles by itself; None where it only adds to one."""
    return decides(found.report.edition.programme, found.report.indicator, found.sent.office)


def _weighted(indicator: Indicator | None, value: str) -> str | None:
    """What a score set by hand weighs; None where no weight is set."""
    if indicator is None:
        return None
    if indicator.measure.in_points:
        return value
    share = indicator.share
    return None if share is None else places(Fraction(value) * share / 100)
