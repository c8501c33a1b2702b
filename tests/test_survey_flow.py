"""A survey's figures stand in the report they belong to: form 2 of the letter, the ministry's
table.
"""

from datetime import date, datetime
from functools import cache
from typing import Any

from msgspec.structs import replace

from bot.programme_files import read_folder
from forms.filling.session import Session
from forms.reading.xform import compile_form
from handlers.conversation import step
from handlers.vocabulary.actions import action
from handlers.vocabulary.events import Event, Tapped, Wrote
from handlers.vocabulary.known import Edition, Known, Membership, Submission, Survey
from handlers.vocabulary.places import HOME
from handlers.vocabulary.state import State
from handlers.vocabulary.surveyed import results_of
from scoring.lines import places
from tests.running import PROGRAMMES
from thai.dates import BANGKOK

NOW = datetime(2024, 3, 1, 9, 0, tzinfo=BANGKOK)
LETTER, MINISTRY = "dla-2567-r1-ind6", "moi-2550-3.2"


@cache
def edition(folder: str) -> Edition:
    programme, xforms = read_folder(PROGRAMMES / folder)
    forms = {name: compile_form(xform, programme.lists) for name, xform in xforms.items()}
    return Edition(programme.version, programme, forms.__getitem__, programme.calendar)


def begun(found: Edition, office: str, work: str, **known: Any) -> tuple[State, str]:  # noqa: ANN401
    """The report as it opens, and all that is said."""
    key = found.programme.key
    held = Known(
        person=1,
        consented=True,
        memberships=(Membership(key, office, "reporter"),),
        editions={key: found},
        public_url="https://raingan.test",
        **known,
    )
    tap = Tapped(action("start", programme=key, office=office, indicator=work))
    turn = step(State(where=HOME), Event("1", NOW, tap), held)
    return turn.state, "\n".join(str(one) for one in turn.says)


def letter_survey(*levels: tuple[str, str]) -> Survey:
    """Answered at two levels, one a topic, by each respondent."""
    items = ("apply", "raise", "reach", "right", "clear", "shape", "pleased", "passed")
    told = tuple(
        {f"about_{topic}/{item}_{topic}": each[topic - 1] for topic in (1, 2) for item in items}
        for each in levels
    )
    given = {"topic_1": "การจัดการขยะ", "topic_2": "น้ำสะอาด"}
    programme = edition(LETTER).programme
    return Survey(
        *("SV-7K2MX", programme.key, programme.version, "survey-media"),
        responses=told,
        office="TH-20",
        invited=10,
        given=given,
        count=len(told),
    )


def sent_form_1() -> Submission:
    key = edition(LETTER).programme.key
    answers = {"topic[1]/topic_title": "การจัดการขยะ", "topic[2]/topic_title": "น้ำสะอาด"}
    place = (key, edition(LETTER).version, "form-1", "TH-20", "สมชาย")
    return Submission("uuid:1", *place, NOW, date(2024, 1, 20), 1, answers, 2, {})


def test_form_2_opens_with_n_mean_and_deviation_of_each_topic() -> None:
    survey = letter_survey(("5", "4"), ("4", "4"), ("4", "3"))
    state, said = begun(
        edition(LETTER), "TH-20", "form-2", surveys=(survey,), submissions=(sent_form_1(),)
    )
    assert state.draft is not None
    held = {path.split("/", 2)[2]: text for path, text in state.draft.answers.values.items()}
    assert "ใส่ผลสำรวจ SV-7K2MX (3 คำตอบ)" in said
    assert [
        held[f"result[{row}]/{name}"] for row in (1, 2) for name in ("result_topic", "mean")
    ] == [*("การจัดการขยะ", "4.33", "น้ำสะอาด", "3.67")]
    assert [held[f"result[1]/{name}"] for name in ("invited", "answered", "sd")] == [
        *("10", "3", "0.58")
    ]
    assert "อยู่ในระดับมาก (x̄ = 4.00, S.D. = 0.50)" in held["satisfaction_summary"]
    assert "ร้อยละ 30.00" in held["satisfaction_summary"]
    assert state.draft.answers.done == ()  # each is asked, to be looked at


def test_figures_are_shown_at_their_question_to_be_kept_or_changed() -> None:
    survey = letter_survey(("5", "4"), ("4", "4"))
    found = edition(LETTER)
    state, _ = begun(found, "TH-20", "form-2", surveys=(survey,), submissions=(sent_form_1(),))
    assert state.draft is not None
    form = found.forms("form-2")
    session = Session(form, state.draft.answers, NOW)
    assert session.value("/" + form.shape.name + "/result[1]/level") == "มาก"
    assert session.value("/" + form.shape.name + "/result[1]/response_rate") == "20"


def test_figures_that_came_later_are_taken_in_by_a_word() -> None:
    found, key = edition(LETTER), edition(LETTER).programme.key
    state, said = begun(found, "TH-20", "form-2", submissions=(sent_form_1(),))
    assert "ใส่ผลสำรวจ" not in said
    known = Known(
        person=1,
        consented=True,
        memberships=(Membership(key, "TH-20", "reporter"),),
        editions={key: found},
        surveys=(letter_survey(("5", "5")),),
    )
    turn = step(state, Event("2", NOW, Wrote("ใส่ผลสำรวจ")), known)
    assert turn.state.draft is not None
    assert "5.00" in turn.state.draft.answers.values.values()
    nothing = step(state, Event("3", NOW, Wrote("ใส่ผลสำรวจ")), replace(known, surveys=()))
    assert "ยังไม่มีผลสำรวจ" in str(nothing.says[0])


def test_the_ministrys_table_has_the_mean_of_each_project_that_was_joined() -> None:
    found = edition(MINISTRY)
    programme = found.programme
    told = tuple(
        {
            "province": f"p{number}",
            "joined": "1 3",
            **{f"project_{one}/{name}_{one}": level for name in ("use", "success", "pleased")},
        }
        for number, levels in ((10, ("5", "4")), (11, ("4", "4")))
        for one, level in zip((1, 3), levels, strict=True)
    )
    both = tuple({**first, **second} for first, second in zip(told[::2], told[1::2], strict=True))
    survey = Survey(
        *("SV-75PRO", programme.key, programme.version, "survey-3.2"),
        responses=both,
        office="MOI-PAD",
        invited=75,
        named=True,
        count=2,
    )
    state, said = begun(found, "MOI-PAD", "form-3.2", surveys=(survey,))
    assert "SV-75PRO" in said
    assert state.draft is not None
    form = found.forms("form-3.2")
    root = form.shape.name
    answers = state.draft.answers.put(f"/{root}/step[5]/step_result", "ประเมินแล้ว")
    session = Session(form, answers, NOW)
    means = [session.value(f"/{root}/project[{row}]/project_mean") for row in range(1, 15)]
    assert means == ["4.50", "", "4.00", *[""] * 11]
    counted = results_of(found, survey, NOW)
    assert len(counted.constructs) == 3
    assert len(counted.topics) == 14
    assert places(counted.overall.mean or 0, 2) == "4.25"  # type: ignore[arg-type]
    assert counted.rate == "2.67"
