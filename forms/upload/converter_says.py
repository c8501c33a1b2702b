"""What pyxform says of a form it cannot convert -> a reason of ours with its row, where it is a
common one.
"""

import re
from dataclasses import replace

from forms.problems import Problem
from forms.upload.sheets import FIRST, Sheets, cell

ROW = re.compile(r"\[row : (\d+)\]\s*")
PLACE = re.compile(r"On the '(?P<sheet>\w+)' sheet, the '(?P<column>[^']+)' value")
# what is in the message -> the reason, with the values named in it
COMMON = (
    (r"Unknown question type '(?P<type>[^']*)'", "unknown_type", "type"),
    (r"Could not find the name '(?P<name>[^']*)'", "unknown_reference", ""),
    (r"The name '(?P<name>[^']*)' appears more than once", "ambiguous_name", ""),
    (
        r"the 'name' value '(?P<name>[^']*)' is invalid\. Questions, groups, and repeats must be",
        "name_twice",
        "name",
    ),
    (r"Names must begin with a letter", "bad_name", "name"),
    (r"Question or group with no name", "no_name", "name"),
    (r"element named '(?P<name>[^']*)' has no label or hint", "no_label", "label"),
    (r"List name not in choices sheet: (?P<list>\S+)", "unknown_list", "type"),
    (r"Missing calculation", "no_calculation", "calculation"),
    (r"Unmatched 'begin_(?P<kind>\w+)'", "not_ended", "type"),
    (r"Unmatched 'end_(?P<kind>\w+)'", "not_begun", "type"),
    (r"Choice names must be unique", "choice_twice", "name"),
    (r"Choices must have a name", "no_choice_name", "name"),
    (r"See \[(?P<choice>[^\]]*)\] in \[(?P<list>[^\]]*)\]", "space_in_choice", "name"),
    (r"Question with no type", "no_type", "type"),
    (
        r"sheet: '(?P<sheet>\w+)'\. Headers that are different names for the same column were "
        r"found: '(?P<first>[^']*)', '(?P<second>[^']*)'",
        "header_twice",
        "",
    ),
    (r"Duplicate column header: (?P<first>(?P<second>.+))", "header_twice", ""),
    (r"Column headers must not be empty and must not contain spaces", "bad_header", ""),
    (r"column headers were not found: 'type'", "no_survey", ""),
)


def problem_of(message: str, sheets: Sheets) -> Problem:
    row, place = ROW.search(message), PLACE.search(message)
    said = " ".join(ROW.sub("", message).split())
    known = next(
        (
            Problem(code, dict(found.groupdict()), column=column)
            for pattern, code, column in COMMON
            if (found := re.search(pattern, said))
        ),
        Problem("conversion", {"message": said}),
    )
    sheet = place["sheet"] if place else "survey"
    column = known.column or (place["column"] if place else "")
    return _placed(
        replace(known, sheet=sheet, column=column, row=int(row[1]) if row else 0), sheets
    )


def _placed(problem: Problem, sheets: Sheets) -> Problem:
    """With the row, where the message has none but names what is wrong; and the question of that
    row.
    """
    if problem.code == "no_survey":
        return replace(problem, row=0)
    wanted = problem.values.get("type" if problem.code == "unknown_type" else "name", "")
    column = "type" if problem.code == "unknown_type" else "name"
    rows = dict(enumerate(sheets.survey, FIRST))
    if problem.code == "space_in_choice":
        choices = enumerate(sheets.choices, FIRST)
        named = (number for number, row in choices if cell(row, "name") == problem.values["choice"])
        return replace(problem, sheet="choices", row=next(named, 0))
    if not problem.row and problem.sheet == "survey" and wanted:
        problem = replace(
            problem, row=next((n for n, row in rows.items() if cell(row, column) == wanted), 0)
        )
    if problem.sheet == "survey" and problem.row in rows:
        problem = replace(problem, path=cell(rows[problem.row], "name"))
    return problem
