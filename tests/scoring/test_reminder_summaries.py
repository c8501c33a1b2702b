"""Summaries for those who oversee: of their own offices, and only where these give something to
say. Pure.
"""

from scoring.reminders.forecast import forecast
from scoring.reminders.people import Overseer
from tests.scoring.cast import CBI
from tests.scoring.reminder_cast import (
    boards,
    everyone,
    march,
    planned,
    pushed,
    reporter,
)


def test_the_coordinator_hears_in_the_morning_when_someone_is_late_or_out_of_reach() -> None:
    boss = [Overseer(9, mornings={CBI: None})]

    mornings = [
        [
            one.person
            for one in planned(march(day), everyone(), 300, overseers=boss).push
            if one.mornings
        ]
        for day in (4, 14, 20, 21)
    ]

    assert mornings == [[], [9], [9], [9]], (
        "on the 4th nobody is; on the 14th report forms are; on the 20th 8.2 as well"
    )


def test_the_coordinator_s_summary_goes_before_single_reminders() -> None:
    found = planned(march(20), everyone(), 2, overseers=[Overseer(9, mornings={CBI: None})])

    assert (pushed(found)[0], found.cost, len(found.free)) == (9, 2, 4)


def test_who_coordinates_and_reports_gets_one_message() -> None:
    found = planned(
        march(21), [reporter(1, "CBI-BB")], 300, overseers=[Overseer(1, mornings={CBI: None})]
    )

    assert [(one.person, bool(one.items), one.mornings) for one in found.push] == [
        (1, True, (CBI,))
    ]


def test_officials_hear_once_a_week_on_its_first_working_day() -> None:
    chief = [Overseer(9, weeklies={CBI: None})]

    days = [
        day
        for day in range(1, 32)
        if any(one.weeklies for one in planned(march(day), [], None, overseers=chief).push)
    ]

    assert days == [4, 11, 18, 25]


BB_ALONE = {CBI: frozenset({"CBI-BB"})}


def test_who_oversees_one_district_hears_of_that_one_alone() -> None:
    """On the 21st every district is late; once บ้านบึง has sent, its own coordinator has nothing to
    be told.
    """
    mine = [Overseer(9, mornings=BB_ALONE)]
    sent = [("CBI-BB", code) for code in ("4", "8.2", "10")]

    assert [one.mornings for one in planned(march(21), [], 300, overseers=mine).push] == [(CBI,)]
    assert planned(march(21), [], 300, *sent, overseers=mine).cost == 0


def test_a_summary_that_would_say_nothing_takes_nobody_s_message() -> None:
    """One message is left on the 21st; บ้านบึง has sent, and its coordinator leaves the message to
    บางละมุง.
    """
    sent = [("CBI-BB", code) for code in ("4", "8.2", "10")]

    found = planned(
        march(21), [reporter(1, "CBI-BL")], 1, *sent, overseers=[Overseer(9, mornings=BB_ALONE)]
    )

    assert (pushed(found), found.free) == ([1], ())


def test_offices_out_of_reach_are_told_to_their_own_coordinator() -> None:
    """On the 15th nothing is late in the districts; nobody reports for หนองใหญ่, and for บ้านบึง
    somebody does.
    """
    overseers = [Overseer(8, mornings={CBI: frozenset({"CBI-NY"})}), Overseer(9, mornings=BB_ALONE)]

    found = planned(march(15), [reporter(1, "CBI-BB")], 300, overseers=overseers)

    assert [one.person for one in found.push if one.mornings] == [8]


def test_who_speaks_for_one_office_alone_takes_nobody_s_message_who_has_more_to_lose() -> None:
    """Two messages for three on the 20th: of the one left out, a coordinator of the province is
    told, of that district alone nobody is.
    """
    sent = [
        ("CBI-BB", "8.2"),
        *((office, code) for office in ("CBI-BL", "CBI-NY") for code in ("8.2", "4")),
    ]
    people = [reporter(1, "CBI-BB"), reporter(2, "CBI-BL"), reporter(3, "CBI-NY")]
    alone, whole = (
        Overseer(8, mornings={CBI: frozenset({"CBI-NY"})}),
        Overseer(9, mornings={CBI: None}),
    )

    pushes = [
        pushed(planned(march(20), people, 2, *sent, overseers=[one])) for one in (alone, whole)
    ]

    assert pushes == [[1, 2], [9, 1]]


def test_mornings_that_cost_nobody_points_leave_the_messages_of_the_last_days() -> None:
    """From the 11th on report forms are late, which costs nothing; of five messages the last days
    get theirs.
    """
    boss = [Overseer(9, mornings={CBI: None})]
    days = [march(day) for day in range(11, 21)]

    found = {day.day: one for day, one, _ in forecast(days, boards, everyone(), boss, 5)}

    assert [day for day, one in found.items() if one.cost] == [20]
    assert all(9 in [one.person for one in found[day].free] for day in (11, 12, 13, 14, 15))
    assert pushed(found[20]) == [9, 0, 1, 2, 3]


def test_who_speaks_for_more_offices_goes_first() -> None:
    overseers = [Overseer(8, mornings=BB_ALONE), Overseer(9, mornings={CBI: None})]

    assert pushed(planned(march(21), everyone(), 1, overseers=overseers)) == [9]


def test_an_official_s_week_is_told_of_their_own_offices_alone() -> None:
    sent = [("CBI-BB", code) for code in ("4", "8.2", "10")]

    assert planned(march(18), [], None, *sent, overseers=[Overseer(9, weeklies=BB_ALONE)]).cost == 0
