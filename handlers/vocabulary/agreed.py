"""What was agreed at the beginning of a round, read from the answers: the targets with their
weights, the competencies with the level that is expected. Pure.

The forms of an appraisal name their questions alike in every programme: rows `target` (source,
indicator, goal, own_name, level_1 to level_5, weight) and `competency` (competency_name,
expected); later rows `own` (result, score, evidence), `competency` (found), `plan`, and `reason`.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec import Struct

from scoring.programme import Programme
from scoring.targets import criteria, label

MOST_ROWS = 99
FROM_FRAMEWORK = "framework"
READ_BY = {  # the questions of each part that something is read from, below the root
    "agreement": (
        *("position", "position_level", "post_number"),
        *("target/source", "target/indicator", "target/goal", "target/own_name", "target/weight"),
        *(f"target/level_{level}" for level in range(1, 6)),
        *("competency/competency_name", "competency/expected"),
    ),
    "results": ("own/target_name", "own/result", "own/score", "own/evidence"),
    "findings": (
        *("full", "missed", "reason", "own/score", "competency/found"),
        *("plan/skill", "plan/way", "plan/period", "plan/measure"),
    ),
}
Answers = Mapping[str, str]


class Target(Struct, frozen=True):
    """A target: the code of its indicator ("" of one's own), what it is called, what is to be
    reached, its weight in per cent, what earns 1 to 5. `place` is its row, from 1.
    """

    place: int
    indicator: str
    name: str
    goal: str
    weight: str
    criteria: tuple[str, ...] = ()


class Expected(Struct, frozen=True):
    """A competency and the level that is expected of it."""

    place: int
    name: str
    level: str


def rows(answers: Answers, repeat: str) -> Iterator[tuple[int, Answers]]:
    """The rows of a repeat in order: (number from 1, the answers in it by name)."""
    for number in range(1, MOST_ROWS + 1):
        begins = f"{repeat}[{number}]/"
        row = {
            path.removeprefix(begins): text
            for path, text in answers.items()
            if path.startswith(begins)
        }
        if not row:
            return
        yield number, row


def targets(programme: Programme, answers: Answers) -> tuple[Target, ...]:
    """The targets of an agreement; an indicator brings its goal and criteria along."""
    found = []
    for place, row in rows(answers, "target"):
        weight, code = row.get("weight", ""), row.get("indicator", "")
        if row.get("source") == FROM_FRAMEWORK and code in programme.work_codes:
            one = programme.indicator(code)
            found.append(Target(place, code, label(one), one.name, weight, criteria(one)))
        elif row.get("source") == FROM_FRAMEWORK:
            found.append(Target(place, code, code, "", weight))
        else:
            levels = tuple(row.get(f"level_{level}", "") for level in range(1, 6))
            name, goal = row.get("own_name", ""), row.get("goal", "")
            found.append(Target(place, "", name, goal, weight, levels))
    return tuple(found)


def own(programme: Programme, answers: Answers) -> tuple[Target, ...]:
    """The targets that are nobody's indicator: their results are told by the person."""
    return tuple(one for one in targets(programme, answers) if not one.indicator)


def expected(answers: Answers) -> tuple[Expected, ...]:
    """The competencies of an agreement in the order of the form."""
    return tuple(
        Expected(place, row.get("competency_name", ""), row.get("expected", ""))
        for place, row in rows(answers, "competency")
    )


def weights(found: tuple[Target, ...]) -> Fraction:
    """All weights together, in per cent."""
    return sum((Fraction(one.weight or "0") for one in found), Fraction(0))
