"""The plan of a day: who is told by a push, who with the next free reply, who cannot be reached.
Pure.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.boards import board
from scoring.programme import Programme
from scoring.reminders.forecast import forecast
from scoring.reminders.people import Overseer, Reporter
from scoring.reminders.plan import plan
from tests.scoring.cast import CBI
from tests.scoring.reminder_cast import (
    CHONBURI,
    DISTRICTS,
    JOINED,
    boards,
    codes,
    everyone,
    march,
    planned,
    pushed,
    reporter,
)


def test_one_message_tells_of_everything_most_costly_first() -> None:
    """On the 20th: 8.2 is lost altogether after today, 4 costs 0.25 by waiting, 10 costs
    nothing.
    """
    found = planned(march(20), [reporter(1, "CBI-BB")])

    assert codes(found) == ["8.2", "4", "10"]
    assert str(found.push[0].loss) == "5.25"


def test_two_offices_of_one_person_come_in_one_message() -> None:
    found = planned(march(19), [reporter(1, "CBI-BB", "CBI-BL")])

    assert (found.cost, len(found.push[0].items)) == (1, 6)


def test_who_reports_in_two_programmes_hears_of_both_when_the_first_speaks_and_not_again() -> None:
    """One speaks from eight, the other from ten: at eight there is one message, and both are noted
    as told.
    """
    early = board(CHONBURI, CHONBURI.calendar, march(19), set())
    other = Programme.model_validate({**CHONBURI.model_dump(), "key": "OTHER"})
    late = board(other, other.calendar, march(19), set(), is_time=False)
    both = Reporter(1, {(CBI, "CBI-BB"): JOINED, ("OTHER", "CBI-BB"): JOINED})

    (message,) = plan(march(19), [early, late], [both], [], None).push
    later = replace(both, told=message.marks(march(19)))

    assert {each.programme for each in message.items} == {CBI, "OTHER"}
    assert plan(march(19), [early, replace(late, is_time=True)], [later], [], None).push == ()
    assert len(message.marks(march(19))) == 6
    assert plan(march(19), [late], [both], [], None).push == (), (
        "before its hour a programme wakes nobody"
    )


def test_who_has_sent_hears_nothing() -> None:
    sent = [("CBI-BB", code) for code in ("4", "8.2", "10")]

    found = planned(march(20), [reporter(1, "CBI-BB")], None, *sent)

    assert (found.push, found.free) == ((), ())


def test_of_a_short_quota_those_with_most_to_lose_come_first() -> None:
    """BB has everything open, BL has sent 8.2 and 4, NY has sent 8.2: two messages are left on the
    20th.
    """
    sent = [("CBI-BL", "8.2"), ("CBI-BL", "4"), ("CBI-NY", "8.2")]
    people = [reporter(1, "CBI-BL"), reporter(2, "CBI-NY"), reporter(3, "CBI-BB")]

    found = planned(march(20), people, 2, *sent)

    assert pushed(found) == [3, 2]
    assert [one.person for one in found.free] == [1]


def test_of_two_alike_who_writes_to_the_bot_anyway_waits_for_a_free_reply() -> None:
    people = [replace(reporter(1, "CBI-BB"), writes=True), reporter(2, "CBI-BL")]

    assert pushed(planned(march(20), people, 1)) == [2]
    assert sorted(pushed(planned(march(20), people, 2))) == [1, 2]


def test_a_second_reporter_of_an_office_comes_after_other_offices() -> None:
    people = [reporter(1, "CBI-BB"), reporter(2, "CBI-BB"), reporter(3, "CBI-BL")]

    assert pushed(planned(march(20), people, 2)) == [1, 3]


def test_early_reminders_leave_enough_for_the_last_days_of_the_month() -> None:
    """On the 11th, seven working days before, nothing is lost by waiting; the 20th and the 26th
    need ten for five.
    """
    few, enough, plenty = (planned(march(11), everyone(), left) for left in (10, 12, 15))

    assert [(one.cost, len(one.free), one.reserve) for one in (few, enough, plenty)] == [
        (0, 5, 10),
        (2, 3, 10),
        (5, 0, 10),
    ]


def test_the_last_days_use_what_is_left_to_the_last_message() -> None:
    assert [planned(march(day), everyone(), 2).cost for day in (20, 21, 26)] == [2, 2, 2]


def test_a_due_date_two_days_before_its_cut_off_is_a_last_day_too() -> None:
    """Cut off on Friday the 22nd, due on the 20th, nothing taken off for being late: the stage is
    the cut-off's.
    """
    stated = [
        {**one.model_dump(), "cutoff": march(22), "late_rate": "0"}
        if one.code == "4"
        else one.model_dump()
        for one in CHONBURI.indicators
        if one.code not in ("8.2", "10")
    ]
    close = Programme.model_validate({**CHONBURI.model_dump(), "indicators": stated})

    assert plan(march(20), boards(march(20), of=close), everyone(), [], 5).cost == 5


def test_no_quota_known_means_no_limit() -> None:
    assert planned(march(11), everyone(), None).cost == 5


def test_who_blocks_the_bot_gets_nothing_and_their_office_is_named() -> None:
    found = planned(
        march(20), [replace(reporter(1, "CBI-BB"), reachable=False), reporter(2, "CBI-BL")], 300
    )

    assert pushed(found) == [2]
    assert (CBI, "CBI-BB") in found.uncovered
    assert (CBI, "CBI-BL") not in found.uncovered


def test_a_person_without_an_office_is_no_trouble() -> None:
    nowhere = Reporter(1, {(CBI, "CBI-GONE"): JOINED, ("GONE", "X"): JOINED})

    assert planned(march(20), [nowhere, Reporter(2, {})], 300).cost == 0


def test_who_joins_late_gets_what_is_still_ahead() -> None:
    """Joined on the 19th, one day before: not told of that day's stage, but of the next."""
    late = [reporter(1, "CBI-BB", joined=march(19))]

    assert [planned(march(day), late).cost for day in (19, 20)] == [0, 1]


