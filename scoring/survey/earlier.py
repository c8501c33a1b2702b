"""Results of an older survey as people have them: lines of a table, pasted or from a CSV file.
Pure.
"""

import csv
from decimal import Decimal, InvalidOperation
from io import StringIO

from scoring.survey.results import Earlier
from thai.digits import arabic

MOST_LINES = 500
LONGEST_NAME = 300
NO_MEAN = {"", "-", "–"}
HEADINGS = {"รายการ", "ชื่อ", "โครงการ", "เรื่อง", "name", "item", "project"}


class EarlierError(ValueError):
    """A line that cannot be read: its number, from 1, and its text."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(f"line {line}: {text}")
        self.line, self.text = line, text


def read_earlier(text: str) -> tuple[Earlier, ...]:
    """name, mean, n, S.D. on each line, parted by commas, tabs or semicolons; n and S.D. may be
    missing, a mean of - has none. A line of headings at the top is passed over.

    Raises EarlierError for a mean that is no number from 1 to 5, an n that is no count, a negative
    S.D.
    """
    plain = text.replace("\ufeff", "").strip("\r\n")
    lines = list(csv.reader(StringIO(plain), delimiter=_delimiter(plain)))
    found: list[Earlier] = []
    for number, cells in enumerate(lines, 1):
        told = [arabic(cell).strip() for cell in cells]
        is_blank, is_heading = not any(told), number == 1 and told and _is_heading(told)
        if is_blank or is_heading:
            continue
        if len(found) == MOST_LINES:
            raise EarlierError(number, cells[0])
        found.append(_line(number, [*told, "", "", ""], ",".join(cells), cells[0].strip()))
    return tuple(found)


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return next((one for one in ("\t", ";") if one in first), ",")


def _is_heading(cells: list[str]) -> bool:
    return cells[0].casefold() in HEADINGS or (
        len(cells) > 1 and _number(cells[1]) is None and cells[1] not in NO_MEAN
    )


def _line(number: int, cells: list[str], text: str, name: str) -> Earlier:
    """`cells` in Arabic digits; the name as it was written."""
    mean, count, sd = cells[1:4]
    values = [_number(one) for one in (mean, count, sd)]
    wrong = any(
        one not in NO_MEAN and value is None
        for one, value in zip((mean, count, sd), values, strict=True)
    )
    out = (
        (values[0] is not None and not 1 <= values[0] <= 5)
        or (values[1] is not None and (values[1] < 0 or values[1] % 1))
        or (values[2] is not None and values[2] < 0)
    )
    if wrong or out or not name or len(name) > LONGEST_NAME:
        raise EarlierError(number, text[:100])
    return Earlier(name, values[0], None if values[1] is None else int(values[1]), values[2])


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
