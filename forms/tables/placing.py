"""Rows of a table among the answers of a form: set in, judged, told apart from those that are
there. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from forms.filling.answers import Answers
from forms.filling.session import Session
from forms.model import Form, Question
from forms.paths import plain_path

MOST_TRIED_ALONE = 20  # rows that are judged again beside those that stand

Values = Mapping[str, str]  # by the question's path in a row


@dataclass(frozen=True, slots=True)
class Placed:
    """The answers with the rows in them; `rows` where each of them lies."""

    answers: Answers
    rows: tuple[str, ...]


def questions_of(session: Session, repeat: str) -> dict[str, Question]:
    """What a row asks, by path in the row; rows within the row are asked by themselves."""
    plain = f"{plain_path(repeat)}/"
    inner = tuple(f"{path}/" for path in session.form.repeats if path.startswith(plain))
    return {
        one.path.removeprefix(plain): one
        for one in session.form.questions
        if one.path.startswith(plain) and not one.path.startswith(inner)
    }


def answered_rows(session: Session, repeat: str, given: Iterable[str] = ()) -> list[int]:
    """The rows in which anything was answered or sent (`given`: paths with files)."""
    paths = [*session.answers.done, *given]
    count = session.answers.rows.get(repeat, 0)
    return [
        number
        for number in range(1, count + 1)
        if any(path.startswith(f"{repeat}[{number}]/") for path in paths)
    ]


def stays(path: str, repeat: str, keep: int) -> bool:
    """Whether a path lies outside of a repeat's rows, or in one of the first `keep`."""
    if not path.startswith(f"{repeat}["):
        return True
    return int(path[len(repeat) + 1 :].partition("]")[0]) <= keep


def emptied(answers: Answers, repeat: str, keep: int = 0) -> Answers:
    """The answers with the first `keep` rows only."""
    return replace(
        answers,
        values={path: text for path, text in answers.values.items() if stays(path, repeat, keep)},
        done=tuple(path for path in answers.done if stays(path, repeat, keep) and path != repeat),
        rows={path: n for path, n in answers.rows.items() if stays(path, repeat, keep)}
        | {repeat: keep},
        seen={path: text for path, text in answers.seen.items() if stays(path, repeat, keep)},
    )


def placed(session: Session, repeat: str, rows: Sequence[Values], start: int) -> Placed:
    """The rows after the first `start` that stay; their answers are done, the rest is not."""
    answers = emptied(session.answers, repeat, start)
    grown = Session(session.form, answers, session.now).add_row(repeat, len(rows))
    paths = [f"{repeat}[{start + place}]" for place in range(1, len(rows) + 1)]
    given = {
        f"{row}/{path}": value
        for row, values in zip(paths, rows, strict=True)
        for path, value in values.items()
    }
    done = (*(one for one in grown.done if one not in given), *given)
    return Placed(replace(grown, values={**grown.values, **given}, done=done), tuple(paths))


def skipped(session: Session, rows: Iterable[str], but: Iterable[str] = ()) -> Answers:
    """What may stay blank in these rows is not asked, `but` for what could not be read."""
    done, open_still = set(session.answers.done), set(but)
    blank = [
        one.path
        for one in session.questions()
        if one.path.startswith(tuple(f"{row}/" for row in rows))
        and one.path not in done | open_still
        and not session.value(one.path)
        and not session.is_required(one)
    ]
    return replace(session.answers, done=(*session.answers.done, *blank))


Faults = dict[int, dict[str, str]]  # {place among the rows: {path in the row: what the form says}}


def faults(
    session: Session, repeat: str, rows: Sequence[Values], start: int, language: str
) -> Faults:
    """Which cells of which rows the form would not let stand.

    A row at fault beside another that is at fault as well may stand beside those that are not.
    """
    found = _faults(session, repeat, rows, start, language)
    standing = [place for place in range(len(rows)) if place not in found]
    for place in list(found)[:MOST_TRIED_ALONE]:
        together = sorted([*standing, place])
        if not _faults(session, repeat, [rows[one] for one in together], start, language):
            standing.append(place)
            del found[place]
    return found


def _faults(
    session: Session, repeat: str, rows: Sequence[Values], start: int, language: str
) -> Faults:
    if not rows:
        return {}
    with_them = placed(session, repeat, rows, start)
    after, asked = Session(session.form, with_them.answers, session.now), session.form.by_path
    found: Faults = {}
    for place, (row, values) in enumerate(zip(with_them.rows, rows, strict=True)):
        for path, value in values.items():
            if _is_wrong(after, f"{row}/{path}", value):
                words = asked[plain_path(f"{row}/{path}")].constraint_message
                told = after.say(words, f"{row}/{path}", language)
                found.setdefault(place, {})[path] = told
    return found


def _is_wrong(after: Session, path: str, value: str) -> bool:
    """Whether an answer breaks a rule or is not offered; one that is not asked for is kept, as ODK
    keeps it: it counts if the question comes to be asked.
    """
    return after.is_relevant(path) and (after.is_broken(path) or after.value(path) != value)


def room_left(form: Form, start: int) -> int:
    """How many more rows a repeat of the form takes."""
    return max(0, form.most_rows - start)
