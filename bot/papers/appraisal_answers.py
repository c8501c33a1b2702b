"""A person's appraisal as its papers read it: what was agreed, found, and said at its end.

The names are those of OF_APPRAISAL (scoring/paper_words.py). Sums are those kept with the findings;
while results are told anew there are none.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from bot.papers.answers import day, figure, text
from documents.filling import Answer, Answers
from handlers.appraisals.looking import shows_sum
from handlers.vocabulary.agreed import rows, targets
from handlers.vocabulary.appraised import AGREEMENT, FINDINGS, RESULTS, Appraisal
from handlers.vocabulary.words import LANGUAGES, say
from scoring.appraisal import Appraisal as Rules
from scoring.lines import places
from scoring.programme import Programme

SIGNED = {"acknowledged", "opined", "closed"}  # where the person did not refuse
POST = ("position", "position_type", "position_level", "post_number", "assessor_position")


def appraisal_answers(programme: Programme, found: Appraisal) -> Answers:
    office = programme.office(found.office)
    agreed, findings = found.parts.get(AGREEMENT, {}), found.parts.get(FINDINGS, {})
    sums = found.figures if shows_sum(found) else {}
    words = found.words
    single = {
        "programme": text(programme.name),
        "year": figure(programme.fiscal_year),
        "year_before": figure(programme.fiscal_year - 1),
        "round": figure(programme.round),
        "from": day(programme.round_start),
        "to": day(programme.round_end),
        "office": text(office.name),
        "province": text(office.province),
        "person": text(found.person.name),
        "assessor": text(found.assessor.name),
        "superior": text(found.superior.name if found.superior else ""),
        "further": text(found.further.name if found.further else ""),
        **{name: text(agreed.get(name, "")) for name in POST},
        "reason": text(findings.get("reason", "") if sums else ""),
        "acknowledged": text(_acknowledged(found)),
        "witness": text(words.get("witness", "")),
        "superior_opinion": text(_opinion(words, "superior")),
        "superior_words": text(_differs(words, "superior")),
        "further_opinion": text(_opinion(words, "further")),
        "further_words": text(_differs(words, "further")),
        **_sums(programme.appraisal or Rules(), sums),
        **_counted(programme.appraisal or Rules(), sums),
    }
    return Answers(
        single,
        {
            "targets": tuple(_targets(programme, found, sums)),
            "competencies": tuple(_competencies(programme, agreed, sums)),
            "plan": tuple(_plan(row) for _, row in rows(findings, "plan")) if sums else (),
        },
    )


def _plan(row: Mapping[str, str]) -> Answers:
    return Answers({name: text(told) for name, told in row.items()})


def _acknowledged(found: Appraisal) -> str:
    """yes, no (before a witness), or "" while it is open."""
    if found.words.get("witness"):
        return "no"
    return "yes" if found.state in SIGNED else ""


def _opinion(words: Mapping[str, str], who: str) -> str:
    """agrees, differs, or "" while nobody has said."""
    if who not in words:
        return ""
    same = {say("appraisal.same", one) for one in LANGUAGES}
    return "agrees" if words[who] in same else "differs"


def _differs(words: Mapping[str, str], who: str) -> str:
    """In what somebody differs, without the words that say so."""
    begins = (say("appraisal.differs", one, opinion="").strip() for one in LANGUAGES)
    told = words.get(who, "")
    return next((told.removeprefix(one).strip() for one in begins if told.startswith(one)), "")


def _sums(rules: Rules, sums: Mapping[str, Any]) -> dict[str, Answer]:
    """ปผ.1 1.2.1: each score, its share and the product of both, as `raingan score` has them."""
    shares = {"result": rules.result_share, "competency": rules.competency_share}
    told = {f"{name}_share": figure(share) for name, share in shares.items()}
    for name, share in shares.items():
        score = sums.get(f"{name}_score_100")
        told[f"{name}_score"] = figure(score)
        weighted = None if score is None else places(Fraction(score) * Fraction(share) / 100)
        told[f"{name}_weighted"] = figure(weighted)
    return told | {name: figure(sums.get(name)) for name in ("total", "sum_weighted")}


def _targets(programme: Programme, found: Appraisal, sums: Mapping[str, Any]) -> Iterable[Answers]:
    """ปผ.2: what was agreed, and what came of it."""
    scores = sums.get("targets", ())
    own = [row for _, row in rows(found.parts.get(RESULTS, {}), "own")]
    for place, one in enumerate(targets(programme, found.parts.get(AGREEMENT, {}))):
        scored = scores[place] if place < len(scores) else {}
        told = scored.get("result", "")  # of the framework; it is kept with the findings
        if own and not one.indicator:
            told = own.pop(0).get("result", "")
        levels = dict(enumerate(one.criteria, 1))
        yield Answers(
            {
                "goal": text(one.goal),
                "target": text(one.name),
                "weight": figure(one.weight),
                **{f"level_{level}": figure(levels.get(level, "")) for level in range(1, 6)},
                "result": text(told),
                "score": figure(scored.get("score")),
                "weighted": figure(scored.get("weighted")),
            }
        )


def _competencies(
    programme: Programme, agreed: Mapping[str, str], sums: Mapping[str, Any]
) -> Iterable[Answers]:
    """ปผ.3 3.1; the kind of competency stands in the first line of each."""
    rules, levels = programme.appraisal or Rules(), sums.get("competencies", ())
    before = ""
    for place, row in rows(agreed, "competency"):
        kind = rules.competencies[place - 1].kind if place <= len(rules.competencies) else before
        was = levels[place - 1]["found"] if place <= len(levels) else None
        expected = row.get("expected", "")
        apart = "" if was is None or not expected else str(int(was) - int(expected))
        yield Answers(
            {
                "kind": text(kind if kind != before else ""),
                "number": figure(place),
                "competency": text(row.get("competency_name", "")),
                "expected": figure(expected),
                "found": figure(was),
                "apart": figure(apart),
            }
        )
        before = kind


def _counted(rules: Rules, sums: Mapping[str, Any]) -> dict[str, Answer]:
    """ปผ.3 3.2: how many competencies were found equal or higher (0), 1, 2, 3 or more levels lower,
    by what each is multiplied, and what that comes to.
    """
    lower = [
        max(0, int(one["expected"]) - int(one["found"]))
        for one in sums.get("competencies", ())
        if one["found"] is not None
    ]
    last = len(rules.multipliers) - 1
    counts = [
        sum(one == below or (below == last and one > last) for one in lower)
        for below in range(len(rules.multipliers))
    ]
    products = [count * times for count, times in zip(counts, rules.multipliers, strict=True)]
    found = {"assessed": len(lower), "products": sum(products)}
    for below, (count, product) in enumerate(zip(counts, products, strict=True)):
        found |= {f"count_{below}": count, f"product_{below}": product}
    return {name: figure(value if lower else None) for name, value in found.items()}
