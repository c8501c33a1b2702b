"""What a person's appraisal comes to: targets from the indicators of the office or the one above,
own targets as the assessor found them, competencies; then ปผ.2, ปผ.3 and ปผ.1 as
scoring/appraisal.py works them out. Nothing is rounded in between.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from msgspec import Struct

from handlers.results.figures import Account
from handlers.results.score_record import lines
from handlers.vocabulary.agreed import Answers, Expected, Target, expected, rows, targets
from handlers.vocabulary.known import Submission
from scoring.appraisal import Appraisal as Rules
from scoring.appraisal import appraise
from scoring.lines import places
from scoring.programme import Programme
from scoring.result import Score

UNDECIDED = {"needs_decision", "invalid"}


class Reached(Struct, frozen=True):
    """What a target of the framework stands at: the office whose indicator it is, its status and
    final score ("0.0000" where nothing was sent), as on the score card; `result` is the first line
    of its sum, in Thai.
    """

    office: str
    status: str
    score: str
    result: str = ""


class Refusal(Struct, frozen=True):
    """Why there is no sum yet: the key of a sentence (appraisal.*) and what it names; `reason` in
    the rulebook's own words where it has one.
    """

    key: str
    name: str = ""
    reason: str = ""


class Sum(Struct, frozen=True):
    """The three forms worked out, as they are kept: numbers as texts with 4 decimals. `missed` are
    the names of what was not reached, `full` whether the sum is exactly 100.
    """

    kept: Mapping[str, Any]
    missed: tuple[str, ...]
    full: bool


def reached(
    programme: Programme,
    office: str,
    code: str,
    sent: Iterable[Submission],
    now: datetime,
) -> Reached | None:
    """The indicator of the office itself, else of the nearest one above that it scores; None where
    it scores neither.
    """
    if code not in programme.work_codes or office not in programme.above:
        return None
    indicator, held = programme.indicator(code), tuple(sent)
    for at in (office, *programme.above[office]):
        within = {at, *programme.below.get(at, ())}
        account = Account(programme, at, [one for one in held if one.office in within], now)
        if account.is_assessed(indicator):
            record = account.figure(indicator).record
            score = record.get("final_score") or "0.0000"
            told = lines(record, "lines", "th") if record.get("final_score") else ()
            return Reached(at, record["status"], score, next(iter(told), ""))
    return None


def worked_out(
    programme: Programme,
    office: str,
    agreement: Answers,
    findings: Answers,
    sent: Iterable[Submission],
    now: datetime,
) -> Sum | Refusal:
    """The sum of an appraisal; a Refusal where an indicator of it is excluded or undecided."""
    rules, held = programme.appraisal or Rules(), tuple(sent)
    told = [row.get("score", "") for _, row in rows(findings, "own")]
    found: list[dict[str, str]] = []
    for one in targets(programme, agreement):
        if not one.indicator:
            found.append(_row(one, told.pop(0) if told else "", "scored"))
            continue
        at = reached(programme, office, one.indicator, held, now)
        if at is None or at.status == "excluded":
            return Refusal("target_gone", one.name)
        if at.status in UNDECIDED:
            return Refusal("target_undecided", one.name)
        found.append(_row(one, at.score, at.status, at.office, at.result))
    levels = _levels(expected(agreement), findings)
    return _summed(rules, found, levels)


def _row(
    one: Target, score: str, status: str, office: str = "", result: str = ""
) -> dict[str, str]:
    return {
        "name": one.name,
        "weight": one.weight,
        "score": score,
        "status": status,
        "office": office,
        "result": result,
    }


def _levels(agreed: Iterable[Expected], findings: Answers) -> list[dict[str, Any]]:
    """Each competency with the level that is expected and the one found; None where it was not
    assessed.
    """
    found = {place: row.get("found") or None for place, row in rows(findings, "competency")}
    return [
        {"name": one.name, "expected": one.level, "found": found.get(one.place)} for one in agreed
    ]


def _summed(
    rules: Rules, found: list[dict[str, str]], levels: list[dict[str, Any]]
) -> Sum | Refusal:
    results = appraise(rules, "ปผ.2", {"rows": found})
    competency = appraise(rules, "ปผ.3", {"competencies": levels})
    for part in (results, competency):
        if part.exact is None:
            return Refusal("no_sum", reason=part.reason or "")
    exact = {"result_score_100": results.exact, "competency_score_100": competency.exact}
    whole = appraise(rules, "ปผ.1", exact)
    missed = (
        *(one["name"] for one in found if Fraction(one["score"]) < Fraction(rules.target_level)),
        *(one["name"] for one in levels if _is_lower(one)),
    )
    kept = {
        "targets": [{**one, "weighted": _weighted(one)} for one in found],
        "competencies": levels,
        **results.facts,
        **competency.facts,
        **whole.facts,
        "lines": _lines(results, competency, whole),
    }
    return Sum(kept, missed, bool(whole.facts["reason_required"]))


def _is_lower(one: Mapping[str, Any]) -> bool:
    return one["found"] is not None and int(one["found"]) < int(one["expected"])


def _weighted(one: Mapping[str, str]) -> str:
    """(ค) = (ก) × (ข) ÷ 100."""
    return places(Fraction(one["weight"]) * Fraction(one["score"]) / 100)


def _lines(*parts: Score) -> dict[str, list[str]]:
    """The steps of the three sums, in both languages."""
    told = [line for part in parts for line in part.explanation]
    return {"th": [one.th for one in told], "en": [one.en for one in told]}
