"""What must hold for every score."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.lines import rounded
from scoring.score import score
from tests.scoring.cast import CBI, programme, scored

CHONBURI = programme(CBI)
DUE = date(2013, 3, 20)
PERCENT = st.decimals(0, 100, places=4)
DAYS = st.integers(-10, 20).map(lambda days: DUE + timedelta(days=days))
BETTER_UP = st.sampled_from(["1.1", "1.4", "2", "4", "9"])


def final(indicator: str, values: dict[str, Any], sent: date = DUE) -> Fraction:
    exact = score(CHONBURI, indicator, values, sent).exact
    assert exact is not None
    return exact


@given(BETTER_UP, PERCENT, PERCENT)
def test_a_better_percentage_never_scores_less(
    indicator: str, one: Decimal, other: Decimal
) -> None:
    low, high = sorted((one, other))
    assert final(indicator, {"result_percent": low}) <= final(indicator, {"result_percent": high})


@given(st.decimals(0, 12, places=3), st.decimals(0, 12, places=3))
def test_fewer_months_per_meeting_never_score_less(one: Decimal, other: Decimal) -> None:
    few, many = sorted((one, other))
    assert final("1.2", {"value": few}) >= final("1.2", {"value": many})


@given(st.integers(1, 200), st.data())
def test_one_more_case_settled_never_scores_less(backlog: int, data: st.DataObject) -> None:
    resolved = data.draw(st.integers(0, backlog - 1))
    for indicator in ("8.1", "8.2"):
        fewer = final(indicator, {"backlog": backlog, "resolved": resolved})
        assert fewer <= final(indicator, {"backlog": backlog, "resolved": resolved + 1})


@given(st.sets(st.integers(1, 5)), st.integers(1, 5))
def test_one_more_step_never_scores_less(done: set[int], more: int) -> None:
    for indicator in ("5", "6", "10"):
        before = final(indicator, {"steps_done": sorted(done)}, date(2013, 3, 10))
        assert before <= final(indicator, {"steps_done": sorted(done | {more})}, date(2013, 3, 10))


@given(PERCENT, DAYS, st.integers(1, 5))
def test_sending_later_never_scores_more(percent: Decimal, sent: date, days: int) -> None:
    values = {"result_percent": percent}
    assert final("4", values, sent) >= final("4", values, sent + timedelta(days=days))


@given(BETTER_UP, PERCENT, DAYS)
def test_no_score_is_below_0_or_above_5(indicator: str, percent: Decimal, sent: date) -> None:
    assert 0 <= final(indicator, {"result_percent": percent}, sent) <= 5


@given(st.integers(1, 2000), st.data())
def test_counts_and_their_exact_quotient_score_the_same(
    denominator: int, data: st.DataObject
) -> None:
    numerator = data.draw(st.integers(0, denominator))
    x = Fraction(numerator * 100, denominator)
    expected = 1 if x < 60 else min(Fraction(5), 1 + (x - 60) / 10)
    assert final("4", {"numerator": numerator, "denominator": denominator}) == expected


@given(
    st.dictionaries(
        st.sampled_from(["1", "2", "3", "4", "5", "6", "7", "8.1", "8.2", "9", "10"]),
        st.decimals(0, 5, places=4),
        min_size=1,
    ),
    st.sets(st.sampled_from(["8.1", "8.2", "9"])),
)
def test_weights_are_conserved_under_exclusion(
    scores: dict[str, Decimal], excluded: set[str]
) -> None:
    answer = scored(CBI, "TOTAL", {"scores": scores, "excluded": sorted(excluded)})
    weights = {each.code: Fraction(each.weight or 0) for each in CHONBURI.indicators}
    basis = 100 - sum(weights[code] for code in excluded)
    assert Fraction(answer["weight_basis"]) == basis
    kept = sum(
        (weights[code] * Fraction(each) for code, each in scores.items() if code not in excluded),
        Fraction(0),
    )
    assert Decimal(answer["total_on_5"]) == rounded(kept / basis)


@given(st.fractions(), st.integers(0, 6))
def test_rounding_is_half_up_and_never_off_by_more_than_half(
    value: Fraction, decimals: int
) -> None:
    assume(abs(value) < 10**12)
    off = Fraction(rounded(value, decimals)) - value
    assert abs(off) <= Fraction(1, 2 * 10**decimals)
    if abs(off) == Fraction(1, 2 * 10**decimals):
        assert abs(Fraction(rounded(value, decimals))) > abs(value)
