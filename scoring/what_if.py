"""What if: the score a report would have with another result, and the least result that reaches a
score. Pure.

Every figure comes from scoring/score.py, with its whole sum; here only the values are thought of
that it is asked about.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from scoring.indicator import Indicator
from scoring.lines import Line, plain
from scoring.measures.category_threshold import CategoryThreshold
from scoring.measures.count_step import CountStep
from scoring.measures.level_set import LevelSet
from scoring.measures.milestone import Milestone
from scoring.measures.range_band import RangeBand
from scoring.measures.threshold_linear import ThresholdLinear
from scoring.outcome import BadValueError
from scoring.programme import Programme
from scoring.result import Score
from scoring.score import score
from scoring.shares import share
from scoring.values import Values, amount

MOST_MEETINGS = 60
HIGHEST = 5
WHOLE = Fraction(100)


@dataclass(frozen=True, slots=True)
class Thought:
    """Values that were thought of, what they are in words, and the score they make."""

    values: Values
    told: Line
    score: Score


@dataclass(frozen=True, slots=True)
class Case:
    """An indicator with the values that are known of it, {} where nothing is, and the day on which
    it is, or would be, sent; `stage` is the leg whose day counts.
    """

    programme: Programme
    code: str
    values: Values
    sent: date | None
    stage: str | None = None

    @property
    def indicator(self) -> Indicator:
        return self.programme.indicator(self.code)

    def thought(self, values: Values) -> Thought:
        """The score of other values."""
        result = score(self.programme, self.code, values, self.sent, stage=self.stage)
        return Thought(values, _told(self.indicator, values), result)


def with_percent(case: Case, percent: Fraction) -> Thought | None:
    """The score with this result in per cent; where the scale counts, with the least count of the
    known whole that makes it. None for a measure that reads none.
    """
    values = _percent(case.indicator, case.values, percent, counts=False)
    return case.thought(values) if values is not None else None


def needed(case: Case, target: Fraction) -> Thought | None:
    """The least result that makes at least this final score; where none does, the best there is.
    None for a measure of which no single result can be named.
    """
    best: Thought | None = None
    for values in _rising(case, target):
        found = case.thought(values)
        if found.score.exact is None:
            continue
        if found.score.exact >= target:
            return found
        if best is None or (best.score.exact or 0) < found.score.exact:
            best = found
    return best


def _told(indicator: Indicator, values: Values) -> Line:
    """96 of 97 places, 90 %, steps 1, 2, 3."""
    line = share(indicator, values)
    if line is not None:
        return line
    percent = values.get("result_percent", values.get("percent", values.get("value", "")))
    shown = plain(percent, 2) if isinstance(percent, Fraction) else str(percent)
    if "value" in values:
        return Line(f"{shown} {indicator.unit.th}", f"{shown} {indicator.unit.en}")
    return Line(f"ร้อยละ {shown}", f"{shown} %")


def _percent(
    indicator: Indicator, values: Values, percent: Fraction, *, counts: bool = True
) -> dict[str, object] | None:
    """The values with this result: `counts` of the whole where it is known, as few as make it, else
    the percentage itself; None where the measure reads neither.
    """
    match indicator.measure:
        case CategoryThreshold():
            part, of_all, bare, is_whole = "resolved", "backlog", "", True
        case LevelSet():
            part, of_all, bare, is_whole = "numerator", "denominator", "percent", True
        case ThresholdLinear(of="percent") | RangeBand() as measure:
            part, of_all, bare = "numerator", "denominator", "result_percent"
            is_whole = measure.whole_numbers
        case _:
            return None
    everywhere = {"all_districts": True} if bare == "percent" else {}
    left = {name: one for name, one in values.items() if name not in {part, of_all, bare}}
    all_ = _amount(values.get(of_all), of_all) if counts or not bare else Fraction(0)
    if all_:
        exact = percent * all_ / WHOLE
        return (
            left | everywhere | {of_all: all_, part: Fraction(ceil(exact)) if is_whole else exact}
        )
    if not bare:
        return None
    return left | everywhere | {bare: Fraction(ceil(percent * 100), 100) if counts else percent}


def _amount(value: object, name: str) -> Fraction:
    try:
        return amount(value, name)
    except BadValueError:
        return Fraction(0)


def _rising(case: Case, target: Fraction) -> Iterator[Values]:
    """Results from poor to good, among them the least that reaches the target."""
    match case.indicator.measure:
        case CountStep(counts=counts):
            yield from ({**case.values, "value": times} for times in counts)
        case Milestone() as measure:
            yield from _milestones(measure, case.values, case.sent)
        case ThresholdLinear(of="months_per_meeting"):
            yield from _meetings(case.values)
        case _:
            thought = (
                _percent(case.indicator, case.values, one) for one in _percents(case, target)
            )
            yield from (values for values in thought if values is not None)


def _milestones(measure: Milestone, values: Values, sent: date | None) -> Iterator[Values]:
    """One step more each time; what is judged is taken as accepted, what is missing as there."""
    kept = {name: one for name, one in values.items() if name not in {"raw_score"}}
    if measure.data_types:
        told = values.get("submitted_by_type")
        arrived = dict(told) if isinstance(told, Mapping) else {}
        yield {
            **{name: one for name, one in kept.items() if name != "steps_done"},
            "submitted_by_type": {
                one.code: arrived.get(one.code) or sent for one in measure.data_types
            },
            "quality_accepted": True,
        }
        return
    for level in range(1, len(measure.steps) + 1):
        yield {
            **kept,
            "steps_done": [one.level for one in measure.steps[:level]],
            "missing_aspects": {},
            "quality_accepted": level == len(measure.steps),
        }


def _meetings(values: Values) -> Iterator[Values]:
    """One meeting more of each board."""
    months = values.get("months", 6)
    told = values.get("meetings")
    for held in range(1, MOST_MEETINGS + 1):
        boards: object = dict.fromkeys(told, held) if isinstance(told, Mapping) else held
        yield {"months": months, "meetings": boards}


def _percents(case: Case, target: Fraction) -> list[Fraction]:
    """Per cents from poor to good: the thresholds, and the point between two of them where the
    target lies once what is taken off is added.
    """
    indicator = case.indicator
    steps = _thresholds(indicator, case.values)
    full = _percent(indicator, case.values, WHOLE)
    if full is None or not steps:
        return []
    raw = target + Fraction(case.thought(full).score.total_deduction or 0)
    wanted, level = {Fraction(0), *steps, WHOLE}, floor(raw)
    if isinstance(indicator.measure, ThresholdLinear | CategoryThreshold) and 1 <= level < HIGHEST:
        low, high = steps[level - 1], steps[level]
        wanted.add(low + (raw - level) * (high - low))
    return sorted(wanted)


def _thresholds(indicator: Indicator, values: Values) -> tuple[Fraction, ...]:
    match indicator.measure:
        case ThresholdLinear() as measure:
            return measure.steps
        case RangeBand() as measure:
            return measure.bounds
        case LevelSet(more_than=more_than):
            return (Fraction(more_than) + Fraction(1, 100),)
        case CategoryThreshold(categories=categories):
            backlog = int(_amount(values.get("backlog", 0), "backlog"))
            return next((one.steps for one in categories if one.holds(backlog)), ())
        case _:
            return ()
