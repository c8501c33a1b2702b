"""Names of folders and evidence files that a person can read and every disk can hold. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from datetime import datetime
from pathlib import PurePosixPath

from sheets.layout.moments import file_date

CHARACTERS = 80
BYTES = 200
NAMELESS = "ไม่มีชื่อ"
FORBIDDEN = str.maketrans(
    {"/": "-", "\\": "-", ":": "-", "|": "-", "*": "", "?": "", '"': "'", "<": "(", ">": ")"}
)
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")
EXTENSION = re.compile(r"\.[a-z0-9]{1,5}")
EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/mpeg": ".mp3",
    "audio/aac": ".aac",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/zip": ".zip",
    "text/plain": ".txt",
    "text/csv": ".csv",
}


def programme_folder(key: str, name: str) -> str:
    """The folder of a programme: its name, with its key where the name does not say it."""
    return safe_name(name if key in name else f"{name} ({key})" if name else key)


def office_folder(code: str, name: str) -> str:
    """The folder of an office: name first, because people look for names; the code keeps namesakes
    apart.
    """
    return safe_name(f"{name} ({code})" if name and code else name or code)


def indicator_folder(code: str, name: str) -> str:
    """The folder of an indicator: number first, because people count them."""
    return safe_name(f"{code} {name}")


def row_folder(label: str, number: int, title: str) -> str:
    """The folder of one row of a form: what it is, its number, and what it is about."""
    return safe_name(f"{label} {number} {title}")


def file_name(taken_at: datetime, label: str, sequence: int, mime: str, original: str = "") -> str:
    """2569-11-21 ภาพกิจกรรม 01.jpg: the day of the report, what it shows, its number, and what
    opens it.

    The ending follows `mime`; only an unknown kind keeps the ending of its `original` name.
    """
    stem = safe_name(f"{file_date(taken_at)} {label}", CHARACTERS - 10, BYTES - 16)
    return f"{stem} {sequence:02d}{extension(mime, original)}"


def extension(mime: str, original: str = "") -> str:
    """The ending with its dot; `.bin` when nothing better is known."""
    known = EXTENSIONS.get(mime.partition(";")[0].strip().lower())
    if known:
        return known
    own = PurePosixPath(original.replace("\\", "/")).suffix.lower()
    return own if EXTENSION.fullmatch(own) else ".bin"


def safe_name(name: str, characters: int = CHARACTERS, size: int = BYTES) -> str:
    """A name that Drive, Windows, Linux and zip files all keep as it is, in whole Thai clusters.

    At most `characters` characters and `size` bytes of UTF-8. Letters stay as they are; nothing
    invisible remains.
    """
    plain = unicodedata.normalize("NFC", name).translate(FORBIDDEN)
    seen = "".join(" " if char.isspace() else char for char in plain if visible(char))
    short = cut(" ".join(seen.split()), characters, size).strip(" .")
    if not short:
        return NAMELESS
    return f"_{short}" if RESERVED.match(short) else short


def visible(char: str) -> bool:
    """Whether a person sees the character or a gap in its place."""
    return char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def cut(name: str, characters: int, size: int) -> str:
    """The front of `name` within both limits; marks above and below never lose their letter, nor a
    letter its marks.
    """
    end = min(len(name), characters)
    while len(name[:end].encode()) > size:
        end -= 1
    while 0 < end < len(name) and unicodedata.category(name[end]).startswith("M"):
        end -= 1
    return name[:end]


def unique(name: str, taken: Container[str]) -> str:
    """`name`, or `name (2)`, `name (3)` … before its ending, whichever `taken` (of casefolded
    names) does not hold.
    """
    stem, suffix = split(name)
    count, candidate = 1, name
    while candidate.casefold() in taken:
        count += 1
        candidate = f"{stem} ({count}){suffix}"
    return candidate


def split(name: str) -> tuple[str, str]:
    """Stem and ending; a dot in a Thai abbreviation is no ending."""
    suffix = PurePosixPath(name).suffix
    return (name[: -len(suffix)], suffix) if EXTENSION.fullmatch(suffix.lower()) else (name, "")
