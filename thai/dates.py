"""Dates as people write them in Thailand, in both eras, and as Thai offices print them. Pure: today
is handed in.
"""

import re
from datetime import date, datetime, time, timedelta, timezone

from thai.digits import arabic
from thai.month_names import DAY_NAMES, LONG, MONTHS, SHORT, WEEKDAYS_SHORT, any_of

BUDDHIST_ERA = 543
NEAR = 10  # years from today that people mostly write of
BANGKOK = timezone(
    timedelta(hours=7), "Asia/Bangkok"
)  # no daylight saving since 1920; needs no zone files


_DAY_NAME = rf"(?:(?:วัน)?\s*(?P<weekday>{any_of(DAY_NAMES)})\s*,?\s*)?(?:วัน)?(?:ที่)?\s*"
_ERA = r"(?P<era>พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|b\.?e\.?|a\.?d\.?|c\.?e\.?)?"
_NAMED = re.compile(
    rf"{_DAY_NAME}(?P<day>\d{{1,2}})\s*(?:เดือน)?\s*(?P<month>{any_of(MONTHS)})\.?,?\s*(?:ปี)?\s*{_ERA}\s*(?P<year>\d{{2}}|\d{{4}})"
)
_MONTH_FIRST = re.compile(
    rf"{_DAY_NAME}(?P<month>{any_of(MONTHS)})\.?\s*(?P<day>\d{{1,2}}),?\s+{_ERA}\s*(?P<year>\d{{4}})"
)
_DAY_FIRST = re.compile(
    rf"{_DAY_NAME}(?P<day>\d{{1,2}})\s*(?P<sep>[/.\-])\s*(?P<month>\d{{1,2}})\s*(?P=sep)\s*{_ERA}\s*(?P<year>\d{{4}}|\d{{2}})"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<sep>[/.\-])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
)
_YEAR = rf"(?:ปี)?\s*{_ERA}\s*(?P<year>\d{{4}}|\d{{2}})"
_MONTH_ONLY = re.compile(
    rf"(?:เดือน)?\s*(?P<month>{any_of(MONTHS)}|\d{{1,2}})(?:\.?,?\s*|\s*[/.\-]\s*){_YEAR}"
)
_YEAR_ONLY = re.compile(_YEAR)
_RELATIVE = {
    "วันนี้": 0,
    "เมื่อวาน": -1,
    "เมื่อวานนี้": -1,
    "พรุ่งนี้": 1,
    "วันพรุ่งนี้": 1,
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
}


def read(text: str, today: date | None = None) -> date | None:
    """The day a text names, None for no date or an impossible one (section 1.2 of the rules).

    A year of 2400 or more is BE, below is CE, two digits are BE 25xx. "วันนี้" and its like need
    `today`.
    """
    words = _plain(text)
    if words in _RELATIVE:
        return today + timedelta(days=_RELATIVE[words]) if today else None
    parts = _parts(words)
    return _day(parts) if parts else None


def either(text: str, today: date) -> tuple[date, ...]:
    """The days a text may mean: both eras where its year has two digits and is near today in the
    Christian era only.

    20/3/13 written in 2013 may be of BE 2513 or of 2013, the earlier first; 20/3/56 is of BE 2556
    and nothing else.
    """
    said, parts = read(text, today), _parts(_plain(text)) or {}
    short_year = not parts.get("era") and len(parts.get("year") or "") == len("56")
    other = _day({**parts, "year": f"20{parts['year']}"}) if short_year else None
    if other is None or _far(other, today) or (said and not _far(said, today)):
        return (said,) if said else ()
    return (said, other) if said else (other,)


def _far(day: date, today: date) -> bool:
    return abs(day.year - today.year) > NEAR


def _parts(words: str) -> dict[str, str | None] | None:
    """Day, month, year and era as they were written."""
    for form in (_YEAR_FIRST, _DAY_FIRST, _NAMED, _MONTH_FIRST):
        match = form.fullmatch(words)
        if match:
            return match.groupdict()
    return None


def month_of(text: str, today: date) -> date | None:
    """The first day of the month a text names (มี.ค. 2556, 3/2556, or any day of it); None where it
    names none.
    """
    match = _MONTH_ONLY.fullmatch(_plain(text))
    day = _day({"day": "1", **match.groupdict()}) if match else read(text, today)
    return day.replace(day=1) if day else None


def year_of(text: str, today: date) -> date | None:
    """The first day of the year a text names (2556, พ.ศ. 2556, or any day of it); None where it
    names none.
    """
    match = _YEAR_ONLY.fullmatch(_plain(text))
    day = _day({"day": "1", "month": "1", **match.groupdict()}) if match else month_of(text, today)
    return day.replace(month=1, day=1) if day else None


def day_of(text: str, today: date | None = None) -> date | None:
    """The Bangkok day of a date, or of a date with a time and an offset: "2013-03-22T17:00:00Z" is
    the 23rd.
    """
    words = arabic(text).strip()
    match = re.fullmatch(r"(?P<day>\d{4}-\d{2}-\d{2})[Tt ](?P<time>\d{2}:\d{2}.*)", words)
    if match is None:
        return read(text, today)
    day = read(match["day"])
    try:
        clock = time.fromisoformat(match["time"].replace(" ", "").upper())
    except ValueError:
        return None
    if day is None:
        return None
    return bangkok_day(
        datetime.combine(day, clock if clock.tzinfo else clock.replace(tzinfo=BANGKOK))
    )


def short(day: date) -> str:
    """A day as chat shows it: พ. 20 มี.ค. 2556."""
    return (
        f"{WEEKDAYS_SHORT[day.weekday()]} {day.day} {SHORT[day.month - 1]} "
        f"{day.year + BUDDHIST_ERA}"
    )


def day_and_month(day: date) -> str:
    """10 มี.ค.: a day whose year is understood."""
    return f"{day.day} {SHORT[day.month - 1]}"


def short_month(day: date) -> str:
    """มี.ค. 2556."""
    return f"{SHORT[day.month - 1]} {day.year + BUDDHIST_ERA}"


def long(day: date) -> str:
    """A day as letters print it: 20 มีนาคม 2556."""
    return f"{day.day} {LONG[day.month - 1]} {day.year + BUDDHIST_ERA}"


def bangkok_day(instant: datetime) -> date:
    """The calendar day of an instant in Bangkok: 17:00 UTC already belongs to the next day."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return instant.astimezone(BANGKOK).date()


def _plain(text: str) -> str:
    return " ".join(arabic(text).replace("ํา", "ำ").replace("\u200b", "").lower().split())


def _day(parts: dict[str, str | None]) -> date | None:
    month, day = str(parts["month"]), int(str(parts["day"]))
    year = _christian_year(str(parts["year"]), parts.get("era") or "")
    if year is None:
        return None
    try:
        found = date(year, MONTHS.get(month) or int(month), day)
    except ValueError:
        return None
    named = parts.get("weekday")
    return found if named is None or DAY_NAMES[named] == found.weekday() else None


def _christian_year(digits: str, era: str) -> int | None:
    """The CE year; None when the era written next to it contradicts the number."""
    year = int(digits)
    if len(digits) == 2:
        return None if era and era[0] in "คac" else 2500 + year - BUDDHIST_ERA
    buddhist = year >= 2400
    if era and (era[0] in "พb") != buddhist:
        return None
    return year - BUDDHIST_ERA if buddhist else year
