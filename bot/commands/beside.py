"""What lies beside a form file: the lists it names."""

from pathlib import Path

from forms.upload.package import LISTS


def beside(file: Path) -> dict[str, bytes]:
    """The lists of its folder (CSV, GeoJSON, XML), by name."""
    found = (one for one in sorted(file.parent.iterdir()) if one.suffix.lower() in LISTS)
    return {one.name: one.read_bytes() for one in found if one != file}
