"""An office's total over what it has sent, by the programme's own rule. Pure.

What is not sent or not decided counts 0 and keeps its weight; what is excluded takes its weight out
(A-23). An indicator made of parts stands for them.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from scoring import award
from scoring.answers import answer
from scoring.outcome import Status
from scoring.programme import Programme
from scoring.result import Score

Points = Decimal | Fraction | str


def office_total(
    programme: Programme, stored: Mapping[str, tuple[Status | str, Points | None]]
) -> Score:
    """`stored` are the status and the final score of each indicator that counts; those the
    programme lacks are left aside.
    """
    whole = {
        one.parent for one in programme.indicators if one.parent and _is_scored(stored, one.parent)
    }
    scores: dict[str, Points] = {}
    excluded: list[str] = []
    for indicator in programme.indicators:
        status, final = stored.get(indicator.code, ("not_submitted", None))
        if status == "excluded":
            excluded.append(indicator.code)
        elif final is not None and indicator.parent not in whole:
            scores[indicator.code] = final
    values = (
        {"points": scores}
        if award.dimensions(programme)
        else {"scores": scores, "excluded": excluded}
    )
    return answer(programme, {"indicator": "TOTAL", "values": values})


def _is_scored(stored: Mapping[str, tuple[Status | str, Points | None]], code: str) -> bool:
    return stored.get(code, ("", None))[1] is not None


def weight_of(programme: Programme, codes: set[str]) -> Fraction:
    """The weight of these indicators together, parts and wholes not counted twice."""
    top = [one for one in programme.indicators if not programme.parts(one.code)]
    return sum((one.share or Fraction(0) for one in top if one.code in codes), Fraction(0))
