"""Every paper of every programme, filled as the tests fill them: its pages side by side, small."""

from pathlib import Path

import pypdfium2
from PIL import Image

from tests.documents.test_papers_of_programmes import PAPERS, made

GAP = 6


def main() -> None:
    for key, code in PAPERS:
        document = pypdfium2.PdfDocument(made(key, code).pdf)
        pages = [page.render(scale=0.8).to_pil() for page in document][:2]
        size = sum(one.width + GAP for one in pages) - GAP, max(one.height for one in pages)
        sheet, left = Image.new("L", size, 160), 0
        for page in pages:
            sheet.paste(page.convert("L"), (left, 0))
            left += page.width + GAP
        sheet.quantize(8).save(Path(__file__).parent / f"{key}-{code}.png", optimize=True)


if __name__ == "__main__":
    main()
