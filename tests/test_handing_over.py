"""What was begun goes on to a colleague: nothing of either is lost, nothing is there twice."""

from forms.filling.session import Answers
from handlers.vocabulary.draft import Draft, Piece
from handlers.vocabulary.handing_over import begun_for, taken_over, without
from handlers.vocabulary.places import HOME, Filling
from handlers.vocabulary.state import State

PHOTO, PLAN = Piece("e1", "m1", "image", "a.jpg"), Piece("e2", "m2", "file", "b.pdf")


def draft(id_: str, indicator: str = "4", **more: object) -> Draft:
    return Draft(id_, "CBI-2556-R1", "1", "CBI-BB", indicator, **more)  # type: ignore[arg-type]


def test_what_was_begun_leaves_the_leaver_and_waits_for_the_colleague() -> None:
    leaver = State(Filling(draft("a")), paused=(draft("b", "1.2"),))
    begun = begun_for(leaver, "CBI-2556-R1", "CBI-BB")

    assert without(leaver, begun) == State(HOME)
    assert taken_over(State(HOME), begun).paused == (draft("a"), draft("b", "1.2"))


def test_what_was_begun_for_another_office_stays() -> None:
    other = Draft("o", "CBI-2556-R1", "1", "CBI-PT", "4")
    leaver = State(Filling(other), paused=(draft("a"),))
    begun = begun_for(leaver, "CBI-2556-R1", "CBI-BB")

    assert begun == (draft("a"),)
    assert without(leaver, begun) == State(Filling(other))


def test_of_a_report_both_had_begun_the_colleague_s_answers_stand_with_the_photos_of_both() -> None:
    mine = draft("m", answers=Answers({"/xf/a": "1"}), pieces={"/xf/p": (PHOTO,)})
    theirs = draft("t", answers=Answers({"/xf/a": "9"}), pieces={"/xf/p": (PHOTO, PLAN)})

    after = taken_over(State(Filling(mine)), (theirs,))

    assert after.draft == mine.with_pieces("/xf/p", (PHOTO, PLAN))
    assert after.paused == ()


def test_a_paused_report_both_had_begun_keeps_its_place_and_gains_the_photos() -> None:
    mine, other = draft("m"), draft("x", "1.2")
    after = taken_over(State(paused=(mine, other)), (draft("t", pieces={"/xf/p": (PLAN,)}),))

    assert after.paused == (mine.with_pieces("/xf/p", (PLAN,)), other)


def test_of_reports_that_may_be_sent_many_times_each_stays_one_of_its_own() -> None:
    mine, theirs = draft("m", series="m"), draft("t", series="t")

    assert taken_over(State(paused=(mine,)), (theirs,)).paused == (mine, theirs)
