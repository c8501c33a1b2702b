"""The plan of a day: who is told by a push, who with the next free reply, who cannot be reached. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.boards import Board, board
from scoring.programme import Programme
from scoring.reminder_forecast import forecast
from scoring.reminder_hours import is_day
from scoring.reminder_people import DayPlan, Overseer, Reporter, Told
from scoring.reminder_plan import plan
from scoring.stages import is_first_of_week
from tests.scoring.cast import CBI, programme

CHONBURI = programme(CBI)
DISTRICTS = ("CBI-BB", "CBI-BL", "CBI-NY", "CBI-PT", "CBI-MC")
JOINED = date(2012, 9, 1)


def march(day: int) -> date:
    return date(2013, 3, day)


def boards(today: date, *sent: tuple[str, str], of: Programme = CHONBURI) -> list[Board]:
    calendar = of.calendar
    open_today = is_day(of, calendar, today)
    return [
        board(of, calendar, today, set(sent), is_time=open_today, is_first_of_week=is_first_of_week(calendar, today))
    ]


def reporter(person: int, *offices: str, joined: date = JOINED, told: Mapping[str, Told] | None = None) -> Reporter:
    """Someone for these offices; `told` by indicator, of the first."""
    keyed = {(CBI, offices[0], code): one for code, one in (told or {}).items()}
    return Reporter(person, {(CBI, office): joined for office in offices}, keyed)


def everyone() -> list[Reporter]:
    return [reporter(number, office) for number, office in enumerate(DISTRICTS)]


def planned(
    today: date,
    reporters: Sequence[Reporter],
    left: int | None = None,
    *sent: tuple[str, str],
    overseers: Sequence[Overseer] = (),
) -> DayPlan:
    return plan(today, boards(today, *sent), reporters, overseers, left)


def pushed(found: DayPlan) -> list[int]:
    return [one.person for one in found.push]


def codes(found: DayPlan) -> list[str]:
    (message,) = (*found.push, *found.free)
    return [each.due.standing.code for each in message.items]


def test_one_message_tells_of_everything_most_costly_first() -> None:
    """On the 20th: 8.2 is lost altogether after today, 4 costs 0.25 by waiting, 10 costs nothing."""
    found = planned(march(20), [reporter(1, "CBI-BB")])

    assert codes(found) == ["8.2", "4", "10"]
    assert str(found.push[0].loss) == "5.25"


def test_two_offices_of_one_person_come_in_one_message() -> None:
    found = planned(march(19), [reporter(1, "CBI-BB", "CBI-BL")])

    assert (found.cost, len(found.push[0].items)) == (1, 6)


def test_who_reports_in_two_programmes_hears_of_both_when_the_first_speaks_and_not_again() -> None:
    """One speaks from eight, the other from ten: at eight there is one message, and both are noted as told."""
    early = board(CHONBURI, CHONBURI.calendar, march(19), set())
    other = Programme.model_validate({**CHONBURI.model_dump(), "key": "OTHER"})
    late = board(other, other.calendar, march(19), set(), is_time=False)
    both = Reporter(1, {(CBI, "CBI-BB"): JOINED, ("OTHER", "CBI-BB"): JOINED})

    (message,) = plan(march(19), [early, late], [both], [], None).push
    later = replace(both, told=message.marks(march(19)))

    assert {each.programme for each in message.items} == {CBI, "OTHER"}
    assert plan(march(19), [early, replace(late, is_time=True)], [later], [], None).push == ()
    assert len(message.marks(march(19))) == 6
    assert plan(march(19), [late], [both], [], None).push == (), "before its hour a programme wakes nobody"


def test_who_has_sent_hears_nothing() -> None:
    sent = [("CBI-BB", code) for code in ("4", "8.2", "10")]

    found = planned(march(20), [reporter(1, "CBI-BB")], None, *sent)

    assert (found.push, found.free) == ((), ())


def test_of_a_short_quota_those_with_most_to_lose_come_first() -> None:
    """BB has everything open, BL has sent 8.2 and 4, NY has sent 8.2: two messages are left on the 20th."""
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
    """On the 11th, seven working days before, nothing is lost by waiting; the 20th and the 26th need ten for five."""
    few, enough, plenty = (planned(march(11), everyone(), left) for left in (10, 12, 15))

    assert [(one.cost, len(one.free), one.reserve) for one in (few, enough, plenty)] == [
        (0, 5, 10),
        (2, 3, 10),
        (5, 0, 10),
    ]


def test_the_last_days_use_what_is_left_to_the_last_message() -> None:
    assert [planned(march(day), everyone(), 2).cost for day in (20, 21, 26)] == [2, 2, 2]


def test_a_due_date_two_days_before_its_cut_off_is_a_last_day_too() -> None:
    """Cut off on Friday the 22nd, due on the 20th, nothing taken off for being late: the stage is the cut-off's."""
    stated = [
        {**one.model_dump(), "cutoff": march(22), "late_rate": "0"} if one.code == "4" else one.model_dump()
        for one in CHONBURI.indicators
        if one.code not in ("8.2", "10")
    ]
    close = Programme.model_validate({**CHONBURI.model_dump(), "indicators": stated})

    assert plan(march(20), boards(march(20), of=close), everyone(), [], 5).cost == 5


