"""XLSForm expressions: text -> tokens -> a function of the scope. Compiled once and kept."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from forms.functions import PLAIN, SCOPED, Argument, Scope
from forms.nodes import Node, Value, to_boolean, to_number, to_text
from forms.operators import LEVELS
from forms.tokens import LONGEST, ExpressionError, tokens

DEEPEST = 60


@lru_cache(maxsize=4096)
def compile_expression(text: str) -> Argument:
    """The function of an expression. Raises ExpressionError for bad syntax, unknown functions, too much depth."""
    if len(text) > LONGEST:
        raise ExpressionError(f"the expression is longer than {LONGEST} characters")
    parser = _Parser(tokens(text), text)
    compiled = parser.expression()
    parser.expect_end()
    return compiled


class _Parser:
    """Recursive descent over the tokens; every rule returns the function of what it read."""

    def __init__(self, words: list[tuple[str, str]], text: str) -> None:
        self._tokens, self._text, self._at, self._depth = words, text, 0, 0

    def _peek(self) -> str:
        kind, word = self._tokens[self._at]
        return word if kind in {"sign", "operator"} else ""

    def _take(self) -> tuple[str, str]:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _expect(self, word: str) -> None:
        if self._take()[1] != word:
            raise ExpressionError(f"{word!r} is missing in {self._text!r}")

    def expect_end(self) -> None:
        kind, word = self._tokens[self._at]
        if kind != "end":
            raise ExpressionError(f"{word!r} is not expected here in {self._text!r}")

    def expression(self) -> Argument:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError(f"the expression is nested deeper than {DEEPEST} levels")
        compiled = self._either("or", lambda: self._either("and", lambda: self._binary(0)))
        self._depth -= 1
        return compiled

    def _either(self, word: str, part: Callable[[], Argument]) -> Argument:
        parts = [part()]
        while self._peek() == word:
            self._take()
            parts.append(part())
        if len(parts) == 1:
            return parts[0]
        decide = any if word == "or" else all
        return lambda scope: decide(to_boolean(one(scope)) for one in parts)

    def _binary(self, level: int) -> Argument:
        if level == len(LEVELS):
            return self._signed()
        left = self._binary(level + 1)
        while self._peek() in LEVELS[level]:
            left = _applied(LEVELS[level][self._take()[1]], left, self._binary(level + 1))
        return left

    def _signed(self) -> Argument:
        if self._peek() != "-":
            return self._united()
        self._take()
        inner = self._signed()
        return lambda scope: -to_number(inner(scope))

    def _united(self) -> Argument:
        left = self._operand()
        while self._peek() == "|":
            self._take()
            left = _applied(lambda a, b: [*_nodes(a), *_nodes(b)], left, self._operand())
        return left

    def _operand(self) -> Argument:
        kind, word = self._tokens[self._at]
        if kind == "number":
            self._take()
            return _constant(float(word))
        if kind == "text":
            self._take()
            return _constant(word[1:-1])
        if word == "(" and kind == "sign":
            self._take()
            inner = self.expression()
            self._expect(")")
            return self._steps_after(inner)
        if kind == "name" and self._tokens[self._at + 1] == ("sign", "("):
            return self._steps_after(self._call())
        return self._path()

    def _call(self) -> Argument:
        name = self._take()[1]
        self._expect("(")
        arguments: list[Argument] = []
        while self._peek() != ")":
            arguments.append(self.expression())
            if self._peek() != ")":
                self._expect(",")
        self._expect(")")
        return _call(name, arguments)

    def _path(self) -> Argument:
        if self._peek() == "/":
            self._take()
            return self._steps(lambda scope: [scope.root], from_root=True)
        return self._steps(lambda scope: [scope.node])

    def _steps_after(self, start: Argument) -> Argument:
        if self._peek() == "[":
            start = self._filtered(start)
        if self._peek() != "/":
            return start
        self._take()
        return self._steps(start)

    def _steps(self, start: Argument, *, from_root: bool = False) -> Argument:
        path = self._step(start, first_of_root=from_root)
        while self._peek() == "/":
            self._take()
            path = self._step(path, same_row=from_root and self._more_steps())
        return path

    def _more_steps(self) -> bool:
        return self._tokens[self._at + 1 : self._at + 2] == [("sign", "/")]

    def _step(self, start: Argument, *, first_of_root: bool = False, same_row: bool = False) -> Argument:
        kind, word = self._take()
        if kind != "name" and word not in {".", "..", "*"}:
            raise ExpressionError(f"a question's name is missing before {word or 'the end'!r} in {self._text!r}")
        path = _root_step(word) if first_of_root else _walk(start, word, same_row=same_row)
        return self._filtered(path) if self._peek() == "[" else path

    def _filtered(self, path: Argument) -> Argument:
        while self._peek() == "[":
            self._take()
            path = _kept(path, self.expression())
            self._expect("]")
        return path


def _constant(value: Value) -> Argument:
    return lambda _scope: value


def _applied(function: Callable[[Value, Value], Value], left: Argument, right: Argument) -> Argument:
    return lambda scope: function(left(scope), right(scope))


def _nodes(value: Value) -> list[Node]:
    if not isinstance(value, list):
        raise ExpressionError(f"a question's name is needed, not {to_text(value)!r}")
    return value


def _root_step(name: str) -> Argument:
    return lambda scope: [scope.root] if name in {scope.root.name, "*"} else []


def _walk(start: Argument, word: str, *, same_row: bool) -> Argument:
    if word == ".":
        return start
    if word == "..":
        return lambda scope: [node.parent for node in _nodes(start(scope)) if node.parent is not None]

    def children(scope: Scope) -> Value:
        found = [child for node in _nodes(start(scope)) for child in node.children if word in {child.name, "*"}]
        if same_row and len(found) > 1:  # an absolute path inside a repeat means this row
            around = set(map(id, scope.node.up()))
            return [node for node in found if id(node) in around] or found
        return found

    return children


def _kept(path: Argument, test: Argument) -> Argument:
    def kept(scope: Scope) -> Value:
        nodes = _nodes(path(scope))
        return [node for place, node in enumerate(nodes, 1) if _holds(test, scope, node, place, len(nodes))]

    return kept


def _holds(test: Argument, scope: Scope, node: Node, place: int, size: int) -> bool:
    inner = replace(scope, node=node, position=place, size=size, current=scope.current or scope.node)
    value = test(inner)
    return value == place if isinstance(value, float) else to_boolean(value)


def _call(name: str, arguments: list[Argument]) -> Argument:
    if name == "instance":
        return lambda scope: [scope.lists[to_text(arguments[0](scope))]]
    if name not in PLAIN and name not in SCOPED:
        raise ExpressionError(f"the function {name}() is not known")
    fewest, most, function = (PLAIN.get(name) or SCOPED[name])[:3]
    if not fewest <= len(arguments) <= most:
        raise ExpressionError(f"{name}() takes {fewest} to {most} values, not {len(arguments)}")
    if name in PLAIN:
        return lambda scope: function(*[argument(scope) for argument in arguments])
    return lambda scope: function(scope, *arguments)
