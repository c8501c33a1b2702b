"""The rows of a repeat as they are shown: their names, their buttons, the question whether there is
one more.
"""

from forms.filling.stops import RowsEnd
from forms.model import Question
from forms.paths import parent_of
from forms.tables.placing import questions_of
from handlers.questions.navigation import always
from handlers.questions.proposing import repeat_at
from handlers.vocabulary.messages import Button, Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken, tap


def ask_more(report: OpenReport, end: RowsEnd) -> Turn:
    """มีอีกหรือไม่, after the last question of a row."""
    talk = report.talk
    label = report.session.say(end.label, parent_of(end.path), talk.language)
    key = "repeat.more" if end.rows else "repeat.any"
    words = talk.say(key, label=label, count=end.rows)
    around = f"{row_name(report, end.path)} · " if report.session.row(end.path) else ""
    heading = talk.say("repeat.heading", name=report.called, label=f"{around}{label}")
    place = report.session.key(end.path)
    buttons = (
        tap("add_row", talk.language, report.action("add_row", rows=place)),
        tap("no_more", talk.language, report.action("no_more", rows=place)),
    )
    text = Text(f"{heading}\n{words}", (*buttons, *always(report)), report.asks(end.path))
    return spoken(talk.state, text)


def row_name(report: OpenReport, path: str) -> str:
    """สมาชิก 2, or หมู่บ้าน 1 · บ้าน 3: the row a path lies in, with the rows around it."""
    row = report.session.row(path)
    assert row is not None, f"{path} lies in no repeat"
    label, number, _ = row
    above = path.rpartition("[")[0]
    words = report.session.say(label, parent_of(above), report.talk.language)
    name = report.talk.say(
        "repeat.row", label=words or report.talk.say("repeat.item"), number=number
    )
    return f"{row_name(report, above)} · {name}" if report.session.row(above) else name


def row_buttons(report: OpenReport, question: Question) -> tuple[Button, ...]:
    """ไม่มีรายการ at the first question of the only row; ลบรายการนี้ when an answer of a row is
    being mended.
    """
    row = report.session.row(question.path)
    repeat = question.path.rpartition("[")[0]
    if row is None or report.draft.only or report.session.stop(repeat) is None:
        return ()
    key, language = report.session.key(repeat), report.talk.language
    _, number, rows = row
    if report.draft.editing:
        return (
            tap(
                "drop_row",
                language,
                report.action("drop_row", rows=key, number=str(number)),
                number=number,
            ),
        )
    is_first = rows == 1 and _begins_list(report, question, repeat)
    return (tap("none_of", language, report.action("none_of", rows=key)),) if is_first else ()


def is_table_welcome(report: OpenReport, question: Question) -> bool:
    """Whether to say that rows may come as a table: at the first question of a list, once."""
    row, is_mended = report.session.row(question.path), report.draft.editing or report.draft.only
    if row is None or row[1:] != (1, 1) or is_mended or report.draft.survey:
        return False
    repeat = repeat_at(report, question)
    return bool(repeat) and len(questions_of(report.session, repeat)) > 1


def _begins_list(report: OpenReport, question: Question, repeat: str) -> bool:
    return not _answered_in(report, f"{repeat}[1]/") and _is_first_of(report, question, repeat)


def _answered_in(report: OpenReport, row: str) -> bool:
    return any(path.startswith(row) for path in report.draft.answers.done)


def _is_first_of(report: OpenReport, question: Question, repeat: str) -> bool:
    inside = [
        one.path for one in report.session.questions() if one.path.startswith(f"{repeat}[1]/")
    ]
    return bool(inside) and inside[0] == question.path


def end_of(report: OpenReport, key: str) -> RowsEnd | None:
    stop = report.session.by_key(key)
    return stop if isinstance(stop, RowsEnd) else None
