"""docs/xlsform.md tells of everything that is done as near as it can be, and of nothing else."""

import re
from pathlib import Path

from forms.reasons import ENGLISH

PAGE = Path(__file__).parents[2] / "docs" / "xlsform.md"


def test_the_table_and_the_code_name_the_same() -> None:
    told = re.findall(r"\| `(near_\w+)` \|", PAGE.read_text("utf-8"))

    assert sorted(told) == sorted(code for code in ENGLISH if code.startswith("near_"))
