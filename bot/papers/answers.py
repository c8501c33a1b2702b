"""The answers of a report as its papers read them: by name, days in Thai, choices by label."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from documents.filling import Answer, Answers, Choices, Picture
from forms.kinds import MEDIA_KINDS
from forms.model import Form, Question
from forms.paths import plain_path
from scoring.offices import Office
from thai.dates import long
from thai.dates import read as read_date

ROW = re.compile(r"^(?P<name>[^\[]+)\[(?P<place>\d+)\]$")
FIGURES = {"integer", "decimal", "range", "date", "time", "datetime", "calculate"}


def text(value: str) -> Answer:
    return Answer(value, value)


def figure(value: object) -> Answer:
    """A number or what is written with digits; nothing for None."""
    told = "" if value is None else str(value)
    return Answer(told, told, is_figure=True)


def day(value: date | None) -> Answer:
    """A day as papers write it."""
    return Answer(long(value), value.isoformat(), is_figure=True) if value else figure(None)


@dataclass(frozen=True, slots=True)
class _Level:
    """The answers of one row while they are gathered."""

    single: dict[str, Answer] = field(default_factory=dict)
    rows: dict[str, dict[int, "_Level"]] = field(default_factory=dict)
    pictures: dict[str, Sequence[Picture]] = field(default_factory=dict)

    def to_answers(self) -> Answers:
        rows = {
            name: tuple(found[place].to_answers() for place in sorted(found))
            for name, found in self.rows.items()
        }
        return Answers(self.single, rows, {}, self.pictures)


def answers_of(
    reports: Sequence[tuple[Form, Mapping[str, str]]],
    office: Office,
    link: str,
    pictures: Mapping[str, Sequence[Picture]],
) -> Answers:
    """The answers of reports together, the first before the others; `pictures` by the path of their
    question below the root.
    """
    whole = _Level()
    choices: dict[str, Choices] = {}
    for form, told in reversed(reports):
        questions = {question.path: question for question in form.questions}
        for question in form.questions:
            if question.choices:
                labels = {one.name: one.label.text("th") for one in question.choices}
                choices[question.name] = Choices(labels)
        for path, value in told.items():
            asked = questions.get(plain_path(f"/{form.shape.name}/{path}"))
            _put(whole, path, _answer(asked, value), pictures.get(path, ()))
    whole.single["office"] = text(office.name)
    whole.single["province"] = text(office.province)
    found = whole.to_answers()
    return Answers(found.single, found.rows, choices, found.pictures, link)


def _put(level: _Level, path: str, answer: Answer, pictures: Sequence[Picture]) -> None:
    *above, name = path.split("/")
    for part in above:
        if row := ROW.match(part):
            rows = level.rows.setdefault(row["name"], {})
            level = rows.setdefault(int(row["place"]), _Level())
    level.single[name] = answer
    if pictures:
        level.pictures[name] = pictures


def _answer(question: Question | None, value: str) -> Answer:
    if question is None:
        return Answer(value, value, is_figure=True)
    return Answer(_shown(question, value), value, question.kind in FIGURES)


def _shown(question: Question, value: str) -> str:
    if question.kind in MEDIA_KINDS or not value:
        return ""
    if question.choices:
        labels = {one.name: one.label.text("th") for one in question.choices}
        names = [value] if question.kind == "select_one" else value.split()
        return ", ".join(labels.get(name, name) for name in names)
    if question.kind in {"integer", "decimal"}:
        return f"{Decimal(value):,}"
    told = read_date(value) if question.kind == "date" else None
    return long(told) if told else value
