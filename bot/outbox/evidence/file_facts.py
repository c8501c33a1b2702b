"""What a file's bytes say of it: when a photo was taken, and whether it is a program under another
name.

Nothing is opened, run or drawn: only beginnings, tables of contents and a camera's own notes are
read.
"""

import zipfile
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO

from PIL import Image, JpegImagePlugin, TiffImagePlugin, WebPImagePlugin

from bot.photos import beginning
from handlers.vocabulary.flags import Facts

HEAD = 4096
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "windows"),
    (b"\x7fELF", "linux"),
    (b"\xcf\xfa\xed\xfe", "mac"),
    (b"\xce\xfa\xed\xfe", "mac"),
    (b"\xca\xfe\xba\xbe", "java"),
    (b"dex\n", "android"),
    (b"#!", "script"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "windows"),  # a shortcut, which may start anything
)
PROGRAMS = {".exe", ".dll", ".scr", ".com", ".msi", ".lnk", ".jar", ".apk", ".hta", ".cpl", ".pif"}
SCRIPTS = {".bat", ".cmd", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".ps1", ".sh", ".reg"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF, WORD_PART = b"{\\rtf", "word/document.xml"
OLE_MACROS = "_VBA_PROJECT".encode("utf-16-le")
OLE_LOOKED_AT = 4 << 20
LARGEST_ZIP = 64 << 20  # bytes; a table of contents is read into memory as a whole
MOST_IN_ZIP = 2 << 20  # bytes of that table
LARGEST_PHOTO = 64 << 20
PHOTOS = [
    plugin.format
    for plugin in (
        JpegImagePlugin.JpegImageFile,
        TiffImagePlugin.TiffImageFile,
        WebPImagePlugin.WebPImageFile,
    )
]
EXIF_PART, TAKEN, CHANGED = 0x8769, 0x9003, 0x0132


def facts_of(content: BinaryIO, size: int, name: str) -> Facts:
    """The facts of `size` bytes that came under this name ("" for a photo of the chat)."""
    content.seek(0)
    head = content.read(HEAD)
    runs = _runs(content, head, size, name)
    misnamed = "" if runs or not size else _misnamed(content, head, size, name)
    return Facts(taken=_taken(content, size), runs=runs, misnamed=misnamed)


def _misnamed(content: BinaryIO, head: bytes, size: int, name: str) -> str:
    """The ending of a document's name, where the bytes are of no such document; "" otherwise."""
    ending = PurePath(name).suffix.lower()
    match ending:
        case ".pdf":
            is_so = b"%PDF-" in head[:1024]
        case ".doc":
            is_so = head.startswith((OLE, RTF))
        case ".docx":
            is_so = head.startswith(b"PK") and WORD_PART in _names_in_zip(content, size)
        case _:
            is_so = True
    return "" if is_so else ending


def _names_in_zip(content: BinaryIO, size: int) -> list[str]:
    """What the table of contents names; nothing for a damaged or outsized one."""
    if size > LARGEST_ZIP or _table_size(content, size) > MOST_IN_ZIP:
        return []
    try:
        with zipfile.ZipFile(content) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return []


def _runs(content: BinaryIO, head: bytes, size: int, name: str) -> str:
    """What kind of program this is, "" for none."""
    found = next((kind for beginning, kind in BEGINNINGS if head.startswith(beginning)), "")
    if found:
        return found
    if head.startswith(OLE):
        content.seek(0)
        return "macros" if OLE_MACROS in content.read(OLE_LOOKED_AT) else ""
    if head.startswith(b"PK") and (inside := _in_zip(content, size)):
        return inside
    ending = PurePath(name).suffix.lower()
    return "windows" if ending in PROGRAMS else "script" if ending in SCRIPTS else ""


def _in_zip(content: BinaryIO, size: int) -> str:
    """Programs and macros by what the table of contents names."""
    names = [PurePath(one.lower()) for one in _names_in_zip(content, size)]
    if any(one.name == "vbaproject.bin" for one in names):
        return "macros"
    if any(one.name == "classes.dex" for one in names):
        return "android"
    return "archive" if any(one.suffix in PROGRAMS | SCRIPTS for one in names) else ""


def _table_size(content: BinaryIO, size: int) -> int:
    """Bytes of a zip's table of contents, as its last record says."""
    content.seek(max(0, size - 65_557))
    end = content.read()
    at = end.rfind(b"PK\x05\x06")
    return int.from_bytes(end[at + 12 : at + 16], "little") if at >= 0 else 0


def _taken(content: BinaryIO, size: int) -> str:
    """The day a camera noted, as an ISO date; "" when it noted none."""
    if size > LARGEST_PHOTO:
        return ""
    try:
        with Image.open(beginning(content), formats=PHOTOS) as photo:
            notes = photo.getexif()
            said = notes.get_ifd(EXIF_PART).get(TAKEN) or notes.get(CHANGED)
        return datetime.strptime(str(said)[:10], "%Y:%m:%d").date().isoformat()  # noqa: DTZ007 - a camera knows no zone
    except Exception:  # whatever a strange picture makes the library say, it has no date
        return ""
