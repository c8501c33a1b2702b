"""Two colleagues of an office send the same report at one moment."""

import threading
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from bot.inbox import long_way
from bot.inbox.inbox import Inbox
from bot.inbox.line_events import Incoming
from bot.store.library import Library
from bot.store.tables.queue import outbox
from bot.store.tables.records import events, submissions
from handlers.vocabulary.events import Event, Wrote
from handlers.vocabulary.known import Edition
from tests.world import World


def test_the_second_is_a_correction_of_the_first(talk: World) -> None:
    """Whoever comes second has decided before the first was written, and decides again."""
    for name in ("สมชาย", "มานี"):
        at_the_summary(talk, name)
    first, second = (sending(talk, name) for name in ("สมชาย", "มานี"))
    inbox: Inbox = talk.app.extensions["inbox"]
    between = Between(lambda: long_way.receive(inbox, first))

    long_way.receive(Inbox(inbox.database, between, inbox.clock), second)

    assert between.happened
    with talk.database.reading() as conn:
        sent = conn.execute(select(submissions).order_by(submissions.c.revision)).all()
        handled = select(events.c.state).where(events.c.id.in_([first.id, second.id]))
        assert list(conn.execute(handled).scalars()) == ["done", "done"]
        told = select(outbox.c.stream).where(outbox.c.kind == "reply", outbox.c.state == "waiting")
        streams = [one.removeprefix("person:") for one in conn.execute(told).scalars()]
    assert [(one.revision, one.current, one.event_id) for one in sent] == [
        (1, False, first.id),
        (2, True, second.id),
    ]
    assert sent[1].replaces == sent[0].id
    assert [streams.count(one.user) for one in (first, second)] == [1, 1]


class Between(Library):
    """Once programmes are asked for, which is while a step is being decided, something happens."""

    def __init__(self, what: Any) -> None:  # noqa: ANN401 - what happens
        super().__init__()
        self._what, self.happened = what, False

    def current(self, conn: Connection) -> Mapping[str, Edition]:
        found = super().current(conn)
        if not self.happened:
            self.happened = True
            thread = threading.Thread(target=self._what)
            thread.start()
            thread.join()
        return found


def at_the_summary(talk: World, name: str) -> None:
    talk.at_evidence(name, "CBI-BB")
    talk.act(name, photo=True)
    talk.say(name, "ครบแล้ว")


def sending(talk: World, name: str) -> Incoming:
    event = Event(f"sent by {name}", talk.now, Wrote("ส่ง", name))
    return Incoming(event.id, talk.person(name), f"token {name}", event, {"type": "message"})
