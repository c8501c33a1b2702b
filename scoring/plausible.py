"""Whether a number is likely: held against what the same office sent before, or what offices like
it sent. Asked, never forced; the rules are data. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from statistics import median
from typing import Literal, TypeAlias

from pydantic import Field

from scoring.stated import Code, Stated

Against: TypeAlias = Literal["last_round", "revision", "similar"]
Answers: TypeAlias = Mapping[str, str]  # of a record, by path: answered, case[2]/received


class Plausible(Stated):
    """A rule for one number of a work: `question` is a question's name or path; of one in rows its
    sum, of the rows themselves how many there are.

    It is asked about when it is `factor` times as large as the other number or as small, and not
    merely by less than `least`. `against` in the order in which they are tried; `round_before`: the
    programme of the round before; `fewest`: similar offices that must have sent.
    """

    work: Code
    question: str = Field(min_length=1)
    against: tuple[Against, ...] = ("last_round", "revision", "similar")
    factor: Decimal = Field(default=Decimal(3), gt=1)
    least: Decimal = Field(default=Decimal(1), ge=0)
    round_before: Code | None = None
    fewest: int = Field(default=3, ge=1)


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is known beside the record: that of the last round by programme, the revision it
    replaces, and those of similar offices.
    """

    rounds: Mapping[str, Answers] = field(default_factory=dict)
    revision: Answers | None = None
    similar: Sequence[Answers] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that is far from another one: of the `question`, told against what."""

    question: str
    against: Against
    other: Decimal
    now: Decimal


def doubts(
    rules: Iterable[Plausible], work: str, answers: Answers, earlier: Earlier
) -> list[Doubt]:
    """What to ask before a record is sent, one for each question at most. A number that was sent
    like this before was asked about then.
    """
    found: dict[str, Doubt] = {}
    for rule in rules:
        now = number_of(answers, rule.question)
        if rule.work != work or now is None or rule.question in found:
            continue
        before = earlier.revision and number_of(earlier.revision, rule.question)
        if before != now and (doubt := _doubt(rule, now, earlier)):
            found[rule.question] = doubt
    return [*found.values()]


def _doubt(rule: Plausible, now: Decimal, earlier: Earlier) -> Doubt | None:
    for against in rule.against:
        other = _other(rule, against, earlier)
        if other is not None and is_far(now, other, rule):
            return Doubt(rule.question, against, other, now)
    return None


def _other(rule: Plausible, against: Against, earlier: Earlier) -> Decimal | None:
    match against:
        case "last_round":
            record = earlier.rounds.get(rule.round_before or "")
            return None if record is None else number_of(record, rule.question)
        case "revision":
            record = earlier.revision
            return None if record is None else number_of(record, rule.question)
        case "similar":
            numbers = [number_of(one, rule.question) for one in earlier.similar]
            known = [one for one in numbers if one is not None]
            return median(known) if len(known) >= rule.fewest else None


def is_far(now: Decimal, other: Decimal, rule: Plausible) -> bool:
    """97 and 9 are; of two numbers the larger counts, whichever it is. Nothing is as far from
    something as 1 would be.
    """
    small, large = sorted((abs(now), abs(other)))
    if abs(now - other) < rule.least:
        return False
    return large >= rule.factor * (small or Decimal(1))


def number_of(answers: Answers, question: str) -> Decimal | None:
    """The number a record holds at a name or path; None where it holds none."""
    direct = [
        text for path, text in answers.items() if path == question or path.endswith(f"/{question}")
    ]
    inside = [text for path, text in answers.items() if _plain(path) == question]
    texts = inside or direct
    numbers = [one for one in map(_number, texts) if one is not None]
    if numbers:
        return sum(numbers, Decimal(0))
    rows = {_row(path, question) for path in answers} - {""}
    return Decimal(len(rows)) if rows else None


def _plain(path: str) -> str:
    return "/".join(step.partition("[")[0] for step in path.split("/"))


def _row(path: str, repeat: str) -> str:
    """The row of a repeat that a path lies in: case[2]; "" for any other path."""
    steps = path.split("/")
    for place, step in enumerate(steps):
        above = "/".join(steps[: place + 1])
        if "[" in step and repeat in {_plain(above), step.partition("[")[0]}:
            return above
    return ""


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
