"""Word's file and the .pdf have as many pages, as LibreOffice counts them."""

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from documents.fonts import FAMILY, FOLDER, OFFICE_FAMILY
from tests.documents.test_papers_of_a_programme import ABOUT, CBI
from tests.documents.test_papers_of_a_programme import made as made_about
from tests.documents.test_papers_of_programmes import PAPERS, made

OFFICE = shutil.which("soffice")
FONTS = f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>{FOLDER}</dir><dir>/usr/share/fonts</dir><cachedir>{{cache}}</cachedir>
<match target="pattern"><test name="family"><string>{OFFICE_FAMILY}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{FAMILY}</string></edit></match>
</fontconfig>"""


@pytest.mark.skipif(
    OFFICE is None,
    reason="LibreOffice counts Word's pages and is missing: apt-get install "
    "libreoffice-writer-nogui",
)
def test_word_s_file_has_as_many_pages_as_the_pdf(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(FONTS.format(cache=tmp_path / "cache"), "utf-8")
    papers = {f"{key}-{code}": made(key, code) for key, code in PAPERS}
    papers |= {f"{CBI}-{code}": made_about(code, office) for code, office in ABOUT}
    for name, paper in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(paper.docx())

    ended = subprocess.run(
        [
            *(str(OFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path)),
            *map(str, tmp_path.glob("*.docx")),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        capture_output=True,
        text=True,
        check=True,
    )

    counted = {name: len(pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")) for name in papers}
    assert counted == {name: paper.pages for name, paper in papers.items()}, ended.stderr
