"""Twelve hundred reports through the score command, against a second reckoning with exact
fractions.
"""

import json
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from bot.commands.score import Shelf, scored
from tests.scoring import reckoner
from tests.scoring.cast import CBI

Report = tuple[str, dict[str, Any], date]
STAGES = ("unit_to_general_admin", "province_to_department")


def steps(dice: Random) -> list[int]:
    return sorted(dice.sample(range(1, 6), dice.choice([0, 2, 3, 4, 5, 5, 5])))


def reports(dice: Random) -> Iterator[Report]:
    """One report of each indicator a second reckoning knows, thrown by dice."""
    sent = date(2013, 3, dice.randint(1, 30))
    whole = dice.randint(1, 130)
    counts = {"numerator": dice.randint(0, whole), "denominator": whole}
    backlog = dice.randint(1, 90)
    cases = {"backlog": backlog, "resolved": dice.randint(0, backlog)}
    quality = dice.random() < 0.7
    days = [
        dice.choice([None, *range(1, 29)]) if dice.random() < 0.2 else dice.randint(5, 27)
        for _ in range(3)
    ]
    for code in ("2", "4", "9"):
        yield code, counts, sent
    for code in ("8.1", "8.2"):
        yield code, cases, sent
    yield (
        "3",
        {"percent": str(dice.randint(4000, 6000) / 100), "all_districts": dice.random() < 0.8},
        sent,
    )
    yield "5", {"steps_done": steps(dice)}, sent
    missing = {"2": dice.randint(0, 4), "3": dice.randint(0, 4)}
    stage = dice.choice(STAGES)
    yield (
        "6",
        {
            "steps_done": steps(dice),
            "stage": stage,
            "missing_aspects": missing,
            "quality_accepted": quality,
        },
        sent,
    )
    by_type = {str(name): day and f"2013-03-{day:02}" for name, day in enumerate(days, 1)}
    yield "7", {"stage": stage, "submitted_by_type": by_type, "quality_accepted": quality}, sent


def test_every_report_scores_what_the_second_reckoning_says() -> None:
    dice, shelf = Random(2556), Shelf()
    thrown = [report for _ in range(140) for report in reports(dice)]
    differing = []
    for code, values, sent in thrown:
        case = {
            "programme": CBI,
            "indicator": code,
            "values": values,
            "submitted": sent.isoformat(),
        }
        answer = scored(json.dumps(case).encode(), shelf).to_json()
        expected = reckoner.rounded(reckoner.final(code, values, sent))
        if answer["final_score"] != expected:
            differing.append((case, answer, expected))
    assert len(thrown) > 1200
    assert differing == []
