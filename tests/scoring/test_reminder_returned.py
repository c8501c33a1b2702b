"""A report that came back is owed again: for nothing while its first day holds, else at its own
day's price. Pure.
"""

from datetime import date

import pytest

from scoring.boards import Returned, board
from scoring.reminders.people import DayPlan, Overseer
from scoring.reminders.plan import plan
from tests.scoring.cast import CBI
from tests.scoring.reminder_cast import CHONBURI, march, reporter

ALL_SENT = {("CBI-BB", code) for code in ("4", "8.2", "10")}


def on(day: date, back: Returned, overseers: tuple[Overseer, ...] = ()) -> DayPlan:
    """Everything of บ้านบึง was sent, and indicator 4 came back."""
    now = board(CHONBURI, CHONBURI.calendar, day, ALL_SENT, {("CBI-BB", "4"): back})
    return plan(day, [now], [reporter(1, "CBI-BB")], overseers, None)


@pytest.mark.parametrize("day", [19, 20, 21, 26, 27, 28])
def test_while_the_first_day_holds_waiting_costs_nothing_and_goes_on_after_the_cut_off(
    day: int,
) -> None:
    (message,) = on(march(day), Returned(march(18))).push

    assert [each.due.standing.code for each in message.items] == ["4"]
    assert (str(message.loss), message.is_urgent) == ("0.00", False)
    assert not any(each.due.will_be_cut_off for each in message.items)


@pytest.mark.parametrize(("day", "loss"), [(19, "0.00"), (20, "0.25"), (21, "0.25"), (26, "4.00")])
def test_once_its_own_day_counts_it_costs_what_a_report_costs_that_was_never_sent(
    day: int, loss: str
) -> None:
    (message,) = on(march(day), Returned(march(18), restarts=True)).push

    assert str(message.loss) == loss


def test_past_the_cut_off_what_starts_anew_is_owed_no_longer() -> None:
    assert on(march(27), Returned(march(18), restarts=True)).push == ()


@pytest.mark.parametrize("restarts", [True, False])
def test_on_the_day_it_came_back_nothing_more_is_said(restarts: bool) -> None:
    """That it came back was told at once."""
    assert on(march(21), Returned(march(21), restarts)).push == ()


def test_a_correction_that_costs_nothing_waits_behind_what_does() -> None:
    """On the 21st there is one message: บางละมุง, late with 4 and 10, gets it."""
    now = board(
        CHONBURI, CHONBURI.calendar, march(21), ALL_SENT, {("CBI-BB", "4"): Returned(march(18))}
    )

    found = plan(march(21), [now], [reporter(1, "CBI-BB"), reporter(2, "CBI-BL")], [], 1)

    assert [one.person for one in found.push] == [2]


def test_its_coordinator_is_not_woken_for_what_costs_nothing_but_is_for_what_does() -> None:
    boss = (Overseer(9, mornings={CBI: frozenset({"CBI-BB"})}),)

    woken = [
        [
            one.person
            for one in on(march(21), Returned(march(18), restarts), boss).push
            if one.mornings
        ]
        for restarts in (False, True)
    ]

    assert woken == [[], [9]]
