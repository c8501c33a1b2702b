"""A programme: its offices, indicators, dates and settings, all of it data; one version of it never
changes. Pure.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from scoring.appraisal import Appraisal
from scoring.calendar import Extra, calendar_of
from scoring.document import Document, HeadCounts, ReportForm, Surveyed
from scoring.indicator import Indicator
from scoring.offices import Office, above_each, below_each
from scoring.organisations import REGISTER, Organisation, as_rows
from scoring.reminders.rules import Reminders
from scoring.settings import Settings
from scoring.stated import CardText, Code, Stated
from scoring.survey.figures import SurveyRules
from thai.working_days import Calendar


class Person(Stated):
    """Someone foreseen for a role at an office; people join in chat by their invite."""

    name: str
    office: Code
    role: Literal["reporter", "coordinator", "official", "admin"]


class Level(Stated):
    """A level of an award: its name, its lowest total, and how the document prints it (D-06)."""

    name: str
    lowest: Decimal
    printed: str = ""


class Programme(Stated):
    """Everything one version of a programme says."""

    key: Code
    name: str
    short_name: CardText
    fiscal_year: int = Field(ge=2400, le=2700)  # BE
    round: int | None = None
    round_start: date
    round_end: date
    timezone: Literal["Asia/Bangkok"] = "Asia/Bangkok"
    source: str = ""
    settings: Settings = Settings()
    reminders: Reminders = Reminders()
    holidays: Extra = Extra()
    levels: tuple[Level, ...] = ()
    below_levels: str = "ไม่ผ่านเกณฑ์"
    appraisal: Appraisal | None = None
    survey: SurveyRules = SurveyRules()
    document: Document = Document()
    report_forms: tuple[ReportForm, ...] = ()
    head_counts: HeadCounts | None = None
    surveyed: tuple[Surveyed, ...] = ()
    offices: tuple[Office, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @model_validator(mode="after")
    def _names_point_somewhere(self) -> Self:
        problems = [
            *self._doubled(),
            *self._orphans(),
            *self._circles(),
            *self._unknown_reporters(),
        ]
        if self.round_end < self.round_start:
            problems.append(f"round_end ({self.round_end}) มาก่อน round_start ({self.round_start})")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def indicator(self, code: str) -> Indicator:
        """The indicator, or the report form that is sent, with this code; KeyError when there is
        none.
        """
        return self._sendable[code]

    def report_form(self, code: str) -> ReportForm | None:
        """The report form with this code; None when there is none."""
        return next((form for form in self.report_forms if form.code == code), None)

    def asked(self, code: str) -> Indicator | None:
        """All that is asked by a form, surveys too, with this code; None when there is none."""
        form = self.report_form(code)
        return self._sendable.get(code) or (form.as_indicator if form and form.xlsform else None)

    @property
    def sendable(self) -> tuple[Indicator, ...]:
        """All that offices can send: the indicators, then the report forms, which carry no
        score.
        """
        return tuple(self._sendable.values())

    def office(self, code: str) -> Office:
        """The office with this code; KeyError when there is none."""
        return self._offices[code]

    @cached_property
    def above(self) -> Mapping[str, tuple[str, ...]]:
        """The offices above each office, by code, the nearest first."""
        return above_each(self.offices)

    @cached_property
    def below(self) -> Mapping[str, frozenset[str]]:
        """The offices below each office, by code, however deep."""
        return below_each(self.above)

    @cached_property
    def tops(self) -> tuple[str, ...]:
        """The offices that stand under no other."""
        return tuple(office.code for office in self.offices if office.parent is None)

    @cached_property
    def lists(self) -> Mapping[str, list[dict[str, str]]]:
        """The lists that every form of the programme may take choices from, by name."""
        return {REGISTER: as_rows(self.organisations)} if self.organisations else {}

    def children(self, code: str) -> tuple[Indicator, ...]:
        """The sub-indicators of an indicator, in order."""
        return tuple(indicator for indicator in self.indicators if indicator.parent == code)

    def parts(self, code: str) -> dict[str, Fraction]:
        """The weights of an indicator's sub-indicators; empty when it has none."""
        return self._parts.get(code, {})

    @cached_property
    def _parts(self) -> dict[str, dict[str, Fraction]]:
        parts: dict[str, dict[str, Fraction]] = {}
        for indicator in self.indicators:
            if indicator.parent and indicator.weight is not None:
                parts.setdefault(indicator.parent, {})[indicator.code] = Fraction(indicator.weight)
        return parts

    @cached_property
    def version(self) -> str:
        """A short name for exactly this content: two programmes with the same version are the
        same.
        """
        content = json.dumps(
            self.model_dump(), default=_canonical, sort_keys=True, ensure_ascii=False
        )
        return hashlib.sha256(content.encode()).hexdigest()[:12]

    @cached_property
    def calendar(self) -> Calendar:
        """The working days of the programme's years, its own days off added and taken away."""
        return calendar_of(self.round_start, self.round_end, self.holidays)

    @cached_property
    def _sendable(self) -> dict[str, Indicator]:
        sent = (form.as_indicator for form in self.report_forms if form.is_sent)
        return {one.code: one for one in (*self.indicators, *sent)}

    @cached_property
    def _offices(self) -> dict[str, Office]:
        return {office.code: office for office in self.offices}

    def _doubled(self) -> list[str]:
        counted = Counter([("offices", office.code) for office in self.offices])
        counted.update(("indicators", indicator.code) for indicator in self.indicators)
        counted.update(("indicators", form.code) for form in self.report_forms if form.is_sent)
        return [f"{where}: รหัส {code} ซ้ำ" for (where, code), times in counted.items() if times > 1]

    def _orphans(self) -> list[str]:
        offices = [
            ("offices", each.code, each.parent, self._offices.keys()) for each in self.offices
        ]
        indicators = [
            ("indicators", each.code, each.parent, self._sendable.keys())
            for each in self.indicators
        ]
        return [
            f"{where}: {code} อยู่ใต้ {parent} ซึ่งไม่มี"
            for where, code, parent, known in (*offices, *indicators)
            if parent is not None and parent not in known
        ]

    def _circles(self) -> list[str]:
        """Offices that would stand above themselves."""
        circles = [code for code, above in self.above.items() if code in above]
        return [f"offices: {', '.join(circles)} อยู่ใต้กันเองเป็นวง"] if circles else []

    def _unknown_reporters(self) -> list[str]:
        known: set[str] = {name for office in self.offices for name in (office.code, office.kind)}
        return [
            f"indicators: {indicator.code} ให้ {who} รายงาน แต่ไม่มีหน่วยงานหรือประเภทนี้"
            for indicator in self.sendable
            for who in (*indicator.reporters.main, *indicator.reporters.supporting)
            if who not in known
        ] + [
            f"people: {each.name} อยู่ {each.office} ซึ่งไม่มี"
            for each in self.people
            if each.office not in known
        ]


def _canonical(value: object) -> str:
    """A number or day in the one way it is hashed: 5 and 5.00 are the same."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
