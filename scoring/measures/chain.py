"""The unbroken chain of a milestone's steps, and how it is told (A-39). Pure."""

from collections.abc import Set
from fractions import Fraction

from scoring.lines import Line, places


def chain(done: Set[int]) -> int:
    """The last step of the unbroken chain from step 1; 0 when step 1 is missing."""
    level = 0
    while level + 1 in done:
        level += 1
    return level


def chain_line(done: Set[int], level: int) -> Line:
    """How the chain was read, and where it broke."""
    listed = ", ".join(map(str, sorted(done))) or "-"
    broken = max(done, default=0) > level
    th = f" ขาดขั้นตอนที่ {level + 1}" if broken else ""
    en = f", step {level + 1} is missing" if broken else ""
    score = places(Fraction(level))
    return Line(
        f"ทำแล้วขั้นตอนที่ {listed}{th} = ระดับ {level} = {score}",
        f"steps done: {listed}{en} = level {level} = {score}",
    )


def quality_line(level: int, accepted: bool | None) -> Line:
    """What the judgement of quality made of the chain."""
    score = places(Fraction(level))
    if accepted is None:
        return Line(
            f"รอผลการประเมินคุณภาพ = ระดับ {level} ไปก่อน = {score}",
            f"quality not judged yet = level {level} for now = {score}",
        )
    if accepted:
        return Line(
            f"ผ่านการประเมินคุณภาพ = ระดับ {level} = {score}",
            f"quality accepted = level {level} = {score}",
        )
    return Line(
        f"ไม่ผ่านการประเมินคุณภาพ = ระดับ {level} = {score}",
        f"quality not accepted = level {level} = {score}",
    )
