"""What chat cannot do itself is done as near as it can be: what stands for it, and one warning."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forms.problems import Problem
from forms.upload.sheets import FIRST, Row, Sheets, cell

Book = dict[str, Any]
BEHIND = {
    *("background-audio", "start-geopoint", "background-geopoint", "audit"),
    *("imei", "simserial", "sim id", "subscriberid", "subscriber id", "email"),
}
TYPES = {"barcode": "near_barcode", "geotrace": "near_geotrace", "geoshape": "near_geoshape"}
APPEARANCES = {
    **dict.fromkeys(("signature", "draw", "annotate"), "near_drawing"),
    "image-map": "near_image_map",
}
APPS = ("ex:", "printer:")
SEARCH = re.compile(r"\bsearch\s*\(\s*(?P<inside>(?:[^()]|\([^()]*\))*)\)")
VALUE = re.compile(r"\s*('[^']*'|\"[^\"]*\"|[^,]+)\s*(?:,|$)")
PROMPT = re.compile(r"^(?:q |add |get |uri:)| prompt$")  # around the type in old spellings
EXTERNAL = re.compile(r"(?i)select[ _]one[ _]external\b")
OWN_LIST = "_external"
TESTS = {
    "matches": "{column} = {value}",
    "contains": "contains({column}, {value})",
    "startswith": "starts-with({column}, {value})",
    "endswith": "ends-with({column}, {value})",
}


def near_warnings(book: Mapping[str, Any], sheets: Sheets) -> Iterator[Problem]:
    """One for each row that is done otherwise than in an app of ODK."""
    for number, row in enumerate(sheets.survey, FIRST):
        for code, values, column in _in_row(row):
            yield Problem(code, values, cell(row, "name"), column, "survey", number)
    if book.get("entities"):
        yield Problem("near_entities", sheet="entities")


Near = tuple[str, dict[str, str | int], str]  # the reason, its values, the column


def _in_row(row: Row) -> Iterator[Near]:
    yield from _of_type(row)
    yield from _of_appearance(row)
    if column := next((name for name, text in row.items() if "last-saved#" in str(text)), ""):
        yield "near_last_saved", {}, str(column)


def _of_type(row: Row) -> Iterator[Near]:
    kind = PROMPT.sub("", cell(row, "type").lower())
    if code := TYPES.get(kind):
        yield code, {}, "type"
    if kind in BEHIND:
        yield "near_behind", {}, "type"
    if kind.startswith("rank "):
        yield "near_rank", {}, "type"
    if EXTERNAL.match(kind):
        yield "near_external", {}, "type"
    if "randomize" in cell(row, "parameters").lower():
        yield "near_random", {}, "parameters"


def _of_appearance(row: Row) -> Iterator[Near]:
    appearance = cell(row, "appearance")
    for word in appearance.split():
        if word in APPEARANCES:
            yield APPEARANCES[word], {}, "appearance"
    if any(word.startswith(APPS) for word in appearance.split()):
        yield "near_app", {}, "appearance"
    if found := SEARCH.search(appearance):
        yield "near_search", {"file": _file(_values(found["inside"]))}, "appearance"


def as_near_as_can_be(book: Book) -> Book:
    """The sheets with search() and external choices as the lists they are."""
    rows = [_searching(row, book.get("choices") or ()) for row in book.get("survey") or ()]
    if rows == list(book.get("survey") or ()) and not book.get("external_choices"):
        return book
    columns = dict.fromkeys(key for row in rows for key in row)
    headers = [{**dict(next(iter(book.get("survey_header") or ()), {})), **columns}]
    made = {**book, "survey": rows, "survey_header": headers}
    return _with_external(made) if book.get("external_choices") else made


def _with_external(book: Book) -> Book:
    """External choices beside the others, in the columns they have, as lists of their own: one
    name may stand there in several districts.
    """
    survey = [_external_as_list(row) for row in book["survey"]]
    wanted = {_type(row).split()[-1] for row in survey if _type(row).endswith(OWN_LIST)}
    added = [
        {**row, "list_name": name}
        for row in map(_plain_columns, book["external_choices"])
        if (name := f"{row.get('list_name')}{OWN_LIST}") in wanted
    ]
    choices = [*map(_plain_columns, book.get("choices") or ()), *added]
    header = dict.fromkeys(key for row in choices for key in row)
    return {
        **book,
        **_allowing_twice(book),
        "survey": survey,
        "choices": choices,
        "choices_header": [header],
        "external_choices": None,
        "external_choices_header": None,
    }


def _external_as_list(row: Row) -> Row:
    if not EXTERNAL.match(_type(row)):
        return row
    return _put(row, "type", EXTERNAL.sub("select_one", f"{_type(row)}{OWN_LIST}"))


def _plain_columns(row: Row) -> Row:
    """With the list's name under one heading, however each sheet spells it."""
    spelled = {one: "_".join(str(one).lower().split()) for one in row}
    return {
        "list_name" if plain == "list_name" else one: row[one] for one, plain in spelled.items()
    }


def _allowing_twice(book: Book) -> Book:
    settings = {**next(iter(book.get("settings") or ()), {}), "allow_choice_duplicates": "yes"}
    return {"settings": [settings], "settings_header": [dict.fromkeys(settings)]}


def _type(row: Row) -> str:
    return cell(row, "type")


def _searching(row: Row, choices: Sequence[Row]) -> Row:
    """A question with search() as one that takes its choices from the same file."""
    found, kind = SEARCH.search(cell(row, "appearance")), cell(row, "type").split()
    if found is None or len(kind) < 2:
        return row
    items = (one for one in choices if cell(one, "list_name") == kind[-1])
    columns = next((one for one in items if not cell(one, "name").isdecimal()), None)
    if columns is None:
        return row
    given = _values(found["inside"])
    several = "multiple" in kind[0] or "all" in kind
    file_type = "select_multiple_from_file" if several else "select_one_from_file"
    label = next((str(text) for name, text in columns.items() if _is_label(name)), "label")
    parameters = f"value={cell(columns, 'name')} label={label.split(',')[0].strip()}"
    left = SEARCH.sub("", cell(row, "appearance")).strip()
    row = _put(_put(row, "type", f"{file_type} {_file(given)}"), "appearance", left)
    return _put(_put(row, "parameters", parameters), "choice_filter", _filter(given))


def _is_label(column: object) -> bool:
    return str(column).strip().lower().startswith("label")


def _filter(given: Sequence[str]) -> str:
    """The filter that the values of search() ask for: a test, column and value, then one more."""
    tests = []
    if len(given) >= 4:
        test = TESTS.get(given[1].strip("'\""), TESTS["matches"])
        tests.append(test.format(column=given[2].strip("'\""), value=given[3]))
    if len(given) >= 6:
        tests.append(TESTS["matches"].format(column=given[4].strip("'\""), value=given[5]))
    return " and ".join(tests)


def _file(given: Sequence[str]) -> str:
    name = given[0].strip("'\"") if given else ""
    return name if name.lower().endswith(".csv") else f"{name}.csv"


def _values(inside: str) -> list[str]:
    return [found[1].strip() for found in VALUE.finditer(inside) if found[1].strip()]


def _put(row: Row, column: str, text: str) -> Row:
    name = next((one for one in row if str(one).strip().lower() == column), column)
    changed = {**row, name: text}
    return changed if text else {one: value for one, value in changed.items() if one != name}
