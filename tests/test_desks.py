"""Whose desk a report is on: where its legs lead, and who may look at it on the way."""

from functools import cache

import pytest

from handlers.review.review_chain import awaits, chain
from handlers.vocabulary.permissions import Membership, may, reach
from scoring.programme import Programme
from tests.forms.test_report_forms import folder

CBI = "CBI-2556-R1"


@cache
def chonburi() -> Programme:
    return folder(CBI)[0]


def way(code: str, office: str) -> tuple[str, ...]:
    return chain(chonburi(), chonburi().work(code), office)


@pytest.mark.parametrize(
    ("code", "office", "desks"),
    [
        ("4", "CBI-BB", ("CBI-GA",)),  # กลุ่มงานส่งเสริมฯ sends the sum on
        ("form-4", "CBI-DEV", ("CBI-GA", "DLA-FIN")),
        ("form-3", "CBI-BB", ("CBI-GA",)),
        ("form-3", "CBI-DEV", ("CBI-GA", "DLA-SOC")),
        ("form-5", "CBI-DEV", ("CBI-GA", "DLA-ADM")),
        ("8.2", "CBI-BB", ("CBI-GA",)),
        ("8.2", "CBI-LAW", ("CBI-GA", "DLA-LAW")),
        ("2", "CBI-FIN", ("CBI-GA", "DLA-PER")),
        ("1.2", "CBI-HR", ("CBI-GA",)),
        ("form-6", "CBI-FIN", ("CBI-GA",)),
        ("form-7-1", "CBI-HR", ("CBI-GA",)),
        ("form-6", "CBI-GA", ("DLA-PER",)),
        ("10", "CBI-GA", ("DLA-PER",)),
        ("1.3", "CBI-GA", ("CBI",)),  # nobody reviews their own: the office above does
    ],
)
def test_a_report_goes_where_its_legs_lead(code: str, office: str, desks: tuple[str, ...]) -> None:
    assert way(code, office) == desks


def test_nobody_is_the_reviewer_of_their_own_report_where_another_can_be() -> None:
    for office, code in {
        (office.code, work.code)
        for office in chonburi().offices
        for work in chonburi().works
        if work.form and {office.code, office.kind} & set(work.reporters.all)
    }:
        assert office not in way(code, office), f"{code} of {office}"


def test_a_review_matters_by_the_day_of_the_next_leg_and_at_the_end_by_the_verifier_s_own() -> None:
    programme = chonburi()
    first = awaits(programme, programme.work("4"), "CBI-BB")
    last = awaits(programme, programme.work("10"), "CBI-GA")
    assert (first.at_office, first.urgent_on.isoformat()) == ("CBI-GA", "2013-03-20")
    assert (last.at_office, last.urgent_on.isoformat()) == ("DLA-PER", "2013-03-20")


def test_who_receives_reports_sees_those_that_send_them_and_runs_nothing_there() -> None:
    arunee = (Membership(CBI, "CBI-GA", "coordinator"),)
    for action in ("see_score", "see_evidence", "see_overview"):
        assert may(arunee, action, chonburi(), "CBI-BB")
        assert {"CBI-BB", "CBI-FIN", "CBI-GA"} <= reach(arunee, action, chonburi())
    for action in ("review", "approve_joining", "see_people", "hand_over", "broadcast"):
        assert not may(arunee, action, chonburi(), "CBI-BB")
        assert reach(arunee, action, chonburi()) == {"CBI-GA"}


def test_a_bureau_sees_no_office_of_the_province_beside_what_lies_on_its_desk() -> None:
    bureau = (Membership(CBI, "DLA-FIN", "coordinator"),)
    assert reach(bureau, "see_overview", chonburi()) == {"DLA-FIN"}
    assert may(bureau, "review", chonburi(), "DLA-FIN")
    assert not may(bureau, "review", chonburi(), "CBI-DEV")


def test_the_province_runs_its_programme_and_passes_what_lies_at_general_administration() -> None:
    province = (Membership(CBI, "CBI", "coordinator"),)
    assert chonburi().tops == ("CBI",)
    assert may(province, "review", chonburi(), "CBI-GA")


def test_without_legs_that_lead_somewhere_a_report_goes_to_the_office_above() -> None:
    programme = folder("LPG-OFFICESTAR-2567")[0]
    work, office = programme.works[0], programme.offices[-1]
    assert chain(programme, work, office.code)[0] == programme.above[office.code][0]
