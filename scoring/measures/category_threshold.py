"""category_threshold: the backlog puts the unit in a category; that category's five thresholds are
proportional. Pure.

Cases settled too late are not among the resolved; none settled in time scores 0, not level 1
(A-27). No backlog at all excludes the indicator and takes its weight out of the basis (A-23).
"""

from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Literal, Self

from pydantic import model_validator

from scoring import proportion, ratio
from scoring.case import Case
from scoring.lines import Line, places
from scoring.measures.rule import Rule
from scoring.measures.threshold_linear import missing
from scoring.measures.thresholds import Thresholds, exact, in_order
from scoring.outcome import BadValueError, Outcome
from scoring.stated import Stated
from scoring.values import count, given


class Category(Stated):
    """One row of the table: from this backlog to that one (none: and above), the five
    thresholds.
    """

    name: str
    printed: str = ""
    lowest: int
    highest: int | None = None
    thresholds: Thresholds

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        in_order(self.thresholds)
        if self.highest is not None and self.highest < self.lowest:
            raise ValueError(
                f"ประเภท {self.name}: ค่าสูงสุด {self.highest} น้อยกว่าค่าต่ำสุด {self.lowest}"
            )
        return self

    @cached_property
    def steps(self) -> tuple[Fraction, ...]:
        """The thresholds, exact."""
        return exact(self.thresholds)

    def holds(self, backlog: int) -> bool:
        """Whether this backlog falls in the category."""
        return self.lowest <= backlog and (self.highest is None or backlog <= self.highest)


class CategoryThreshold(Rule):
    """A table of categories, from the smallest backlog to the largest, without gap or overlap."""

    day_in_values: ClassVar[bool] = True
    type: Literal["category_threshold"]
    categories: tuple[Category, ...]

    @model_validator(mode="after")
    def _covering(self) -> Self:
        expected: int | None = 1
        for category in self.categories:
            if category.lowest != expected:
                raise ValueError(
                    f"ประเภท {category.name} เริ่มที่ {category.lowest} ต้องเริ่มที่ {expected}"
                    " (ช่วงของแต่ละประเภทต้องต่อกัน ไม่ซ้อนและไม่เว้น)"
                )
            expected = None if category.highest is None else category.highest + 1
        if expected is not None:
            raise ValueError("ประเภทสุดท้ายต้องไม่มีค่าสูงสุด (ขึ้นไป)")
        return self

    @property
    def reads(self) -> tuple[tuple[str, ...], ...]:
        """The backlog and what of it is resolved."""
        return (("backlog", "resolved"),)

    def cancelled(self, case: Case) -> Line | None:
        """No backlog: there is nothing to settle."""
        if not given(case.values, "backlog") or self._counts(case)[0]:
            return None
        return Line(
            "ไม่มีเรื่องค้าง ยกเลิกตัวชี้วัดนี้และนำน้ำหนักออกจากฐาน 100",
            "no backlog: the indicator is cancelled and its weight leaves the basis of 100",
        )

    def outcome(self, case: Case) -> Outcome:
        """The share of the way between two thresholds of the unit's own category."""
        backlog, resolved = self._counts(case)
        category = next(category for category in self.categories if category.holds(backlog))
        found = ratio.divided(Fraction(resolved), Fraction(backlog), "resolved")
        raw, line = self._score(found, category, case)
        return Outcome(
            raw,
            (_named(category, backlog), *found.lines(), line),
            gain=missing(found, raw, category.steps, case),
            facts={"category": category.name, "result_percent": places(found.percent)},
        )

    def _counts(self, case: Case) -> tuple[int, int]:
        """The backlog and how many of it are resolved; without a backlog the second may be left
        out.
        """
        backlog = count(case.values.get("backlog"), "backlog")
        resolved = (
            count(case.values.get("resolved"), "resolved")
            if backlog or given(case.values, "resolved")
            else 0
        )
        if resolved > backlog:
            raise BadValueError(
                "resolved",
                f"({resolved}) มากกว่าเรื่องที่ค้างทั้งหมด ({backlog})",
                f"({resolved}) exceeds the backlog ({backlog})",
            )
        return backlog, resolved

    def _score(self, found: ratio.Ratio, category: Category, case: Case) -> tuple[Fraction, Line]:
        if not found.done:
            return Fraction(0), Line(
                "ไม่มีเรื่องที่แล้วเสร็จภายในกำหนด = 0.0000", "no case settled in time = 0.0000"
            )
        return proportion.proportional(found.percent, category.steps, case.settings)


def _named(category: Category, backlog: int) -> Line:
    upto = f"-{category.highest}" if category.highest else " ขึ้นไป"
    upto_en = f"-{category.highest}" if category.highest else " and above"
    return Line(
        f"ค้าง {backlog} เรื่อง อยู่ประเภท {category.name} ({category.lowest}{upto} เรื่อง)",
        f"backlog {backlog}: category {category.name} ({category.lowest}{upto_en})",
    )
