"""The sheets of a form as rows: where a question or a choice stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from forms.problems import Problem

Row = Mapping[str, str]
FIRST = 2  # the row below the header
MADE = {"_count": "repeat_count", "_other": "type"}  # what the converter makes of a question


@dataclass(frozen=True, slots=True)
class Sheets:
    """`survey` and `choices` are rows by column; `rows` is the row of each question by its path."""

    survey: Sequence[Row]
    choices: Sequence[Row]
    rows: Mapping[str, int]

    def placed(self, problem: Problem) -> Problem:
        """The problem with its sheet and row."""
        if problem.row or not problem.path:
            return problem
        if problem.column == "instance_name":
            return replace(problem, path="", sheet="settings", row=FIRST)
        for ending, column in MADE.items():
            if problem.path not in self.rows and problem.path.removesuffix(ending) in self.rows:
                problem = replace(problem, path=problem.path.removesuffix(ending), column=column)
        return replace(problem, sheet="survey", row=self.rows.get(problem.path, 0))


def read_sheets(survey: Sequence[Row] | None, choices: Sequence[Row] | None, root: str) -> Sheets:
    """From the rows as they were read, blank rows among them."""
    rows: dict[str, int] = {}
    around = [f"/{root}"]
    for number, row in enumerate(survey or (), FIRST):
        kind, name = cell(row, "type").lower().replace("_", " "), cell(row, "name")
        if kind.startswith("end "):
            around = around[:-1] or around
        elif name:
            rows.setdefault(f"{around[-1]}/{name}", number)
        if kind.startswith("begin "):
            around.append(f"{around[-1]}/{name}")
    return Sheets(tuple(survey or ()), tuple(choices or ()), rows)


def cell(row: Row, column: str) -> str:
    """A cell by its column, however that is written; blank if there is none."""
    found = row.get(column)
    if found is None:
        found = next(
            (text for name, text in row.items() if str(name).strip().lower() == column), ""
        )
    return str(found or "").strip()
