"""TH Sarabun New 1.35, plain and bold, as its makers give it out; the licence lies beside it."""

from functools import lru_cache
from pathlib import Path

import typst

FOLDER = Path(__file__).parent
FAMILY = "TH Sarabun New"  # in the .pdf; offices' computers know it too
OFFICE_FAMILY = "TH SarabunIT๙"  # in the .docx, as the regulations name it


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Read once for all papers."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FOLDER)]
    )
