"""composite: the weighted mean of sub-indicators, Σ(weight × score) ÷ Σ weight (A-08). Pure.

Every part needs a score (0 when nothing was filed); an excluded one takes its weight with it
(A-23).
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from scoring.case import Case
from scoring.lines import Line, places, plain
from scoring.measures.rule import Rule
from scoring.outcome import BadValueError, Outcome, UndecidedError
from scoring.values import number, within

EXCLUDED = "excluded"


class Composite(Rule):
    """A score made of the scores of the indicators whose parent this one is."""

    type: Literal["composite"]
    least_parts: int = (
        1  # the governor may change number and weights, but not go below this number
    )
    no_score: Literal["needs_decision", "excluded"] = (
        "needs_decision"  # what a part without a score means
    )
    parts_weight: Decimal | None = None  # what the weights of the parts must add up to

    @property
    def reads(self) -> tuple[tuple[str, ...], ...]:
        """The scores of its parts."""
        return (("sub_scores",),)

    def cancelled(self, case: Case) -> Line | None:
        """Every part excluded: so is the whole."""
        if not isinstance(case.values.get("sub_scores"), Mapping) or self._weights(case)[0]:
            return None
        return Line(
            "ทุกตัวชี้วัดย่อยถูกยกเลิก นำน้ำหนักออกจากฐาน 100",
            "every part is cancelled: the weight leaves the basis of 100",
        )

    def outcome(self, case: Case) -> Outcome:
        """The weighted mean over the parts that are not excluded."""
        weights, scores = self._weights(case)
        basis = sum(weights.values(), Fraction(0))
        raw = sum((weight * scores[code] for code, weight in weights.items()), Fraction(0)) / basis
        parts = [part(code, weight, scores[code], basis) for code, weight in weights.items()]
        total = Line(f"รวม = {places(raw)}", f"sum = {places(raw)}")
        return Outcome(
            raw, (*parts, total), basis=basis if basis != sum(case.parts.values()) else None
        )

    def _weights(self, case: Case) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
        """The weights that count, and the scores given."""
        told = case.values.get("sub_scores")
        if not isinstance(told, Mapping):
            raise BadValueError(
                "sub_scores", "ต้องเป็นตารางรหัสกับคะแนน", "must be a table of codes and scores"
            )
        weights = self._agreed(case)
        known_only(told, weights, "sub_scores")
        out = excluded(case.values.get("excluded"), weights) | _without_score(
            told, weights, self.no_score
        )
        absent = [code for code in weights if code not in told and code not in out]
        if absent:
            raise BadValueError(
                f"sub_scores.{absent[0]}",
                "ไม่มีคะแนน ระบุคะแนน หรือใส่ใน excluded",
                "has no score; give one, or list it as excluded",
            )
        scores = {
            code: within(told[code], f"sub_scores.{code}", 5) for code in weights if code not in out
        }
        return {code: weight for code, weight in weights.items() if code not in out}, scores

    def _agreed(self, case: Case) -> dict[str, Fraction]:
        """The weights of the parts: the programme's, or those agreed with the governor (A-41)."""
        told = case.values.get("sub_weights")
        if not isinstance(told, Mapping):
            return dict(case.parts)
        weights = {
            str(code): number(weight, f"sub_weights.{code}") for code, weight in told.items()
        }
        total = (
            Fraction(self.parts_weight)
            if self.parts_weight is not None
            else sum(case.parts.values(), Fraction(0))
        )
        if (
            len(weights) < self.least_parts
            or sum(weights.values()) != total
            or min(weights.values(), default=0) <= 0
        ):
            raise BadValueError(
                "sub_weights",
                f"ต้องมีอย่างน้อย {self.least_parts} ตัว แต่ละตัวมากกว่า 0 รวมกันได้ {plain(total)}",
                f"at least {self.least_parts}, each above 0, adding up to {plain(total)}",
            )
        return weights


def _without_score(
    told: Mapping[object, object], weights: Mapping[str, object], meaning: str
) -> set[str]:
    """The parts said to have no score: excluded, or for the verifier to decide."""
    blank = {code for code in weights if code in told and told[code] is None}
    if blank and meaning == "needs_decision":
        named = ", ".join(sorted(blank))
        raise UndecidedError(
            f"{named} ยังไม่มีคะแนน ผู้ตรวจสอบต้องตัดสิน", f"{named} has no score: the verifier decides"
        )
    return blank | {code for code in weights if told.get(code) == EXCLUDED}


def part(code: str, weight: Fraction, score: Fraction | None, basis: Fraction) -> Line:
    """One row of the sub-table: weight × score ÷ the basis."""
    score_text = places(score or Fraction(0))
    sum_ = (
        f"{plain(weight)} × {score_text} ÷ {plain(basis)} = "
        f"{places(weight * (score or Fraction(0)) / basis)}"
    )
    if score is None:
        return Line(f"{code}: ยังไม่มีคะแนน {sum_}", f"{code}: no score yet {sum_}")
    return Line(f"{code}: {sum_}", f"{code}: {sum_}")


def known_only(told: Mapping[object, object], known: Mapping[str, object], name: str) -> None:
    """Refuses a code the programme does not have."""
    for code in told:
        if code not in known:
            raise BadValueError(
                name,
                f"ไม่มีตัวชี้วัด {code} (มี {', '.join(known)})",
                f"there is no {code} ({', '.join(known)})",
            )


def excluded(told: object, known: Mapping[str, object]) -> set[str]:
    """The codes taken out of the basis."""
    if told is None:
        return set()
    if not isinstance(told, list | tuple | set | frozenset):
        raise BadValueError("excluded", "ต้องเป็นรายการรหัส", "must be a list of codes")
    codes = {str(code) for code in told}
    known_only(dict.fromkeys(codes), known, "excluded")
    return codes
