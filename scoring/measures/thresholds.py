"""Five thresholds, one for each level, in order. Pure."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated

from pydantic import Field

Thresholds = Annotated[tuple[Decimal, ...], Field(min_length=5, max_length=5)]


def in_order(thresholds: Sequence[Decimal], falling: bool = False) -> None:
    """Refuses thresholds that do not rise (or fall) from level 1 to level 5."""
    steps = [later - earlier for earlier, later in pairwise(thresholds)]
    if not all(step < 0 if falling else step > 0 for step in steps):
        way = "ลดลง" if falling else "เพิ่มขึ้น"
        raise ValueError(f"เกณฑ์ 5 ระดับต้องเรียง{way}ทุกระดับ ได้ {', '.join(map(str, thresholds))}")


def exact(thresholds: Sequence[Decimal]) -> tuple[Fraction, ...]:
    """The thresholds as exact fractions."""
    return tuple(map(Fraction, thresholds))
