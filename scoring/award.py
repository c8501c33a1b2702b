"""An award judged in points: the sum over dimensions, its level, and the ranking of offices. Pure.

A level is reached at its lower bound, without rounding before: 79.99 is not 80 (D-06). Ties share a
rank, and the next one is left out: 1, 2, 2, 4 (D-10).
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from scoring import ranking
from scoring.lines import Line, places, plain, rounded
from scoring.measures.rubric_points import RubricPoints, capped
from scoring.outcome import BadValueError
from scoring.programme import Programme
from scoring.result import Score, refused
from scoring.values import amount


def dimensions(programme: Programme) -> dict[str, RubricPoints]:
    """The dimensions judged in points, by code; empty for a programme that is not an award."""
    return {
        each.code: each.measure
        for each in programme.indicators
        if isinstance(each.measure, RubricPoints)
    }


def total(programme: Programme, values: Mapping[str, object]) -> Score:
    """The points of an office from `points` by dimension or by item, and the level they reach."""
    try:
        told = values.get("points")
        if not isinstance(told, Mapping):
            raise BadValueError(
                "points",
                "ต้องเป็นตารางด้านหรือข้อกับคะแนน",
                "must be a table of dimensions or items and points",
            )
        given = {str(code): each for code, each in told.items() if each is not None}
        _known(given, dimensions(programme))
        points = {
            code: _points(code, rubric, given) for code, rubric in dimensions(programme).items()
        }
    except BadValueError as wrong:
        return refused("invalid", wrong.reason)
    return _summed(programme, points)


def ranks(values: Mapping[str, object]) -> Score:
    """Competition ranking of `totals` by name, most points first."""
    told = values.get("totals")
    try:
        if not isinstance(told, Mapping):
            raise BadValueError(
                "totals", "ต้องเป็นตารางชื่อกับคะแนน", "must be a table of names and points"
            )
        points = {str(name): amount(each, f"totals.{name}") for name, each in told.items()}
    except BadValueError as wrong:
        return refused("invalid", wrong.reason)
    placed = ranking.ranks(points)
    rows = [Line(*(f"{rank}. {name} {plain(points[name])}",) * 2) for name, rank in placed.items()]
    return Score("scored", explanation=tuple(rows), facts={"ranks": placed})


def level(programme: Programme, points: Fraction) -> str:
    """The name of the highest level reached."""
    reached = [each for each in programme.levels if points >= Fraction(each.lowest)]
    return max(reached, key=lambda each: each.lowest).name if reached else programme.below_levels


def _known(given: Mapping[str, object], rubrics: Mapping[str, RubricPoints]) -> None:
    items = {item.code for rubric in rubrics.values() for item in rubric.items}
    for code in given:
        if code not in rubrics and code not in items:
            raise BadValueError(
                "points", f"ไม่มีด้านหรือข้อ {code}", f"there is no dimension or item {code}"
            )


def _points(code: str, rubric: RubricPoints, given: Mapping[str, object]) -> Fraction:
    items = {item.code: given[item.code] for item in rubric.items if item.code in given}
    if code not in given:
        return rubric.by_item(items).raw
    if items:
        raise BadValueError(
            "points", f"มีทั้งด้าน {code} และข้อย่อย", f"has both dimension {code} and items of it"
        )
    return capped(given[code], f"points.{code}", rubric.maximum)


def _summed(programme: Programme, points: Mapping[str, Fraction]) -> Score:
    total_points = sum(points.values(), Fraction(0))
    name = level(programme, total_points)
    rows = [
        Line(*(f"{programme.indicator(code).short_name}: {plain(each)} / {dimension.maximum}",) * 2)
        for (code, each), dimension in zip(
            points.items(), dimensions(programme).values(), strict=True
        )
    ]
    return Score(
        "scored",
        raw_score=rounded(total_points),
        total_deduction=rounded(Fraction(0)),
        final_score=rounded(total_points),
        weight=sum((rubric.maximum for rubric in dimensions(programme).values()), Decimal(0)),
        exact=total_points,
        explanation=(
            *rows,
            Line(f"รวม {places(total_points)} = {name}", f"total {places(total_points)} = {name}"),
        ),
        facts={"total": places(total_points), "level": name},
    )
