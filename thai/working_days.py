"""Counting the working days of a Thai office: Monday to Friday, official holidays left out.
Pure.
"""

from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days left when weekends and these holidays are taken out."""

    holidays: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open on this day."""
        return day.weekday() < 5 and day not in self.holidays

    def between(self, start: date, end: date) -> int:
        """Working days d with start < d <= end; 0 when end is not after start."""
        days = (end - start).days
        if days <= 0:
            return 0
        weeks, rest = divmod(days, 7)
        weekday = start.weekday()
        count = weeks * 5 + sum((weekday + step) % 7 < 5 for step in range(1, rest + 1))
        return count - sum(day.weekday() < 5 for day in self.holidays if start < day <= end)

    def late(self, due: date, day: date) -> int:
        """Working days late: after the due date, up to and including the day of sending (rule
        A-17).
        """
        return self.between(due, day)

    def left(self, today: date, due: date) -> int:
        """Working days still to come before and on the due date, today not counted."""
        return self.between(today, due)

    def before(self, due: date, days: int) -> date:
        """The working day that is the `days`-th one before due; the due date itself for 0."""
        return self._walk(due, -_DAY, days)

    def after(self, day: date, days: int) -> date:
        """The working day that is the `days`-th one after this day; the day itself for 0."""
        return self._walk(day, _DAY, days)

    def _walk(self, start: date, step: timedelta, days: int) -> date:
        found = start
        while days > 0:
            found += step
            days -= self.is_working_day(found)
        return found
