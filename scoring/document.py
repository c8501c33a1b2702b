"""What a programme's document says beside its rules: letter, orders, dates, report forms and their
labels. Pure.
"""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import Field

from scoring.stated import CardText, Code, Stated
from scoring.work import Way, Work


class Order(Stated):
    """One thing the document orders: what, by when, to whom."""

    text: str
    due: date | None = None
    to: str = ""


class Document(Stated):
    """The letter or form a programme comes from."""

    number: str = ""
    alternate_number: str = ""  # B-01: what another page of the same letter prints
    dated: date | None = None
    refers_to: str = ""
    owner: str = ""
    addressed_to: str = ""
    channel: str = ""
    objectives: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()
    attachments: tuple[str, ...] = ()
    facts: dict[str, str] = Field(default_factory=dict)  # short facts of the document, by name


class FormField(Stated):
    """One field of a report form: its number, label, type of answer and how often it occurs, as
    printed.
    """

    number: str = ""
    label: str
    kind: str = ""
    times: str = ""


class SurveyFlow(Stated):
    """Where the figures of a survey go: into the rows of a report, a row for each topic in the
    questionnaire's order. Each field names a question, of a row (name, invited, answered, mean, sd)
    or beside the rows (channel, summary); "" for none.
    """

    to: Code  # the work
    rows: str  # the repeat
    name: str = ""
    invited: str = ""
    answered: str = ""
    mean: str = ""
    sd: str = ""
    channel: str = ""
    summary: str = ""
    topics_of: str = ""  # the work in which the office has named its topics
    topic_title: str = ""  # the question of each of its rows that names one: topic/topic_title


class ReportForm(Way):
    """A report form: its title, and its fields in printed order.

    With an `xlsform` (the name of a file among the programme's forms) it can be filled in chat, by
    the `reporters`; a `survey` is answered by whoever has its code. `many`: an office may send any
    number of them. An `appraisal` form is between a person and their assessor, and no office's.
    `flow`: where a survey's figures go. `complete_when` is what a reviewer looks
    for where there is no score (C-01).
    """

    code: Code
    title: str
    short_name: CardText | None = None
    indicator: str | None = None
    fields: tuple[FormField, ...] = ()
    xlsform: str | None = None
    many: bool = False
    survey: bool = False
    appraisal: Literal["", "agreement", "results", "findings"] = ""  # which part of a person's
    named: bool = False  # a survey that is answered in an office's name, and says so
    flow: SurveyFlow | None = None
    complete_when: tuple[str, ...] = ()

    @property
    def is_sent(self) -> bool:
        """Whether offices send it in chat, as they send the reports of indicators."""
        return self.xlsform is not None and not self.survey and not self.appraisal

    @cached_property
    def work(self) -> Work:
        """The form as what is sent under its code."""
        way = {name: getattr(self, name) for name in Way.model_fields}
        named = {"name": self.title, "short_name": self.short_name or self.code}
        return Work.model_validate({"code": self.code, "form": self.xlsform, **named, **way})


class Surveyed(Stated):
    """A project of a finished survey: its mean as reported, or why it has none (E-03, E-04,
    E-07).
    """

    name: str
    mean: Decimal | None = None
    status: str = ""


class Level(Stated):
    """A level of an award: its name, its lowest total, and how the document prints it (D-06)."""

    name: str
    lowest: Decimal
    printed: str = ""


class HeadCounts(Stated):
    """A table of head counts as printed: its columns, and the totals printed below them (D-03)."""

    columns: tuple[str, ...]
    printed: dict[str, int] = Field(default_factory=dict)
    printed_total: int | None = None
