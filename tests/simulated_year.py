"""A year of one programme, day by day, against the emulators: people send early, late or never,
workers go away, LINE stumbles, the month's messages run out. What must hold is worked out here by
counting days, not by asking the program.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from sqlalchemy import select, update

from bot.store.library import save
from bot.store.tables.queue import outbox
from tests.shown import shown
from tests.simulated_people import Someone, Tally, comes_back, corrects, joins, keeps
from tests.simulated_programme import FIRST, FORM, LAST, Owed, programme
from tests.world import World
from thai.dates import BANGKOK

DIGEST = re.compile(r"เรื่องยังไม่ส่ง|เรื่องต้องส่ง")
TITLE = re.compile(r"^\s+(I\d+) ", re.MULTILINE)


class Year:
    """Plays a year and checks every day of it."""

    def __init__(
        self, world: World, seed: int, *, offices: int = 5, indicators: int = 8, quota: int = 40
    ) -> None:
        self.world, self.chance, self.quota = world, random.Random(seed), quota
        self.programme = programme(self.chance, offices, indicators)
        self.calendar = self.programme.calendar
        self.tally = Tally()
        self.sent: dict[tuple[str, str], date] = {}
        self.returned: dict[tuple[str, str], tuple[date, bool]] = {}
        self.so = Owed(self.programme, self.sent, self.returned)
        self.will_send = {
            (f"D{office}", one.code): self._sends(one.due)
            for office in range(offices)
            for one in self.programme.indicators
            if one.due
        }
        self.people = self._people(offices)
        self._save()
        self.chief = joins(self.world, "ผู้ประสานงาน", "P", "coordinator")
        world.post("/_emulator/quota", {"value": quota, "used": 0})

    def _sends(self, due: date) -> date | None:
        """Early, on the day, late, or never."""
        drawn = self.chance.random()
        if drawn < 0.12:
            return None
        return due + timedelta(
            days=self.chance.randrange(-30, 1) if drawn < 0.6 else self.chance.randrange(0, 15)
        )

    def _people(self, offices: int) -> list[Someone]:
        found = [
            Someone(number, f"คนที่ {number}", f"D{number % offices}")
            for number in range(offices + 2)
        ]
        for one in found:
            one.user = self.world.person(one.name)
        return found

    def _save(self) -> None:
        start = datetime.combine(FIRST - timedelta(days=20), time(9), BANGKOK)
        self.world.set_clock(start)
        with self.world.database.writing() as conn:
            save(conn, self.programme, {"f": FORM}, start)
        for one in self.people:
            joins(self.world, one.name, one.office, "reporter")

    # what happens

    def play(self) -> Tally:
        day, away = FIRST, 0
        while day <= LAST:
            away = (
                away - 1
                if away > 0
                else self.chance.choice((1, 2, 5))
                if self.chance.random() < 0.04
                else 0
            )
            self._day(day, is_away=away > 0)
            day += timedelta(days=1)
        return self.tally

    def _day(self, day: date, *, is_away: bool) -> None:
        self._at(day, 7)
        self._people_send(day)
        self._reviews(day)
        if not is_away:
            self._people_write(day)
        before = self.used()
        for one in self.people:
            one.missed = one.missed or (
                (is_away or one.blocked) and self.so.is_reminded_of(one.office, day)[0]
            )
        if is_away:
            self.tally.outages += 1
            return
        self._at(day, self.chance.choice((9, 9, 9, 13, 19)))
        self._stumble()
        self._work()
        heard = {one.number: self._heard(one) for one in self.people}
        self._check(day, heard, before)
        self.tally.months[f"{day:%Y-%m}"] = self.used()

    def _at(self, day: date, hour: int) -> None:
        self.world.set_clock(datetime.combine(day, time(hour), BANGKOK))

    def used(self) -> int:
        return self.world.line.line.used()

    def _people_send(self, day: date) -> None:
        for (office, code), when in self.will_send.items():
            if when == day and code in self.so.by(office, day):
                self.sent[office, code] = day
                reporter = next(one for one in self.people if one.office == office)
                keeps(self.world, reporter.number + 1, office, code)

    def _reviews(self, day: date) -> None:
        """Now and then a report comes back, its first day holding or not; most are corrected within
        some days.
        """
        for office, code in self.sent:
            if (office, code) in self.returned:
                if self.chance.random() < 0.2:
                    del self.returned[office, code]
                    corrects(self.world, office, code)
            elif self.chance.random() < 0.006:
                self.returned[office, code] = day, self.chance.random() < 0.5
                comes_back(self.world, office, code, restarts=self.returned[office, code][1])
                self.tally.returned += 1

    def _people_write(self, day: date) -> None:
        """Now and then somebody writes, blocks the bot, or comes back."""
        for one in self.people:
            drawn = self.chance.random()
            if one.blocked and drawn < 0.05:
                self._act(one, follow=True)
                one.blocked = False
                self._check_free_reply(one, day)
            elif not one.blocked and drawn < 0.004:
                self._act(one, unfollow=True)
                one.blocked = True
            elif not one.blocked and drawn < 0.06:
                self._act(one, text="ช่วยเหลือ")
                self._check_free_reply(one, day)

    def _act(self, one: Someone, **what: object) -> None:
        self.world.post("/_emulator/say", {"user": one.user, **what})
        self._work()

    def _check_free_reply(self, one: Someone, day: date) -> None:
        told = [text for text in self._heard(one) if DIGEST.search(text)]
        if one.waits and self.so.by(one.office, day):
            assert told, f"{day}: {one.name} was left out, wrote, and still was not told"
        for text in told:
            self.tally.free += 1
            self._check_new(one, day)
            self._check_true(one, text, day)
        one.waits = False

    def _stumble(self) -> None:
        """LINE fails now and then, before or after doing the work."""
        if self.chance.random() < 0.08:
            kind: object = self.chance.choice((500, "drop_before", "drop_after", 429))
            self.world.post(
                "/_emulator/faults", {"kind": kind, "match": "/message/push", "times": 1}
            )
            self.tally.lost += 1

    def _work(self) -> None:
        """The worker works, and tries again at once what it would try later."""
        while self.world.worker.drain() and self._is_waiting():
            with self.world.database.writing() as conn:
                conn.execute(
                    update(outbox)
                    .where(outbox.c.state == "waiting")
                    .values(due_at=outbox.c.created_at)
                )

    def _is_waiting(self) -> bool:
        with self.world.database.reading() as conn:
            return (
                conn.execute(select(outbox.c.id).where(outbox.c.state == "waiting")).first()
                is not None
            )

    def _heard(self, one: Someone) -> list[str]:
        entries = self.world.line.line.chats[one.user].entries
        new = [entry.message for entry in entries[one.seen :] if entry.sender == "bot"]
        one.seen = len(entries)
        return [shown([message]) for message in new]

    # what must hold

    def _check(self, day: date, heard: Mapping[int, list[str]], before: int) -> None:
        assert self.used() <= self.quota
        spent = self.used() - before
        counted = 0
        for one in self.people:
            digests = [text for text in heard[one.number] if DIGEST.search(text)]
            assert len(digests) <= 1, f"{day}: {one.name} was told twice"
            counted += len(digests)
            for text in digests:
                self.tally.pushed += 1
                self._check_new(one, day)
                self._check_true(one, text, day)
            if not digests and not one.blocked:
                self._check_left_out(one, day)
        assert spent - counted in (0, 1), (
            f"{day}: {spent} messages were counted, {counted} digests arrived"
        )
        self.tally.mornings += spent - counted

    def _check_true(self, one: Someone, text: str, day: date) -> None:
        """Only what is owed is told of, and there is something."""
        titles = set(TITLE.findall(text))
        assert titles, f"{day}: {one.name} was told of nothing: {text}"
        assert titles <= self.so.by(one.office, day), (
            f"{day}: {one.name} was told of what was sent: {text}"
        )

    def _check_new(self, one: Someone, day: date) -> None:
        """A stage is told of once: without one today, only what was missed or held back is said."""
        assert self.so.is_reminded_of(one.office, day)[0] or one.waits or one.missed, (
            f"{day}: {one.name} heard it before"
        )
        one.waits = one.missed = False

    def _check_left_out(self, one: Someone, day: date) -> None:
        """Who hears nothing on a day with a stage is left out for want of messages, and for nothing
        else.
        """
        if not self.calendar.is_working_day(day):
            return
        stage, urgent = self.so.is_reminded_of(one.office, day)
        if not stage or self._heard_today(one, day):
            return
        left = self.quota - self.used()
        if urgent:
            assert left == 0, f"{day}: {one.name} was left out, {left} messages were left"
        else:
            assert left <= self._reserve(day), (
                f"{day}: {one.name} was left out, {left} messages were left"
            )
        one.waits = True
        self.tally.left_out += 1

    def _heard_today(self, one: Someone, day: date) -> bool:
        entries = self.world.line.line.chats[one.user].entries
        today = (
            entry
            for entry in entries
            if entry.sender == "bot" and entry.time.astimezone(BANGKOK).date() == day
        )
        return any(DIGEST.search(shown([entry.message])) for entry in today)

    def _reserve(self, day: date) -> int:
        """The last calls of this month still to come, one message a person and day."""
        end = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return sum(
            len(self.so.last_calls(one.office, day, end)) for one in self.people if not one.blocked
        )
