"""A whole form as the inside of a page: questions in order, rows of a repeat as a table, what was
refused at the top with ways to it, the buttons.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.pages.filling.fields import ADD, DO, DROP, PAGE, SHOWN, name_of, on_page, shown_value
from bot.pages.filling.frame import lines, text
from bot.pages.filling.questions import View, block, inputs
from forms.filling.stops import RowsEnd
from forms.kinds import MEDIA_KINDS
from forms.model import Question, Repeat
from forms.paths import plain_path

ABOUT = re.compile(r"^[^:]*…[^:]*:")  # "เรื่องที่ …:", what a row is called in its questions
MOST_WAYS = 8  # to refused answers, at the top
MOST_COLUMNS = 12  # of a table; a repeat with more stands row by row


@dataclass(frozen=True, slots=True)
class Sheet:
    """What surrounds the questions: where it is posted to, its sealed number, its buttons as (what,
    words) with the main one first, what is said at the top, whether nothing was posted yet.
    """

    action: str
    page: str
    buttons: Sequence[tuple[str, str]]
    notice: str = ""
    is_good: bool = False  # the notice is good news
    fresh: bool = False
    hidden: Sequence[tuple[str, str]] = ()


def form(view: View, sheet: Sheet) -> str:
    """The form element with all in it."""
    questions = [one for one in on_page(view.session) if not view.closed(one.path)]
    held = [
        (PAGE, sheet.page),
        (SHOWN, shown_value(view.kept or view.session, questions)),
        *sheet.hidden,
    ]
    hidden = "".join(
        f'<input type="hidden" name="{text(name)}" value="{text(value)}">' for name, value in held
    )
    live = ' data-live="1"' if _grows(view) else ""
    fresh = ' data-fresh="1"' if sheet.fresh else ""
    main = sheet.buttons[0][0]
    unseen = 'type="submit" class="hide" tabindex="-1" aria-hidden="true"'
    first = f'<button {unseen} name="{DO}" value="{main}"></button>'  # what Enter presses
    first = first if view.session.form.repeats else ""
    words = {"sending": "fill.sending", "nosignal": "fill.no_signal"}
    data = "".join(f' data-{name}="{text(view.say(key))}"' for name, key in words.items())
    return (
        f'<form method="post" action="{text(sheet.action)}" novalidate '
        f'data-page="{text(sheet.page)}"'
        f"{live}{fresh}{data}>{_top(view, sheet)}{first}{hidden}{''.join(_parts(view))}"
        f'<p id="live" role="status" aria-live="polite"></p>'
        f'<div class="acts">{_buttons(sheet)}</div></form>'
    )


def _buttons(sheet: Sheet) -> str:
    return "".join(
        f'<button type="submit" name="{DO}" value="{what}"{" class=quiet" if place else ""}>'
        f"{text(words)}</button>"
        for place, (what, words) in enumerate(sheet.buttons)
    )


def _grows(view: View) -> bool:
    """Whether answers decide what is asked: then a script asks anew after each choice."""
    held = view.session.form
    counted = any(one.count is not None for one in held.repeats.values())
    return counted or any(one.relevant is not None for one in held.rules.values())


def _top(view: View, sheet: Sheet) -> str:
    said = ""
    if sheet.notice:
        good = " ok" if sheet.is_good else ""
        about = f'class="notice{good}" role="status" tabindex="-1" data-told'
        said = f"<p {about}>{lines(sheet.notice)}</p>"
    if not view.refused:
        return said
    ways = "".join(
        f'<li><a href="#{view.id_of(one)}">{text(view.label(one))}</a>: '
        f"{text(view.refused[one.path])}</li>"
        for one in [one for one in on_page(view.session) if one.path in view.refused][:MOST_WAYS]
    )
    words = text(view.say("fill.refused", count=len(view.refused)))
    return (
        f'{said}<div class="notice" role="alert" tabindex="-1" data-told><b>{words}</b>'
        f"<ul>{ways}</ul></div>"
    )


def _parts(view: View) -> Iterator[str]:
    """Each question once; a repeat's rows together, where the first of them stands."""
    session, done = view.session, set()
    for stop in _stops(view):
        repeat = _outermost(view, stop)
        if repeat is None:
            yield block(view, stop) if isinstance(stop, Question) else ""
        elif repeat.path not in done:
            done.add(repeat.path)
            yield _rows(view, repeat, session.answers.rows.get(repeat.path, 0))


def _stops(view: View) -> Iterator[Question | RowsEnd]:
    """What is asked, and the notes where they stand."""
    session = view.session
    yield from (one for one in session.notes_after("") if isinstance(one, Question))
    for stop in session.stops():
        yield stop
        yield from session.notes_after(stop.path)


