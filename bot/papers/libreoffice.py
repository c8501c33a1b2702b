"""LibreOffice, where it is installed: Word's files as .pdf, in the letters of our own papers."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from documents.fonts import FAMILY, FOLDER, OFFICE_FAMILY

PATIENCE = 120  # seconds
FONTS = f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{FOLDER}</dir><dir>/usr/share/fonts</dir><cachedir>{{cache}}</cachedir>
<match target="pattern"><test name="family"><string>{OFFICE_FAMILY}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{FAMILY}</string></edit></match>
</fontconfig>"""

_ONE_AT_A_TIME = Lock()  # it takes some 200 MB


def program() -> str | None:
    """Where it is; None where it is not installed."""
    return shutil.which("soffice")


def as_pdfs(files: Iterable[Path], folder: Path) -> None:
    """Writes a .pdf beside each file into the folder, which is also LibreOffice's home. Raises
    OSError and SubprocessError where that does not work.
    """
    found = program()
    if found is None:
        raise FileNotFoundError("soffice")
    (folder / "fonts.conf").write_text(FONTS.format(cache=folder / "cache"), "utf-8")
    environ = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)}
    profile = f"-env:UserInstallation=file://{folder}/profile"
    order = [found, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    with _ONE_AT_A_TIME:
        subprocess.run(  # noqa: S603 - a program by its path, and files of ours
            [*order, *map(str, files)],
            env=environ,
            timeout=PATIENCE,
            check=True,
            capture_output=True,
        )
