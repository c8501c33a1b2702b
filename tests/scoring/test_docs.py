"""The examples of docs/scoring.md and its Thai page are run, and their steps compared line by
line.
"""

import json
import re
from pathlib import Path

import pytest

from scoring.answers import answer
from scoring.measures import Measure
from scoring.settings import Settings
from tests.scoring.cast import programme

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "scoring.md", "th": DOCS / "scoring.th.md"}
EXAMPLE = re.compile(r"```json\n(.+?)\n```\n```text\n(.+?)\n```", re.DOTALL)
EXAMPLES = [
    pytest.param(language, case, steps, id=f"{language}-{place}")
    for language, page in PAGES.items()
    for place, (case, steps) in enumerate(EXAMPLE.findall(page.read_text("utf-8")), 1)
]


@pytest.mark.parametrize(("language", "case", "steps"), EXAMPLES)
def test_an_example_comes_out_as_the_page_says(language: str, case: str, steps: str) -> None:
    told = json.loads(case)
    found = answer(programme(told["programme"]), told)
    assert [getattr(line, language) for line in found.explanation] == steps.splitlines()


def test_every_example_stands_on_both_pages() -> None:
    english, thai = (
        [case for case, _ in EXAMPLE.findall(page.read_text("utf-8"))] for page in PAGES.values()
    )
    assert english == thai
    assert len(english) > 20


@pytest.mark.parametrize("page", PAGES.values(), ids=list(PAGES))
def test_every_kind_of_measure_and_every_choice_has_its_place(page: Path) -> None:
    text = page.read_text("utf-8")
    kinds = {
        kind.model_fields["type"].annotation.__args__[0] for kind in Measure.__args__[0].__args__
    }
    sections = set(re.findall(r"^### (\S+)$", text, re.MULTILINE))
    assert sections == kinds
    fixed = {"receipt", "quality", "backlog"}  # settings with a single reading so far
    assert {name for name in Settings.model_fields if f"`{name}`" in text} == set(
        Settings.model_fields
    ) - fixed
