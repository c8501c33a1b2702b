"""milestone: steps that build on each other; the score is the highest step reached with all before
it (A-39). Pure.

A half-finished step earns nothing, except where the sheet itself says what a missing aspect costs.
A last step that is another's judgement of quality is a yes or a no; until it is known the score
stands provisionally below it (A-20).
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Literal, Self

from pydantic import model_validator

from scoring.case import Case
from scoring.lateness import cut_off, nothing_sent
from scoring.lines import Line, places
from scoring.measures import milestone_forms, milestone_types
from scoring.measures.chain import chain, chain_line, quality_line
from scoring.measures.milestone_content import Content
from scoring.measures.milestone_types import PartOfReport
from scoring.measures.rule import Rule
from scoring.outcome import BadValueError, Deduction, Outcome, Status
from scoring.stated import Stated
from scoring.values import count, flag, given, within


class Step(Stated):
    """One step: its level and what it asks for."""

    level: int
    text: str
    text_en: str = ""


class Milestone(Rule):
    """Cumulative steps; content, data types or forms where the sheet has them."""

    type: Literal["milestone"]
    steps: tuple[Step, ...]
    quality_step: int | None = None
    sending_step: int | None = None  # reached by sending every data type by the cut-off
    content: Content | None = None
    data_types: tuple[PartOfReport, ...] = ()
    forms: tuple[PartOfReport, ...] = ()

    @model_validator(mode="after")
    def _counted(self) -> Self:
        levels = [step.level for step in self.steps]
        if levels != list(range(1, len(levels) + 1)) or not levels:
            raise ValueError(f"ขั้นตอนต้องเรียง 1, 2, 3 … ไม่เว้นและไม่ซ้ำ ได้ {levels}")
        return self

    @property
    def reads(self) -> tuple[tuple[str, ...], ...]:
        """The steps, or the data types that show them."""
        return (("submitted_by_type",),) if self.data_types else (("steps_done",), ("raw_score",))

    def judges_lateness(self, case: Case) -> bool:
        """Data types and forms are each late on their own."""
        return bool(self.data_types) or (bool(self.forms) and milestone_forms.given(case))

    def outcome(self, case: Case) -> Outcome:
        """The highest unbroken chain of steps, with what the sheet takes off."""
        if self.data_types:
            return self._by_type(case)
        if self.forms and milestone_forms.given(case):
            return self._by_form(case)
        if self.forms and given(case.values, "raw_score"):
            return _as_given(case)
        missing = self.content.missing(case) if self.content else {}
        empty = {
            step
            for step, number in missing.items()
            if self.content and number == self.content.required(case)
        }
        done = self.steps_done(case) - empty
        return self._reached(
            done, case, lambda level: self.content.taken_off(missing, level) if self.content else ()
        )

    def steps_done(self, case: Case) -> frozenset[int]:
        """The steps a report says were done; a step the sheet does not have is refused."""
        said = case.values.get("steps_done")
        if not isinstance(said, list | tuple | set | frozenset):
            raise BadValueError(
                "steps_done",
                "ต้องเป็นรายการขั้นตอน เช่น [1, 2, 3]",
                "must be a list of steps such as [1, 2, 3]",
            )
        done = frozenset(count(step, "steps_done") for step in said)
        unknown = sorted(done - {step.level for step in self.steps})
        if unknown:
            known = f"1-{len(self.steps)}"
            raise BadValueError(
                "steps_done",
                f"ไม่มีขั้นตอนที่ {unknown[0]} (มี {known})",
                f"there is no step {unknown[0]} ({known})",
            )
        return done

    def _by_type(self, case: Case) -> Outcome:
        arrived = milestone_types.read(self.data_types, case)
        if not arrived.sent:
            return nothing_sent()
        if not arrived.counted:
            return cut_off(case.window, max(arrived.sent.values()))
        done = {
            step for each in self.data_types if each.code in arrived.counted for step in each.steps
        }
        if given(case.values, "steps_done"):
            done &= self.steps_done(case)
        if self.sending_step and len(arrived.counted) == len(self.data_types):
            done.add(self.sending_step)
        return self._reached(
            frozenset(done),
            case,
            lambda level: milestone_types.taken_off(self.data_types, arrived, level, case),
        )

    def _by_form(self, case: Case) -> Outcome:
        forms = milestone_forms.read(self.forms, case)
        if forms.last_sent is None:
            return nothing_sent()
        if not forms.any_counted:
            told = _as_given(case) if given(case.values, "raw_score") else None
            return cut_off(case.window, forms.last_sent, told)
        if given(case.values, "raw_score"):
            return _as_given(case, forms.deductions)
        return self._reached(
            self.steps_done(case) & forms.steps, case, lambda _level: forms.deductions
        )

    def _reached(
        self, done: frozenset[int], case: Case, taken_off: Callable[[int], tuple[Deduction, ...]]
    ) -> Outcome:
        """The level of the chain, the judgement of quality above it, and what is taken off inside
        it.
        """
        accepted = flag(case.values, "quality_accepted")
        done -= {self.quality_step or 0}
        level = chain(done)
        lines: tuple[Line, ...] = (chain_line(done, level),)
        status: Status = "scored"
        if self.quality_step and level == self.quality_step - 1:
            level += accepted is True
            lines = (*lines, quality_line(level, accepted))
            status = "provisional" if accepted is None else "scored"
        return Outcome(Fraction(level), lines, self._next(level), taken_off(level), status)

    def _next(self, level: int) -> tuple[Line, ...]:
        if level >= len(self.steps):
            return ()
        step = self.steps[level]
        return (
            Line(
                f"ขั้นตอนที่ {step.level} ได้เพิ่ม 1.0000: {step.text}",
                f"step {step.level} adds 1.0000: {step.text_en or step.text}",
            ),
        )


def _as_given(case: Case, deductions: tuple[Deduction, ...] = ()) -> Outcome:
    """The raw score as the levels of an attachment gave it."""
    raw = within(case.values["raw_score"], "raw_score", 5)
    return Outcome(
        raw,
        (Line(f"คะแนนตามเกณฑ์ = {places(raw)}", f"raw score = {places(raw)}"),),
        deductions=deductions,
    )
