"""The inputs of a page and what came back from them: named by their question's path without the
root, rows by their number (case[2]/received). What begins with _ is the page's own.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from forms.filling.session import Session
from forms.kinds import MEDIA_KINDS
from forms.model import Question
from forms.paths import below_root
from handlers.vocabulary.answers import shown_day

SHOWN, DO, PAGE, DROPPED = "_shown", "_do", "_page", "_dropped"
SEND, KEEP, LOOK, ADD, DROP = "send", "keep", "look", "add", "drop"
MOST_DIGITS = 6
NOT_TYPED = {*MEDIA_KINDS, "note"}

Posted = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the pressed button wants: send, keep, look (only work out what is asked now), add or
    drop a row of a repeat (its path below the root). `count` is how many rows the page showed: sent
    twice, the second finds another number and does nothing.
    """

    do: str = SEND
    rows: str = ""
    count: int = 0
    number: int = 0


def wish_of(posted: Posted) -> Wish:
    """Of several buttons the one that was pressed; none is sending."""
    told = next(iter(posted.get(DO, ())), SEND)
    do, *rest = told.split(":")
    rows, count, number = (*rest, "", "", "")[:3]
    return Wish(do, rows, counted(count), counted(number))


def counted(told: str, otherwise: int = 0) -> int:
    """A number of rows as a page told it; thousands of digits are none, and no number to Python."""
    return int(told) if told.isdecimal() and len(told) <= MOST_DIGITS else otherwise


def posted_of(form: MultiDict[str, str]) -> Posted:
    """What a browser sent, every value of each name."""
    return {name: form.getlist(name) for name in form}


def name_of(path: str) -> str:
    return below_root(path)


def on_page(session: Session) -> list[Question]:
    """The questions a page asks with these answers, in order."""
    return [one for one in session.questions() if one.kind not in NOT_TYPED]


def as_typed(question: Question, value: str) -> list[str]:
    """What the inputs of a question hold for a value."""
    if not value:
        return []
    match question.kind:
        case "select_multiple":
            return value.split()
        case "date":
            return [shown_day(value)]
        case "time":
            return [value[:5]]
        case "datetime":
            day, _, clock = value.partition("T")
            return [f"{shown_day(day)} {clock[:5]}"]
        case _:
            return [value]


def shown_value(session: Session, questions: Iterable[Question]) -> str:
    """The hidden input that says which questions a page showed, each with a mark of what is kept of
    it (`session`): what was not touched changes nothing, whatever the chat has done meanwhile.
    """
    return " ".join(f"{session.key(one.path)}:{_kept(session, one)}" for one in questions)


def _kept(session: Session, question: Question) -> str:
    if not session.has(question.path):
        return "?"
    return mark(as_typed(question, session.node(question.path).text))


def mark(typed: Sequence[str]) -> str:
    plain = "\x1f".join(one.replace("\r\n", "\n").strip() for one in typed if one.strip())
    return hashlib.sha256(plain.encode()).hexdigest()[:6] if plain else "-"


def marks_of(posted: Posted) -> dict[str, str]:
    """{key of a question: the mark it was shown with}"""
    told = next(iter(posted.get(SHOWN, ())), "")
    pairs = (one.partition(":") for one in told.split())
    return {key: held for key, _, held in pairs}
