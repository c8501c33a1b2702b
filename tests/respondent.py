"""Somebody who answers any form in chat, question by question, with whatever suits its type."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.store import uploads
from forms.filling.session import Session
from forms.filling.stops import RowsEnd
from forms.model import Form, Question
from forms.reading.xform import compile_form
from tests.world import World

NUMBERS = ("3", "1", "0", "20", "45", "150", "1000", "13", "60", "2013")
TEXTS = (
    "คำตอบ", "0812345678", "บ้านบึง", "5", "12345", "AB-1", "a@b.co", "1234567890123", "A", "1",
    "ก" * 40,
)  # fmt: skip
TYPED = {
    "integer": NUMBERS,
    "decimal": ("2.5", *NUMBERS),
    "range": NUMBERS,
    "text": TEXTS,
    "barcode": TEXTS,
    "date": ("18 มี.ค. 2556", "1 ม.ค. 2500", "1 ม.ค. 2560", "1 ม.ค. 2555"),
    "time": ("9.30 น.", "15.00 น."),
    "datetime": ("18 มี.ค. 2556 9.30 น.", "1 ม.ค. 2560 10.00 น."),
    "geopoint": ("13.36, 100.98",),
    "geotrace": ("13.1, 100.1; 13.2, 100.2",),
    "geoshape": ("13.1, 100.1; 13.2, 100.2; 13.3, 100.1",),
    "acknowledge": ("OK",),
}
SENT: dict[str, dict[str, Any]] = {
    "image": {"photo": True},
    "audio": {"audio": True},
    "video": {"video": True},
    "file": {"file": {"name": "บันทึก.pdf", "base64": "JVBERi0xLjQK"}},
}
MOST_TURNS = 1_500


class StuckError(AssertionError):
    """A question that nothing answers."""


@dataclass
class Respondent:
    """`said` is what was done and heard, for whoever wonders."""

    talk: World
    name: str
    form: Form
    rows: int = 1  # of each repeat
    said: list[str] = field(default_factory=list)

    def session(self) -> Session:
        draft = self.talk.state(self.name).draft
        assert draft is not None, "the form is not open any more:\n" + "\n".join(self.said[-6:])
        return Session(self.form, draft.answers, self.talk.now)

    def answers_all(self) -> dict[str, str]:
        """Answers until the summary is shown; what is then to be sent, by path."""
        for _ in range(MOST_TURNS):
            if self.talk.state(self.name).at_summary:
                return dict(self.session().instance())
            self._answer_one()
        raise StuckError("the form has no end:\n" + "\n".join(self.said[-6:]))

    def _answer_one(self) -> None:
        at = self._at()
        stop = self.session().stop(at)
        if isinstance(stop, RowsEnd):
            self._say("มี" if stop.rows < self.rows else "ไม่มี")
            return
        if not isinstance(stop, Question):
            raise StuckError(f"nothing is asked at {at}:\n" + "\n".join(self.said[-6:]))
        for step in self._ways(stop):
            self._do(step)
            if self._at() != at or self.talk.state(self.name).at_summary:
                return
        raise StuckError(f"nothing answers {at} ({stop.kind}):\n" + "\n".join(self.said[-6:]))

    def _ways(self, question: Question) -> Iterator[str | dict[str, Any]]:
        if question.has_list:
            count = len(self.session().choices(question))
            yield from self._of_list(question, count)
        elif question.kind in SENT:
            yield SENT[question.kind]
            yield "ครบแล้ว"
        else:
            for text in TYPED.get(question.kind, ("?",)):
                yield text
                if "multiline" in question.appearance:
                    yield "ครบแล้ว"
        yield "ข้าม"

    def _of_list(self, question: Question, count: int) -> Iterator[str]:
        if question.kind == "rank":
            yield " ".join(map(str, range(count, 0, -1)))
        for number in range(1, count + 1):
            yield str(number)
            if question.kind == "select_multiple":
                yield "ครบแล้ว"

    def _at(self) -> str:
        draft = self.talk.state(self.name).draft
        return draft.at if draft else ""

    def _do(self, step: str | dict[str, Any]) -> None:
        if isinstance(step, str):
            self._say(step)
        else:
            self.said.append(f"> {step}")
            self.said.append(self.talk.send(self.name, **step))

    def _say(self, text: str) -> None:
        self.said.append(f"> {text}")
        self.said.append(self.talk.say(self.name, text))


def published(talk: World) -> Form:
    """The form that was brought last, as it was published."""
    with talk.database.reading() as conn:
        upload = uploads.found(conn, talk.upload())
    assert upload is not None
    assert upload.xform, upload.report
    return compile_form(upload.xform)
