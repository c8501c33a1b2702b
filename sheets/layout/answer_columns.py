"""What of a form gets a column in the Sheet: what it asks, and what it works out. Pure.

Choices stand by their labels: nobody reads codes. Of a form that names what it works out (a bind
with a title) only that is shown; of one that names nothing, all of it by its own names.
"""

from collections.abc import Iterator

from forms.kinds import MEDIA_KINDS
from forms.model import Form, Question, Shape
from forms.words import NO_WORDS, Words

WORKED_OUT = "calculate"
UNASKED = {*MEDIA_KINDS, "note"}
META = "/meta/"


def columns_of(form: Form) -> list[Question]:
    """Every question that is answered with a value, and every calculation, in the form's order."""
    titled = any(rules.title for rules in form.rules.values())
    found = [
        form.by_path.get(node.path) or _worked_out(form, node.path) for node in _nodes(form.shape)
    ]
    return [one for one in found if one and _is_shown(one, titled=titled)]


def _nodes(shape: Shape) -> Iterator[Shape]:
    yield shape
    for child in shape.children:
        yield from _nodes(child)


def _worked_out(form: Form, path: str) -> Question | None:
    rules = form.rules.get(path)
    if rules is None or rules.calculation is None or META in path:
        return None
    title = Words({"th": (rules.title or path.rpartition("/")[2],)})
    return Question(path, WORKED_OUT, title, NO_WORDS, NO_WORDS, NO_WORDS, "", (), rules)


def _is_shown(column: Question, *, titled: bool) -> bool:
    if column.kind == WORKED_OUT:
        return bool(column.rules.title) or not titled
    return column.kind not in UNASKED


def said(question: Question, answer: str) -> str:
    """An answer as it stands in a cell: the labels of what was chosen, everything else as it is."""
    labels = {choice.name: choice.label.text("th") for choice in question.choices}
    if not labels or not answer:
        return answer
    if question.kind == "select_one":
        return labels.get(answer, answer)
    chosen = answer.split()
    if question.kind != "rank":
        order = [*labels]
        chosen.sort(key=lambda name: order.index(name) if name in labels else len(order))
    return ", ".join(labels.get(name, name) for name in chosen)
