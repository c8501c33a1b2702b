"""The total of an office: Σ(weight × final) ÷ Σ(weights that count), and × 20 on a base of 100
(A-08). Pure.

An excluded indicator takes its weight out of the basis (A-23); one without a score counts 0 and
keeps its weight.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from scoring.lines import Line, places, plain, rounded
from scoring.measures.composite import EXCLUDED, excluded, known_only, part
from scoring.outcome import BadValueError, UndecidedError
from scoring.programme import Programme
from scoring.result import Score, refused
from scoring.values import within

TIMES_TO_100 = 20


def total(programme: Programme, values: Mapping[str, object]) -> Score:
    """The total from `scores` by code, without the codes in `excluded`; an indicator or its parts,
    not both.
    """
    try:
        return _total(programme, values)
    except BadValueError as wrong:
        return refused("invalid", wrong.reason)
    except UndecidedError as undecided:
        return refused("needs_decision", undecided.reason)


def _total(programme: Programme, values: Mapping[str, object]) -> Score:
    told = values.get("scores")
    if not isinstance(told, Mapping):
        raise BadValueError(
            "scores", "ต้องเป็นตารางรหัสกับคะแนน", "must be a table of codes and scores"
        )
    known = {each.code: each.weight for each in programme.indicators}
    known_only(told, known, "scores")
    out = excluded(values.get("excluded"), known) | {
        code for code, each in told.items() if each == EXCLUDED
    }
    given = {
        code: within(each, f"scores.{code}", 5)
        for code, each in told.items()
        if each is not None and code not in out
    }
    weights = _weights(programme, given, out)
    basis = sum(weights.values(), Fraction(0)) + _kept(programme, out)
    if not basis:
        raise UndecidedError(
            "ไม่มีน้ำหนักเหลือในฐานคะแนน ผู้ตรวจสอบต้องตัดสิน",
            "no weight is left in the basis: the verifier decides",
        )
    on_5 = (
        sum(
            (weight * given.get(code, Fraction(0)) for code, weight in weights.items()), Fraction(0)
        )
        / basis
    )
    rows = [part(code, weight, given.get(code), basis) for code, weight in weights.items()]
    return _summed(on_5, basis, rows, programme.settings.decimals_total)


def _weights(
    programme: Programme, given: Mapping[str, Fraction], out: set[str]
) -> dict[str, Fraction]:
    """The weight of each row of the total: an indicator, or its parts where their scores are given
    instead.
    """
    weights: dict[str, Fraction] = {}
    for indicator in (
        each for each in programme.indicators if each.parent is None and each.code not in out
    ):
        if indicator.weight is None:
            raise UndecidedError(
                f"ตัวชี้วัด {indicator.code} ยังไม่ได้กำหนดน้ำหนัก", f"{indicator.code} has no weight yet"
            )
        parts = programme.parts(indicator.code)
        if indicator.code not in given and parts.keys() & given.keys():
            weights |= {code: weight for code, weight in parts.items() if code not in out}
            continue
        if parts.keys() & given.keys():
            raise BadValueError(
                "scores",
                f"มีทั้ง {indicator.code} และตัวชี้วัดย่อย",
                f"has both {indicator.code} and parts of it",
            )
        gone = sum((weight for code, weight in parts.items() if code in out), Fraction(0))
        if not parts or Fraction(indicator.weight) > gone:
            weights[indicator.code] = Fraction(indicator.weight) - gone
    return weights


def _kept(programme: Programme, out: set[str]) -> Fraction:
    """Weight that stays in the basis although nothing is scored on it: none, unless the programme's
    setting removes less than the actual weight (A-23).
    """
    stated = programme.settings.excluded_weight
    if stated == "actual":
        return Fraction(0)
    weights = (programme.indicator(code).weight for code in out)
    return sum(
        (Fraction(weight) - Fraction(stated) for weight in weights if weight is not None),
        Fraction(0),
    )


def _summed(on_5: Fraction, basis: Fraction, rows: list[Line], decimals: int) -> Score:
    on_100 = on_5 * TIMES_TO_100
    shown = f"{places(on_5)} × {TIMES_TO_100} = {places(on_100, decimals)}"
    return Score(
        "scored",
        raw_score=rounded(on_5),
        total_deduction=rounded(Fraction(0)),
        final_score=rounded(on_5),
        weight=Decimal(plain(basis)),
        exact=on_5,
        explanation=(
            *rows,
            Line(
                f"รวมบนฐาน 5 = {places(on_5)} (น้ำหนักรวม {plain(basis)})",
                f"total on 5 = {places(on_5)} (weights {plain(basis)})",
            ),
            Line(f"บนฐาน 100: {shown}", f"on 100: {shown}"),
        ),
        facts={
            "total_on_5": places(on_5),
            "total_on_100": places(on_100, decimals),
            "weight_basis": plain(basis),
        },
    )
