"""What runs in a form, but perhaps not as its writer expects."""

import re
from collections.abc import Iterator

from forms.model import Question
from forms.problems import Problem
from forms.sheets import FIRST, Row, cell
from forms.xlsform import Uploaded

LONGEST_LABEL = 1_000  # characters; a message holds 5,000, and is not read to the end
LONGEST_BUTTON = 20
BARE = re.compile(r"\s*\$\{[^}]+\}\s*")
PATTERN = re.compile(r"regex\s*\([^,]+,\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)")
EXPRESSIONS = ("relevant", "constraint", "calculation")
BUDDHIST_YEAR = re.compile(r"['\"](2[4-6]\d\d)-\d\d-\d\d['\"]")
ONE_BY_ONE = {"field-list", "table-list", "list-nolabel", "label"}
# read in chat, or of no matter where nothing is laid out
KNOWN = {
    *("multiline", "numbers", "thousands-sep", "no-calendar", "year", "month-year", "new", "new-front", "new-rear"),
    *("minimal", "horizontal", "horizontal-compact", "compact", "columns", "columns-pack", "likert", "quick", "pages"),
    *("picker", "rating", "vertical", "no-ticks", "autocomplete", "search", "quickcompact", "placement-map", "maps"),
}


def warnings_of(form: Uploaded) -> list[Problem]:
    """In the order of the sheet, then what the converter said."""
    rows = [problem for number, row in enumerate(form.sheets.survey, FIRST) for problem in _in_row(row, number)]
    asked = [form.sheets.placed(problem) for question in form.form.questions for problem in _in_question(question)]
    said = [Problem("warn_converter", {"message": " ".join(text.split())}) for text in form.warnings]
    return [*sorted([*rows, *asked], key=lambda problem: problem.row), *said]


def _in_row(row: Row, number: int) -> Iterator[Problem]:
    name = cell(row, "name")
    relevant = cell(row, "relevant")
    if BARE.fullmatch(relevant):
        yield Problem("warn_bare_question", {"expression": relevant}, name, "relevant", "survey", number)
    for column in EXPRESSIONS:
        for found in PATTERN.finditer(cell(row, column)):
            pattern = found[1] or found[2] or ""
            if not (pattern.startswith("^") and pattern.endswith("$")):
                yield Problem("warn_regex_unanchored", {}, name, column, "survey", number)
        for found in BUDDHIST_YEAR.finditer(cell(row, column)):
            year = int(found[1])
            yield Problem("warn_buddhist_year", {"year": year, "write": year - 543}, name, column, "survey", number)
    for word in sorted(set(cell(row, "appearance").split()) - KNOWN):
        code = "warn_one_by_one" if word in ONE_BY_ONE else "warn_ignored"
        yield Problem(code, {"appearance": word}, name, "appearance", "survey", number)


def _in_question(question: Question) -> Iterator[Problem]:
    length = max((len(question.label.text(language)) for language in question.label.by_language), default=0)
    if length > LONGEST_LABEL:
        yield Problem("warn_long_label", {"length": length, "most": LONGEST_LABEL}, question.path, "label")
    long = sum(
        any(len(choice.label.text(language)) > LONGEST_BUTTON for language in choice.label.by_language)
        for choice in question.choices
    )
    if long:
        yield Problem("warn_long_choices", {"count": long, "most": LONGEST_BUTTON}, question.path, "choices")
    picture = question.image or next((choice.image for choice in question.choices if choice.image), "")
    if picture:
        yield Problem("warn_picture", {"picture": picture}, question.path, "media::image")
