"""Every report form of the programmes, held as a chat from its first question to the receipt."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest

from bot.outbox.line.messages import MOST_MESSAGES, rendered
from emulators.line.rules import request_body
from forms.filling.stops import RowsEnd
from forms.model import Question
from handlers.conversation import step
from handlers.vocabulary.effects import Say, Submit
from handlers.vocabulary.events import Event, Happening, Sent, Tapped, Wrote
from handlers.vocabulary.known import Edition, Known, Membership, Submission
from handlers.vocabulary.messages import Message
from handlers.vocabulary.places import HOME
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import Talk, open_report
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import say
from scoring.deadlines import owed
from scoring.programme import Programme
from tests.forms.report_answers import WALKS
from tests.forms.report_walks import NOW, Walk
from tests.forms.test_report_forms import CODES, compiled, folder
from tests.kept_states import kept_and_read

MOST_BUBBLES = 3  # a turn, as people read them
MOST_STEPS = 200


class Chat:
    """One reporter of the office that owes the form, with nothing but the conversation's own
    step.
    """

    def __init__(self, key: str, code: str, sent: Iterable[Submission] = ()) -> None:
        programme = folder(key)[0]
        self.office = next(office for office, owing in owed(programme) if owing == code)
        self.edition = Edition("1", programme, lambda name: compiled(key, name), programme.calendar)
        self.known = Known(
            consented=True,
            name="สมชาย",
            memberships=(Membership(key, self.office, "reporter"),),
            editions={key: self.edition},
            submissions=(*self._before(programme, code), *sent),
            token="t" * 22,
            public_url="https://raingan.test",
        )
        self.state, self.said, self.submitted = (
            State(HOME),
            list[tuple[Message, ...]](),
            list[Submit](),
        )
        self._count = 0
        self.do(Tapped(f"start?p={key}&o={self.office}&i={code}"))

    def _before(self, programme: Programme, code: str) -> Iterator[Submission]:
        """The report that goes before this one, where one does."""
        if before := programme.work(code).after:
            yield Submission(
                id="sent",
                programme=programme.key,
                version="1",
                indicator=before,
                office=self.office,
                reporter="สมชาย",
                submitted_at=NOW,
                counted_from=NOW.date(),
                revision=1,
                answers={},
                evidence=1,
                score={},
            )

    def do(self, what: Happening) -> Turn:
        self._count += 1
        event = Event(f"event-{self._count}", NOW + timedelta(seconds=self._count), what)
        turn = step(self.state, event, self.known)
        self.state = kept_and_read(turn.state)
        self.said += [effect.messages for effect in turn.effects if isinstance(effect, Say)]
        self.submitted += [effect for effect in turn.effects if isinstance(effect, Submit)]
        return turn

    def asked(self) -> Question | RowsEnd | None:
        assert self.state.draft is not None
        opened = open_report(
            Talk(self.state, Event("look", NOW, Wrote("")), self.known), self.state.draft
        )
        assert opened is not None
        return opened.session.stop(self.state.draft.at)


def held(key: str, code: str) -> Chat:
    """Types every answer as a person would, row by row, until the summary is on screen; then
    sends.
    """
    chat = answered_up_to(Chat(key, code), WALKS[key, code], "")
    chat.do(Wrote(say("buttons.send", "th")))
    return chat


def answered_up_to(chat: Chat, walk: Walk, question: str) -> Chat:
    """The chat with every answer before this question, or all of them."""
    turns = {
        name: iter([said] if isinstance(said, str) else said) for name, said in walk.answers.items()
    }
    more = list(walk.more)
    for _ in range(MOST_STEPS):
        stop = chat.asked()
        if stop is None or (isinstance(stop, Question) and stop.name == question):
            break
        if isinstance(stop, RowsEnd):
            add = stop.path.removeprefix("/xf/") in more
            if add:
                more.remove(stop.path.removeprefix("/xf/"))
            chat.do(Wrote("มีอีก" if add else "ไม่มีแล้ว"))
        else:
            _answer(chat, walk, stop, turns)
    return chat


def _answer(chat: Chat, walk: Walk, question: Question, turns: dict[str, Iterator[str]]) -> None:
    text = "ข้าม" if question.name in walk.skipped else next(turns[question.name]) or "ข้าม"
    if question.kind in {"image", "file"} and text != "ข้าม":
        kind = "image" if question.kind == "image" else "file"
        chat.do(Sent(f"m-{len(chat.said)}", kind, "" if kind == "image" else text, 10))
        chat.do(Wrote("ครบแล้ว"))
        return
    chat.do(Wrote(text))
    if "multiline" in question.appearance and text != "ข้าม":
        chat.do(Wrote("ครบแล้ว"))


@pytest.mark.parametrize(("key", "code"), CODES)
def test_a_person_finishes_the_form_in_chat_and_sends_it(key: str, code: str) -> None:
    chat = held(key, code)

    (sent,) = chat.submitted
    assert (sent.indicator, sent.office) == (code, chat.office)
    assert WALKS[key, code].worked_out.items() <= {**sent.answers}.items()
    pieces = {piece.evidence_id for piece in sent.evidence}
    assert len(sent.evidence) == len(pieces)
    assert bool(pieces) is (code not in {"form-7-1", "form-7-2"})  # their paper comes with part 3


@pytest.mark.parametrize(("key", "code"), CODES)
def test_line_takes_everything_that_is_said_on_the_way(key: str, code: str) -> None:
    chat = held(key, code)

    for messages in chat.said:
        bubbles = [bubble.json for bubble in rendered(messages)]
        assert 0 < len(bubbles) <= MOST_MESSAGES
        request_body.check({"replyToken": "t" * 32, "messages": bubbles}, "ReplyMessageRequest")


@pytest.mark.parametrize(("key", "code"), CODES)
def test_no_more_is_said_at_once_than_a_person_reads(key: str, code: str) -> None:
    chat = held(key, code)

    assert max(len(messages) for messages in chat.said) <= MOST_BUBBLES
