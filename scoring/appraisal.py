"""The appraisal of a person: ปผ.2 results × 20, ปผ.3 competencies 3/2/1/0, ปผ.1 the two at 70 and
30 per cent. Pure.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from scoring.lines import Line, places, plain, rounded
from scoring.outcome import BadValueError, UndecidedError
from scoring.result import Score, refused
from scoring.stated import Stated
from scoring.values import count, number, within

FULL = 100


class Competency(Stated):
    """One competency of the form: its number, its kind and its name (chosen from the line of work
    where empty).
    """

    number: int
    kind: str
    name: str = ""


class Appraisal(Stated):
    """What the forms of a programme print: shares, multipliers, competencies."""

    result_share: Decimal = Decimal(70)
    competency_share: Decimal = Decimal(30)
    times_to_100: Decimal = Decimal(20)
    multipliers: tuple[int, ...] = (
        3,
        2,
        1,
        0,
    )  # equal or higher, 1, 2, 3 levels lower and more
    min_indicators: int = 4
    fewer_indicators: str = "warn"  # "warn", or "refuse" a form with fewer
    target_level: Decimal = Decimal(
        3
    )  # a target scored below it is missed: it has to be planned for
    sheet: bool = False  # whether appraisals stand in a tab of the Sheet, for all who see it
    competencies: tuple[Competency, ...] = ()


def appraise(rules: Appraisal, form: str, values: Mapping[str, object]) -> Score:
    """The figures of one form: "ปผ.1", "ปผ.2" or "ปผ.3"."""
    try:
        if form == "ปผ.2":
            return _results(rules, _rows(values, "rows"))
        if form == "ปผ.3":
            return _competencies(rules, _rows(values, "competencies"))
        return _whole(rules, values)
    except BadValueError as wrong:
        return refused("invalid", wrong.reason)
    except UndecidedError as undecided:
        return refused("needs_decision", undecided.reason)


def _results(rules: Appraisal, rows: Sequence[Mapping[str, object]]) -> Score:
    """(ค) = (ก) × (ข) / 100 for each row; their sum × 20 on a base of 100."""
    weighed = [
        (
            number(row.get("weight"), f"rows.{place}.weight"),
            within(row.get("score"), f"rows.{place}.score", 5),
        )
        for place, row in enumerate(rows, start=1)
    ]
    if any(weight <= 0 for weight, _ in weighed):
        raise BadValueError("rows.weight", "น้ำหนักต้องมากกว่า 0", "a weight must be above 0")
    weights = sum((weight for weight, _ in weighed), Fraction(0))
    if weights != FULL:
        raise BadValueError(
            "rows.weight",
            f"น้ำหนักรวมต้องได้ 100 ได้ {plain(weights)}",
            f"weights must total 100, not {plain(weights)}",
        )
    warnings = _too_few(rules, len(rows))
    summed = sum((weight * score for weight, score in weighed), Fraction(0)) / FULL
    on_100 = summed * Fraction(rules.times_to_100)
    lines = [
        Line(*(f"{plain(w)} × {places(s)} ÷ 100 = {places(w * s / FULL)}",) * 2) for w, s in weighed
    ]
    closing = f"{places(summed)} × {plain(Fraction(rules.times_to_100))} = {places(on_100)}"
    facts: dict[str, object] = {"sum_weighted": places(summed), "result_score_100": places(on_100)}
    return _figured(on_100, [*lines, *warnings, Line(closing, closing)], facts)


def _too_few(rules: Appraisal, rows: int) -> list[Line]:
    """Four indicators a person are asked for: fewer are refused or warned of, as the programme says
    (A-29).
    """
    if rows == rules.min_indicators:
        return []
    told = Line(
        f"มี {rows} ตัวชี้วัด กำหนดไว้คนละ {rules.min_indicators} ตัวชี้วัด",
        f"{rows} indicators; {rules.min_indicators} a person are asked for",
    )
    if rows < rules.min_indicators and rules.fewer_indicators == "refuse":
        raise BadValueError("rows", told.th, told.en)
    return [told]


def _competencies(rules: Appraisal, rows: Sequence[Mapping[str, object]]) -> Score:
    """Σ(number × multiplier) ÷ (number of competencies × 3) × 100, over those actually assessed
    (A-31).
    """
    lower = [
        max(0, _level(row, "expected", place) - _level(row, "found", place))
        for place, row in enumerate(rows, start=1)
        if row.get("found") is not None
    ]
    if not lower:
        raise UndecidedError("ยังไม่มีสมรรถนะที่ประเมินแล้ว", "no competency has been assessed yet")
    last = len(rules.multipliers) - 1
    points = [rules.multipliers[min(steps, last)] for steps in lower]
    highest = rules.multipliers[0]
    on_100 = Fraction(sum(points) * FULL, len(points) * highest)
    sum_ = f"{' + '.join(map(str, points))} = {sum(points)}"
    share = f"{sum(points)} ÷ ({len(points)} × {highest}) × 100 = {places(on_100)}"
    return _figured(
        on_100, [Line(sum_, sum_), Line(share, share)], {"competency_score_100": places(on_100)}
    )


def _whole(rules: Appraisal, values: Mapping[str, object]) -> Score:
    """70 % of the result score and 30 % of the competency score; a reason is asked for at exactly
    100 (A-33).
    """
    results = within(values.get("result_score_100"), "result_score_100", FULL)
    competency = within(values.get("competency_score_100"), "competency_score_100", FULL)
    parts = (
        (results, Fraction(rules.result_share)),
        (competency, Fraction(rules.competency_share)),
    )
    total = sum((score * share / FULL for score, share in parts), Fraction(0))
    lines = [Line(*(f"{places(s)} × {plain(p)} % = {places(s * p / FULL)}",) * 2) for s, p in parts]
    closing = Line(f"รวม = {places(total)}", f"sum = {places(total)}")
    return _figured(
        total, [*lines, closing], {"total": places(total), "reason_required": total == FULL}
    )


def _figured(figure: Fraction, lines: list[Line], facts: dict[str, object]) -> Score:
    return Score(
        "scored", final_score=rounded(figure), exact=figure, explanation=tuple(lines), facts=facts
    )


def _rows(values: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    told = values.get(name)
    rows = (
        [row for row in told if isinstance(row, Mapping)] if isinstance(told, list | tuple) else []
    )
    if not rows or not isinstance(told, list | tuple) or len(rows) != len(told):
        raise BadValueError(
            name, "ต้องเป็นรายการ อย่างน้อย 1 แถว", "must be a list of at least one row"
        )
    return rows


def _level(row: Mapping[str, object], name: str, place: int) -> int:
    return count(row.get(name), f"competencies.{place}.{name}")
