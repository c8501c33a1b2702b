"""What lies beside a form file: the lists it names."""

from pathlib import Path


def beside(file: Path) -> dict[str, bytes]:
    """The CSV files of its folder, by name."""
    return {one.name: one.read_bytes() for one in sorted(file.parent.glob("*.csv")) if one != file}
