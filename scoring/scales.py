"""The scale of an indicator as it is printed: what earns levels 1 to 5. Pure."""

from dataclasses import dataclass

from scoring.indicator import Indicator
from scoring.lines import plain
from scoring.measures.category_threshold import CategoryThreshold
from scoring.measures.count_step import CountStep
from scoring.measures.level_set import LevelSet
from scoring.measures.milestone import Milestone
from scoring.measures.range_band import RangeBand
from scoring.measures.threshold_linear import ThresholdLinear

LEVELS = 5
NOTHING = "-"  # as the documents print a level that cannot be earned


@dataclass(frozen=True, slots=True)
class Scale:
    """One printed row: of a table of categories the name of its category and what is printed
    beside it, else "". `levels` are what levels 1 to 5 ask for.
    """

    levels: tuple[str, ...]
    category: str = ""
    printed: str = ""


def scales(indicator: Indicator) -> tuple[Scale, ...]:
    """One row, as many as there are categories, or none where the measure has no five levels."""
    match indicator.measure:
        case ThresholdLinear() as measure:
            return (Scale(tuple(map(plain, measure.steps))),)
        case RangeBand(printed=printed):
            return (Scale(printed),)
        case CountStep(counts=counts):
            return (Scale(tuple(map(str, counts))),)
        case LevelSet(in_time=in_time, late=late, not_more=not_more):
            there = {in_time, late, not_more}
            return (Scale(tuple(_if_there(level, there) for level in range(1, LEVELS + 1))),)
        case Milestone(steps=steps):
            there = {one.level for one in steps}
            return (Scale(tuple(_if_there(level, there) for level in range(1, LEVELS + 1))),)
        case CategoryThreshold(categories=categories):
            return tuple(
                Scale(tuple(map(plain, one.steps)), one.name, one.printed) for one in categories
            )
        case _:
            return ()


def _if_there(level: int, there: set[int]) -> str:
    return str(level) if level in there else NOTHING
