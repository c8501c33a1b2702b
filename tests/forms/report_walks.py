"""What a person answers to each report form, and which question stands for which field of the
printed form.

Answers are typed as people type them; a question asked in several rows has a list, one answer a
row. `more` names the repeats to which the person adds rows after the first one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain

from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.filling.typed import read_answer
from forms.reading.xform import Form, Question

NOW = datetime(2013, 3, 8, 3, 0, tzinfo=UTC)
TODAY = date(2013, 3, 8)
MEDIA = {"image", "file"}

SENDER = "the office that sends"  # known from who sends: never asked
PRINTED = "printed on the paper"  # fixed words, no answer


@dataclass(frozen=True)
class Walk:
    """A person's answers by question; what is then worked out; the questions that hold each printed
    field.
    """

    answers: Mapping[str, str | Sequence[str]]
    worked_out: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Sequence[str] | str] = field(default_factory=dict)
    more: Sequence[str] = ()
    skipped: Sequence[str] = field(default=())

    def questions(self) -> set[str]:
        """Every question the printed fields name, by its path."""
        return set(
            chain.from_iterable(
                names for names in self.fields.values() if not isinstance(names, str)
            )
        )


def typed(question: Question, text: str) -> str:
    """What is stored for a text people type; a photo or file is stored by its name, "" skips."""
    if question.kind in MEDIA or not text:
        return text
    value = read_answer(question, text, language="th", today=TODAY)
    assert isinstance(value, str), (question.name, text, value)
    return value


class Person:
    """Answers one form from first to last, each row's answers in turn, and adds rows where the walk
    has more.
    """

    def __init__(self, form: Form, walk: Walk) -> None:
        self.form, self.walk = form, walk
        self._turns: dict[str, Iterator[str]] = {
            name: iter([said] if isinstance(said, str) else said)
            for name, said in walk.answers.items()
        }
        self.asked = 0
        self.session = Session(form, Session(form, Answers(), NOW).opened(), NOW)

    def finish(self) -> Session:
        self._answer_all()
        for repeat in self.walk.more:
            self.session = Session(self.form, self.session.add_row(f"/xf/{repeat}"), NOW)
            self._answer_all()
        return self.session

    def unsaid(self) -> list[str]:
        """Answers nobody asked for."""
        return [name for name, turn in self._turns.items() if next(turn, None) is not None]

    def _answer_all(self) -> None:
        while (question := self.session.next()) is not None:
            value = (
                typed(question, self._said(question))
                if question.name not in self.walk.skipped
                else ""
            )
            assert value or not self.session.is_required(question), question.path
            assert not self.session.breaks_constraint(question, value), (question.path, value)
            self.session = Session(self.form, self.session.answers.put(question.path, value), NOW)
            self.asked += 1

    def _said(self, question: Question) -> str:
        return next(self._turns[question.name])
