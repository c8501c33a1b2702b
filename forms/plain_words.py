"""Words as a chat window shows them: without the Markdown and HTML that ODK reads in labels."""

import re

BREAK = re.compile(r"<br\s*/?>|</p\s*>", re.IGNORECASE)
TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|p|div|small|big|font|center|h[1-6]|sub|sup)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
LINK = re.compile(
    r"<a\s[^<>]*href=[\"']([^\"']*)[\"'][^<>]*>(.*?)</a>|\[([^\]]+)\]\((https?://[^)\s]+)\)",
    re.IGNORECASE,
)
HEADING = re.compile(r"^#{1,6}\s+", re.MULTILINE)
STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", re.DOTALL)
EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]*[^\s*_])\1(?![\w*])")


def plain(text: str) -> str:
    """The same words without marks that a chat window would show as they stand; 2 * 3 * 4 and a_b_c
    are none.
    """
    if not any(mark in text for mark in "<*_#["):
        return text
    text = LINK.sub(lambda found: f"{found[2] or found[3]} ({found[1] or found[4]})", text)
    text = TAG.sub("", BREAK.sub("\n", text))
    return EMPHASIS.sub(r"\2", STRONG.sub(r"\2", HEADING.sub("", text)))
