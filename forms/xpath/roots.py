"""Paths written by hand begin with the root's name as their writer knew it: /data/age."""

import re
from collections.abc import Collection

_QUOTED = re.compile(r"('[^']*'|\"[^\"]*\")")


def rooted(text: str, others: Collection[str], root: str) -> str:
    """The expression with the form's own root where another name stands; texts in quotes stay."""
    names = "|".join(re.escape(name) for name in sorted(others, key=len, reverse=True))
    first = re.compile(rf"(?<![\w.)\]*/\-\u0080-\uffff])/\s*(?:{names})(?=\s*(?:/|$|[^\w.\-\s(]))")
    parts = _QUOTED.split(text)
    return "".join(
        part if part[:1] in {"'", '"'} else first.sub(f"/{root}", part) for part in parts
    )
