"""XLSForm expressions: text -> tokens -> a function of the scope. Compiled once and kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from forms.calls import call
from forms.code import HERE, Code, Trail, above_root, applied, further, root_named
from forms.nodes import Value, to_boolean, to_number
from forms.operators import LEVELS
from forms.scope import Argument
from forms.steps import AXES, TESTS, along, descendants, filtered, step, united
from forms.tokens import LONGEST, ExpressionError, tokens

DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression and every path it reads."""

    run: Argument
    reads: frozenset[Trail]


def compile_expression(text: str) -> Argument:
    """The function of an expression. Raises ExpressionError for bad syntax, unknown functions, too much depth."""
    return read_expression(text).run


@lru_cache(maxsize=8192)
def read_expression(text: str) -> Expression:
    """The same, with the paths it reads."""
    if len(text) > LONGEST:
        raise ExpressionError("too_long", most=LONGEST)
    parser = _Parser(tokens(text), text)
    compiled = parser.expression()
    parser.expect_end()
    return Expression(compiled.run, frozenset(parser.reads))


class _Parser:
    """Recursive descent over the tokens; every rule returns the function of what it read."""

    def __init__(self, words: list[tuple[str, str]], text: str) -> None:
        self._tokens, self._text, self._at, self._depth = words, text, 0, 0
        self._base: list[Trail | None] = [HERE]
        self._any_row = False
        self.reads: set[Trail] = set()

    def _peek(self) -> str:
        kind, word = self._tokens[self._at]
        return word if kind in {"sign", "operator"} else ""

    def _next_is(self, sign: str) -> bool:
        return self._tokens[self._at + 1 : self._at + 2] == [("sign", sign)]

    def _take(self) -> tuple[str, str]:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _expect(self, word: str) -> None:
        kind, found = self._tokens[self._at]
        if kind == "end" or found != word:
            raise ExpressionError("missing", word=repr(word), text=repr(self._text))
        self._at += 1

    def expect_end(self) -> None:
        kind, word = self._tokens[self._at]
        if kind != "end":
            raise ExpressionError("unexpected", word=repr(word), text=repr(self._text))

    def _deeper(self, rule: Callable[[], Code]) -> Code:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError("too_deep", most=DEEPEST)
        code = rule()
        self._depth -= 1
        return code

    def expression(self) -> Code:
        return self._deeper(lambda: self._either("or", lambda: self._either("and", lambda: self._binary(0))))

    def _either(self, word: str, part: Callable[[], Code]) -> Code:
        codes = [part()]
        while self._peek() == word:
            self._take()
            codes.append(part())
        if len(codes) == 1:
            return codes[0]
        decide, parts = any if word == "or" else all, [code.run for code in codes]
        return Code(lambda scope: decide(to_boolean(one(scope)) for one in parts))

    def _binary(self, level: int) -> Code:
        if level == len(LEVELS):
            return self._signed()
        left = self._binary(level + 1)
        while self._peek() in LEVELS[level]:
            left = Code(applied(LEVELS[level][self._take()[1]], left.run, self._binary(level + 1).run))
        return left

    def _signed(self) -> Code:
        if self._peek() != "-":
            return self._united()
        self._take()
        inner = self._deeper(self._signed).run
        return Code(lambda scope: -to_number(inner(scope)))

    def _united(self) -> Code:
        left = self._operand()
        while self._peek() == "|":
            self._take()
            right = self._operand()
            if not (left.nodes and right.nodes):
                raise ExpressionError("only_questions_join", text=repr(self._text))
            left = Code(united(left.run, right.run), nodes=True)
        return left

    def _operand(self) -> Code:
        kind, word = self._tokens[self._at]
        if kind in {"number", "text"}:
            self._take()
            value: Value = float(word) if kind == "number" else word[1:-1]
            return Code(lambda _scope: value, constant=value)
        if word == "(" and kind == "sign":
            self._take()
            inner = self.expression()
            self._expect(")")
            return self._steps_after(inner)
        if kind == "name" and self._next_is("(") and f"{word}()" not in TESTS:
            return self._steps_after(self._call())
        return self._path()

    def _call(self) -> Code:
        name = self._take()[1]
        self._expect("(")
        codes: list[Code] = []
        around = self._any_row
        while self._peek() != ")":
            if codes:
                self._expect(",")
            self._any_row = around or (name == "indexed-repeat" and (not codes or len(codes) % 2 == 1))
            codes.append(self.expression())
            self._any_row = around
        self._expect(")")
        run = call(name, [(code.run, code.nodes, code.constant) for code in codes], compile_expression)
        if name == "current":
            return Code(run, nodes=True, trail=HERE)
        if name == "pulldata":
            self.reads |= {(f"list:{codes[0].constant}", "root", "item", str(code.constant)) for code in codes[1:3]}
        if name == "instance":
            trail = (f"list:{codes[0].constant}",)
            self.reads.add(trail)
            return Code(run, nodes=True, trail=trail)
        return Code(run, nodes=name == "indexed-repeat" or (name == "if" and codes[1].nodes and codes[2].nodes))

    def _steps_after(self, start: Code) -> Code:
        while self._peek() == "[":
            self._only_nodes(start)
            start = start._replace(run=filtered(start.run, self._predicate(start.trail)))
        if self._peek() not in {"/", "//"}:
            return start
        self._only_nodes(start)
        return self._steps(start, absolute=False)

    def _only_nodes(self, code: Code) -> None:
        if not code.nodes:
            raise ExpressionError("question_before", word=repr(self._peek()), text=repr(self._text))

    def _path(self) -> Code:
        if self._peek() == "//":
            return self._steps(Code(above_root, nodes=True, trail=("/",)), absolute=True)
        if self._peek() == "/":
            if not self._starts_step(self._at + 1):
                self._take()
                return Code(above_root, nodes=True, trail=("/",))
            return self._steps(Code(above_root, nodes=True, trail=("/",)), absolute=True)
        here = Code(lambda scope: [scope.node], nodes=True, trail=self._base[-1])
        return self._steps(self._step(here, absolute=False), absolute=False)

    def _starts_step(self, at: int) -> bool:
        kind, word = self._tokens[at]
        return kind == "name" or (kind == "sign" and word in {".", "..", "*", "@"})

    def _steps(self, path: Code, *, absolute: bool) -> Code:
        while self._peek() in {"/", "//"}:
            if self._take()[1] == "//":
                path = Code(descendants(path.run), nodes=True)
            path = self._step(path, absolute=absolute)
        if path.trail is not None:
            self.reads.add(path.trail)
        return path

    def _step(self, start: Code, *, absolute: bool) -> Code:
        axis, test = self._axis_and_test()
        trail = None if start.trail is None else further(start.trail, axis, test)
        tests = []
        while self._peek() == "[":
            tests.append(self._predicate(trail))
        if start.run is above_root and axis == "child" and not tests:
            return Code(root_named(test), nodes=True, trail=trail)
        narrow = absolute and not self._any_row and not tests and self._peek() == "/"
        return Code(step(start.run, along(axis, test), tests, narrow=narrow), nodes=True, trail=trail)

    def _axis_and_test(self) -> tuple[str, str]:
        kind, word = self._take()
        if kind == "sign" and word in {".", ".."}:
            return ("self" if word == "." else "parent"), "node()"
        axis = "child"
        if word == "@" and kind == "sign":
            axis, (kind, word) = "attribute", self._take()
        elif kind == "name" and self._peek() == "::":
            if word not in AXES:
                raise ExpressionError("no_axis", word=word, text=repr(self._text))
            axis = word
            self._take()
            kind, word = self._take()
        if kind == "name" and self._peek() == "(" and f"{word}()" in TESTS:
            self._take()
            self._expect(")")
            return axis, f"{word}()"
        if kind != "name" and not (word == "*" and kind == "sign"):
            raise ExpressionError("question_missing", word=repr(word or "the end"), text=repr(self._text))
        return axis, word

    def _predicate(self, trail: Trail | None) -> Argument:
        self._expect("[")
        self._base.append(trail)
        test = self.expression().run
        self._base.pop()
        self._expect("]")
        return test
