"""Word's file and the .pdf have as many pages, as LibreOffice counts them."""

from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

from bot.papers import libreoffice
from bot.papers.making import Made
from tests.documents.test_papers_of_a_programme import ABOUT, CBI
from tests.documents.test_papers_of_a_programme import made as made_about
from tests.documents.test_papers_of_appraisal import CODES, ended
from tests.documents.test_papers_of_appraisal import made as made_of_appraisal
from tests.documents.test_papers_of_judging import made as made_of_judging
from tests.documents.test_papers_of_judging import season
from tests.documents.test_papers_of_programmes import PAPERS, made
from tests.documents.test_papers_of_survey import answered
from tests.documents.test_papers_of_survey import made as made_of_survey
from tests.judging_cast import tap
from tests.shell import Shell

__all__ = ["ended", "season"]  # found by their names

COUNTED = pytest.mark.skipif(
    libreoffice.program() is None,
    reason="LibreOffice counts Word's pages and is missing: apt-get install "
    "libreoffice-writer-nogui",
)


def counted(folder: Path, papers: Mapping[str, Made]) -> dict[str, int]:
    """How many pages LibreOffice finds in Word's files."""
    for name, paper in papers.items():
        (folder / f"{name}.docx").write_bytes(paper.docx())
    libreoffice.as_pdfs(folder.glob("*.docx"), folder)
    return {name: len(pypdfium2.PdfDocument(folder / f"{name}.pdf")) for name in papers}


def in_pdf(papers: Mapping[str, Made]) -> dict[str, int]:
    return {name: paper.pages for name, paper in papers.items()}


@COUNTED
def test_word_s_file_has_as_many_pages_as_the_pdf(tmp_path: Path) -> None:
    papers = {f"{key}-{code}": made(key, code) for key, code in PAPERS}
    papers |= {f"{CBI}-{code}": made_about(code, office) for code, office in ABOUT}

    assert counted(tmp_path, papers) == in_pdf(papers)


@COUNTED
def test_the_summary_of_a_survey_has_as_many_pages_in_both(tmp_path: Path) -> None:
    papers = {"summary": made_of_survey(answered())}

    assert counted(tmp_path, papers) == in_pdf(papers)


@COUNTED
def test_the_forms_of_an_appraisal_have_as_many_pages_in_both(ended: Shell, tmp_path: Path) -> None:
    papers = {code: made_of_appraisal(ended, code) for code in CODES}

    assert counted(tmp_path, papers) == in_pdf(papers)


@COUNTED
def test_the_papers_of_a_closed_round_have_as_many_pages_in_both(
    season: Shell, tmp_path: Path
) -> None:
    tap(season, "ปรีชา", "judge_close_sure")
    papers = {
        "ranking": made_of_judging(season, "ranking", "LPG"),
        "points": made_of_judging(season, "points", "LPG-MU"),
    }

    assert counted(tmp_path, papers) == in_pdf(papers)
