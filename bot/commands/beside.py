"""What lies beside a form file: the lists it names."""

from pathlib import Path

from forms.upload.package import LISTS
from scoring.organisations import REGISTER


def beside(file: Path) -> dict[str, bytes]:
    """The lists of its folder (CSV, GeoJSON, XML), by name; of a programme's form also its register
    of organisations.
    """
    register = file.parent.parent / f"{REGISTER}.csv"
    of_programme = [register] if file.parent.name == "forms" and register.is_file() else []
    found = (one for one in sorted(file.parent.iterdir()) if one.suffix.lower() in LISTS)
    return {one.name: one.read_bytes() for one in (*of_programme, *found) if one != file}
