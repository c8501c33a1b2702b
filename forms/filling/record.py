"""A sent record as ODK keeps it: its answers and, in their places, who sent it, when, which
revision it is. Pure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from forms.kinds import MEDIA_KINDS
from forms.model import Form
from forms.paths import below_root, name_of, plain_path
from forms.xpath.dates import midnight

INSTANCE_ID, INSTANCE_NAME, DEPRECATED_ID = (
    "meta/instanceID",
    "meta/instanceName",
    "meta/deprecatedID",
)


@dataclass(frozen=True, slots=True)
class Record:
    """One revision of a record. Ids are `uuid:…`: `key` is the first revision's, `replaces` the one
    before this one's.

    `answers` are texts by path without the root (`r[2]/name`), of nodes that count and are not
    blank; of a media question the names of its files, one space between. `device` is never a LINE
    id.
    """

    id: str
    key: str
    replaces: str | None
    answers: Mapping[str, str]
    ended: datetime
    username: str
    device: str


def completed(form: Form, record: Record) -> dict[str, str]:
    """The answers with the record's ids, and with end, username and deviceid where the form wants
    them and has none.
    """
    moment = record.ended.astimezone(midnight(record.ended).tzinfo).isoformat(
        timespec="milliseconds"
    )
    known = {"end": moment, "username": record.username, "deviceid": record.device}
    filled = {
        below_root(path): known[name] for path, name in form.preloads.items() if name in known
    }
    ids = {INSTANCE_ID: record.id} | ({DEPRECATED_ID: record.replaces} if record.replaces else {})
    return {**filled, **record.answers, **ids}


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of a record: the question it answers (its path without the root, or its name), and
    what it is called.
    """

    question: str
    name: str


def media_of(
    form: Form, answers: Mapping[str, str], pieces: tuple[Piece, ...]
) -> dict[str, tuple[Piece, ...]]:
    """The files of each media question by its path in the record; `pieces` in the order in which
    they were asked for.

    A piece that names only its question belongs to the first row that still lacks as many as its
    answer says.
    """
    left = list(pieces)
    found: dict[str, tuple[Piece, ...]] = {}
    paths = list(_media_paths(form, answers))
    for place, path in enumerate(paths):
        name = name_of(path)
        own = [piece for piece in left if piece.question == path]
        alike = [piece for piece in left if piece.question == name and piece not in own]
        is_last = all(name_of(other) != name for other in paths[place + 1 :])
        own += alike if is_last else alike[: len(answers[path].split())]
        left = [piece for piece in left if piece not in own]
        if own:
            found[path] = tuple(own)
    return found


def _media_paths(form: Form, answers: Mapping[str, str]) -> Iterator[str]:
    """The answered media questions, question by question as the form has them, rows in order."""
    for path in answers:
        question = form.question(f"/{form.shape.name}/{path}")
        if question is not None and question.kind in MEDIA_KINDS:
            yield path


def rows_of(answers: Mapping[str, str], repeat: str) -> list[str]:
    """The rows of a repeat (its path without the root) that hold an answer, by their own paths, in
    order.
    """
    depth = repeat.count("/") + 1
    heads = {"/".join(path.split("/")[:depth]) for path in answers if path.count("/") >= depth}
    found = [head for head in heads if plain_path(f"/{head}")[1:] == repeat and head.endswith("]")]
    return sorted(found, key=places)


def places(path: str) -> list[int]:
    """The row numbers of a path, outermost first: r[2]/s[10] -> [2, 10]."""
    return [int(part.rpartition("[")[2][:-1]) for part in path.split("/") if part.endswith("]")]
