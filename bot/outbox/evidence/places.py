"""Where a piece of evidence lies: programme / office / indicator, and below it the row of the form
it belongs to, so that each topic has a folder of its own (B-10).
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from forms.kinds import MEDIA_KINDS
from forms.model import Form
from forms.paths import ROW, name_of, plain_path
from handlers.vocabulary.answers import shown
from handlers.vocabulary.known import Edition
from sheets.layout.folders import indicator_folder, office_folder, programme_folder, row_folder

Level = tuple[str, str]  # path in codes, name for people
NAMELESS = {*MEDIA_KINDS, "note", "acknowledge"}


def levels(edition: Edition, sent: Row[Any], question: str) -> list[Level]:
    """The folders from the programme down to the one a question's evidence lies in; `question` is
    its path below the root, "" for the report's own folder.
    """
    programme = edition.programme
    office, indicator = programme.office(sent.office), programme.work(sent.indicator)
    top, middle = sent.programme, f"{sent.programme}/{office.code}"
    report = f"{middle}/{indicator.code}"
    form = edition.forms(indicator.form) if indicator.form and ROW.search(question) else None
    return [
        (top, programme_folder(programme.key, programme.short_name)),
        (middle, office_folder(office.code, office.name)),
        (report, indicator_folder(indicator.code, indicator.short_name)),
        *(row_levels(form, sent.instance["answers"], question, report) if form else ()),
    ]


def row_levels(form: Form, answers: Mapping[str, str], question: str, below: str) -> list[Level]:
    """The folders of the rows a question lies in, the outermost first, by their names: the
    evidence of a row that is called otherwise by now lies elsewhere.
    """
    found: list[Level] = []
    for number in ROW.finditer(question):
        row = question[: number.end()]
        name = row_folder(_label(form, row), int(number[1]), _title(form, answers, row))
        below = f"{below}/{name}"
        found.append((below, name))
    return found


def _plain(form: Form, row: str) -> str:
    return plain_path(f"/{form.shape.name}/{row}")


def _label(form: Form, row: str) -> str:
    """What the rows of this repeat are called; its own name where the form has no words."""
    repeat = form.repeats.get(_plain(form, row))
    words = repeat.label.text("th") if repeat else ""
    return words or name_of(plain_path(row))


def _title(form: Form, answers: Mapping[str, str], row: str) -> str:
    """What tells this row from the others: the first answer in it."""
    plain = _plain(form, row)
    for question in form.questions:
        inside = question.path.removeprefix(plain)
        value = answers.get(f"{row}{inside}", "") if inside != question.path else ""
        if value and question.kind not in NAMELESS:
            return shown(question, value, "th")
    return ""
