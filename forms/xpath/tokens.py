"""The words of an expression: numbers, texts, names and signs."""

import re

from forms.reasons import ENGLISH

LONGEST = 20_000

NAME = r"[A-Za-z_\u0080-\uffff][\w.\-\u0080-\uffff]*(?::[A-Za-z_][\w.\-]*)?"
TOKEN = re.compile(
    rf"\s*(?:(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<text>'[^']*'|\"[^\"]*\")|(?P<name>{NAME})"
    r"|(?P<sign>\.\.|::|!=|<=|>=|//|[.()\[\],/|+\-*=<>@]))"
)
MISWRITTEN = {("=", "="): "equals_once", ("<", ">"): "unequal_sign"}
WORD_OPERATORS = {"and", "or", "div", "mod"}
STUCK = re.compile(r"\s*(?P<operator>and|or|div|mod)(?=\d)")  # 10 div2


class ExpressionError(ValueError):
    """An expression that cannot be run: a reason of forms/reasons.py and what its sentence
    needs.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(ENGLISH[code].format(**values))
        self.code, self.values = code, values


def tokens(text: str) -> list[tuple[str, str]]:
    """(kind, word) for each word, then ("end", ""); a word such as div is an operator only after an
    operand.
    """
    found: list[tuple[str, str]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = (
            STUCK.match(text, at) if found and _ends_operand(found[-1]) else None
        ) or TOKEN.match(text, at)
        if match is None:
            raise ExpressionError("not_understood", near=repr(text[at : at + 20]))
        kind = match.lastgroup or ""
        word = match.group(kind)
        if found and found[-1][0] == "sign" and (found[-1][1], word) in MISWRITTEN:
            raise ExpressionError(MISWRITTEN[found[-1][1], word])
        if found and _ends_operand(found[-1]) and (word == "*" or word in WORD_OPERATORS):
            kind = "operator"
        found.append((kind, word))
        at = match.end()
    return [*found, ("end", "")]


def _ends_operand(token: tuple[str, str]) -> bool:
    kind, word = token
    return kind in {"number", "text", "name"} or (
        word in {")", "]", ".", "..", "*"} and kind == "sign"
    )
