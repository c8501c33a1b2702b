"""A survey's results: every figure beside one worked out another way; small groups stay hidden."""

import statistics
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.survey.columns import Item, read
from scoring.survey.earlier import EarlierError, read_earlier
from scoring.survey.figures import SurveyRules, hidden
from scoring.survey.results import Earlier, Results, compared, results, shown_counts
from scoring.survey.table import table

RULES = SurveyRules()
ITEMS = (
    Item("a/use", "ใช้ได้จริง", "การใช้ประโยชน์", "ขยะ", "คน"),
    Item("a/clear", "เข้าใจง่าย", "ความสำเร็จ", "ขยะ", "สื่อ"),
    Item("b/use", "ใช้ได้จริง (น้ำ)", "การใช้ประโยชน์", "น้ำ", "คน"),
)


def answered(rows: list[dict[str, str]], **more: object) -> Results:
    return results(read(ITEMS, rows), RULES, **more)  # type: ignore[arg-type]


def test_items_topics_constructs_dimensions_and_all_are_kept_apart() -> None:
    rows = [
        {"a/use": "5", "a/clear": "3", "b/use": "1"},
        {"a/use": "4", "a/clear": "", "b/use": "2"},
        {"a/clear": "5"},
    ]
    found = answered(rows, invited=4)
    assert [one.figures.n for one in found.items] == [2, 2, 2]
    assert found.items[0].frequency == {5: 1, 4: 1, 3: 0, 2: 0, 1: 0}
    shown = {name: each.to_json(RULES)["mean"] for name, each in found.topics}
    assert shown == {"ขยะ": "4.3333", "น้ำ": "1.5000"}  # 4, 4 and 5 over respondents
    assert dict(found.constructs)["การใช้ประโยชน์"].to_json(RULES)["mean"] == "3.0000"
    assert dict(found.dimensions)["สื่อ"].to_json(RULES)["mean"] == "4.0000"
    assert [name for name, _ in found.by_topic["ขยะ"]] == ["การใช้ประโยชน์", "ความสำเร็จ"]
    assert found.overall.to_json(RULES)["mean"] == "3.6667"
    assert found.rate == "75.00"


@given(
    st.lists(
        st.fixed_dictionaries({one.key: st.sampled_from(["", *"12345"]) for one in ITEMS}),
        max_size=60,
    )
)
def test_every_figure_is_that_of_the_textbook(rows: list[dict[str, str]]) -> None:
    found = answered(rows)
    for one in found.items:
        told = [int(row[one.item.key]) for row in rows if row[one.item.key]]
        assert one.figures.n == len(told)
        assert sum(one.frequency.values()) == len(told)
        if told:
            assert one.figures.mean == Decimal(sum(told)) / len(told) or float(
                one.figures.mean or 0
            ) == pytest.approx(statistics.mean(told))
        if len(told) > 1:
            assert float(one.figures.sd(6)) == pytest.approx(statistics.stdev(told), abs=1e-6)
    own = [[int(text) for text in row.values() if text] for row in rows]
    means = [statistics.mean(each) for each in own if each]
    if len(means) > 1:
        assert float(found.overall.sd(6)) == pytest.approx(statistics.stdev(means), abs=1e-6)


def test_what_is_no_level_is_a_blank() -> None:
    odd = ("0", "6", "4.0", "x", "-1", "๔")
    assert answered([{"a/use": text} for text in odd]).items[0].figures.n == 0


def test_rows_of_a_repeat_count_each_for_its_item() -> None:
    item = Item("visit/level", "ความพึงพอใจ")
    rows = [{"visit[1]/level": "5", "visit[2]/level": "3"}, {"visit[1]/level": "1"}]
    found = results(read((item,), rows), RULES)
    assert found.items[0].figures.n == 3
    assert found.overall.to_json(RULES)["mean"] == "2.5000"


def test_groups_under_five_are_not_broken_down_nor_told_by_the_rest() -> None:
    codes = ["อบต."] * 9 + ["เทศบาล"] * 6 + ["อบจ."] * 2
    rows = [{"a/use": str(Random(place).randint(1, 5))} for place in range(len(codes))]
    shown = answered(rows, groups={"หน่วย": codes}).groups["หน่วย"]
    assert shown["อบจ."] is None
    assert shown["เทศบาล"] is None
    assert shown["อบต."] is not None
    assert shown["อบต."].n == 9
    assert shown_counts({"ก": 9, "ข": 6, "ค": 2}, RULES) == {"ก": 9, "ข": None, "ค": None}
    assert hidden({"ก": 9, "ข": 6}, 5) == frozenset()


def test_a_group_that_answered_no_statement_is_as_large_as_it_is() -> None:
    rows = [{"a/use": "5"}] * 6 + [{}] * 5
    groups = {"หน่วย": ["ก"] * 6 + ["ข"] * 5}
    group = answered(rows, groups=groups).groups["หน่วย"]["ข"]
    assert group is not None
    assert (group.n, group.mean) == (0, None)


def test_the_table_has_a_line_for_each_and_one_for_all() -> None:
    found = table(answered([{"a/use": "5", "a/clear": "4", "b/use": "4"}] * 2), RULES)
    assert [one.kind for one in found] == [
        *("item", "item", "item", "dimension", "dimension", "construct", "construct"),
        *("topic", "part", "part", "topic", "overall"),
    ]
    assert found[0].counts[0] == (2, "100.00")
    assert (found[-1].mean, found[-1].sd, found[-1].level) == ("4.33", "0.00", "มาก")


def test_nobody_has_answered() -> None:
    found = table(answered([]), RULES)
    assert {(one.n, one.mean, one.sd, one.level) for one in found} == {(0, "-", "-", "-")}


def test_older_results_stand_beside_the_new_ones_by_name() -> None:
    now = answered([{"a/use": "5", "a/clear": "4", "b/use": "3"}] * 3)
    older = read_earlier("รายการ,ค่าเฉลี่ย\nขยะ,๔.๑๐,120,0.61\nน้ำ,3.5\nถนน,-\n")
    assert older[0] == Earlier("ขยะ", Decimal("4.10"), 120, Decimal("0.61"))
    lines = compared(older, now)
    assert [(one.name, str(one.before), str(one.now), str(one.change)) for one in lines] == [
        ("ขยะ", "4.10", "4.50", "0.40"),
        ("น้ำ", "3.50", "3.00", "-0.50"),
        ("ถนน", "None", "None", "None"),
        ("", "3.80", "4.00", "0.20"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("ขยะ,4.1\nน้ำ,6", 2),
        ("ขยะ;ดี\nน้ำ;มาก", 2),
        ("ขยะ\t4.1\t1.5", 1),
        ("ขยะ,4,10,-1", 1),
        (",4.1", 1),
        ("ขยะ,NaN\nน้ำ,Infinity", 2),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, line: int) -> None:
    with pytest.raises(EarlierError) as found:
        read_earlier(text)
    assert found.value.line == line
