"""An indicator as a programme file states it: its measure, its weight, whom it scores, and where
its values come from. Pure.
"""

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from pydantic import Field

from scoring.measures import Measure
from scoring.stated import Code, Expression, Words
from scoring.work import Reporters, Stage, Work
from scoring.worth import Worth, expressions

INSTANCE = re.compile(r"""instance\(\s*['"]([^'"]+)['"]\s*\)""")

__all__ = ["Indicator", "Reporters", "Stage"]


class Indicator(Work):
    """One indicator or sub-indicator; with a `form` it is sent itself.

    `assessed` are the kinds (or codes) of the offices it scores: those that report it, where none
    are named. `values` says where each value of the measure comes from; without any they are the
    answers of its own form, by question. `sent` is the day that counts; else the latest record's.
    """

    weight: Decimal | None = Field(default=None, gt=0, le=100)
    measure: Measure
    assessed: tuple[str, ...] = ()
    values: dict[str, Worth] = Field(default_factory=dict)
    sent: Expression | None = None
    parent: Code | None = None
    dimension: str = ""
    unit: Words = Words(th="แห่ง", en="places")
    provisional_until: date | None = None  # scores may still change until this day
    department_agreement: bool = False  # marked * in the framework
    heading_on_sheet: str = ""  # where the sheet differs from the framework
    population: str = ""
    collected: str = ""
    formula: str = ""
    evidence: str = ""
    notes: tuple[str, ...] = ()

    @cached_property
    def named(self) -> frozenset[str]:
        """What it takes values from: the documents its expressions name, else its own form."""
        if not self.values:
            return frozenset([self.code] if self.form else [])
        told = [one for worth in self.values.values() for _, one in expressions(worth)]
        return frozenset(code for one in [*told, self.sent or ""] for code in INSTANCE.findall(one))

    @cached_property
    def share(self) -> Fraction | None:
        """The weight, exact, in per cent; None when the document sets none."""
        return None if self.weight is None else Fraction(self.weight)
