"""Text files as Thai offices write them: which letters they are in, and what stands between the
cells. Pure.
"""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

DELIMITERS = ",;\t"


def read_text(content: bytes) -> str | None:
    """A text file's text, as Excel writes it: in UTF-8, UTF-16 or the Thai letters of Windows
    ; None for none of them.
    """
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return decoded(content, "utf-16")
    return next(
        (text for code in ("utf-8-sig", "cp874") if (text := decoded(content, code)) is not None),
        None,
    )


def delimiter_of(text: str) -> str:
    """What stands between the cells of a CSV file: a comma, or what Excel writes in some countries
    instead.
    """
    head = text.split("\n", 1)[0]
    return max(DELIMITERS, key=head.count)


def decoded(content: bytes, code: str) -> str | None:
    try:
        return content.decode(code)
    except UnicodeDecodeError:
        return None