@given(
    st.integers(0, 12),
    st.lists(st.tuples(st.sampled_from(DISTRICTS), st.booleans(), st.booleans()), max_size=10),
    st.sets(st.tuples(st.sampled_from(DISTRICTS), st.sampled_from(("4", "8.2", "10")))),
    st.integers(1, 29),
)
def test_whatever_happens_the_quota_holds_and_nobody_is_told_twice_or_for_nothing(
    left: int, people: list[tuple[str, bool, bool]], sent: set[tuple[str, str]], day: int
) -> None:
    """Nobody who is pushed has less to lose than somebody of another office who was left out."""
    reporters = [
        replace(reporter(number, office), writes=writes, muted=muted)
        for number, (office, writes, muted) in enumerate(people)
    ]
    found = planned(march(day), reporters, left, *sent)
    persons = [one.person for one in (*found.push, *found.free)]

    assert found.cost <= left
    assert len(persons) == len(set(persons))
    assert all(
        (each.office, each.due.standing.code) not in sent
        for one in found.push
        for each in one.items
    )
    heard = {each.key for one in found.push for each in one.items}
    for waiting in found.free:
        if not waiting.is_urgent or {each.key for each in waiting.items} <= heard:
            continue
        assert found.cost == left
        assert all(
            one.loss >= waiting.loss or not {each.key for each in one.items} <= heard
            for one in found.push
        )


@pytest.mark.parametrize("left", [0, 7, 40, None])
def test_a_month_never_costs_more_than_there_is(left: int | None) -> None:
    days = [march(day) for day in range(1, 32)]

    found = list(forecast(days, boards, everyone(), [Overseer(9, mornings={CBI: None})], left))

    cost = sum(one.cost for _, one, _ in found)
    assert left is None or cost <= left
    assert all(
        after
        == (None if left is None else left - sum(one.cost for _, one, _ in found[: place + 1]))
        for place, (_, _, after) in enumerate(found)
    )
