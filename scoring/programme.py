"""A programme: its offices, indicators, dates and settings, all of it data; one version of it never
changes. Pure.
"""

import hashlib
import json
from collections.abc import Mapping, Set
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from scoring.appraisal import Appraisal
from scoring.calendar import Extra, calendar_of
from scoring.document import Document, HeadCounts, Level, ReportForm, Surveyed
from scoring.indicator import Indicator
from scoring.naming_each_other import (
    circles,
    circles_of_work,
    doubled,
    orphans,
    papers_of_nothing,
    unheld_rules,
    unknown_offices,
    unknown_works,
)
from scoring.offices import Office, Person, above_each, below_each
from scoring.organisations import REGISTER, Organisation, as_rows
from scoring.owing import each_owed, owed_by_each, senders_beside
from scoring.paper import Paper
from scoring.plausible import Plausible
from scoring.reminders.rules import Reminders
from scoring.settings import Settings
from scoring.stated import CardText, Code, Stated
from scoring.survey.figures import SurveyRules
from scoring.targets import lists_of
from scoring.work import Work, is_named
from thai.working_days import Calendar


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
    run_by: Code | None = None  # an office below others of the programme may run it
    offices: tuple[Office, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    plausible: tuple[Plausible, ...] = ()
    papers: tuple[Paper, ...] = ()

    @model_validator(mode="after")
    def _names_point_somewhere(self) -> Self:
        problems = [
            *doubled(self.offices, self.indicators, self.report_forms),
            *orphans(self.offices, self.indicators),
            *circles(self.above),
            *circles_of_work(self.indicators, self.works),
            *unknown_offices(self.offices, self.works, self.people),
            *unheld_rules(self.plausible, self.work_codes),
            *unknown_works(self.works),
            *papers_of_nothing(self.papers, self.work_codes),
        ]
        if self.round_end < self.round_start:
            problems.append(f"round_end ({self.round_end}) มาก่อน round_start ({self.round_start})")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def indicator(self, code: str) -> Indicator:
        """The indicator with this code; KeyError when there is none."""
        return self._indicators[code]

    def work(self, code: str) -> Work:
        """What is sent under this code, of an indicator or a report form; else KeyError."""
        return self._works[code]

    def report_form(self, code: str) -> ReportForm | None:
        """The report form with this code; None when there is none."""
        return next((form for form in self.report_forms if form.code == code), None)

    def asked(self, code: str) -> Work | None:
        """All that a form asks, surveys too, with this code; None when there is none."""
        form = self.report_form(code)
        return self._works.get(code) or (form.work if form and form.xlsform else None)

    @property
    def works(self) -> tuple[Work, ...]:
        """All that offices can send: what is sent for an indicator, then the report forms."""
        return tuple(self._works.values())

    @property
    def work_codes(self) -> Set[str]:
        """The codes of everything that can be sent."""
        return self._works.keys()

    def sources(self, code: str) -> tuple[str, ...]:
        """The works an indicator takes its values from."""
        named = self._indicators[code].named
        return tuple(work for work in self._works if work in named)

    def feeds(self, code: str) -> tuple[Indicator, ...]:
        """The indicators that take values from what is sent under this code."""
        return self._feeds.get(code, ())

    def assessed(self, code: str) -> tuple[str, ...]:
        """The offices an indicator scores, by code: those it names, else those that report it."""
        return self._assessed[code]

    def office(self, code: str) -> Office:
        """The office with this code; KeyError when there is none."""
        return self._offices[code]

    @cached_property
    def owed(self) -> tuple[tuple[str, str], ...]:
        """(office, work) for every report that can be filed in chat."""
        return each_owed(self.offices, self.works)

    @cached_property
    def owed_by(self) -> Mapping[str, frozenset[str]]:
        """The works that each office owes, by the code of the office."""
        return owed_by_each(self.owed)

    @cached_property
    def above(self) -> Mapping[str, tuple[str, ...]]:
        """The offices above each office, by code, the nearest first."""
        return above_each(self.offices)

    @cached_property
    def below(self) -> Mapping[str, frozenset[str]]:
        """The offices below each office, by code, however deep."""
        return below_each(self.above)

    @cached_property
    def senders(self) -> Mapping[str, frozenset[str]]:
        """By the code of who receives reports: the offices beside it that send them there."""
        return senders_beside(self.offices, self.works)

    @cached_property
    def tops(self) -> tuple[str, ...]:
        """The offices that answer for the programme as a whole: the one that runs it, else those
        that stand under no other.
        """
        if self.run_by:
            return (self.run_by,)
        return tuple(office.code for office in self.offices if office.parent is None)

    @cached_property
    def lists(self) -> Mapping[str, list[dict[str, str]]]:
        """The lists that every form of the programme may take choices from, by name."""
        register = {REGISTER: as_rows(self.organisations)} if self.organisations else {}
        return register | (lists_of(self.appraisal, self.indicators) if self.appraisal else {})

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
    def _indicators(self) -> dict[str, Indicator]:
        return {one.code: one for one in self.indicators}

    @cached_property
    def _works(self) -> dict[str, Work]:
        sent = (form.work for form in self.report_forms if form.is_sent)
        return {one.code: one for one in (*self.indicators, *sent)}

    @cached_property
    def _feeds(self) -> dict[str, tuple[Indicator, ...]]:
        found: dict[str, list[Indicator]] = {}
        for indicator in self.indicators:
            for code in self.sources(indicator.code):
                found.setdefault(code, []).append(indicator)
        return {code: tuple(fed) for code, fed in found.items()}

    @cached_property
    def _assessed(self) -> dict[str, tuple[str, ...]]:
        found = {
            one.code: tuple(
                office.code
                for office in self.offices
                if is_named(office, one.assessed or one.reporters.all)
            )
            for one in self.indicators
        }
        for whole in (one for one in self.indicators if not found[one.code]):
            parts = [found[one.code] for one in self.children(whole.code)]
            found[whole.code] = tuple(dict.fromkeys(code for part in parts for code in part))
        return found

    @cached_property
    def _offices(self) -> dict[str, Office]:
        return {office.code: office for office in self.offices}


def _canonical(value: object) -> str:
    """A number or day in the one way it is hashed: 5 and 5.00 are the same."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
