"""regex(): patterns that could run for ever are refused when the form is read; a clock guards the
rest.
"""

import re
from functools import lru_cache

import regex

from forms.xpath.tokens import ExpressionError

LONGEST_SEARCHED = 20_000  # characters
PATIENCE = 0.25  # seconds
_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?[:=!]|\(\?<[=!]|.", re.DOTALL)
_COUNT = re.compile(r"\*|\+|\?|\{(\d*)(,?)(\d*)\}")


class _Branch:
    """What stands between two bars of a group: something repeated without end, something that must
    be there.
    """

    def __init__(self) -> None:
        self.endless = self.fixed = self.slow = False

    def close(self) -> None:
        self.slow |= self.endless and not self.fixed
        self.endless = self.fixed = False


@lru_cache(maxsize=512)
def check_pattern(pattern: str) -> "regex.Pattern[str]":
    """The compiled pattern; raises ExpressionError for one that cannot be run safely."""
    if "\\p{" in pattern or "\\P{" in pattern:
        raise ExpressionError("regex_class", pattern=repr(pattern))
    if _is_slow(pattern):
        raise ExpressionError("regex_slow", pattern=repr(pattern))
    try:
        return regex.compile(pattern, regex.ASCII | regex.VERSION0)
    except (regex.error, ValueError, OverflowError, RecursionError) as error:
        raise ExpressionError("regex_bad", pattern=repr(pattern), why=str(error)) from error


def matches(text: str, pattern: str) -> bool:
    """Whether the pattern is found anywhere in the text; one that is worked out and unsafe is found
    nowhere.
    """
    if len(text) > LONGEST_SEARCHED:
        return False
    try:
        return check_pattern(pattern).search(text, timeout=PATIENCE) is not None
    except (TimeoutError, ExpressionError):
        return False


def _is_slow(pattern: str) -> bool:
    """Whether a group repeated without end holds only what is itself repeated without end, as (a+)+
    does.
    """
    stack, at = [_Branch()], 0
    while at < len(pattern):
        atom = _ATOM.match(pattern, at)
        word = atom[0] if atom else pattern[at]
        at += len(word)
        if word.startswith("("):
            stack.append(_Branch())
            continue
        if word == "|":
            stack[-1].close()
            continue
        inner = None
        if word == ")" and len(stack) > 1:
            inner = stack.pop()
            inner_fixed = inner.fixed
            inner.close()
        count = _COUNT.match(pattern, at)
        at += len(count[0]) if count else 0
        endless = count is not None and (
            count[0] in {"*", "+"} or (bool(count[2]) and not count[3])
        )
        if inner is not None and inner.slow and endless:
            return True
        stack[-1].endless |= endless or (inner is not None and inner.slow)
        stack[-1].fixed |= count is None and word not in "^$" and (inner is None or inner_fixed)
    return False
