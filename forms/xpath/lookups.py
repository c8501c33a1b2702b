"""pulldata(), jr:choice-name() and jr:itext(): a cell of a list, found by another cell."""

from collections.abc import Callable, Sequence

from forms.paths import plain_path
from forms.xpath.nodes import Node, Value, to_text
from forms.xpath.scope import Argument, Scope
from forms.xpath.steps import nodes_of
from forms.xpath.tokens import ExpressionError

Given = tuple[
    Argument, bool, Value | None
]  # the function, whether it gives a node-set, its value if it is constant
Compiler = Callable[[str], Argument]
LABELS = "labels of "  # and a question's path: its choices as a list
TEXTS = "texts"  # the form's own, each with its id as name and what it says as label


def pulldata(given: Sequence[Given], _compiler: Compiler) -> Argument:
    """pulldata('list', 'column', 'key column', key): blank where no row has the key.

    The names may be worked out; a list the form does not have gives blank.
    """
    _check("pulldata", given, 4)
    name, column, key, wanted = (run for run, _, _ in given)

    def found(scope: Scope) -> Value:
        root = scope.lists.get(to_text(name(scope)).strip().removesuffix(".csv"))
        rows = root.child("root") if root else None
        searched, given_key = to_text(key(scope)).strip(), to_text(wanted(scope))
        return _cell(rows, searched, given_key, to_text(column(scope)).strip())

    return found


def choice_name(given: Sequence[Given], compiler: Compiler) -> Argument:
    """jr:choice-name(value, 'question'): the label of the choice, in the form's first language."""
    _check("jr:choice-name", given, 2)
    asked, value = compiler(_constant("jr:choice-name", given, 1)), given[0][0]

    def found(scope: Scope) -> Value:
        node = next(iter(nodes_of(asked(scope))), None)
        root = None if node is None else scope.lists.get(f"{LABELS}{plain_path(node.path)}")
        return _cell(root, "name", to_text(value(scope)), "label")

    return found


def itext(given: Sequence[Given], _compiler: Compiler) -> Argument:
    """jr:itext(id): the text of that id, in the form's first language."""
    _check("jr:itext", given, 1)
    (text_id, _, _) = given[0]
    return lambda scope: _cell(scope.lists.get(TEXTS), "name", to_text(text_id(scope)), "label")


def _cell(rows: Node | None, key: str, wanted: str, column: str) -> str:
    """Of the first item whose key column holds the text."""
    items = rows.indexed("item", key).get(wanted, ()) if rows else ()
    found = items[0].child(column) if items else None
    return "" if found is None else found.text


def _check(name: str, given: Sequence[Given], count: int) -> None:
    if len(given) != count:
        raise ExpressionError("wrong_count", function=name, takes=str(count), given=len(given))


def _constant(name: str, given: Sequence[Given], place: int) -> str:
    value = given[place][2]
    if not isinstance(value, str):
        code = "needs_list_name" if place == 0 else "needs_column_name"
        raise ExpressionError(code, function=name, **({} if place == 0 else {"place": place + 1}))
    return value.strip()