def _outermost(view: View, stop: Question | RowsEnd) -> Repeat | None:
    """The repeat around a stop that stands in no other."""
    plain = plain_path(stop.path)
    around = [
        one
        for path, one in view.session.form.repeats.items()
        if plain == path or plain.startswith(f"{path}/")
    ]
    return min(around, key=lambda one: len(one.path)) if around else None


def _rows(view: View, repeat: Repeat, count: int) -> str:
    label = repeat.label.text(view.language) or view.say("repeat.item")
    here = [_of_row(view, f"{repeat.path}[{number}]") for number in range(1, count + 1)]
    columns = list(dict.fromkeys(plain_path(one.path) for row in here for one in row))
    nested = any(path.startswith(f"{repeat.path}/") for path in view.session.form.repeats)
    is_table = len(columns) <= MOST_COLUMNS and not nested
    made = (
        _table(view, repeat, here, columns)
        if is_table
        else "".join(_in_a_row(view, repeat, number, row) for number, row in enumerate(here, 1))
    )
    empty = "" if count else f'<p class="small">{text(view.say("fill.no_rows"))}</p>'
    name = text(name_of(repeat.path))
    add = ""
    if repeat.count is None:
        words = text(view.say("fill.add_row", label=label))
        about = f'type="submit" class="quiet row" name="{DO}" value="{ADD}:{name}:{count}"'
        add = f"<p><button {about}>{words}</button></p>"
    return f"<section><h2>{text(label)}</h2>{empty}{made}{add}</section>"


def _of_row(view: View, row: str) -> list[Question]:
    return [one for one in view.session.questions() if one.path.startswith(f"{row}/")]


def _in_a_row(view: View, repeat: Repeat, number: int, row: Sequence[Question]) -> str:
    title = text(view.say("fill.row", number=number))
    return (
        f"<h2>{title}</h2>{''.join(block(view, one) for one in row)}{_drop(view, repeat, number)}"
    )


def _drop(view: View, repeat: Repeat, number: int) -> str:
    if repeat.count is not None:
        return ""
    words = text(view.say("fill.drop_row", number=number))
    count = view.session.answers.rows.get(repeat.path, 0)
    value = f"{DROP}:{text(name_of(repeat.path))}:{count}:{number}"
    return f'<button type="submit" class="quiet row" name="{DO}" value="{value}">{words}</button>'


def _table(
    view: View, repeat: Repeat, here: Sequence[Sequence[Question]], columns: Sequence[str]
) -> str:
    """A line a row, a column a question; on a phone each row stands as a card of its own."""
    labels = {path: _heading(view, path) for path in columns}
    head = "".join(
        f'<th scope="col" role="columnheader">{text(one)}</th>' for one in labels.values()
    )
    body = "".join(_line(view, repeat, number, row, labels) for number, row in enumerate(here, 1))
    first = f'<th scope="col" role="columnheader">{text(view.say("fill.row", number=""))}</th>'
    return (
        f'<div class="wide"><table class="rows" role="table"><thead role="rowgroup"><tr role="row">'
        f'{first}{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _heading(view: View, path: str) -> str:
    """A column's words: the question's without the number of a row."""
    question = view.session.form.by_path[path]
    return ABOUT.sub("", question.label.text(view.language)).replace("…", "").strip(" :")


def _line(
    view: View, repeat: Repeat, number: int, row: Sequence[Question], labels: dict[str, str]
) -> str:
    of_path = {plain_path(one.path): one for one in row}
    cells = "".join(
        f'<td role="cell" data-label="{text(label)}">'
        f"{_cell(view, of_path.get(path), number, label)}</td>"
        for path, label in labels.items()
    )
    lead = f'<td role="cell">{number} {_drop(view, repeat, number)}</td>'
    return f'<tr role="row">{lead}{cells}</tr>'


def _cell(view: View, question: Question | None, number: int, label: str) -> str:
    """The inputs of one question of one row; nothing where it is not asked of it."""
    if question is None:
        return ""
    if question.kind in MEDIA_KINDS:
        return text(view.say("fill.file_in_chat", count=view.pieces.get(question.path, 0)))
    if question.kind == "note":
        return lines(view.label(question))
    if view.closed(question.path):
        return lines(view.session.value(question.path))
    why = view.refused.get(question.path, "")
    key = view.id_of(question)
    told = f'<p class="why" id="{key}-why">{lines(why)}</p>' if why else ""
    called = f"{view.say('fill.row', number=number)} {label}"
    return f'<div id="{key}">{inputs(view, question, called)}</div>{told}'
