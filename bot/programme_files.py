"""A programme's folder on disk: its .toml files and its forms; and where those that ship with the
project are.
"""

from collections.abc import Container, Mapping
from pathlib import Path

from bot import later
from bot.programme_values import misnamed
from forms.limits import USUAL, Limits
from forms.reading.xform import FormError
from forms.upload.package import LISTS, is_list
from scoring.organisations import REGISTER
from scoring.programme import Programme
from scoring.programme_reading import MAIN, PAPERS, read

# where programmes are looked for by key: an office's own beside where it works, then those of the
# project
ROOTS = (Path("programmes"), Path(__file__).resolve().parents[1] / "programmes")
FORM_ENDINGS = {".md", ".xlsx", ".xls", ".csv"}


class ProgrammeFilesError(ValueError):
    """What is wrong in a folder, one sentence a line."""


def bundled(key: str) -> Path | None:
    """The folder of a programme that ships with the project, whatever folder one works in.

    A key names a folder and nothing else on the disk.
    """
    folders = (
        root / key.lower() for root in ROOTS if key not in {"", ".."} and key == Path(key).name
    )
    return next((folder for folder in folders if (folder / MAIN).is_file()), None)


def read_rules(folder: Path) -> Programme:
    """The programme of a folder without its forms; raises ProgrammeError with everything that is
    wrong.
    """
    files = [
        *sorted(folder.glob("*.toml")),
        *folder.glob(f"{REGISTER}.csv"),
        *sorted(folder.glob(f"{PAPERS}*.toml")),
    ]
    return read({file.relative_to(folder).as_posix(): file.read_bytes() for file in files})


def read_folder(folder: Path, limits: Limits = USUAL) -> tuple[Programme, dict[str, str]]:
    """(programme, {form name: XForm}); raises ProgrammeError or ProgrammeFilesError with everything
    that is wrong.
    """
    if not folder.is_dir():
        raise ProgrammeFilesError(f"{folder}: there is no such folder or workbook")
    programme = read_rules(folder)
    forms = read_forms(folder / "forms", programme, limits)
    problems = misnamed(programme, forms)
    if problems:
        raise ProgrammeFilesError("\n".join(f"{folder}: {one}" for one in problems))
    return programme, forms


def read_forms(folder: Path, programme: Programme, limits: Limits = USUAL) -> dict[str, str]:
    """The forms of a folder; raises ProgrammeFilesError for one that cannot be asked, is missing or
    is there twice.
    """
    found, problems = _found(folder)
    lists = {one.name: one.read_bytes() for one in sorted(folder.glob("*")) if _is_list(one)}
    problems += [
        f"{folder}/{name}: {reason}" for name, reason in missing_forms(programme, found).items()
    ]
    xforms: dict[str, str] = {}
    for name, file in found.items():
        try:
            xforms[name] = _xform(file, lists, programme, limits)
        except FormError as error:
            problems.append(f"{file}: {error}")
    if problems:
        raise ProgrammeFilesError("\n".join(problems))
    return xforms


def missing_forms(programme: Programme, found: Container[str]) -> dict[str, str]:
    """The forms that indicators and report forms name and that are not among those found, each with
    whose it is.
    """
    named = {
        indicator.form: f"indicator {indicator.code}"
        for indicator in programme.indicators
        if indicator.form
    }
    named |= {
        form.xlsform: f"report form {form.code}" for form in programme.report_forms if form.xlsform
    }
    return {
        name: f"the form of {whose} is missing"
        for name, whose in named.items()
        if name not in found
    }


def _found(folder: Path) -> tuple[dict[str, Path], list[str]]:
    """The form files by name; what spreadsheet programs leave lying about while a file is open is
    passed over.
    """
    found: dict[str, Path] = {}
    problems: list[str] = []
    for file in sorted(folder.glob("*")):
        if file.name.startswith(("~$", ".")) or _is_list(file):
            continue
        if file.suffix.lower() not in FORM_ENDINGS:
            continue
        if file.stem in found:
            problems.append(
                f"{file}: {found[file.stem].name} has the same name, keep one of the two"
            )
        found.setdefault(file.stem, file)
    return found, problems


def _is_list(file: Path) -> bool:
    """Whether a file among the forms is a list they take choices from, and no form."""
    return file.suffix.lower() in LISTS and is_list(file.name, file.read_bytes())


def _xform(file: Path, lists: Mapping[str, bytes], programme: Programme, limits: Limits) -> str:
    return later.xlsform.to_xform(
        file.read_bytes(),
        ending=file.suffix.lower(),
        beside=lists,
        given=programme.lists,
        name=file.stem,
        limits=limits,
    )
