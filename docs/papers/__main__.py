"""Every paper, filled as tests fill it: pages side by side, small."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image

from bot.papers.making import Made
from bot.store.engine import open_database
from tests.documents.office_star import KEY as STAR
from tests.documents.office_star import booklet, photographed
from tests.documents.test_papers_of_a_programme import ABOUT, CBI
from tests.documents.test_papers_of_a_programme import made as made_about
from tests.documents.test_papers_of_appraisal import CODES
from tests.documents.test_papers_of_appraisal import made as made_of_appraisal
from tests.documents.test_papers_of_judging import made as made_of_judging
from tests.documents.test_papers_of_programmes import PAPERS, made
from tests.documents.test_papers_of_survey import answered
from tests.documents.test_papers_of_survey import made as made_of_survey
from tests.judging_cast import GOOD, KEY, judge, seated, tap
from tests.running import prepare
from tests.shell import Shell
from tests.shell import shell as in_process
from tests.test_appraisals import played
from tests.test_transcripts import FOLDER

GAP = 6
SHOWN = {f"{STAR}-booklet": (0, 1, 3)}  # pages; of the others the first two


def main() -> None:
    for name, paper in papers():
        document = pypdfium2.PdfDocument(paper.pdf)
        wanted = SHOWN.get(name, range(min(2, len(document))))
        pages = [document[place].render(scale=0.8).to_pil() for place in wanted]
        size = sum(one.width + GAP for one in pages) - GAP, max(one.height for one in pages)
        sheet, left = Image.new("L", size, 160), 0
        for page in pages:
            sheet.paste(page.convert("L"), (left, 0))
            left += page.width + GAP
        sheet.quantize(8).save(Path(__file__).parent / f"{name}.png", optimize=True)


def papers() -> Iterator[tuple[str, Made]]:
    yield from ((f"{key}-{code}", made(key, code)) for key, code in PAPERS)
    yield from ((f"{CBI}-{code}", made_about(code, office)) for code, office in ABOUT)
    yield f"{STAR}-booklet", booklet(*photographed(30))
    summary = answered()
    yield f"{summary.programme}-survey-summary", made_of_survey(summary)
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.db"
        database = open_database(f"sqlite:///{ready}")
        prepare(database)
        database.close()
        for each in (_of_appraisal, _of_judging):
            with in_process(Path(folder), ready) as talk:
                yield from each(talk)


def _of_appraisal(talk: Shell) -> Iterator[tuple[str, Made]]:
    played(talk, (FOLDER / "appraisal/planned-and-acknowledged.txt").read_text("utf-8"))
    yield from ((f"{CBI}-{code}", made_of_appraisal(talk, code)) for code in CODES)


def _of_judging(shell: Shell) -> Iterator[tuple[str, Made]]:
    talk = seated(shell)
    judge(talk, "มานี", "LPG-MU", GOOD)
    judge(talk, "มานี", "LPG-HC", GOOD)
    tap(talk, "ปรีชา", "judge_close_sure")
    yield f"{KEY}-points", made_of_judging(talk, "points", "LPG-MU")
    yield f"{KEY}-ranking", made_of_judging(talk, "ranking", "LPG")


if __name__ == "__main__":
    main()
