"""What the guides tell people to type is what the bot takes; every picture they show is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_sentences import OFFICES, understood

GUIDES = Path(__file__).parents[1] / "docs" / "guide"
HEADS = {"พิมพ์หรือแตะ"}
# said while a report is open, or in a group
ELSEWHERE = {"หน้าเว็บ", "ใส่ผลสำรวจ", "แจ้งเตือนกลุ่มนี้"}


def _told() -> Iterator[tuple[str, str]]:
    for role in OFFICES:
        text = (GUIDES / f"{role}.th.md").read_text("utf-8")
        told = re.findall(r"พิมพ์ \*\*(.+?)\*\*", text)
        rows = re.findall(r"(?m)^\| ([^|*(]+?)(?: \([^|]*\))? \|", text)
        words = [word for row in rows for word in re.split(r" / | หรือ ", row)]
        yield from ((role, word) for word in {*told, *words} - HEADS - ELSEWHERE)


TOLD = sorted(set(_told()))


@pytest.mark.parametrize(("role", "words"), TOLD)
def test_what_a_guide_says_to_type_is_understood(role: str, words: str) -> None:
    assert understood(role, words) is not None


def test_every_picture_is_shown_by_a_guide() -> None:
    texts = "".join(page.read_text("utf-8") for page in GUIDES.parent.rglob("*.md"))
    assert [one.name for one in GUIDES.glob("*.png") if one.name not in texts] == []
