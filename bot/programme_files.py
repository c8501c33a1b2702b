"""A programme's folder on disk: its .toml files and its forms."""

from pathlib import Path

from forms.xform import FormError
from forms.xlsform import to_xform
from scoring.programme import Programme, read

BUNDLED = Path("programmes")
FORM_ENDINGS = {".md", ".xlsx", ".xls", ".csv"}


class ProgrammeFilesError(ValueError):
    """What is wrong in a folder, one sentence a line."""


def read_folder(folder: Path) -> tuple[Programme, dict[str, str]]:
    """(programme, {form name: XForm}); raises ProgrammeError or ProgrammeFilesError with everything that is wrong."""
    if not folder.is_dir():
        raise ProgrammeFilesError(f"{folder}: there is no such folder")
    programme = read({file.name: file.read_bytes() for file in sorted(folder.glob("*.toml"))})
    return programme, _forms(folder / "forms", programme)


def _forms(folder: Path, programme: Programme) -> dict[str, str]:
    wanted = {indicator.form for indicator in programme.indicators if indicator.form}
    found = {file.stem: file for file in sorted(folder.glob("*")) if file.suffix in FORM_ENDINGS}
    problems = [f"{folder}/{name}: the form of an indicator is missing" for name in sorted(wanted - set(found))]
    xforms: dict[str, str] = {}
    for name, file in found.items():
        try:
            xforms[name] = to_xform(file.read_bytes(), ending=file.suffix)
        except FormError as error:
            problems.append(f"{file}: {error}")
    if problems:
        raise ProgrammeFilesError("\n".join(problems))
    return xforms


def bundled(key: str) -> Path | None:
    """The folder of a programme that ships with the project, by its key."""
    folder = BUNDLED / key.lower()
    return folder if folder.is_dir() else None
