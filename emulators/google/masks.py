"""`fields=`: which parts of an answer the client wants."""

from __future__ import annotations

import re
from typing import Any

Mask = dict[str, Any]
PIECE = re.compile(r"[A-Za-z0-9_.*/]+|[(),]")


def parse(text: str) -> Mask:
    """`id,files(id,name),sheets.properties` as nested dicts; an empty dict means everything
    below.
    """
    mask: Mask = {}
    stack, last = [mask], mask
    for piece in PIECE.findall(text):
        if piece == "(":
            stack.append(last)
        elif piece == ")":
            stack = stack[:-1] or [mask]
        elif piece != ",":
            last = stack[-1]
            for name in re.split(r"[./]", piece):
                last = last.setdefault(name, {})
    return mask


def pick(answer: Any, mask: Mask) -> Any:  # noqa: ANN401 - any JSON
    """What of the answer the mask names; lists are picked from one by one."""
    if not mask or "*" in mask:
        return answer
    if isinstance(answer, list):
        return [pick(one, mask) for one in answer]
    if not isinstance(answer, dict):
        return answer
    return {name: pick(answer[name], below) for name, below in mask.items() if name in answer}
