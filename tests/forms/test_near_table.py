"""Both pages tell of everything that is done as near as it can be, and of nothing else."""

import re
from pathlib import Path

import pytest

from forms.reasons import ENGLISH
from forms.upload.near import APPEARANCES, BEHIND, TYPES
from handlers.surveys.form_words import REASONS

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("xlsform.md", "xlsform.th.md")
ROW = re.compile(r"^\| (?P<what>.+?) \| .+ \| `(?P<warning>near_\w+)` \|$", re.MULTILINE)


def rows(page: str) -> dict[str, str]:
    """What is done otherwise, by its warning."""
    found = ROW.finditer((DOCS / page).read_text("utf-8"))
    return {one["warning"]: one["what"] for one in found}


@pytest.mark.parametrize("page", PAGES)
def test_the_table_and_the_code_name_the_same(page: str) -> None:
    warnings = {code for code in ENGLISH if code.startswith("near_")}

    assert set(rows(page)) == warnings
    assert warnings <= set(REASONS)


@pytest.mark.parametrize("page", PAGES)
def test_every_type_and_appearance_stands_in_its_row(page: str) -> None:
    told = rows(page)
    done = {**TYPES, **APPEARANCES, **dict.fromkeys(BEHIND, "near_behind")}
    old_spellings = {"sim id": "simserial", "subscriber id": "subscriberid"}

    missing = [
        what for what, code in done.items() if old_spellings.get(what, what) not in told[code]
    ]

    assert missing == []
