"""A programme with deadlines all over a year, and what it owes on each day, worked out by counting
days.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from scoring.programme import Programme

FIRST, LAST = date(2012, 10, 1), date(2013, 9, 30)
KEY = "YEAR-2556"
FORM = """<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2002/xforms"><h:head><h:title>f</h:title>
<model><instance><xf id="f"><a/></xf></instance><bind nodeset="/xf/a" type="int"/></model></h:head>
<h:body><input ref="/xf/a"><label>จำนวน</label></input></h:body></h:html>"""


def programme(chance: random.Random, offices: int, indicators: int) -> Programme:
    """Deadlines all over the year; most cost a quarter of a point a day, two in three have a
    cut-off.
    """
    stated = []
    for number in range(indicators):
        due = FIRST + timedelta(days=chance.randrange(25, 350))
        cutoff = due + timedelta(days=chance.randrange(0, 12)) if chance.random() < 0.67 else None
        rate = chance.choice(["0.25", "0.25", "0.2", "0"])
        measure = {
            "type": "range_band",
            "printed": ["1", "2", "3", "4", "5"],
            "lower_bounds": [0, 61, 71, 81, 91],
        }
        stated.append(
            {
                "code": f"I{number}",
                "name": f"เรื่องที่ {number}",
                "short_name": f"เรื่องที่ {number}",
                "due": due,
                "cutoff": cutoff,
            }
            | {
                "late_rate": rate,
                "form": "f",
                "reporters": {"main": ["district"]},
                "measure": measure,
            }
        )
    places = [
        {"code": f"D{number}", "name": f"อำเภอที่ {number}", "kind": "district", "parent": "P"}
        for number in range(offices)
    ]
    return Programme.model_validate(
        {
            "key": KEY,
            "name": "ทั้งปี",
            "short_name": "ทั้งปี 2556",
            "fiscal_year": 2556,
            "indicators": stated,
        }
        | {
            "round_start": FIRST,
            "round_end": LAST,
            "offices": [{"code": "P", "name": "จังหวัด", "kind": "province"}, *places],
        }
    )


@dataclass(frozen=True)
class Owed:
    """What is owed, and when it is spoken of; `sent` grows while the year goes on, some of it comes
    back: `returned` on a day, and whether the correction's own day is to count.
    """

    programme: Programme
    sent: dict[tuple[str, str], date]
    returned: dict[tuple[str, str], tuple[date, bool]]

    def by(self, office: str, day: date) -> set[str]:
        """The indicators an office has not sent, or is to correct, and still can."""
        return {
            one.code
            for one in self.programme.indicators
            if not self._is_done(office, one.code)
            and (self._holds(office, one.code) or not (one.cutoff and day > one.cutoff))
        }

    def _is_done(self, office: str, code: str) -> bool:
        return (office, code) in self.sent and (office, code) not in self.returned

    def _holds(self, office: str, code: str) -> bool:
        """Whether it came back and costs nothing: its first day stays."""
        return (office, code) in self.returned and not self.returned[office, code][1]

    def last_calls(self, office: str, day: date, until: date) -> set[date]:
        """The working days, after `day` and up to `until`, on which something of the office falls
        due or is cut off.
        """
        days = set()
        for code in self.by(office, day):
            if self._holds(office, code):
                continue
            one = self.programme.indicator(code)
            days |= {self._working(each) for each in (one.due, one.cutoff) if each}
        return {each for each in days if day < each <= until}

    def _working(self, day: date) -> date:
        while not self.programme.calendar.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def is_reminded_of(self, office: str, day: date) -> tuple[bool, bool]:
        """Whether a stage falls on this working day, and whether one of those that cannot wait."""
        stages, urgent = False, False
        for code in self.by(office, day):
            one, holds = self.programme.indicator(code), self._holds(office, code)
            assert one.due
            if (office, code) in self.returned and day <= self.returned[office, code][0]:
                continue  # that day it was told of at once
            before = [self._before(one.due, count) for count in (14, 7, 3, 1)]
            cut = (
                [self._working(one.cutoff), self._before(one.cutoff, 2)]
                if one.cutoff and not holds
                else []
            )
            last = day in (self._working(one.due), *cut[:1])
            late = day > one.due
            stages = stages or last or late or day in (*before, *cut)
            costs = (
                late and one.late_rate > 0 and one.late_rate * self._late(one.due, day) < 5
            )  # all is lost by then
            urgent = urgent or (not holds and (last or costs))
        return stages, urgent

    def _late(self, due: date, day: date) -> int:
        return sum(
            self.programme.calendar.is_working_day(due + timedelta(days=1 + past))
            for past in range((day - due).days)
        )

    def _before(self, day: date, count: int) -> date:
        while count:
            day -= timedelta(days=1)
            count -= self.programme.calendar.is_working_day(day)
        return day
