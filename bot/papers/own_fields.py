"""What an office's own form of a paper may name: the questions of the reports that fill it."""

from collections.abc import Iterator
from typing import TypeAlias

from documents.own.fields import FOOT, LINK, QR, Fields, Kind, Leaf, Rows, word
from forms.kinds import MEDIA_KINDS
from forms.model import Form
from forms.paths import name_of
from handlers.vocabulary.known import Edition
from handlers.vocabulary.words import say
from scoring.paper import Paper

PLACE = {"place": Leaf(say("own_form.field_place", "th"))}
OURS = ("office", "province", LINK, QR, FOOT)  # asked by no form
Level: TypeAlias = dict[str, Kind]


def fields_of(edition: Edition, paper: Paper) -> Fields:
    """By word, in the order of the questions; of questions with one name in several forms the first
    form's.
    """
    found: Level = {}
    for work in paper.of:
        if name := edition.programme.work(work).form:
            for key, kind in _of_form(edition.forms(name)).items():
                found.setdefault(key, kind)
    return {**found, **{one: Leaf(say(f"own_form.field_{one}", "th")) for one in OURS}}


def _of_form(form: Form) -> Level:
    whole: Level = {}
    labels = {question.path: question.label.text("th") for question in form.questions}
    asked = (one.path for one in form.questions if one.kind != "note")
    for path in dict.fromkeys((*asked, *(one for one in form.rules if _is_answer(form, one)))):
        level = whole
        for above in _repeats_above(form, path):
            level = _rows(level, above, form.repeats[above].label.text("th"))
        if path not in form.repeats:
            level.setdefault(word(name_of(path)), _kind(form, path, labels.get(path, "")))
    return whole


def _is_answer(form: Form, path: str) -> bool:
    """Neither what a form is told of itself nor what is only said in it."""
    question = form.by_path.get(path)
    return "/meta/" not in path and (question is None or question.kind != "note")


def _repeats_above(form: Form, path: str) -> Iterator[str]:
    parts = path.split("/")
    above = ("/".join(parts[:end]) for end in range(2, len(parts)))
    yield from (one for one in above if one in form.repeats)


def _rows(level: Level, path: str, label: str) -> Level:
    kind = level.setdefault(word(name_of(path)), Rows(_line(label), dict(PLACE)))
    return kind.fields if isinstance(kind, Rows) and isinstance(kind.fields, dict) else {}


def _kind(form: Form, path: str, label: str) -> Kind:
    question = form.by_path.get(path)
    told = _line(label) or form.rules[path].title if path in form.rules else _line(label)
    if question is not None and question.kind in MEDIA_KINDS:
        of_file = {one: Leaf(say(f"own_form.field_{one}", "th")) for one in ("picture", "name")}
        return Rows(told, {**of_file, **PLACE})
    choices = question.choices if question is not None else ()
    return Leaf(told, {one.name: _line(one.label.text("th")) for one in choices})


def _line(label: str) -> str:
    return label.partition("\n")[0]
