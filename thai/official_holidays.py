"""The holidays of Thai government offices: the holidays package, set right by
holiday_overrides.toml.

Reads only that file of its own; an office's own additions are handed in.
"""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

import holidays

# Days on the public list on which government offices are open: Labour Day and Children's Day.
_NOT_FOR_OFFICES = ("แรงงาน", "เด็ก")


def official_holidays(
    years: Iterable[int], added: Iterable[date] = (), removed: Iterable[date] = ()
) -> frozenset[date]:
    """Every official day off in these CE years; `added` and `removed` are the office's own and win
    over the rest.
    """
    known = frozenset[date]().union(*(_year(year) for year in years))
    return (known - frozenset(removed)) | frozenset(added)


@cache
def _year(year: int) -> frozenset[date]:
    listed = holidays.country_holidays(
        "TH", years=year, language="th", categories=("public", "government")
    )
    days = {day for day, names in listed.items() if any(map(_for_offices, names.split("; ")))}
    return frozenset((days - _overrides("removed", year)) | _overrides("added", year))


def _for_offices(name: str) -> bool:
    return not any(word in name for word in _NOT_FOR_OFFICES)


@cache
def _override_table() -> dict[str, list[dict[str, object]]]:
    return tomllib.loads(files("thai").joinpath("holiday_overrides.toml").read_text("utf-8"))


def _overrides(kind: str, year: int) -> set[date]:
    days = (entry["date"] for entry in _override_table().get(kind, []))
    return {day for day in days if isinstance(day, date) and day.year == year}
