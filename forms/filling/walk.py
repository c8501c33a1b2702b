"""A form walked by script: one step after another, and after each the state of every node."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.kinds import as_odk
from forms.model import Form
from forms.paths import plain_path

State = dict[str, list[Any]]
ATTRIBUTE = "/@"  # of an entity: no node in ODK's engines
OWN = "/meta/instanceID"  # made when a record is sent


class StepError(ValueError):
    """A step that cannot be taken, with the reason."""


def walked(form: Form, steps: Iterable[object], now: datetime) -> Iterator[dict[str, Any]]:
    """The opening, then one object a step; a step that cannot be taken changes nothing and says
    why.
    """
    session = Session(form, Session(form, Answers(), now).opened(), now)
    before: State = {}
    told = _told(session, before)
    yield told
    for step in steps:
        before, problem = told["state"], ""
        try:
            session = Session(form, taken(session, step), now)
        except StepError as error:
            problem = str(error)
        told = _told(session, before)
        yield {**told, "error": problem} if problem else told


def taken(session: Session, step: object) -> Answers:
    """The answers after one step: set, add or back."""
    match step:
        case {"set": str(path), "value": str(value)}:
            return _put(session, path, value)
        case {"set": str(path), "value": int() | float() as number} if not isinstance(number, bool):
            return _put(session, path, str(number))
        case {"add": str(path)}:
            answers = session.add_row(path)
            if answers == session.answers:
                raise StepError(f"no row can be added to {path}")
            return answers
        case {"back": True}:
            asked = session.next()
            before = session.before(asked.path if asked else "")
            return session.answers.forget(before.path) if before else session.answers
        case _:
            raise StepError(
                'a step is {"set": path, "value": text}, {"add": path} or {"back": true}'
            )


def _put(session: Session, path: str, value: str) -> Answers:
    found = session.path(path)
    if found is None:
        raise StepError(f"there is no {path} now")
    return session.answers.put(found, as_odk(_type(session.form, found), value))


def _type(form: Form, path: str) -> str:
    rules = form.rules.get(plain_path(path))
    return "string" if rules is None else rules.type


def _told(session: Session, before: Mapping[str, list[Any]]) -> dict[str, Any]:
    asked = session.next()
    state = state_of(session)
    return {
        "state": state,
        "changed": [path for path, node in state.items() if before.get(path) != node]
        + [path for path in before if path not in state],
        "ask": asked.path if asked else None,
    }


def state_of(session: Session) -> State:
    """path -> [relevant, value, required, what is wrong, the choices offered]."""
    return {
        node.path: _node(session, node.path)
        for node in session.leaves()
        if not node.path.endswith(OWN) and ATTRIBUTE not in node.path
    }


def _node(session: Session, path: str) -> list[Any]:
    question = session.form.by_path.get(plain_path(path))
    offered = "|".join(session.offered(path)) if question and question.has_list else ""
    return [
        int(session.is_relevant(path)),
        as_odk(_type(session.form, path), session.value(path)),
        int(session.must_have(path)),
        session.problem(path),
        offered,
    ]
