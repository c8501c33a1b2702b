"""The kinds of measure, one file each: what a programme file states about it, and what it makes of
a report.

Law: a measure gives the raw score, 0 to 5 (a rubric: points), and its steps; lateness in general,
cut-offs and weights are not its business.
"""

from typing import Annotated

from pydantic import Field

from scoring.measures.category_threshold import CategoryThreshold
from scoring.measures.composite import Composite
from scoring.measures.count_step import CountStep
from scoring.measures.level_set import LevelSet
from scoring.measures.milestone import Milestone
from scoring.measures.range_band import RangeBand
from scoring.measures.rubric_points import RubricPoints
from scoring.measures.threshold_linear import ThresholdLinear

Measure = Annotated[
    CategoryThreshold
    | Composite
    | CountStep
    | LevelSet
    | Milestone
    | RangeBand
    | RubricPoints
    | ThresholdLinear,
    Field(discriminator="type"),
]
