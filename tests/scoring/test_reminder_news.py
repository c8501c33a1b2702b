"""What is news to a person: each stage once, what was moved, what they asked for themselves.
Pure.
"""

from dataclasses import replace
from datetime import date

from scoring.reminders.forecast import forecast
from scoring.reminders.people import Reporter, Told
from tests.scoring.reminder_cast import (
    boards,
    march,
    planned,
    reporter,
)

DUE = march(20)


def told(stage: str, day: date, due: date | None = DUE) -> Told:
    return Told(due, stage, day, day)


def all_told(stage: str, day: date, due: date | None = DUE) -> dict[str, Told]:
    return dict.fromkeys(("4", "8.2", "10"), told(stage, day, due))


def test_a_stage_is_told_once_and_after_an_outage_only_the_latest() -> None:
    heard = [reporter(1, "CBI-BB", told=all_told("before-7", march(11)))]

    assert [planned(march(day), heard).cost for day in (12, 14, 15, 18)] == [0, 0, 1, 1]
    assert [
        each.due.stage.name for each in planned(march(19), heard).push[0].news if each.due.stage
    ] == ["before-1"] * 3


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
    asked = replace(
        reporter(1, "CBI-BB", told=all_told("before-7", march(11))), ask_again=march(12)
    )
    heard = replace(
        reporter(1, "CBI-BB", told=all_told("before-7", march(12))), ask_again=march(12)
    )

    assert [planned(march(12), [asked]).cost, planned(march(13), [heard]).cost] == [1, 0]


def test_who_asked_for_tomorrow_is_left_alone_today() -> None:
    assert planned(march(15), [replace(reporter(1, "CBI-BB"), ask_again=march(18))]).cost == 0


def test_the_muted_hear_only_at_the_deadline_itself_and_before_the_cut_off() -> None:
    quiet = replace(reporter(1, "CBI-BB"), muted=True)

    assert spoken_days(quiet) == [18, 20, 22, 26], (
        "on the 18th 8.2, whose cut-off is its due date, has two days left"
    )


def test_who_was_out_of_reach_at_the_due_date_and_is_muted_hears_on_the_first_day_they_can() -> (
    None
):
    quiet = replace(reporter(1, "CBI-BB", told=all_told("before-7", march(11))), muted=True)

    assert planned(march(21), [quiet]).cost == 1


def spoken_days(one: Reporter) -> list[int]:
    """The days of March on which this person hears something, 10 (which has no cut-off) left aside
    after the 26th.
    """
    days = [march(day) for day in range(1, 27)]
    found = forecast(days, boards, [one], [], None)
    return [day.day for day, _, _ in found]


def test_who_says_nothing_and_sends_nothing_hears_at_every_stage() -> None:
    days = [11, 15, 18, 19, 20, 21, 22, 25, 26]

    assert spoken_days(reporter(1, "CBI-BB", told=all_told("before-14", date(2013, 2, 28)))) == days


def test_a_waiting_reminder_is_tried_again_the_next_day() -> None:
    waits = replace(reporter(1, "CBI-BB", told=all_told("before-7", march(11))), pending=True)

    assert planned(march(12), [waits]).cost == 1
