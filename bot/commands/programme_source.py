"""A programme as an office brings it, a folder or a workbook; every problem with it a line on
standard error.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from bot import later
from bot.commands import Refused
from bot.commands.opened import settings_or_refuse
from bot.programme_files import ProgrammeFilesError, bundled, missing_forms, read_folder
from bot.store.tables.records import programmes
from forms.sender import OFFICE
from forms.upload.attached import attached_names
from scoring.problems import ProgrammeError
from scoring.programme import Programme


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought; a workbook brings no forms of its own (None), so those in use stay."""

    programme: Programme
    forms: dict[str, str] | None


def bring(path: Path) -> Brought:
    """The programme at a path; refused with every problem by file or sheet, row, column and key."""
    try:
        if path.is_file():
            return Brought(later.workbook_file.read(path), None)
        return Brought(*read_folder(path, settings_or_refuse().form_limits))
    except ProgrammeError as error:
        raise Refused("\n".join(map(str, error.problems))) from error
    except (ProgrammeFilesError, OSError) as error:
        raise Refused(str(error)) from error


def forms_of(conn: Connection, brought: Brought) -> dict[str, str]:
    """The forms to load it with: its own, else those of the current version, else those that ship
    with the project.
    """
    if brought.forms is not None:
        return brought.forms
    forms = _forms_in_use(conn, brought.programme.key)
    _check_lists(brought.programme, forms)
    missing = missing_forms(brought.programme, forms)
    if missing:
        known = ", ".join(sorted(forms)) or "none"
        mend = (
            f"write one of those in use ({known}), leave the cell empty, or load a folder that "
            "has the form"
        )
        raise Refused(
            "\n".join(
                f"indicators: form: {name}: {reason}; {mend}" for name, reason in missing.items()
            )
        )
    return forms


def _check_lists(programme: Programme, forms: dict[str, str]) -> None:
    """A workbook without the register that its forms choose from would leave them without
    choices.
    """
    lacking = {
        name
        for xform in forms.values()
        for name in attached_names(xform)
        if name.removesuffix(".csv") not in {*programme.lists, OFFICE}
    }
    if lacking:
        raise Refused(
            "\n".join(
                f"{name}: the forms in use take choices from it; add a sheet {name[:-4]}"
                for name in sorted(lacking)
            )
        )


def _forms_in_use(conn: Connection, key: str) -> dict[str, str]:
    of_current = select(programmes.c.forms).where(programmes.c.key == key, programmes.c.current)
    stored: dict[str, str] | None = conn.execute(of_current).scalar()
    if stored is not None:
        return stored
    folder = bundled(key)
    return (bring(folder).forms or {}) if folder else {}
