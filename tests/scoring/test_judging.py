"""Several judges: what their points come to by each setting; ranks, the goal, what is far apart."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.answers import answer
from scoring.judging import by_dimension, combined, goal, ranking, verdicts
from scoring.rubric_items import item_of, items, offices, room
from tests.scoring.cast import CBI, LPG, changed, programme, scored

FULL = (5, 8, 7, 10, 10, 4, 5, 3, 3, 5, 10, 10, 10, 5, 5)  # the 15 items of Office Star, 100 points


def points(*numbers: object) -> list[Decimal]:
    return [Decimal(str(one)) for one in numbers]


def sheet(*judges: tuple[int, ...]) -> dict[str, list[Decimal]]:
    """What judges gave an office, each a number for every item in order."""
    codes = [one.code for one in items(programme(LPG))]
    return {code: points(*(each[place] for each in judges)) for place, code in enumerate(codes)}


@pytest.mark.parametrize(
    ("given", "mean", "median", "trimmed"),
    [
        ((4,), "4", "4", "4"),
        ((4, 5), "9/2", "9/2", "9/2"),
        ((0, 4, 5), "3", "4", "4"),
        ((1, 2, 4, 5), "3", "3", "3"),
        ((0, 0, 0, 10), "5/2", "0", "0"),
        ((5, 5, 4), "14/3", "5", "5"),
        (("4.5", "3.25", 5, 5, 0), "71/20", "9/2", "17/4"),
    ],
)
def test_several_points_become_one(
    given: tuple[object, ...], mean: str, median: str, trimmed: str
) -> None:
    found = {}
    for how in ("mean", "median", "trimmed"):
        total, count = combined(points(*given), how)
        found[how] = Fraction(total) / count
    assert found == {
        "mean": Fraction(mean),
        "median": Fraction(median),
        "trimmed": Fraction(trimmed),
    }


def test_the_total_of_one_judge_is_that_of_raingan_score() -> None:
    given = sheet(FULL)
    told = {code: str(each[0]) for code, each in given.items()}
    [place, *_] = ranking(programme(LPG), {"LPG-TH": given})
    answered = scored(LPG, "TOTAL", {"points": told})
    assert (place.office, str(place.total), place.level) == ("LPG-TH", "100", answered["level"])
    assert answered["total"] == "100.0000"


def test_the_total_of_several_judges_is_that_of_raingan_score_by_dimension() -> None:
    given = sheet(FULL, tuple(one - 1 for one in FULL), tuple(max(one - 3, 0) for one in FULL))
    found = by_dimension(programme(LPG), given)
    answered = answer(programme(LPG), {"indicator": "TOTAL", "values": {"points": found}})
    [place, *_] = ranking(programme(LPG), {"LPG": given})
    assert (place.total, place.level) == (answered.exact, answered.facts["level"])
    assert place.judges == 3


@pytest.mark.parametrize("how", ["mean", "median", "trimmed"])
def test_items_of_a_pool_never_get_more_than_it_together(how: str) -> None:
    """Medians could: 5, 5 and 5 of a pool of 10, where each judge gave 10 in all."""
    given = {
        "3.1": points(5, 5, 0),
        "3.3": points(5, 0, 5),
        "3.4": points(0, 5, 5),
        "3.2": points(5, 5, 5),
    }
    assert by_dimension(changed(LPG, judges=how), given)["3"] == 15


@pytest.mark.parametrize(
    ("code", "own", "most"),
    [
        ("1.1", {}, "5"),
        ("1.2", {}, "15"),
        ("1.2", {"1.3": "9.5", "1.1": "5"}, "5.5"),
        ("3.1", {"3.3": "4", "3.4": "6"}, "0"),
        ("3.2", {"3.1": "10"}, "5"),
    ],
)
def test_a_judge_may_give_what_the_pool_leaves(code: str, own: dict[str, str], most: str) -> None:
    item = item_of(programme(LPG), code)
    assert item is not None
    assert room(item, {name: Decimal(one) for name, one in own.items()}) == Decimal(most)


@pytest.mark.parametrize(
    ("given", "settled", "is_apart"),
    [
        ((10, "6.67"), None, False),
        ((10, "6.66"), None, True),
        ((10, 8, 6), None, True),
        ((5,), None, False),
        ((), None, False),
        ((10, 0), "8", False),
    ],
)
def test_more_than_a_third_of_the_maximum_is_far_apart_until_it_is_settled(
    given: tuple[object, ...], settled: str | None, is_apart: bool
) -> None:
    agreed = {"2.1": Decimal(settled)} if settled else {}
    found = {one.code: one for one in verdicts(programme(LPG), {"2.1": points(*given)}, agreed)}
    assert found["2.1"].is_apart == is_apart
    assert found["2.1"].judges == len(given)
    assert found["2.1"].points == (Fraction(settled) if settled else _mean(given))


def _mean(given: tuple[object, ...]) -> Fraction | None:
    return Fraction(sum(points(*given))) / len(given) if given else None


def test_equal_totals_share_a_rank_and_what_is_not_judged_in_whole_has_none() -> None:
    low = tuple(max(one - 2, 0) for one in FULL)
    part = {code: each for code, each in sheet(FULL).items() if code != "5.3"}
    found = ranking(
        programme(LPG),
        {
            "LPG-NG": sheet(FULL),
            "LPG-TH": sheet(low),
            "LPG-KK": sheet(low, low),
            "LPG-MU": part,
            "LPG-HC": sheet(tuple(one // 2 for one in FULL)),
        },
    )
    assert [(one.office, one.rank) for one in found[:5]] == [
        ("LPG-NG", 1),
        ("LPG-TH", 2),
        ("LPG-KK", 2),
        ("LPG-HC", 4),
        ("LPG", None),
    ]
    assert {one.office: one.items for one in found}["LPG-MU"] == 14


@pytest.mark.parametrize(("assessed", "is_met"), [(11, False), (12, True), (14, True)])
def test_the_goal_is_twelve_of_fourteen(assessed: int, is_met: bool) -> None:
    codes = [one.code for one in offices(programme(LPG))]
    found = ranking(programme(LPG), {code: sheet(FULL) for code in codes[:assessed]})
    reached = goal(programme(LPG), found)
    assert (reached.offices, reached.needed, reached.is_met) == (14, 12, is_met)


def test_nothing_is_judged_where_there_is_no_rubric() -> None:
    assert (items(programme(CBI)), offices(programme(CBI))) == ((), ())
