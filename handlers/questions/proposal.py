"""Rows that were understood, read back before they are taken: how many, the first of them, and
every line that is not among them, with its number and the reason.
"""

from collections.abc import Sequence

from forms.model import Question
from forms.paths import parent_of, plain_path
from forms.tables.placing import questions_of, room_left
from handlers.questions.navigation import always
from handlers.questions.proposing import RULE, kept_rows
from handlers.vocabulary.answers import shown
from handlers.vocabulary.messages import Button, Text
from handlers.vocabulary.proposed import Proposed, ProposedRow
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken, tap
from thai.graphemes import cut

REASONS = {"not_a_date", "which_year", "not_a_number", "not_whole", "not_a_choice", "which_choice"}
MOST_SHOWN = 5  # rows
MOST_NAMED = 10  # lines that are not taken
LONGEST_LABEL = 40
LONGEST = 140  # letters of a row


def show(report: OpenReport, proposed: Proposed) -> Turn:
    words = "\n".join(_told(report, proposed))
    return spoken(report.talk.state, Text(words, buttons(report, proposed)))


def _told(report: OpenReport, proposed: Proposed) -> list[str]:
    talk, sound = report.talk, proposed.sound
    label = _label(report, proposed.repeat)
    key = "rows.read" if sound else "rows.none_sound"
    lines = len(proposed.rows) + len(proposed.doubled) + len(proposed.over)
    file = talk.say("rows.from_file", name=proposed.file) if proposed.file else ""
    told = [file] if file else []
    told.append(talk.say(key, label=label, count=len(sound), lines=lines))
    told += [
        talk.say("report.numbered", number=place, label=_shown(report, proposed.repeat, row))
        for place, row in enumerate(sound[:MOST_SHOWN], 1)
    ]
    told += _more(report, len(sound) - MOST_SHOWN)
    return [*told, *_not_taken(report, proposed), *_question(report, proposed)]


def _question(report: OpenReport, proposed: Proposed) -> list[str]:
    kept = kept_rows(report, proposed.repeat)
    if not proposed.sound:
        return []
    key = "rows.add_or_replace" if kept else "rows.is_it_so"
    return [report.talk.say(key, count=kept, label=_label(report, proposed.repeat))]


def _more(report: OpenReport, count: int) -> list[str]:
    return [report.talk.say("rows.and_more", count=count)] if count > 0 else []


def _shown(report: OpenReport, repeat: str, row: ProposedRow) -> str:
    """A row's answers as people read them, beside one another."""
    language = report.talk.language
    asked = questions_of(report.session, repeat)
    answers = (shown(asked[path], value, language) for path, value in row.values.items())
    return cut(" · ".join(answers), LONGEST)


def _not_taken(report: OpenReport, proposed: Proposed) -> list[str]:
    talk = report.talk
    told: list[str] = []
    if proposed.unsound:
        told.append(talk.say("rows.unread", count=len(proposed.unsound)))
        told += [unread_line(report, proposed.repeat, row) for row in proposed.unsound[:MOST_NAMED]]
        told += _more(report, len(proposed.unsound) - MOST_NAMED)
    for line, other in proposed.doubled[:MOST_NAMED]:
        told.append(talk.say("rows.doubled", line=line, other=other))
    told += _more(report, len(proposed.doubled) - MOST_NAMED)
    told += [
        talk.say("rows.alike", line=line, other=other) for line, other in _worth_a_look(proposed)
    ]
    here = [str(row.line) for row in proposed.sound if row.here]
    told += [talk.say("rows.here_already", lines=", ".join(here))] if here else []
    left = ", ".join(map(str, proposed.left[:MOST_NAMED]))
    told += [talk.say("rows.left", lines=left)] if left else []
    if proposed.unused:
        told.append(talk.say("rows.unused", columns=", ".join(proposed.unused)))
    form = report.session.form
    room = room_left(form, kept_rows(report, proposed.repeat))
    if proposed.new and len(proposed.new) > room:
        told.append(talk.say("rows.room", room=room, most=form.most_rows))
    if proposed.over:
        first, last = proposed.over[0], proposed.over[-1]
        told.append(talk.say("rows.over", count=len(proposed.over), first=first, last=last))
    return told


def _worth_a_look(proposed: Proposed) -> Sequence[tuple[int, int]]:
    """Names that stand twice where names mostly stand once; a register of cases has the same ones
    again and again.
    """
    are_few = len(proposed.alike) <= max(1, len(proposed.rows) // 10)
    return proposed.alike[:MOST_NAMED] if are_few else ()


def unread_line(report: OpenReport, repeat: str, row: ProposedRow) -> str:
    """บรรทัด 5 “อบต.คลองตำหรุ · 31/2/2556”: รับเรื่องวันใด “31/2/2556” อ่านเป็นวันที่ไม่ได้"""
    asked = questions_of(report.session, repeat)
    reasons = [
        f"{_called(report, repeat, asked[path])} {why(report, cell, code)}"
        for path, (cell, code) in row.wrong.items()
    ]
    return report.talk.say("rows.line", line=row.line, text=row.text, why=", ".join(reasons))


def _called(report: OpenReport, repeat: str, question: Question) -> str:
    """A row's question without the part of its label that another answer of the row would fill."""
    path = question.path.replace(plain_path(repeat), f"{repeat}[1]", 1)
    where = path if report.session.has(path) else report.session.form.shape.path
    label = report.session.say(question.label, where, report.talk.language)
    return cut(label.lstrip(" :"), LONGEST_LABEL)


def why(report: OpenReport, cell: str, code: str) -> str:
    """Why a cell is no answer of the question it was meant for."""
    name, _, told = code.partition(":")
    if name == RULE:
        key = "rows.rule_told" if told else "rows.rule"
        return report.talk.say(key, cell=cell, rule=told)
    return report.talk.say(f"rows.why_{name if name in REASONS else 'other'}", cell=cell)


def buttons(report: OpenReport, proposed: Proposed) -> tuple[Button, ...]:
    """Take, add or replace; with those that are to be mended one after another; or leave them."""
    language, kept = report.talk.language, kept_rows(report, proposed.repeat)
    room = room_left(report.session.form, kept)
    new, sound = min(len(proposed.new), room), len(proposed.sound)
    made: list[Button] = []
    if new:
        word = "rows_add" if kept else "rows_take"
        made.append(tap(word, language, report.action("take_rows", kind="add"), count=new))
    if kept and sound:
        data = report.action("take_rows", kind="replace")
        made.append(tap("rows_replace", language, data, count=sound))
    if proposed.unsound and room:
        data = report.action("take_rows", kind="add", sure="1")
        made.append(tap("rows_mend", language, data, count=len(proposed.unsound)))
    made.append(tap("rows_leave", language, report.action("leave_rows")))
    return (*made, *always(report))


def _label(report: OpenReport, repeat: str) -> str:
    label = report.session.form.repeats[plain_path(repeat)].label
    words = report.session.say(label, parent_of(repeat), report.talk.language)
    return words or report.talk.say("rows.item")
