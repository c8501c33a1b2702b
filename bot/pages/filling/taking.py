"""What came back from a page -> the form's answers: each read and judged as in chat; what cannot
stand is told beside its question, and everything else is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.pages.filling.fields import (
    ADD,
    DROP,
    LOOK,
    SEND,
    Posted,
    Wish,
    mark,
    marks_of,
    name_of,
    on_page,
    wish_of,
)
from bot.pages.filling.reading import read, why
from forms.filling.answers import Answers
from forms.filling.rows import without_row
from forms.filling.session import Session
from forms.filling.typed import Misread
from forms.model import Question
from handlers.questions import room
from handlers.vocabulary.words import say

Moved = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Taken:
    """`refused`: {path: why}; `typed`: what stood in their inputs. `more`: questions that were not
    on the page are asked now. `dropped`: a row that was taken out, as case[2].
    """

    session: Session
    wish: Wish
    refused: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    more: bool = False
    dropped: str = ""
    notice: str = ""

    @property
    def answers(self) -> Answers:
        return self.session.answers

    @property
    def is_complete(self) -> bool:
        """Whether it was to be sent and can be."""
        return self.wish.do == SEND and not (self.refused or self.more or self.notice)


def as_it_stands(path: str) -> str | None:
    return path


def take(
    session: Session,
    posted: Posted,
    language: str,
    today: date,
    *,
    moved: Moved = as_it_stands,
    closed: Callable[[str], bool] = lambda _path: False,
) -> Taken:
    """`moved` says what a path is called now, when rows were taken out since the page was made;
    `closed` which questions nobody may change.
    """
    wish, marks = wish_of(posted), marks_of(posted)
    by_name = _renamed(session, posted, moved)
    shown = {path for key in marks if (path := _path_of(session, key, moved))}
    asked = [
        one
        for one in on_page(session)
        if (name_of(one.path) in by_name or one.path in shown) and not closed(one.path)
    ]
    values: dict[str, str] = {}
    refused: dict[str, str] = {}
    typed: dict[str, Sequence[str]] = {}
    same = {_path_of(session, key, moved): held for key, held in marks.items()}
    for question in asked:
        raw = by_name.get(name_of(question.path), ())
        if same.get(question.path) == mark(raw):
            continue  # not touched: what stands there now stays
        value = read(session, question, raw, language, today)
        if isinstance(value, Misread):
            typed[question.path], refused[question.path] = raw, why(question, value, language)
        else:
            values[question.path] = value
    if sum(map(len, values.values())) + room.length(session.answers) > room.LONGEST_REPORT:
        notice = say("fill.too_much", language, most=f"{room.LONGEST_REPORT:,}")
        return Taken(session, wish, typed=dict(_all_raw(asked, by_name)), notice=notice)
    after, wrong = _standing(session, asked, values, refused, language, wish)
    typed |= {path: by_name.get(name_of(path), ()) for path in wrong}
    refused |= wrong
    more = wish.do == SEND and any(
        one.path not in shown and name_of(one.path) not in by_name
        for one in on_page(after)
        if one.path not in after.answers.done and not closed(one.path)
    )
    return _with_rows(Taken(after, wish, refused, typed, more), language)


def _renamed(session: Session, posted: Posted, moved: Moved) -> dict[str, Sequence[str]]:
    root = f"/{session.form.shape.name}/"
    found: dict[str, Sequence[str]] = {}
    for name, raw in posted.items():
        path = moved(root + name) if not name.startswith("_") else None
        if path is not None:
            found[name_of(path)] = raw
    return found


def _path_of(session: Session, key: str, moved: Moved) -> str:
    stop = session.by_key(key)
    return (moved(stop.path) or "") if stop is not None else ""


def _all_raw(
    asked: Sequence[Question], by_name: Mapping[str, Sequence[str]]
) -> list[tuple[str, Sequence[str]]]:
    return [(one.path, by_name.get(name_of(one.path), ())) for one in asked]


def _standing(
    session: Session,
    asked: Sequence[Question],
    values: Mapping[str, str],
    refused: Mapping[str, str],
    language: str,
    wish: Wish,
) -> tuple[Session, dict[str, str]]:
    """The form with what can stand; why the rest cannot. A value that breaks a rule is not kept."""
    tried = _with(session, asked, values, refused)
    wrong = {
        one.path: why
        for one in on_page(tried)
        if one.path in values or one.path in tried.answers.done
        if (why := _broken(tried, one, language))
    }
    if wish.do == SEND:
        held = {**wrong, **refused}
        wrong |= {
            one.path: _required(tried, one, language)
            for one in asked
            if one.path not in held
            and tried.is_relevant(one.path)
            and not tried.value(one.path)
            and tried.is_required(one)
        }
    if not wrong:
        return tried, {}
    kept = {path: value for path, value in values.items() if path not in wrong}
    return _with(session, asked, kept, {**refused, **wrong}), wrong


def _with(
    session: Session,
    asked: Sequence[Question],
    values: Mapping[str, str],
    refused: Mapping[str, str],
) -> Session:
    """What was on the page is done, unless it was refused or is required and blank."""
    before = session.answers
    held = {**before.values, **values}
    done = [
        one.path
        for one in asked
        if one.path not in refused
        and (held.get(one.path) or session.value(one.path) or not session.is_required(one))
    ]
    answers = replace(
        before,
        values=held,
        done=tuple(dict.fromkeys(one for one in (*before.done, *done) if one not in refused)),
    )
    return Session(session.form, answers, session.now)


def _broken(session: Session, question: Question, language: str) -> str:
    """Why what the question holds cannot stand; "" if it can."""
    value = session.value(question.path)
    if question.kind in {"select_one", "select_multiple"} and value:
        names = {one.name for one in session.choices(question)}
        told = {value} if question.kind == "select_one" else set(value.split())
        if not told <= names:
            return say("misread.not_a_choice", language)
    if session.problem(question.path) != "constraint":
        return ""
    why = session.say(question.constraint_message, question.path, language)
    return why or say("report.out_of_range", language)


def _required(session: Session, question: Question, language: str) -> str:
    why = session.say(question.required_message, question.path, language)
    return why or say("fill.required", language)


def _with_rows(taken: Taken, language: str) -> Taken:
    """With a row more or one less, where that was asked for."""
    wish, session = taken.wish, taken.session
    path = f"/{session.form.shape.name}/{wish.rows}"
    if wish.do not in {ADD, DROP} or path not in session.answers.rows:
        return taken
    if session.answers.rows[path] != wish.count:
        return replace(taken, notice=say("fill.rows_moved", language))
    if wish.do == ADD:
        answers = session.add_row(path)
        if answers is session.answers:
            return replace(taken, notice=say("fill.full", language, most=session.form.most_rows))
        return replace(taken, session=Session(session.form, answers, session.now))
    if not 1 <= wish.number <= session.answers.rows[path]:
        return taken
    answers = without_row(session.answers, path, wish.number)
    row = f"{path}[{wish.number}]"
    kept = {one: why for one, why in taken.refused.items() if not one.startswith(path)}
    return replace(
        taken,
        session=Session(session.form, answers, session.now),
        dropped=row,
        refused=kept,
        typed={one: raw for one, raw in taken.typed.items() if one in kept},
    )


def is_look(taken: Taken) -> bool:
    """Whether only what is asked now was to be worked out."""
    return taken.wish.do == LOOK
