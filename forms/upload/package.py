"""A form sent together with its lists: an archive (.zip) of one form file and CSV files; and what a
CSV file is.
"""

import csv
import io
import unicodedata
from pathlib import PurePosixPath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from forms.problems import FormError, Problem
from forms.upload.form_file import ENDINGS, LARGEST, LARGEST_UNPACKED
from thai.text_files import decoded, delimiter_of, read_text

ARCHIVE = ".zip"
MOST_FILES = 100
LEAVINGS = ("__MACOSX/", "~$", ".")  # what computers put beside people's files
SHEETS = {"survey", "choices", "settings", "entities", "external_choices", "osm"}
LISTS = (".csv", ".geojson", ".xml")
IS_UTF_8 = 0x800


class Package(NamedTuple):
    """A form file with its ending, and the lists that came with it by name."""

    content: bytes
    ending: str
    lists: dict[str, bytes]


def unpacked(content: bytes) -> Package:
    """The form and the lists of an archive; raises FormError where it is none, holds no form or
    would be too large.
    """
    if len(content) > LARGEST:
        raise FormError(Problem("file_too_large", {"most": f"{LARGEST:,}"}))
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            files = {_name(entry): entry for entry in archive.infolist() if _counts(entry)}
            _check_sizes(list(files.values()))
            held = {name: archive.read(entry) for name, entry in files.items()}
    except (
        BadZipFile,
        OSError,
        ValueError,
        LookupError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        if isinstance(error, FormError):
            raise
        raise FormError(Problem("file_unreadable", {"ending": ARCHIVE})) from error
    lists = {name: found for name, found in held.items() if is_list(name, found)}
    forms = [name for name in held if name not in lists and ending_of(name) in ENDINGS]
    if not forms:
        raise FormError(Problem("zip_no_form"))
    if len(forms) > 1:
        raise FormError(Problem("zip_forms", {"names": ", ".join(sorted(forms))}))
    return Package(held[forms[0]], ending_of(forms[0]), lists)


def _check_sizes(entries: list[ZipInfo]) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise FormError(Problem("file_password"))
    if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise FormError(Problem("file_unpacks_too_large", {"most": f"{LARGEST_UNPACKED:,}"}))


def _counts(entry: ZipInfo) -> bool:
    name = entry.filename
    return (
        not entry.is_dir()
        and not name.startswith(LEAVINGS)
        and not _name(entry).startswith(LEAVINGS)
    )


def _name(entry: ZipInfo) -> str:
    """The file's own name; Windows writes Thai ones in its own letters."""
    name = entry.filename
    if not entry.flag_bits & IS_UTF_8:
        written = name.encode("cp437", "replace")
        name = next(
            (read for code in ("utf-8", "cp874") if (read := decoded(written, code)) is not None),
            name,
        )
    return PurePosixPath(name).name


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def is_list(name: str, content: bytes) -> bool:
    """Whether a file is a list of choices: a CSV file that does not begin with the name of a form's
    sheet.
    """
    if ending_of(name) != ".csv":
        return ending_of(name) in LISTS
    text = read_text(content)
    line = (
        next((one for one in text.splitlines() if one.strip(" ,;\t")), "")
        if text is not None
        else ""
    )
    first = next(csv.reader([line], delimiter=delimiter_of(line)), [""])
    return not first or first[0].strip().lower() not in SHEETS


def same_name(name: str) -> str:
    """A file's name as it is compared: letters of either size, put together in one way."""
    return unicodedata.normalize("NFC", name).casefold()
