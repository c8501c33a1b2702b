"""What a verifier's value makes of a score: worked out anew by the rulebook, or set by hand."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from handlers.results.case_values import case_values
from handlers.results.score_record import score_record
from handlers.review.review_desk import Desk
from handlers.vocabulary.state import Reviewing
from handlers.vocabulary.words import say
from scoring.indicator import Indicator
from scoring.lines import places
from scoring.score import score
from scoring.work import Work

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
    """The rulebook's score of the answers with the verifier's in their place, counted from the same
    day.
    """
    session, sent = found.report.session, found.sent
    edition = found.talk.known.edition(sent.programme, sent.version) or found.report.edition
    taken = case_values(session.questions(), lambda path: values.get(path, session.value(path)))
    return score_record(score(edition.programme, sent.indicator, taken, sent.counted_from))


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
        "weighted_score": _weighted(found.report.indicator, value),
        "explanation": [line["th"]],
        "lines": [line],
        "gain": [],
    }


def _weighted(work: Work, value: str) -> str | None:
    """What a score set by hand weighs; None where no weight is set."""
    if not isinstance(work, Indicator):
        return None
    if work.measure.in_points:
        return value
    return None if work.share is None else places(Fraction(value) * work.share / 100)
