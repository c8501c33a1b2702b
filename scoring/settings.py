"""The resolutions of what the source documents leave open, each with its id; a programme file may
choose otherwise.

Pure. The defaults are the adopted resolutions.
"""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from scoring.stated import Stated


class Settings(Stated):
    """How one programme settles what its documents leave open."""

    interpolation: Literal["linear", "steps"] = (
        "linear"  # proportional between two levels, or whole levels only
    )
    below_level_1: Literal["floor_1", "zero", "extrapolate"] = "floor_1"
    band_rule: Literal["lower_bound", "round_half_up"] = "lower_bound"
    boards: Literal["worst", "mean"] = (
        "worst"  # two boards with different numbers of meetings
    )
    not_all_districts: Literal["zero", "level_1"] = "zero"
    roll_deadline: bool = (
        False  # a due date on a day off stays, or moves to the next working day
    )
    receipt: Literal["calendar_date"] = "calendar_date"  # the Bangkok day, until 24:00
    cutoff: Literal["zero", "excluded"] = (
        "zero"  # after the cut-off, 0 with its weight, or out of the basis
    )
    quality: Literal["binary"] = "binary"
    excluded_weight: Literal["actual"] | Decimal = "actual"  # or the printed 5
    backlog: Literal["all"] = "all"
    decimals_score: int = 4
    decimals_total: int = 2
    unaccepted: Literal["provisional", "left_out"] = (
        "provisional"  # what a report counts for until its reviewer has passed it
    )
    judges: Literal["mean", "median", "trimmed"] = (
        "mean"  # what the points of several judges at one item come to
    )
    judges_apart: int = Field(
        default=3, ge=1
    )  # further apart than one part in so many of the maximum: the committee settles it
    assessed_goal: int = Field(default=80, ge=0, le=100)  # D-11: per cent of the offices
