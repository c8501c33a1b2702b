"""Rows as a table: pasted where a repeat's rows are asked for, taken after a yes, mended one cell
after another, or left.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from forms.filling.session import Session
from forms.filling.stops import RowsEnd
from forms.kinds import MEDIA_KINDS
from forms.model import Question
from forms.tables.lines import Line
from forms.tables.pasted import has_cells, readings
from forms.tables.placing import placed, room_left, skipped, stays
from handlers.questions import evidence, proposal
from handlers.questions.asking import ask, asked
from handlers.questions.prompts import is_long
from handlers.questions.proposing import kept_rows, repeat_at, understood
from handlers.vocabulary.actions import Action, read_action
from handlers.vocabulary.command import FormCommand
from handlers.vocabulary.draft import Piece
from handlers.vocabulary.events import Sent
from handlers.vocabulary.messages import Tap, Text
from handlers.vocabulary.proposed import Proposed, ProposedRow
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn
from handlers.vocabulary.words import heard, heard_keys, plain

FILES = (".xlsx", ".xls", ".xlsm", ".csv", ".tsv", ".txt")
SEVERAL = {"select_multiple", "rank"}  # several lines may be one answer of these


def pasted(report: OpenReport, text: str) -> Turn | None:
    """Several lines, or cells with tabs, where rows are asked for; None for any other text."""
    stop = asked(report)
    repeat = repeat_at(report, stop)
    if not repeat or heard_keys(text) or not _is_table(stop, text):
        return None
    found = understood(report, repeat, readings(text))
    if found is None or (isinstance(stop, RowsEnd) and "\n" not in text and not found.sound):
        return None
    return propose(report, found)


def _is_table(stop: object, text: str) -> bool:
    if isinstance(stop, RowsEnd):
        return len(text.split()) > 1
    is_several = isinstance(stop, Question) and (stop.kind in SEVERAL or is_long(stop))
    return has_cells(text) or (not is_several and "\n" in text.strip())


def propose(report: OpenReport, found: Proposed) -> Turn:
    report = report.with_draft(replace(report.draft, proposed=found))
    return proposal.show(report, found)


def takes(report: OpenReport, sent: Sent) -> bool:
    """Whether a file is rows for the repeat the form stands at."""
    is_table = sent.kind == "file" and sent.name.lower().endswith(FILES)
    return is_table and not report.draft.survey and bool(repeat_at(report, asked(report)))


def brought(report: OpenReport, lines: Sequence[Line], file: Piece) -> Turn:
    """What was read of a file: for the rows that are asked for now, or were when it was sent."""
    repeat = repeat_at(report, asked(report)) or _only_repeat(report)
    found = (
        understood(report, repeat, [lines], file=file.name, evidence=file.to_json())
        if repeat
        else None
    )
    if found is None:
        return ask(report, asked(report)).after(
            Text(report.talk.say("rows.nothing_in_file", name=file.name))
        )
    return propose(report, found)


def _only_repeat(report: OpenReport) -> str:
    ends = [one.path for one in report.session.stops() if isinstance(one, RowsEnd)]
    return ends[0] if len(ends) == 1 else ""


def wrote(report: OpenReport, text: str) -> Turn | None:
    """The answer to rows that were read back; None for what is no answer to them."""
    found = report.draft.proposed
    if found is None:
        return None
    wanted = plain(text)
    for button in proposal.buttons(report, found):
        if isinstance(button, Tap) and plain(button.label) == wanted:
            chosen = read_action(button.action)
            return _RUN[chosen.name](report, chosen) if chosen.name in _RUN else None
    if heard("yes", text) and found.new and not kept_rows(report, found.repeat):
        return take(report, Action("take_rows", kind="add"))
    if heard("stay", text) or heard("no_more", text):
        return leave(report)
    return proposal.show(report, found).after(Text(report.talk.say("rows.say_which")))


def take(report: OpenReport, chosen: Action) -> Turn | None:
    """รับ: the rows that can be read, and after `sure` the others too, to be mended one by one."""
    found = report.draft.proposed
    if found is None or report.session.stop(found.repeat) is None:
        return None
    is_instead = chosen.kind == "replace"
    start = 0 if is_instead else kept_rows(report, found.repeat)
    sound = found.sound if is_instead else found.new[: room_left(report.session.form, start)]
    rows = [*sound, *(found.unsound if chosen.sure else ())][
        : room_left(report.session.form, start)
    ]
    taken, count = _with_rows(report, found, rows, start), len(sound)
    said = [report.talk.say("rows.taken", count=count)] if count else []
    said += [] if chosen.sure else _left_out(report, found)
    taken, attached = _with_file(taken, found)
    said += [attached] if attached else []
    turn = ask(taken)
    return turn.after(Text("\n".join(said))) if said else turn


def _with_rows(
    report: OpenReport, found: Proposed, rows: Sequence[ProposedRow], start: int
) -> OpenReport:
    """The report with these rows after the first `start`; what could not be read is still asked."""
    now = placed(report.session, found.repeat, [row.values for row in rows], start)
    unread = {
        f"{where}/{path}": report.talk.say(
            "rows.cell", line=row.line, why=proposal.why(report, cell, code)
        )
        for where, row in zip(now.rows, rows, strict=True)
        for path, (cell, code) in row.wrong.items()
    }
    session = Session(report.session.form, now.answers, report.session.now)
    answers = skipped(session, now.rows, unread)
    draft = replace(
        report.draft,
        answers=answers,
        proposed=None,
        unread={**_staying(report.draft.unread, found, start), **unread},
        pieces=_staying(report.draft.pieces, found, start),
        editing=False,
    )
    return report.with_draft(draft)


T = TypeVar("T")


def _staying(by_path: Mapping[str, T], found: Proposed, start: int) -> dict[str, T]:
    """Without what lies in the rows that are replaced."""
    return {path: one for path, one in by_path.items() if stays(path, found.repeat, start)}


def _left_out(report: OpenReport, found: Proposed) -> list[str]:
    """The lines that were not taken, whole, so that they can be copied, mended and sent again."""
    if not found.unsound:
        return []
    lines = [
        proposal.unread_line(report, found.repeat, row)
        for row in found.unsound[: proposal.MOST_NAMED]
    ]
    return [report.talk.say("rows.left_out", count=len(found.unsound)), *lines]


def _with_file(report: OpenReport, found: Proposed) -> tuple[OpenReport, str]:
    """The file is evidence too, where the form asks for files outside of its rows."""
    if not found.evidence:
        return report, ""
    piece = Piece(**found.evidence)
    wanted = (
        one
        for one in report.session.form.questions
        if one.kind == "file" and report.session.path(one.path) == one.path
    )
    question = next(wanted, None)
    if question is None or question.kind not in MEDIA_KINDS:
        return report, ""
    pieces = (*report.draft.pieces.get(question.path, ()), piece)
    draft = report.draft.with_pieces(question.path, pieces)
    if question.path in draft.answers.done:
        draft = evidence.answered(draft, question.path)
    return report.with_draft(draft), report.talk.say("rows.file_kept", name=piece.name)


def leave(report: OpenReport, _chosen: Action | None = None) -> Turn:
    """ไม่รับ: nothing of it is used."""
    report = report.with_draft(replace(report.draft, proposed=None))
    return ask(report, asked(report)).after(Text(report.talk.say("rows.not_taken")))


_RUN: dict[str, Callable[[OpenReport, Action], Turn | None]] = {
    "take_rows": take,
    "leave_rows": leave,
}
FORM_COMMANDS = tuple(FormCommand(name, run) for name, run in _RUN.items())
