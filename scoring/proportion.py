"""Proportional scoring between five thresholds, คิดตามสัดส่วน (rules A-01, A-02). Pure.

t_i <= x < t_(i+1): score = i + (x - t_i) / (t_(i+1) - t_i); at or past t_5 the score is 5.
"""

from collections.abc import Sequence
from fractions import Fraction

from scoring.lines import MINUS, Line, places, plain
from scoring.settings import Settings

HIGHEST = 5


def level_of(value: Fraction, thresholds: Sequence[Fraction], falling: bool) -> int:
    """The highest level whose threshold is reached, 0 for none."""
    level = 0
    for step in thresholds:
        if value > step if falling else value < step:
            break
        level += 1
    return level


def proportional(
    value: Fraction, thresholds: Sequence[Fraction], settings: Settings, falling: bool = False
) -> tuple[Fraction, Line]:
    """The score from 0 to 5 and the line that shows how it came about; falling: a lower value is
    better.
    """
    level = level_of(value, thresholds, falling)
    if level == HIGHEST:
        return Fraction(HIGHEST), _reached(thresholds[-1], HIGHEST)
    if level == 0:
        return _below(value, thresholds, settings)
    at, following = thresholds[level - 1], thresholds[level]
    if value == at or settings.interpolation == "steps":
        return Fraction(level), _reached(at, level)
    score = level + (value - at) / (following - at)
    ends = (at, value, at, following) if falling else (value, at, following, at)
    part = "({}{m}{})/({}{m}{})".format(*(plain(end, 2) for end in ends), m=MINUS)
    return score, Line(
        f"ระดับ {level} + {part} = {places(score)}", f"level {level} + {part} = {places(score)}"
    )


def _reached(threshold: Fraction, level: int) -> Line:
    return Line(
        f"ถึงเกณฑ์ระดับ {level} ({plain(threshold, 2)}) = {places(Fraction(level))}",
        f"level {level} reached ({plain(threshold, 2)}) = {places(Fraction(level))}",
    )


def _below(
    value: Fraction, thresholds: Sequence[Fraction], settings: Settings
) -> tuple[Fraction, Line]:
    first, second = thresholds[0], thresholds[1]
    if settings.below_level_1 == "zero":
        score = Fraction(0)
    elif settings.below_level_1 == "extrapolate":
        score = max(Fraction(0), 1 - (first - value) / (second - first))
    else:
        score = Fraction(1)
    shown = f"({plain(first, 2)}) = {places(score)}"
    return score, Line(f"ไม่ถึงเกณฑ์ระดับ 1 {shown}", f"level 1 not reached {shown}")
