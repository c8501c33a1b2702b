"""Rich menus by role: made and drawn when they change, given to each person when their role
does.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, select

from bot.outbox.errors import LineError
from bot.outbox.line.api import Line
from bot.outbox.line.buttons import line_action
from bot.store.dialect import insert_or_update
from bot.store.engine import Database
from bot.store.notes import note, set_note
from bot.store.tables.records import memberships, people
from bot.store.tables.reviews import given_menus
from documents.menu_picture import HEIGHT, WIDTH, menu_png, tiles
from handlers.people.menus import OFFERS, menu_of, taps, words
from handlers.vocabulary.permissions import Membership
from handlers.vocabulary.words import say

MOST_AT_ONCE = 500  # people LINE takes in one call
LOOK_EVERY = timedelta(seconds=5)
WAIT_AFTER_TROUBLE = timedelta(minutes=1)

log = structlog.get_logger()


class RichMenus:
    """The menus at LINE, kept as they should be; one worker is enough, several do no harm."""

    def __init__(self, database: Database, line: Line) -> None:
        self._database, self._line = database, line
        self._not_before = database.now()
        self._replaced: list[str] = []

    def run_once(self) -> bool:
        """Makes what is missing and gives what has changed; False when there was nothing to do, or
        it is too early.
        """
        if self._database.now() < self._not_before:
            return False
        self._not_before = self._database.now() + LOOK_EVERY
        try:
            did = self._give(self._made())
            self._tidy()
        except LineError as error:
            log.warning("rich_menus", error=error.sentence)
            self._not_before = self._database.now() + WAIT_AFTER_TROUBLE
            return False
        return did

    def _tidy(self) -> None:
        """Menus that were replaced go once everybody has the new one."""
        while self._replaced:
            self._line.drop_menu(self._replaced[-1])
            self._replaced.pop()

    def _made(self) -> dict[str, str]:
        """LINE's id of each role's menu; a menu that is another one now is made anew."""
        found = {}
        for kind in OFFERS:
            wanted, picture = specification(kind), menu_png(words(kind))
            digest = _digest(self._line.sealed(wanted), picture)
            with self._database.reading() as conn:
                known, _, menu = note(conn, f"menu:{kind}").partition(" ")
            if menu and known != digest:
                self._replaced.append(menu)
            found[kind] = menu if known == digest else self._make(kind, wanted, picture, digest)
        return found

    def _make(self, kind: str, wanted: Mapping[str, Any], picture: bytes, digest: str) -> str:
        menu = self._line.make_menu(wanted, picture)
        with self._database.writing() as conn:
            set_note(conn, f"menu:{kind}", f"{digest} {menu}")
        return menu

    def _give(self, made: Mapping[str, str]) -> bool:
        """Everyone the menu of their role; who has no role any more loses it."""
        with self._database.reading() as conn:
            changes = _changes(conn, made)
        for menu, persons in changes.items():
            for first in range(0, len(persons), MOST_AT_ONCE):
                some = persons[first : first + MOST_AT_ONCE]
                self._line.give_menu(menu, [user for _, user in some])
                with self._database.writing() as conn:
                    for person, _ in some:
                        insert_or_update(
                            conn, given_menus, {"person_id": person, "menu": menu}, ["person_id"]
                        )
        return bool(changes)


def _changes(conn: Connection, made: Mapping[str, str]) -> dict[str, list[tuple[int, str]]]:
    """Who is to have which menu ("" for none) and does not have it yet."""
    rows = conn.execute(
        select(people.c.id, people.c.line_user_id, given_menus.c.menu, memberships)
        .outerjoin(
            memberships, (memberships.c.person_id == people.c.id) & memberships.c.ended.is_(None)
        )
        .outerjoin(given_menus, given_menus.c.person_id == people.c.id)
        .where(people.c.blocked.is_(False), people.c.consented_at.is_not(None))
        .order_by(people.c.id)
    ).all()
    held: dict[tuple[int, str, str], list[Membership]] = defaultdict(list)
    for row in rows:
        mine = held[row[0], row.line_user_id, row.menu or ""]
        mine += [Membership(row.programme, row.office, row.role)] if row.role else []
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (person, user, has), mine in held.items():
        wanted = made.get(menu_of(mine), "")
        if wanted != has:
            found[wanted].append((person, user))
    return dict(found)


def specification(kind: str) -> dict[str, Any]:
    """The menu as LINE wants it: its size, its name, what each tile does."""
    areas = [
        {
            "bounds": {"x": left, "y": top, "width": right - left, "height": bottom - top},
            "action": line_action(tap),
        }
        for (left, top, right, bottom), tap in zip(tiles(), taps(kind), strict=True)
    ]
    return {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "name": f"raingan {kind}",
        "chatBarText": say("menu.bar", "th"),
        "areas": areas,
    }


def _digest(wanted: object, picture: bytes) -> str:
    return hashlib.sha256(json.dumps(wanted, sort_keys=True).encode() + picture).hexdigest()[:16]
