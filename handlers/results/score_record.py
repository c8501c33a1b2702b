"""A score as it is stored with its submission: the numbers of record and every line of the sum, in
both languages.
"""

from collections.abc import Mapping
from typing import Any

from scoring.lines import Line
from scoring.score import Score


def score_record(score: Score) -> dict[str, Any]:
    """The answer of `raingan score`, with the lines in Thai and English and what could still be
    gained.
    """
    return {**score.to_json(), "lines": _both(score.explanation), "gain": _both(score.gain)}


def _both(lines: tuple[Line, ...]) -> list[dict[str, str]]:
    return [{"th": line.th, "en": line.en} for line in lines]


def lines(record: Mapping[str, Any], key: str, language: str) -> tuple[str, ...]:
    """The stored lines ("lines" or "gain") in a language."""
    return tuple(line.get(language) or line["th"] for line in record.get(key, ()))
