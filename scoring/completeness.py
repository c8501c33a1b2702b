"""Completeness (ครบ) and punctuality (ทันกำหนด) of reporting, as figures of their own: reports sent
of those expected, and those sent in time of those whose day has come. Pure: today is handed in.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from scoring.deadlines import leg_code, owed
from scoring.programme import Programme

Key = tuple[str, str]  # an office and a work


@dataclass(frozen=True, slots=True)
class Reporting:
    """How many reports are `expected`, how many were `sent`; how many have had their `due` day (or
    were sent before it), and how many of these came `in_time`.
    """

    expected: int = 0
    sent: int = 0
    due: int = 0
    in_time: int = 0

    @property
    def completeness(self) -> Fraction | None:
        """Per cent sent of those expected; None where none are."""
        return Fraction(self.sent * 100, self.expected) if self.expected else None

    @property
    def punctuality(self) -> Fraction | None:
        """Per cent in time of those whose day has come; None before the first."""
        return Fraction(self.in_time * 100, self.due) if self.due else None


def _sum(found: Iterable[Reporting]) -> Reporting:
    expected = sent = due = in_time = 0
    for one in found:
        expected += one.expected
        sent += one.sent
        due += one.due
        in_time += one.in_time
    return Reporting(expected, sent, due, in_time)


def reporting(
    programme: Programme, sent: Mapping[Key, date], today: date, offices: Collection[str]
) -> dict[Key, Reporting]:
    """Of each report that these offices owe; `sent` is the day that counts of each one sent."""
    return {
        (office, code): _one(sent.get((office, code)), _due(programme, office, code, today), today)
        for office, code in owed(programme)
        if office in offices
    }


def _due(programme: Programme, office: str, code: str, today: date) -> date | None:
    """The day that counts for the office: where an earlier one costs nothing and has passed, the
    next (A-35).
    """
    work = programme.work(code)
    return work.window(leg_code(programme, work, office, today)).due


def _one(sent: date | None, due: date | None, today: date) -> Reporting:
    has_come = due is not None and (sent is not None or today > due)
    in_time = sent is not None and due is not None and sent <= due
    return _told(sent is not None, has_come, in_time)


@cache
def _told(is_sent: bool, has_come: bool, in_time: bool) -> Reporting:
    """Of one report; there are few kinds, and a country has thousands of each."""
    return Reporting(1, int(is_sent), int(has_come), int(in_time))


def from_day_to_day(
    programme: Programme,
    sent: Mapping[Key, tuple[date, date]],
    days: Sequence[date],
    offices: Collection[str],
) -> list[Reporting]:
    """All together as they were on each of these days; `sent` is of each report the day that counts
    and the day it was sent.
    """
    told = [
        (office, code, *sent.get((office, code), (None, date.max)))
        for office, code in owed(programme)
        if office in offices
    ]
    return [
        _sum(
            _one(counts if on <= day else None, _due(programme, office, code, day), day)
            for office, code, counts, on in told
        )
        for day in days
    ]


def by_office(found: Mapping[Key, Reporting]) -> dict[str, Reporting]:
    """Each office's."""
    return _summed(found, 0)


def by_work(found: Mapping[Key, Reporting]) -> dict[str, Reporting]:
    """Each work's, over the offices."""
    return _summed(found, 1)


def _summed(found: Mapping[Key, Reporting], place: int) -> dict[str, Reporting]:
    parts: dict[str, list[Reporting]] = {}
    for key, one in found.items():
        parts.setdefault(key[place], []).append(one)
    return {name: _sum(some) for name, some in parts.items()}


def altogether(found: Mapping[Key, Reporting]) -> Reporting:
    """Of all together: a district's, a province's."""
    return _sum(found.values())
