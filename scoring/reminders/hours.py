"""When a programme's reminders may go out: its days and hours, in Bangkok wherever the program
runs. Pure.
"""

from datetime import date, datetime, timedelta

from scoring.programme import Programme
from thai.dates import BANGKOK
from thai.working_days import Calendar

AFTER_THE_ROUND = timedelta(days=30)


def is_time(programme: Programme, calendar: Calendar, now: datetime) -> bool:
    """A working day, from the programme's hour until its quiet hours, as long as the round is not
    long over.
    """
    local, rules = now.astimezone(BANGKOK), programme.reminders
    return is_day(programme, calendar, local.date()) and rules.hour <= local.hour < rules.quiet_from


def is_day(programme: Programme, calendar: Calendar, day: date) -> bool:
    works = calendar.is_working_day(day) or not programme.reminders.working_days_only
    return works and is_running(programme, day)


def is_running(programme: Programme, day: date) -> bool:
    """What has no cut-off is not owed for ever."""
    return day <= programme.round_end + AFTER_THE_ROUND
