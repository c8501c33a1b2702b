"""An instant as the mirror writes it: ISO for programs, Bangkok's day of the Buddhist era for
people. Pure.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from thai.month_names import SHORT

BANGKOK = ZoneInfo("Asia/Bangkok")
ERA = 543


def in_bangkok(moment: datetime) -> datetime:
    """The same instant on a clock in Bangkok. ValueError for a time that does not say its zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(BANGKOK)


def iso_text(moment: datetime) -> str:
    """2026-11-21T10:42:05+07:00"""
    return in_bangkok(moment).isoformat(timespec="seconds")


def thai_text(moment: datetime) -> str:
    """21 พ.ย. 2569 10:42 น."""
    there = in_bangkok(moment)
    return f"{there.day} {SHORT[there.month - 1]} {there.year + ERA} {there:%H:%M} น."


def file_date(moment: datetime) -> str:
    """2569-11-21: sorts by name and is a date of the Buddhist era."""
    there = in_bangkok(moment)
    return f"{there.year + ERA}-{there:%m-%d}"
