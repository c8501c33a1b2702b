"""What a person's targets may be taken from: the framework's indicators, with goal, weight and the
five criteria they come with; and the competencies. Pure.
"""

from collections.abc import Iterable

from scoring.appraisal import Appraisal
from scoring.document import ReportForm
from scoring.indicator import Indicator
from scoring.lines import plain
from scoring.measures.count_step import CountStep
from scoring.measures.milestone import Milestone
from scoring.measures.range_band import RangeBand
from scoring.measures.threshold_linear import ThresholdLinear
from scoring.scales import LEVELS, scales

INDICATORS, COMPETENCIES = "indicators", "competencies"  # the lists, as forms name them


def lists_of(rules: Appraisal, indicators: Iterable[Indicator]) -> dict[str, list[dict[str, str]]]:
    """The lists that the forms of an appraisal read: a row an indicator (name is its code), a row
    a competency (its name is "" where it is chosen from the line of work).
    """
    return {
        INDICATORS: [_indicator(one) for one in indicators],
        COMPETENCIES: [
            {"name": str(one.number), "label": one.name, "kind": one.kind}
            for one in rules.competencies
        ],
    }


def _indicator(one: Indicator) -> dict[str, str]:
    return {
        "name": one.code,
        "label": label(one),
        "goal": one.name,
        "weight": "" if one.share is None else plain(one.share),
    }


def form_of(forms: Iterable[ReportForm], part: str) -> ReportForm | None:
    """The form of one part of a person's appraisal: agreement, results or findings."""
    return next((one for one in forms if one.appraisal == part and one.xlsform), None)


def label(indicator: Indicator) -> str:
    """An indicator as a target is called: แผนที่ภาษี (ตัวชี้วัดที่ 4)."""
    return f"{indicator.short_name} (ตัวชี้วัดที่ {indicator.code})"


def criteria(indicator: Indicator) -> tuple[str, ...]:
    """What earns 1, 2, 3, 4 and 5; nothing where the framework prints no five of them."""
    match indicator.measure:
        case Milestone(steps=steps) if len(steps) == LEVELS:
            return tuple(step.text for step in steps)
        case ThresholdLinear() | RangeBand() | CountStep():
            return scales(indicator)[0].levels
        case _:
            return ()
