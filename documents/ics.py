"""A calendar file (RFC 5545) of whole days, for the phone's own calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

DAY = timedelta(days=1)
AT_NINE_THE_DAY_BEFORE = timedelta(hours=-15)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on one day; `uid` stays the same when the day moves, so that the phone moves it
    too.
    """

    uid: str
    day: date
    title: str
    note: str = ""


def ics(name: str, entries: Sequence[Entry], now: datetime) -> bytes:
    """The file, UTF-8, lines folded at 75 bytes; days are those of Bangkok, each with an alarm the
    morning before.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Raingan//TH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Bangkok")
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + DAY)
    event.add("summary", entry.title)
    event.add("transp", "TRANSPARENT")
    if entry.note:
        event.add("description", entry.note)
    event.add_component(_alarm(entry.title))
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", AT_NINE_THE_DAY_BEFORE)
    return alarm
