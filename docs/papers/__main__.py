"""Papers of reports and about a programme, filled as tests fill them: pages side by side, small."""

from pathlib import Path

import pypdfium2
from PIL import Image

from tests.documents.office_star import KEY as STAR
from tests.documents.office_star import booklet, photographed
from tests.documents.test_papers_of_a_programme import ABOUT, CBI
from tests.documents.test_papers_of_a_programme import made as made_about
from tests.documents.test_papers_of_programmes import PAPERS, made

GAP = 6
SHOWN = {f"{STAR}-booklet": (0, 1, 3)}  # pages; of the others the first two


def main() -> None:
    papers = {f"{key}-{code}": made(key, code) for key, code in PAPERS}
    papers |= {f"{CBI}-{code}": made_about(code, office) for code, office in ABOUT}
    papers[f"{STAR}-booklet"] = booklet(*photographed(30))
    for name, paper in papers.items():
        document = pypdfium2.PdfDocument(paper.pdf)
        wanted = SHOWN.get(name, range(min(2, len(document))))
        pages = [document[place].render(scale=0.8).to_pil() for place in wanted]
        size = sum(one.width + GAP for one in pages) - GAP, max(one.height for one in pages)
        sheet, left = Image.new("L", size, 160), 0
        for page in pages:
            sheet.paste(page.convert("L"), (left, 0))
            left += page.width + GAP
        sheet.quantize(8).save(Path(__file__).parent / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
