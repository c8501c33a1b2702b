"""An office's total over what it has sent, by the programme's own rule. Pure.

What is not sent or not decided counts 0 and keeps its weight; what is excluded takes its weight out
(A-23).
"""

from collections.abc import Mapping
from typing import Any

from scoring import award
from scoring.answers import answer
from scoring.programme import Programme
from scoring.result import Score


def office_total(programme: Programme, stored: Mapping[str, Mapping[str, Any]]) -> Score:
    """`stored` are the scores that count, by indicator; those the programme lacks are left
    aside.
    """
    known = {
        code: one
        for code, one in stored.items()
        if code in {each.code for each in programme.indicators}
    }
    scores = {
        code: one["final_score"]
        for code, one in known.items()
        if one.get("final_score") is not None
    }
    excluded = [code for code, one in known.items() if one["status"] == "excluded"]
    values = (
        {"points": scores}
        if award.dimensions(programme)
        else {"scores": scores, "excluded": excluded}
    )
    return answer(programme, {"indicator": "TOTAL", "values": values})