def test_no_quota_known_means_no_limit() -> None:
    assert planned(march(11), everyone(), None).cost == 5


def test_who_blocks_the_bot_gets_nothing_and_their_office_is_named() -> None:
    found = planned(march(20), [replace(reporter(1, "CBI-BB"), reachable=False), reporter(2, "CBI-BL")], 300)

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


DUE = march(20)


def told(stage: str, day: date, due: date | None = DUE) -> Told:
    return Told(due, stage, day, day)


def all_told(stage: str, day: date, due: date | None = DUE) -> dict[str, Told]:
    return dict.fromkeys(("4", "8.2", "10"), told(stage, day, due))


def test_a_stage_is_told_once_and_after_an_outage_only_the_latest() -> None:
    heard = [reporter(1, "CBI-BB", told=all_told("before-7", march(11)))]

    assert [planned(march(day), heard).cost for day in (12, 14, 15, 18)] == [0, 0, 1, 1]
    assert [each.due.stage.name for each in planned(march(19), heard).push[0].news if each.due.stage] == [
        "before-1"
    ] * 3


def test_a_deadline_that_is_moved_is_reminded_of_anew() -> None:
    """Everyone had heard of the 13th as the due date when it became the 20th."""
    heard = [reporter(1, "CBI-BB", told=all_told("before-1", march(12), due=march(13)))]

    assert planned(march(13), heard).cost == 1


def test_what_was_told_before_due_dates_were_noted_is_not_told_again() -> None:
    heard = [reporter(1, "CBI-BB", told=all_told("before-1", march(19), due=None))]

    assert [planned(march(day), heard).cost for day in (19, 20)] == [0, 1]


def test_a_clock_that_had_been_ahead_silences_nobody() -> None:
    """Told on the 26th by a clock that was wrong; on the 21st it is late-1 all the same."""
    ahead = {code: Told(march(20), "late-4", march(26), march(26)) for code in ("4", "8.2", "10")}

    assert planned(march(21), [reporter(1, "CBI-BB", told=ahead)]).cost == 1


def test_asked_to_be_reminded_tomorrow_they_are_whatever_the_stage() -> None:
    """After "before-7" on the 11th nothing would come until the 15th."""
    asked = replace(reporter(1, "CBI-BB", told=all_told("before-7", march(11))), ask_again=march(12))
    heard = replace(reporter(1, "CBI-BB", told=all_told("before-7", march(12))), ask_again=march(12))

    assert [planned(march(12), [asked]).cost, planned(march(13), [heard]).cost] == [1, 0]


