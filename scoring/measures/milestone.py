"""milestone: steps that build on each other; the score is the highest step reached with all before it (A-39). Pure.

A half-finished step earns nothing.
"""

from fractions import Fraction
from typing import Literal, Self

from pydantic import model_validator

from scoring.case import Case
from scoring.lines import Line, places
from scoring.measures.rule import Rule
from scoring.outcome import BadValueError, Outcome
from scoring.stated import Stated
from scoring.values import count


class Step(Stated):
    """One step: its level and what it asks for."""

    level: int
    text: str
    text_en: str = ""


class Milestone(Rule):
    """Five cumulative steps."""

    type: Literal["milestone"]
    steps: tuple[Step, ...]

    @model_validator(mode="after")
    def _counted(self) -> Self:
        levels = [step.level for step in self.steps]
        if levels != list(range(1, len(levels) + 1)) or not levels:
            raise ValueError(f"ขั้นตอนต้องเรียง 1, 2, 3 … ไม่เว้นและไม่ซ้ำ ได้ {levels}")
        return self

    def outcome(self, case: Case) -> Outcome:
        """The highest unbroken chain of steps."""
        done = self.steps_done(case)
        level = chain(done)
        return Outcome(Fraction(level), (chain_line(done, level),), gain=self._next(level))

    def steps_done(self, case: Case) -> frozenset[int]:
        """The steps a report says were done; a step the sheet does not have is refused."""
        said = case.values.get("steps_done")
        if not isinstance(said, list | tuple | set | frozenset):
            raise BadValueError(
                "steps_done", "ต้องเป็นรายการขั้นตอน เช่น [1, 2, 3]", "must be a list of steps such as [1, 2, 3]"
            )
        done = frozenset(count(step, "steps_done") for step in said)
        unknown = sorted(done - {step.level for step in self.steps})
        if unknown:
            raise BadValueError(
                "steps_done",
                f"ไม่มีขั้นตอนที่ {unknown[0]} (มี 1-{len(self.steps)})",
                f"there is no step {unknown[0]} (1-{len(self.steps)})",
            )
        return done

    def _next(self, level: int) -> tuple[Line, ...]:
        if level >= len(self.steps):
            return ()
        following = self.steps[level]
        return (
            Line(
                f"ขั้นตอนที่ {following.level} ได้เพิ่ม 1.0000: {following.text}",
                f"step {following.level} adds 1.0000: {following.text_en or following.text}",
            ),
        )


def chain(done: frozenset[int]) -> int:
    """The last step of the unbroken chain from step 1; 0 when step 1 is missing."""
    level = 0
    while level + 1 in done:
        level += 1
    return level


def chain_line(done: frozenset[int], level: int) -> Line:
    """How the chain was read, and where it broke."""
    listed = ", ".join(map(str, sorted(done))) or "-"
    broken = max(done, default=0) > level
    th = f" ขาดขั้นตอนที่ {level + 1}" if broken else ""
    en = f", step {level + 1} is missing" if broken else ""
    return Line(
        f"ทำแล้วขั้นตอนที่ {listed}{th} = ระดับ {level} = {places(Fraction(level))}",
        f"steps done: {listed}{en} = level {level} = {places(Fraction(level))}",
    )
