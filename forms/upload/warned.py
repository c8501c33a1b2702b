"""What runs in a form, but perhaps not as its writer expects."""

import re
from collections.abc import Iterator, Sequence

from forms.model import Question
from forms.problems import Problem
from forms.upload.near import APPEARANCES, APPS, SEARCH
from forms.upload.sheets import FIRST, Row, cell
from forms.upload.xlsform import Uploaded

LONGEST_LABEL = 1_000  # characters; a message holds 5,000, and is not read to the end
LONGEST_BUTTON = 20
BARE = re.compile(r"\s*\$\{[^}]+\}\s*")
PATTERN = re.compile(r"regex\s*\([^,]+,\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)")
EXPRESSIONS = ("relevant", "constraint", "calculation")
BUDDHIST_YEAR = re.compile(r"['\"](2[4-6]\d\d)-\d\d-\d\d['\"]")
COMPARED = re.compile(r"(?:(\$\{[^}]+\}|(?<![\w.)])\.)\s*)?[<>]=?(?=\s*(\$\{[^}]+\}|\.(?![\w.])))?")
SUM = re.compile(r"(?:sum|min|max)\(\s*\$\{\s*([^}]+?)\s*\}\s*\)")
NUMBERS = {"integer", "decimal", "range", "int"}
ONE_BY_ONE = {"field-list", "table-list", "list-nolabel", "label"}
# read in chat, or of no matter where nothing is laid out
KNOWN = {
    *(
        "multiline",
        "numbers",
        "thousands-sep",
        "no-calendar",
        "year",
        "month-year",
        "new",
        "new-front",
        "new-rear",
    ),
    *(
        "minimal",
        "horizontal",
        "horizontal-compact",
        "compact",
        "columns",
        "columns-pack",
        "likert",
        "quick",
        "pages",
    ),
    *(
        "picker",
        "rating",
        "vertical",
        "no-ticks",
        "autocomplete",
        "search",
        "quickcompact",
        "placement-map",
        "maps",
    ),
}


def warnings_of(form: Uploaded) -> list[Problem]:
    """In the order of the sheet. What the converter remarks by itself is for writers of apps."""
    survey = form.sheets.survey
    times = {cell(row, "name") for row in survey if cell(row, "type").lower() == "time"}
    rows = [
        problem
        for number, row in enumerate(survey, FIRST)
        for problem in _in_row(row, number, times)
    ]
    rows += _blank_sums(survey)
    asked = [
        form.sheets.placed(problem)
        for question in form.form.questions
        for problem in _in_question(question)
    ]
    noticed = [*map(form.sheets.placed, (*form.noticed, *form.form.noticed))]
    return sorted([*noticed, *rows, *asked], key=lambda problem: problem.row)


def _in_row(row: Row, number: int, times: set[str]) -> Iterator[Problem]:
    name = cell(row, "name")
    relevant = cell(row, "relevant")
    if BARE.fullmatch(relevant):
        yield Problem(
            "warn_bare_question", {"expression": relevant}, name, "relevant", "survey", number
        )
    for column in EXPRESSIONS:
        for found in PATTERN.finditer(cell(row, column)):
            pattern = found[1] or found[2] or ""
            if not (pattern.startswith("^") and pattern.endswith("$")):
                yield Problem("warn_regex_unanchored", {}, name, column, "survey", number)
        for found in BUDDHIST_YEAR.finditer(cell(row, column)):
            year = int(found[1])
            yield Problem(
                "warn_buddhist_year",
                {"year": year, "write": year - 543},
                name,
                column,
                "survey",
                number,
            )
    for column in EXPRESSIONS:
        if _compares_times(
            cell(row, column), {*times, "."} if name in times and column == "constraint" else times
        ):
            yield Problem("warn_times", {}, name, column, "survey", number)
    for word in sorted(set(SEARCH.sub("", cell(row, "appearance")).split()) - KNOWN):
        if word in APPEARANCES or word.startswith(APPS):
            continue  # told as what is done in its place
        code = "warn_one_by_one" if word in ONE_BY_ONE else "warn_ignored"
        yield Problem(code, {"appearance": word}, name, "appearance", "survey", number)


def _blank_sums(survey: Sequence[Row]) -> Iterator[Problem]:
    """Sums over a question that may be left out or hidden in a row: one blank makes the whole sum
    blank.
    """
    blank = _may_be_blank(survey)
    for number, row in enumerate(survey, FIRST):
        for column in EXPRESSIONS:
            for name in SUM.findall(cell(row, column)):
                if name in blank:
                    yield Problem(
                        "warn_blank_sum",
                        {"name": name},
                        cell(row, "name"),
                        column,
                        "survey",
                        number,
                    )


def _may_be_blank(survey: Sequence[Row]) -> set[str]:
    """The numbers people may leave out, or that are hidden with their group."""
    found, around = set(), [""]
    for row in survey:
        kind = cell(row, "type").lower()
        if kind.startswith(("begin ", "begin_")):
            around.append(cell(row, "relevant"))
        elif kind.startswith(("end ", "end_")):
            around = around[:-1] or [""]
        elif kind in NUMBERS:
            optional = cell(row, "required").lower() in {"", "no", "false", "false()"}
            if optional or cell(row, "relevant") or any(around):
                found.add(cell(row, "name"))
    return found


def _compares_times(text: str, times: set[str]) -> bool:
    """Whether a time stands bare beside < or >, where it is no number and the comparison is never
    true.
    """
    beside = [one for found in COMPARED.finditer(text) for one in found.groups() if one]
    return any(one.removeprefix("${").removesuffix("}").strip() in times for one in beside)


def _in_question(question: Question) -> Iterator[Problem]:
    length = max(
        (len(question.label.text(language)) for language in question.label.by_language), default=0
    )
    if length > LONGEST_LABEL:
        yield Problem(
            "warn_long_label", {"length": length, "most": LONGEST_LABEL}, question.path, "label"
        )
    long = sum(
        any(
            len(choice.label.text(language)) > LONGEST_BUTTON
            for language in choice.label.by_language
        )
        for choice in question.choices
    )
    if long:
        yield Problem(
            "warn_long_choices", {"count": long, "most": LONGEST_BUTTON}, question.path, "choices"
        )
    picture = question.image or next(
        (choice.image for choice in question.choices if choice.image), ""
    )
    if picture:
        yield Problem("warn_picture", {"picture": picture}, question.path, "media::image")