def test_who_asked_for_tomorrow_is_left_alone_today() -> None:
    assert planned(march(15), [replace(reporter(1, "CBI-BB"), ask_again=march(18))]).cost == 0


def test_the_muted_hear_only_at_the_deadline_itself_and_before_the_cut_off() -> None:
    quiet = replace(reporter(1, "CBI-BB"), muted=True)

    assert spoken_days(quiet) == [18, 20, 22, 26], "on the 18th 8.2, whose cut-off is its due date, has two days left"


def test_who_was_out_of_reach_at_the_due_date_and_is_muted_hears_on_the_first_day_they_can() -> None:
    quiet = replace(reporter(1, "CBI-BB", told=all_told("before-7", march(11))), muted=True)

    assert planned(march(21), [quiet]).cost == 1


def spoken_days(one: Reporter) -> list[int]:
    """The days of March on which this person hears something, 10 (which has no cut-off) left aside after the 26th."""
    days = [march(day) for day in range(1, 27)]
    found = forecast(days, boards, [one], [], None)
    return [day.day for day, _, _ in found]


def test_who_says_nothing_and_sends_nothing_hears_at_every_stage() -> None:
    days = [11, 15, 18, 19, 20, 21, 22, 25, 26]

    assert spoken_days(reporter(1, "CBI-BB", told=all_told("before-14", date(2013, 2, 28)))) == days


def test_a_waiting_reminder_is_tried_again_the_next_day() -> None:
    waits = replace(reporter(1, "CBI-BB", told=all_told("before-7", march(11))), pending=True)

    assert planned(march(12), [waits]).cost == 1


def test_the_coordinator_hears_in_the_morning_when_someone_is_late_or_out_of_reach() -> None:
    boss = [Overseer(9, mornings=(CBI,))]

    mornings = [
        [one.person for one in planned(march(day), everyone(), 300, overseers=boss).push if one.mornings]
        for day in (4, 14, 20, 21)
    ]

    assert mornings == [[], [9], [9], [9]], (
        "on the 4th nobody is; on the 14th report forms are; on the 20th 8.2 as well"
    )


def test_the_coordinator_s_summary_goes_before_single_reminders() -> None:
    found = planned(march(20), everyone(), 2, overseers=[Overseer(9, mornings=(CBI,))])

    assert (pushed(found)[0], found.cost, len(found.free)) == (9, 2, 4)


def test_who_coordinates_and_reports_gets_one_message() -> None:
    found = planned(march(21), [reporter(1, "CBI-BB")], 300, overseers=[Overseer(1, mornings=(CBI,))])

    assert [(one.person, bool(one.items), one.mornings) for one in found.push] == [(1, True, (CBI,))]


def test_officials_hear_once_a_week_on_its_first_working_day() -> None:
    chief = [Overseer(9, weeklies=(CBI,))]

    days = [
        day for day in range(1, 32) if any(one.weeklies for one in planned(march(day), [], None, overseers=chief).push)
    ]

    assert days == [4, 11, 18, 25]


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
    assert all((each.office, each.due.standing.code) not in sent for one in found.push for each in one.items)
    heard = {each.key for one in found.push for each in one.items}
    for waiting in found.free:
        if not waiting.is_urgent or {each.key for each in waiting.items} <= heard:
            continue
        assert found.cost == left
        assert all(one.loss >= waiting.loss or not {each.key for each in one.items} <= heard for one in found.push)


@pytest.mark.parametrize("left", [0, 7, 40, None])
def test_a_month_never_costs_more_than_there_is(left: int | None) -> None:
    days = [march(day) for day in range(1, 32)]

    found = list(forecast(days, boards, everyone(), [Overseer(9, mornings=(CBI,))], left))

    cost = sum(one.cost for _, one, _ in found)
    assert left is None or cost <= left
    assert all(
        after == (None if left is None else left - sum(one.cost for _, one, _ in found[: place + 1]))
        for place, (_, _, after) in enumerate(found)
    )
