"""What is wrong with a form, as data: a reason, what it is about, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.paths import name_of
from forms.reasons import ENGLISH


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is a key of forms/reasons.py, `values` what its sentence needs.

    `row` is the row of the sheet as a spreadsheet counts (the header is row 1), 0 where it is not
    known. `path` is the question's: /xf/group/name.
    """

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    path: str = ""
    column: str = ""
    sheet: str = ""
    row: int = 0

    @property
    def name(self) -> str:
        return name_of(self.path)


def in_english(problem: Problem) -> str:
    """survey, row 12 (question age), relevant: the function foo() is not known"""
    row = f", row {problem.row}" if problem.row else ""
    named = f" (question {problem.name})" if problem.name else ""
    where = f"{problem.sheet}{row}{named}" if problem.sheet else problem.name
    where = ", ".join(part for part in (where, problem.column) if part)
    said = ENGLISH[problem.code].format(**problem.values)
    return f"{where}: {said}" if where else said


class FormError(ValueError):
    """A form that cannot be run; every problem found, not the first alone. `lists`: the CSV files
    it names.
    """

    def __init__(self, *problems: Problem, lists: tuple[str, ...] = ()) -> None:
        super().__init__("\n".join(map(in_english, problems)))
        self.problems, self.lists = problems, lists
