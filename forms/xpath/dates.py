"""Dates as ODK reads them: moments in the form's time zone, days since 1970, and how they are
written.
"""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta, timezone, tzinfo

BANGKOK = timezone(timedelta(hours=7))
MIDNIGHT_1970 = datetime(1970, 1, 1, tzinfo=UTC)
FURTHEST = 2_900_000  # days from 1970 to the last year that can be written
_ZONE: ContextVar[tzinfo] = ContextVar("zone", default=BANGKOK)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(T.+)?", re.ASCII)
_TIME = re.compile(r"\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:[0-5]\d)?", re.ASCII)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@contextmanager
def in_zone(zone: tzinfo) -> Iterator[None]:
    """Everything evaluated inside reads and writes dates of this time zone; Bangkok otherwise."""
    token = _ZONE.set(zone)
    try:
        yield
    finally:
        _ZONE.reset(token)


def local(moment: datetime) -> datetime:
    return moment.astimezone(_ZONE.get())


def midnight(moment: datetime) -> datetime:
    """The beginning of the day on which a moment falls here."""
    return local(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def moment_of(text: str) -> datetime | None:
    """The moment a date (its midnight here) or a date-time names; None for anything else."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, clock = found.groups()
    try:
        moment = datetime.fromisoformat(f"{year}-{month:0>2}-{day:0>2}{clock or ''}")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=_ZONE.get())


def after_1970(days: float) -> datetime | None:
    """The moment so many days after 1970-01-01T00:00Z, to the millisecond."""
    if not math.isfinite(days) or not -700_000 < days < FURTHEST:
        return None
    return local(MIDNIGHT_1970 + timedelta(milliseconds=round(days * 86_400_000)))


def days_since_1970(moment: datetime) -> float:
    return (moment - MIDNIGHT_1970) / timedelta(days=1)


def written(moment: datetime) -> str:
    """2024-03-01 at midnight, 2024-03-01T09:00:00.000+07:00 at any other time."""
    here = local(moment)
    text = here.isoformat(timespec="milliseconds")
    return text[:10] if text[10:23] == "T00:00:00.000" else text


def decimal_time(text: str) -> float:
    """09:00:00.000+07:00 as a part of a day here; NaN for anything that is no time."""
    if not _TIME.fullmatch(text):
        return math.nan
    moment = moment_of(f"1970-01-01T{text}")
    if moment is None:
        return math.nan
    return (local(moment) - midnight(moment)) / timedelta(days=1)


def is_time(text: str) -> bool:
    return not math.isnan(decimal_time(text))


def formatted(moment: datetime, pattern: str) -> str:
    """%Y %y %m %n %b %d %e %a %H %h %M %S %3 %% as ODK writes them; other text as it is."""
    here = local(moment)
    codes = {
        "%Y": f"{here.year:04}",
        "%y": f"{here.year:04}"[2:],
        "%m": f"{here.month:02}",
        "%n": f"{here.month}",
        "%b": MONTHS[here.month - 1],
        "%d": f"{here.day:02}",
        "%e": f"{here.day}",
        "%a": WEEKDAYS[here.weekday()],
        "%H": f"{here.hour:02}",
        "%h": f"{here.hour}",
        "%M": f"{here.minute:02}",
        "%S": f"{here.second:02}",
        "%3": f"{here.microsecond // 1000:03}",
        "%%": "%",
    }
    return re.sub("%.", lambda found: codes.get(found[0], found[0]), pattern)
