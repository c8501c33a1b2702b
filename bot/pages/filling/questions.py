"""One question as HTML: its words, its inputs with what stands in them, why an answer was refused.
Every input has a label; a refused one says so to a screen reader and shows the reason beside it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.pages.filling.fields import as_typed, name_of
from bot.pages.filling.frame import lines, text
from forms.filling.session import Session
from forms.kinds import MEDIA_KINDS
from forms.model import Choice, Question
from handlers.questions.prompts import LONG_TEXT
from handlers.vocabulary.answers import held_by, shown
from handlers.vocabulary.surveyed import is_scale
from handlers.vocabulary.words import say

AS_A_LIST = 12  # more choices than that open as a list of the browser's own
NUMERIC = {"integer": "numeric", "decimal": "decimal", "range": "decimal"}


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows: the form as it stands, what was refused and what stood there, which
    questions are closed, how many photos and files each has; `kept` is the form as it is kept,
    where that is another than what is shown.
    """

    session: Session
    language: str
    refused: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    closed: Callable[[str], bool] = lambda _path: False
    pieces: Mapping[str, int] = field(default_factory=dict)
    kept: Session | None = None

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    def id_of(self, question: Question) -> str:
        return f"q{self.session.key(question.path)}"

    def label(self, question: Question) -> str:
        return self.session.say(question.label, question.path, self.language)

    def held(self, question: Question) -> Sequence[str]:
        """What the inputs hold: what was refused as it was written, else the answer."""
        if question.path in self.typed:
            return self.typed[question.path]
        return as_typed(question, self.session.node(question.path).text)

    def label_of(self, choice: Choice) -> str:
        return choice.label.text(self.language)


def block(view: View, question: Question) -> str:
    """A question with its words around its inputs."""
    if question.kind == "note":
        return _note(view, question)
    if question.kind in MEDIA_KINDS:
        count = view.pieces.get(question.path, 0)
        return _only_told(view, question, view.say("fill.file_in_chat", count=count))
    if view.closed(question.path):
        value = shown(question, view.session.value(question.path), view.language)
        return _only_told(view, question, f"{value}\n{view.say('fill.closed_row')}")
    key, why = view.id_of(question), view.refused.get(question.path, "")
    told = f'<p class="why" id="{key}-why">{lines(why)}</p>' if why else ""
    hint = view.session.say(question.hint, question.path, view.language)
    if question.kind == "rank":
        hint = "\n".join(filter(None, (hint, view.say("fill.rank"), _numbered(view, question))))
    tip = f'<p class="small" id="{key}-hint">{lines(hint)}</p>' if hint else ""
    head = f"{lines(view.label(question))} {_must(view, question)}"
    if question.kind in {"select_one", "select_multiple", "acknowledge"} and not _opens(
        view, question
    ):
        role = ' role="radiogroup"' if question.kind == "select_one" else ""
        return (
            f'<fieldset id="{key}"{role}{_described(key, hint, why)}><legend>{head}</legend>{tip}'
            f"{inputs(view, question)}{told}</fieldset>"
        )
    return (
        f'<div class="q" id="{key}"><label for="{key}-in">{head}</label>{tip}'
        f"{inputs(view, question)}{told}</div>"
    )


def _only_told(view: View, question: Question, words: str) -> str:
    """A question that is not answered here, and why."""
    label = lines(view.label(question))
    return f'<div class="q"><b>{label}</b><p class="small">{lines(words)}</p></div>'


def _must(view: View, question: Question) -> str:
    if view.session.is_required(question):
        return f'<span class="must">({text(view.say("fill.must"))})</span>'
    return f'<span class="may">({text(view.say("fill.may"))})</span>'


def _note(view: View, note: Question) -> str:
    words = view.label(note)
    if value := view.session.value(note.path):
        value = held_by(note, value, view.language)
        words = view.say("report.read_only", label=words, value=value)
    return f'<p class="box">{lines(words)}</p>'


def _numbered(view: View, question: Question) -> str:
    return "\n".join(
        f"{number}. {view.label_of(one)}" for number, one in enumerate(question.choices, 1)
    )


def _described(key: str, hint: str, why: str) -> str:
    ids = [f"{key}-hint"] * bool(hint) + [f"{key}-why"] * bool(why)
    return f' aria-describedby="{" ".join(ids)}"' if ids else ""


def inputs(view: View, question: Question, called: str = "") -> str:
    """The inputs alone; `called` is what a screen reader says where no label stands beside them."""
    key, why = view.id_of(question), view.refused.get(question.path, "")
    name, held = text(name_of(question.path)), view.held(question)
    bad = ' aria-invalid="true"' if why else ""
    req = ' aria-required="true"' if view.session.is_required(question) else ""
    hint = "" if called else view.session.say(question.hint, question.path, view.language)
    about = f"{bad}{req}{_described(key, hint, why)}{_called(called)}"
    match question.kind:
        case "select_one" if _opens(view, question) or called:
            return _list(view, question, name, held, f'id="{key}-in"{about}')
        case "select_one":
            return _choices(view, question, name, held, "radio", bad)
        case "select_multiple":
            return _choices(view, question, name, held, "checkbox", bad)
        case "acknowledge":
            word = text(view.say("buttons.acknowledge"))
            tick = " checked" if held else ""
            about = f'type="checkbox" name="{name}" value="OK"{tick}{bad}'
            return f'<label class="c"><input {about}>{word}</label>'
        case "text" if question.appearance & LONG_TEXT and not called:
            written = text("".join(held[:1]))
            return f'<textarea id="{key}-in" name="{name}"{about}>\n{written}</textarea>'
        case kind:
            mode = f' inputmode="{NUMERIC[kind]}"' if kind in NUMERIC else ""
            value = text("".join(held[:1]))
            about = f'value="{value}" autocomplete="off"{mode}{about}'
            return f'<input type="text" id="{key}-in" name="{name}" {about}>'


def _called(called: str) -> str:
    return f' aria-label="{text(called)}"' if called else ""


def _opens(view: View, question: Question) -> bool:
    return question.kind == "select_one" and len(view.session.choices(question)) > AS_A_LIST


def _list(view: View, question: Question, name: str, held: Sequence[str], about: str) -> str:
    made = [f'<option value="">{text(view.say("fill.choose"))}</option>']
    for one in view.session.choices(question):
        chosen = " selected" if one.name in held else ""
        made.append(f'<option value="{text(one.name)}"{chosen}>{text(view.label_of(one))}</option>')
    return f'<select name="{name}" {about}>{"".join(made)}</select>'


def _choices(
    view: View, question: Question, name: str, held: Sequence[str], kind: str, bad: str
) -> str:
    made = [
        _choice(kind, name, one.name, view.label_of(one), one.name in held, bad)
        for one in view.session.choices(question)
    ]
    scale = is_scale(question)
    if kind == "radio" and not view.session.is_required(question):
        blank = _choice(kind, name, "", view.say("survey.not_told"), not "".join(held), bad)
        return f"{_grid(made) if scale else ''.join(made)}{blank}"
    return _grid(made) if scale else "".join(made)


def _grid(made: Sequence[str]) -> str:
    return f'<div class="scale">{"".join(made)}</div>'


def _choice(kind: str, name: str, value: str, label: str, is_chosen: bool, bad: str) -> str:
    tick = " checked" if is_chosen else ""
    return (
        f'<label class="c"><input type="{kind}" name="{name}" value="{text(value)}"{tick}{bad}>'
        f"<span>{text(label)}</span></label>"
    )
