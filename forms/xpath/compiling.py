"""XLSForm expressions: text -> tokens -> a function of the scope. Compiled once and kept."""

from dataclasses import dataclass
from functools import lru_cache

from forms.xpath.calls import call
from forms.xpath.code import HERE, Code, Trail, above_root, folded, further, key_of, root_named
from forms.xpath.cursor import Cursor
from forms.xpath.nodes import Value, to_boolean, to_number
from forms.xpath.operators import LEVEL_OF, OPERATORS
from forms.xpath.scope import Argument
from forms.xpath.steps import AXES, TESTS, along, descendants, filtered, picked, step, united
from forms.xpath.tokens import LONGEST, ExpressionError, tokens

DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression and every path it reads."""

    run: Argument
    reads: frozenset[Trail]


def compile_expression(text: str) -> Argument:
    """The function of an expression. Raises ExpressionError for bad syntax, unknown functions, too
    much depth.
    """
    return read_expression(text).run


@lru_cache(maxsize=8192)
def read_expression(text: str) -> Expression:
    """The same, with the paths it reads."""
    if len(text) > LONGEST:
        raise ExpressionError("too_long", most=LONGEST)
    parser = _Parser(tokens(text), text)
    try:
        compiled = parser.expression()
    except RecursionError as error:
        raise ExpressionError("too_deep", most=DEEPEST) from error
    parser.expect_end()
    return Expression(compiled.run, frozenset(parser.reads))


class _Parser(Cursor):
    """Recursive descent over the tokens; every rule returns the function of what it read."""

    def __init__(self, words: list[tuple[str, str]], text: str) -> None:
        super().__init__(words, text)
        self._depth = 0
        self._base: list[Trail | None] = [HERE]
        self._any_row = False
        self._places = 0  # how many calls of position() and last() there were
        self.reads: set[Trail] = set()

    def _go_deeper(self) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ExpressionError("too_deep", most=DEEPEST)

    def expression(self, least: int = 0) -> Code:
        """What operators that bind at least so tightly join."""
        self._go_deeper()
        left = self._joined(least)
        self._depth -= 1
        return left

    def _joined(self, least: int) -> Code:
        left = self._signed()
        while (level := LEVEL_OF.get(self._peek(), -1)) >= least:
            left = self._chain(left, level)
        return left

    def _chain(self, first: Code, level: int) -> Code:
        """first - second + third: all that one level joins, as one function however long it is."""
        signs, codes = [], [first]
        while LEVEL_OF.get(self._peek()) == level:
            signs.append(self._take()[1])
            codes.append(self._joined(level + 1))
        runs = [code.run for code in codes]
        match signs[0]:
            case "or":
                return Code(lambda scope: any(to_boolean(one(scope)) for one in runs))
            case "and":
                key = next((code.key for code in codes if code.key), None)
                return Code(lambda scope: all(to_boolean(one(scope)) for one in runs), key=key)
            case _:
                key = key_of(first, codes[1], self._base[-1]) if signs == ["="] else None
                return Code(
                    folded(
                        runs[0],
                        [(OPERATORS[sign], run) for sign, run in zip(signs, runs[1:], strict=True)],
                    ),
                    key=key,
                )

    def _signed(self) -> Code:
        if self._peek() != "-":
            return self._united()
        self._take()
        self._go_deeper()
        inner = self._signed().run
        self._depth -= 1
        return Code(lambda scope: -to_number(inner(scope)))

    def _united(self) -> Code:
        left = self._operand()
        for _ in self._while("|"):
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
            self._any_row = around or (
                name == "indexed-repeat" and (not codes or len(codes) % 2 == 1)
            )
            codes.append(self.expression())
            self._any_row = around
        self._expect(")")
        self._places += name in {"position", "last"}
        run = call(
            name, [(code.run, code.nodes, code.constant) for code in codes], compile_expression
        )
        if name == "current":
            return Code(run, nodes=True, trail=HERE)
        if name == "pulldata" and isinstance(codes[0].constant, str):
            columns = [one.constant for one in codes[1:3] if isinstance(one.constant, str)]
            self.reads |= {(f"list:{codes[0].constant}", "root", "item", one) for one in columns}
        if name == "instance":
            trail = (f"list:{codes[0].constant}",)
            self.reads.add(trail)
            return Code(run, nodes=True, trail=trail)
        return Code(
            run,
            nodes=name in {"indexed-repeat", "randomize"}
            or (name == "if" and codes[1].nodes and codes[2].nodes),
        )

    def _steps_after(self, start: Code) -> Code:
        for _ in self._while("["):
            self._only_nodes(start)
            start = start._replace(run=filtered(start.run, self._predicate(start.trail).run))
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
        for _ in self._while("/", "//"):
            if self._take()[1] == "//":
                path = Code(descendants(path.run), nodes=True)
            path = self._step(path, absolute=absolute)
        if path.trail is not None:
            self.reads.add(path.trail)
        return path

    def _step(self, start: Code, *, absolute: bool) -> Code:
        axis, test = self._axis_and_test()
        trail = None if start.trail is None else further(start.trail, axis, test)
        tests, places = [], self._places
        while self._peek() == "[":
            tests.append(self._predicate(trail))
        is_named = axis == "child" and test not in TESTS
        key = tests[0].key if tests and places == self._places and is_named else None
        if start.run is above_root and axis == "child" and not tests:
            return Code(root_named(test), nodes=True, trail=trail)
        narrow = absolute and not self._any_row and not tests and self._peek() == "/"
        walk, kept = along(axis, test), [one.run for one in tests]
        if key:
            return Code(
                picked(start.run, test, key.column, key.wanted, kept), nodes=True, trail=trail
            )
        return Code(step(start.run, walk, kept, narrow=narrow), nodes=True, trail=trail)

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
            raise ExpressionError(
                "question_missing", word=repr(word or "the end"), text=repr(self._text)
            )
        return axis, word

    def _predicate(self, trail: Trail | None) -> Code:
        self._expect("[")
        self._base.append(trail)
        test = self.expression()
        self._base.pop()
        self._expect("]")
        return test
