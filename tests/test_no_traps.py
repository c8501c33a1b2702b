"""No state of the conversation is a trap: from every one that taps and words reach, the menu and
ยกเลิก lead out. The states are walked, not listed.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from msgspec.structs import replace

from handlers.conversation import step
from handlers.vocabulary.events import Event, Happening, Sent, Tapped, Wrote
from handlers.vocabulary.known import (
    Edition,
    Invite,
    Known,
    Membership,
    Submission,
    UnderReview,
    Upload,
)
from handlers.vocabulary.messages import Card, Message, Pick, Tap
from handlers.vocabulary.people_known import Held, Member, Request
from handlers.vocabulary.places import Filling, Home, Joining
from handlers.vocabulary.reviewed import Queue, Review, Waiting
from handlers.vocabulary.state import State
from handlers.vocabulary.turn import Turn
from tests.forms.report_walks import NOW
from tests.forms.test_report_forms import compiled, folder
from tests.kept_states import kept_and_read

KEY = "CBI-2556-R1"
MOST_STATES = 300  # of one person; a walk that finds more has seen the rooms many times over
WORDS = (
    *("รายงาน", "คะแนน", "ทวงงาน", "ขอเข้าร่วม", "ตรวจ", "คน", "เอกสาร", "กำหนดส่ง", "สวัสดีครับ"),
    *("1", "88", "ไม่มี", "ใช่", "สมชาย ใจดี", "ข้อความยาว ๆ ที่ใครก็พิมพ์ได้", "20 มี.ค. 2556", "TEST-001X"),
)


@dataclass
class Person:
    """Somebody and all that is known of them, whatever they do; each move starts at a state."""

    known: Known
    _count: int = field(default=0)

    def after(self, state: State, what: Happening) -> Turn:
        self._count += 1
        event = Event(f"event-{self._count}", NOW + timedelta(seconds=self._count), what)
        known = self.known
        if not (isinstance(what, Wrote) and what.text == "TEST-001X") and not state.joining.invite:
            known = replace(known, invite=None)
        turn = step(state, event, known)
        return replace(turn, state=kept_and_read(turn.state))


def _submission() -> Submission:
    return Submission(
        id="uuid:0b9f8a63-2f1e-4c1b-9a3c-5f7f4b1f0a01",
        programme=KEY,
        version="1",
        indicator="4",
        office="CBI-BB",
        reporter="มาลี ใจดี",
        submitted_at=NOW,
        counted_from=NOW.date(),
        revision=1,
        answers={"/indicator-4/reported": "88"},
        evidence=0,
        score={"status": "scored", "final_score": "4.0722"},
        reporter_id=2,
        review=Review("waiting", "CBI"),
    )


def _everything(role: str, office: str) -> Known:
    """All that a step could be told, at once: more than any one message is told."""
    programme, sent = folder(KEY)[0], _submission()
    waiting = Waiting(
        sent.id, KEY, "1", "4", "CBI-BB", "มาลี ใจดี", NOW, 1, NOW.date(), None, False, "c"
    )
    report = {"code": "F9", "title": "ลงหมู่บ้าน", "has_files": False, "version": "1"}
    return Known(
        person=1,
        consented=bool(role),
        name="สมชาย ใจดี" if role else "",
        memberships=(Membership(KEY, office, role),) if role else (),
        editions={
            KEY: Edition("1", programme, lambda name: compiled(KEY, name), programme.calendar)
        },
        submissions=(sent,) if role == "coordinator" else (),
        invite=Invite("TEST-001X", KEY, "CBI-PT", "reporter"),
        under=UnderReview(sent, sent.id) if role == "coordinator" else None,
        queue={KEY: Queue((waiting,))} if role == "coordinator" else {},
        upload=Upload("u1", KEY, report, is_sound=True),
        members=(Member(2, "มาลี ใจดี", KEY, "CBI-BB", "reporter"),),
        request=Request(7, 9, "ใหม่ ใจดี", KEY, "CBI-BB", "reporter"),
        held=Held(NOW, 1, 1),
        fresh_code="SV-ABCDE",
        token="t" * 22,
        public_url="https://raingan.test",
    )


PEOPLE = {
    "a reporter": _everything("reporter", "CBI-BB"),
    "a coordinator": _everything("coordinator", "CBI"),
    "an official": _everything("official", "CBI"),
    "a stranger": _everything("", ""),
    "a stranger who has agreed": replace(_everything("", ""), consented=True),
}


def _moves(turn: Turn) -> Iterator[Happening]:
    """Every button on screen, and words that somebody may type at any moment."""
    for message in turn.says:
        for button in _buttons(message):
            if isinstance(button, Tap):
                yield Tapped(button.action)
            elif isinstance(button, Pick):
                yield Tapped(button.action, "2013-03-25")
    yield from (Wrote(word, "m") for word in WORDS)
    yield Sent("image", "m", "", 1000)


def _buttons(message: Message) -> Iterator[object]:
    yield from message.choices
    if isinstance(message, Card):
        yield from (row.button for row in message.rows)
        yield from (message.button, message.second, *message.further)


def _reached(person: Person) -> list[Turn]:
    """The turns that lead to every state there is a way to, as far as the walk goes."""
    first = person.after(
        State() if not person.known.memberships else State(Home()), Wrote("เมนู", "m")
    )
    seen: dict[str, Turn] = {}
    open_ = deque([first])
    while open_ and len(seen) < MOST_STATES:
        turn = open_.popleft()
        key = _told_apart(turn)
        if key in seen:
            continue
        seen[key] = turn
        open_.extend(person.after(turn.state, what) for what in _moves(turn))
    return list(seen.values())


def _told_apart(turn: Turn) -> str:
    """A place by what decides how a message is taken there, and by what can be tapped; the answers
    themselves make no new place.
    """
    where = turn.state.where
    held = [one for message in turn.says for one in _buttons(message) if isinstance(one, Tap)]
    tapped = sorted({one.action.partition("?")[0] for one in held})
    if not isinstance(where, Filling):
        return f"{where} {len(turn.state.brought)} {tapped}"
    draft = where.draft
    facts = draft.indicator, draft.survey, draft.at, where.at_summary, where.wanted, draft.unsure
    return f"{facts} {bool(draft.writing)} {bool(draft.search)} {draft.proposed is not None}"


def _is_out(turn: Turn) -> bool:
    return isinstance(turn.state.where, Home | Joining)


@pytest.fixture(scope="module", params=PEOPLE)
def walked(request: pytest.FixtureRequest) -> tuple[Person, list[Turn]]:
    person = Person(PEOPLE[request.param])
    return person, _reached(person)


def test_every_move_is_answered(walked: tuple[Person, list[Turn]]) -> None:
    _, turns = walked

    assert [turn for turn in turns if not turn.says and not turn.effects] == []


def test_the_menu_leads_out_of_everywhere(walked: tuple[Person, list[Turn]]) -> None:
    """At once, or by the button of the question whether to leave."""
    person, turns = walked
    traps = []
    for turn in turns:
        after = person.after(turn.state, Wrote("เมนู", "m"))
        if not _is_out(after):
            leaving = [
                one.action
                for message in after.says
                for one in _buttons(message)
                if isinstance(one, Tap) and one.action.startswith(("leave", "back_leave"))
            ]
            after = person.after(after.state, Tapped(leaving[0])) if leaving else after
        if not _is_out(after):
            traps.append(turn.state.where)

    assert traps == []


def test_cancel_leads_out_of_everywhere(walked: tuple[Person, list[Turn]]) -> None:
    person, turns = walked
    after = [(turn.state.where, person.after(turn.state, Wrote("ยกเลิก", "m"))) for turn in turns]

    assert [where for where, turn in after if not _is_out(turn)] == []


def test_the_walk_meets_every_place(walked: tuple[Person, list[Turn]]) -> None:
    """What is proved of the states is worth as much as the walk goes far."""
    person, turns = walked
    places = {type(turn.state.where).__name__ for turn in turns}
    wanted = {
        "reporter": {"Home", "Filling", "Joining", "AskingToJoin"},
        "coordinator": {"Home", "Reviewing", "Joining"},
        "official": {"Home", "Joining", "AskingToJoin"},
        "": {"Joining"},
    }
    role = person.known.memberships[0].role if person.known.memberships else ""

    assert wanted[role] <= places
