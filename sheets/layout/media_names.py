"""What a record's files are called where records of all offices lie side by side. Pure."""

from pathlib import PurePosixPath

from sheets.layout.folders import extension, safe_name

ID_LETTERS = 12  # of the record's id: enough to tell any records of one form apart
NAME_LETTERS, NAME_BYTES = 60, 120


def media_name(key: str, place: int, mime: str, original: str) -> str:
    """0f3c52aa91bd-2-minutes.docx: the record, the place among its files, and how it was called;
    without spaces.
    """
    stem = safe_name(PurePosixPath(original.replace("\\", "/")).stem, NAME_LETTERS, NAME_BYTES)
    short = key.removeprefix("uuid:").replace("-", "")[:ID_LETTERS]
    return f"{short}-{place}-{stem}{extension(mime, original)}".replace(" ", "_")
