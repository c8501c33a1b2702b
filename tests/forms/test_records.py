"""Records as trees, what expressions over them give, and which expressions cannot be asked."""

from datetime import datetime
from decimal import Decimal

import pytest

from forms.model import Shape
from forms.records.asking import Documents, Plain
from forms.records.checking import Known, reasons
from forms.records.trees import Sent, document, tree
from forms.xpath.nodes import Node
from thai.dates import BANGKOK

NOW = datetime(2013, 3, 18, 9, 0, tzinfo=BANGKOK)


def record(name: str, office: str, sent: str, **answers: str) -> Node:
    told = {path.replace("__", "/"): text for path, text in answers.items()}
    return tree(name, Sent(told, {"office": office, "sent": sent, "accepted": "no"}))


FOUR = document(
    "4",
    [
        record("own", "CBI", "2013-03-01", numerator="0"),
        record("below", "BB", "2013-03-19", numerator="50", denominator="55"),
        record("below", "SR", "2013-03-22", numerator="38", denominator="42.5"),
    ],
)
CASES = document(
    "8.2",
    [
        tree(
            "below",
            Sent(
                {
                    "case[10]/no": "ten",
                    "case[2]/no": "two",
                    "case[2]/settled": "1",
                    "case[1]/no": "one",
                    "case[1]/settled": "0",
                }
            ),
        )
    ],
)
DOCUMENTS = Documents({"4": FOUR, "8.2": CASES, "empty": document("empty", [])}, NOW)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("sum(instance('4')/*/numerator)", 88),
        ("sum(instance('4')/below/denominator)", Decimal("97.5")),
        ("instance('4')/below[meta/office = 'SR']/meta/sent", "2013-03-22"),
        ("count(instance('4')/below[meta/sent <= '2013-03-20'])", 1),
        ("count(instance('8.2')/below/case[settled = 1])", 1),
        ("join(' ', instance('8.2')/below/case/no)", "one two ten"),
        ("instance('empty')/below/numerator", None),
        ("number('x')", None),
        ("instance('4')/below/numerator > 40", True),
        ("1 div 3", Decimal("0.333333")),
        ("0.1 + 0.2", Decimal("0.3")),
    ],
)
def test_an_expression_gives_a_plain_value_or_nothing(expression: str, value: Plain | None) -> None:
    assert DOCUMENTS.value(expression) == value


def test_rows_give_a_table() -> None:
    found = DOCUMENTS.rows("instance('8.2')/below/case", "no", "settled")

    assert found == {"one": "0", "two": "1"}


def test_a_condition_is_met_or_not() -> None:
    assert DOCUMENTS.holds("instance('4')/below[denominator > 50]")
    assert not DOCUMENTS.holds("instance('empty')/*")


NUMBER = Shape("numerator", "/xf/numerator", "", False, ())
CASE = Shape("case", "/xf/case", "", True, (Shape("no", "/xf/case/no", "", False, ()),))
KNOWN = Known.of_forms({"4": Shape("xf", "/xf", "", False, (NUMBER, CASE))}, "offices")


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("instance('5')/*/numerator", "nothing is sent under 5; there are 4, offices"),
        ("instance('4')/*/nummerator", "4 asks nothing at nummerator"),
        ("instance('4')/*/case/number", "4 asks nothing at case/number"),
        ("instance('4')/above/numerator", "comes own, below or *, not above"),
        ("instance('4')/*/meta/place", "4 asks nothing at meta/place"),
        ("summe(instance('4')/*/numerator)", "the function summe() is not known"),
        ("sum(instance('4')/*/numerator", "is missing in"),
    ],
)
def test_what_cannot_be_asked_is_named(expression: str, reason: str) -> None:
    (said,) = reasons(expression, KNOWN)

    assert reason in said


@pytest.mark.parametrize(
    "expression",
    [
        "sum(instance('4')/*/numerator)",
        "instance('4')/own/case[no != '']/no",
        "instance('4')/below[meta/office = instance('offices')/below/code]/numerator",
        "count(instance('4')/*/case)",
    ],
)
def test_what_can_be_asked_is_left_alone(expression: str) -> None:
    assert reasons(expression, KNOWN) == ()


def test_the_parts_of_a_row_are_asked_from_the_row() -> None:
    rows = "instance('4')/*/case"

    assert reasons("no", KNOWN, rows) == ()
    assert reasons("number", KNOWN, rows) == ("4 asks nothing at case/number",)
