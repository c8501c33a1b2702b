"""The words of an expression and the place that has been read up to."""

from collections.abc import Iterator

from forms.xpath.tokens import ExpressionError

LONGEST_PATH = 60  # steps, and questions joined by |


class Cursor:
    """Looks at the next word, takes it, or says that it is not the one that must come."""

    def __init__(self, words: list[tuple[str, str]], text: str) -> None:
        self._tokens, self._text, self._at = words, text, 0

    def _peek(self) -> str:
        kind, word = self._tokens[self._at]
        return word if kind in {"sign", "operator"} else ""

    def _next_is(self, sign: str) -> bool:
        return self._tokens[self._at + 1 : self._at + 2] == [("sign", sign)]

    def _take(self) -> tuple[str, str]:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _while(self, *signs: str) -> Iterator[None]:
        """Once for each of these signs that comes next; more than a form ever needs are refused."""
        for _ in range(LONGEST_PATH):
            if self._peek() not in signs:
                return
            yield
        raise ExpressionError("too_deep", most=LONGEST_PATH)

    def _expect(self, word: str) -> None:
        kind, found = self._tokens[self._at]
        if kind == "end" or found != word:
            raise ExpressionError("missing", word=repr(word), text=repr(self._text))
        self._at += 1

    def expect_end(self) -> None:
        kind, word = self._tokens[self._at]
        if kind != "end":
            raise ExpressionError("unexpected", word=repr(word), text=repr(self._text))
