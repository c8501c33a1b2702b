"""Which records count for an office, and what a collector's stands for."""

from dataclasses import dataclass

from scoring.collecting import collected_by, gathered
from scoring.counting import counted, decides
from tests.scoring.cast import CBI, programme

CHONBURI = programme(CBI)


@dataclass(frozen=True, slots=True)
class Sent:
    office: str
    indicator: str


BAN_BUENG, SI_RACHA = Sent("CBI-BB", "8.2"), Sent("CBI-SR", "8.2")
LEGAL, GONE, FOUR = Sent("CBI-LAW", "8.2"), Sent("CBI-XX", "8.2"), Sent("CBI-BB", "4")


def test_its_own_and_those_below_count_and_those_of_offices_that_left_do_not() -> None:
    found = counted(CHONBURI, "CBI", [BAN_BUENG, SI_RACHA, FOUR, GONE])

    assert found.own == ()
    assert found.below == (BAN_BUENG, SI_RACHA, FOUR)


def test_a_district_has_only_its_own() -> None:
    assert counted(CHONBURI, "CBI-BB", [BAN_BUENG, SI_RACHA]).all == (BAN_BUENG,)


def test_what_the_collector_sends_stands_for_the_others_in_that_work_alone() -> None:
    found = counted(CHONBURI, "CBI", [BAN_BUENG, SI_RACHA, FOUR, LEGAL])

    assert found.all == (FOUR, LEGAL)
    assert found.merged == (BAN_BUENG, SI_RACHA)


def test_a_collector_gathers_what_came_and_knows_who_is_missing() -> None:
    found = gathered(CHONBURI, CHONBURI.work("8.2"), "CBI-LAW", [BAN_BUENG, SI_RACHA, FOUR, LEGAL])

    assert found is not None
    assert found.records == (BAN_BUENG, SI_RACHA)
    assert "CBI-MC" in found.missing
    assert not {"CBI-BB", "CBI-LAW"} & set(found.missing)


def test_who_merges_nothing_gathers_nothing() -> None:
    assert gathered(CHONBURI, CHONBURI.work("8.2"), "CBI-BB", [SI_RACHA]) is None


def test_a_collector_has_to_see_what_it_merges() -> None:
    assert {"CBI-BB", "CBI-KC"} <= collected_by(CHONBURI, "CBI-LAW")
    assert collected_by(CHONBURI, "CBI-BB") == frozenset()


def test_a_share_settles_no_score_and_a_collector_s_record_does() -> None:
    work = CHONBURI.work("8.2")

    assert decides(CHONBURI, work, "CBI-BB") is None
    settled = decides(CHONBURI, work, "CBI-LAW")
    assert settled is not None
    assert settled.code == "8.2"
