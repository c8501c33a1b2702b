"""Who may do what: every cell of the table, and what trees of offices make of it."""

from datetime import date

import pytest
from pydantic import ValidationError

from handlers.vocabulary.permissions import (
    ACTIONS,
    RELATIONS,
    ROLES,
    Membership,
    may,
    may_at_top,
    reach,
    relation,
)
from scoring.offices import Office
from scoring.programme import Programme

# a department over two provinces; one of them over two districts, one of these over a local office
OFFICES = (
    Office(code="DEP", name="กรม", kind="department"),
    Office(code="CBI", name="ชลบุรี", kind="province", parent="DEP"),
    Office(code="RYG", name="ระยอง", kind="province", parent="DEP"),
    Office(code="BB", name="บ้านบึง", kind="district", parent="CBI"),
    Office(code="SR", name="ศรีราชา", kind="district", parent="CBI"),
    Office(code="LAO", name="เทศบาล", kind="local", parent="BB"),
)
AT = {"own": "BB", "below": "LAO", "above": "CBI", "beside": "SR"}  # as seen from บ้านบึง

OVERSEE = {"see_score", "see_evidence", "see_overview", "see_survey"}
RUN = OVERSEE | {
    *(
        "review",
        "publish_form",
        "open_survey",
        "read_texts",
        "close_survey",
        "approve_joining",
        "see_people",
        "hand_over",
        "broadcast",
        "run_judging",
    ),
}
MAY: dict[tuple[str, str], set[str]] = {
    ("reporter", "own"): {"report", "see_score", "see_evidence"},
    ("coordinator", "own"): RUN,
    ("coordinator", "below"): RUN,
    ("official", "own"): OVERSEE,
    ("official", "below"): OVERSEE,
    **{("judge", where): {"judge"} for where in RELATIONS},
    ("admin", "own"): RUN,
    ("admin", "below"): RUN,
    ("admin", "above"): RUN,
    ("admin", "beside"): RUN,
}


def programme(offices: tuple[Office, ...] = OFFICES) -> Programme:
    return Programme(
        key="P",
        name="โครงการ",
        short_name="โครงการ",
        fiscal_year=2556,
        round_start=date(2012, 10, 1),
        round_end=date(2013, 3, 31),
        offices=offices,
    )


TREE = programme()


def member(role: str, office: str = "BB") -> tuple[Membership, ...]:
    return (Membership("P", office, role),)


@pytest.mark.parametrize("where", RELATIONS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_every_cell_of_the_table(action: str, role: str, where: str) -> None:
    assert may(member(role), action, TREE, AT[where]) == (action in MAY.get((role, where), set()))


def test_a_grandchild_is_below_and_a_cousin_beside() -> None:
    assert relation(TREE, "DEP", "LAO") == "below"
    assert relation(TREE, "LAO", "DEP") == "above"
    assert relation(TREE, "RYG", "LAO") == "beside"
    assert relation(TREE, "SR", "RYG") == "beside"


def test_nobody_may_do_anything_at_an_office_the_programme_lacks() -> None:
    allowed = {
        (action, role)
        for action in ACTIONS
        for role in ROLES
        if may(member(role), action, TREE, "NONE")
    }

    assert allowed == set()


def test_a_role_in_one_programme_means_nothing_in_another() -> None:
    elsewhere = (Membership("OTHER", "BB", "admin"),)

    assert not any(
        may(elsewhere, action, TREE, office.code) for action in ACTIONS for office in OFFICES
    )


def test_whoever_holds_two_offices_may_do_what_either_allows() -> None:
    held = (*member("reporter", "SR"), *member("official", "BB"))

    assert reach(held, "see_score", TREE) == {"SR", "BB", "LAO"}
    assert reach(held, "report", TREE) == {"SR"}


def test_what_concerns_a_whole_programme_is_for_the_topmost_office() -> None:
    assert may_at_top(member("coordinator", "DEP"), "publish_form", TREE)
    assert not may_at_top(member("coordinator", "CBI"), "publish_form", TREE)
    assert may_at_top(member("admin", "LAO"), "publish_form", TREE)


def test_whose_office_was_taken_out_of_the_programme_has_no_reach() -> None:
    assert reach(member("coordinator", "GONE"), "see_score", TREE) == set()


def test_offices_under_one_another_in_a_circle_are_refused() -> None:
    circle = (
        Office(code="A", name="ก", kind="district", parent="B"),
        Office(code="B", name="ข", kind="district", parent="A"),
    )

    with pytest.raises(ValidationError, match="เป็นวง"):
        programme(circle)
