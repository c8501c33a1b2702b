"""Hundreds of questions, typed as people type them: the numbers of the answers are the rulebook's.

The expected score is worked out by scoring/score.py alone, from the figures in the question.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.programme_files import read_folder
from forms.reading.xform import Form, compile_form
from handlers import in_words
from handlers.commands import COMMANDS
from handlers.results.changes import WEEK, as_of
from handlers.results.score_record import score_record
from handlers.vocabulary.events import Event, Wrote
from handlers.vocabulary.known import Edition, Known, Membership, Submission
from handlers.vocabulary.messages import Card
from handlers.vocabulary.places import HOME
from handlers.vocabulary.reviewed import Review
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import Talk
from scoring.answers import answer
from scoring.score import score
from thai.dates import BANGKOK
from thai.digits import thai

NOW = datetime(2013, 3, 21, 9, tzinfo=BANGKOK)  # a working day after the due date of 4
TODAY = NOW.date()
PROGRAMME, XFORMS = read_folder(Path(__file__).parent / "programmes" / "cbi-2556-r1")
KEY = PROGRAMME.key
DISTRICTS = [one for one in PROGRAMME.offices if one.kind == "district"]


@cache
def compiled(name: str) -> Form:
    return compile_form(XFORMS[name])


def report(office: str, code: str, values: dict[str, object], day: date) -> Submission:
    """A report as it is stored, scored by the rulebook."""
    result = score_record(score(PROGRAMME, code, values, day))
    return Submission(
        id=f"uuid:{office}-{code}",
        programme=KEY,
        version="1",
        indicator=code,
        office=office,
        reporter="",
        submitted_at=datetime.combine(day, datetime.min.time(), BANGKOK).replace(hour=8),
        counted_from=day,
        revision=1,
        answers={name: str(value) for name, value in values.items()},
        evidence=0,
        score=result,
    )


SENT = [
    report(
        one.code, "4", {"numerator": 80 + place, "denominator": 97}, date(2013, 3, 19 + place % 3)
    )
    for place, one in enumerate(DISTRICTS[:9])
]
SENT += [
    report(one.code, "10", {"steps_done": [*range(1, 2 + place % 5)]}, date(2013, 3, 15))
    for place, one in enumerate(DISTRICTS[:6])
]


def asked(text: str, role: str = "coordinator", office: str = "CBI") -> list[Card]:
    """The cards that answer a text."""
    edition = Edition("1", PROGRAMME, compiled, PROGRAMME.calendar)
    reach = [one for one in SENT if role != "reporter" or one.office == office]
    known = Known(
        consented=True,
        memberships=(Membership(KEY, office, role),),
        editions={KEY: edition},
        submissions=tuple(reach),
    )
    talk = Talk(State(HOME), Event("e", NOW, Wrote(text, "m")), known)
    found = in_words.meant(talk, text).action
    assert found is not None, text
    turn = COMMANDS[found.name].run(talk, found)
    assert turn is not None
    return [one for one in turn.says if isinstance(one, Card)]


def short(name: str) -> str:
    return name.removeprefix("อำเภอ")


SAID_OF_ONE = ("คะแนน{name} {code}", "ขอคะแนน {name} ข้อ {code} หน่อยครับ", "{name}ข้อ {code} ได้กี่คะแนน")
OF_ONE = [
    (said.format(name=short(PROGRAMME.office(one.office).name), code=one.indicator), one)
    for said, one in product(SAID_OF_ONE, SENT)
]


@pytest.mark.parametrize(("text", "sent"), OF_ONE, ids=lambda one: getattr(one, "id", one))
def test_the_score_of_an_office_and_an_indicator(text: str, sent: Submission) -> None:
    (card,) = asked(text)
    assert card.figure == sent.score["final_score"]
    assert list(card.lines)[-len(sent.score["explanation"]) :] == sent.score["explanation"]


SAID_OF_OFFICE = (
    *("คะแนน{name}", "{name}ได้กี่คะแนนแล้วคะ", "สรุป{name}", "อันดับ{name}"),
    "ขอดูคะแนน อ.{name}",
)


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (said.format(name=short(one.name)), one.code)
        for said, one in product(SAID_OF_OFFICE, DISTRICTS[:9])
    ],
)
def test_the_total_of_an_office(text: str, office: str) -> None:
    scores = {one.indicator: one.score["final_score"] for one in SENT if one.office == office}
    total = answer(PROGRAMME, {"indicator": "TOTAL", "values": {"scores": scores}}).to_json()

    (card,) = asked(text)

    assert card.figure.split()[0] == total["total_on_100"]
    assert any(line.startswith(f"ได้ {total['total_on_100']} จาก ") for line in card.lines)


PERCENTS = ("79", "80", "82.5", "85", "87.25", "90", "91", "95.5", "97.25", "99", "99.99", "100")
SAID_PERCENT = (
    "ถ้าได้ {percent}% ข้อ 4",
    "ตัวชี้วัดที่ 4 ถ้าได้ร้อยละ {percent} ได้กี่คะแนน",
    "แผนที่ภาษีสมมติว่าได้ {percent} เปอร์เซ็นต์",
    "ถ้าแผนที่ภาษีได้ {thai}%",
)


@pytest.mark.parametrize(("said", "percent"), [*product(SAID_PERCENT, PERCENTS)])
def test_a_score_that_would_be_by_its_percentage(said: str, percent: str) -> None:
    office = DISTRICTS[10].code  # has sent nothing
    expected = score(PROGRAMME, "4", {"result_percent": percent}, TODAY)

    (card,) = asked(said.format(percent=percent, thai=thai(percent)), "reporter", office)

    assert card.figure == str(expected.final_score)
    assert [one for one in card.lines if "× 5 %" in one] == [expected.explanation[-1].th]


DAYS = (("พรุ่งนี้", date(2013, 3, 22)), ("วันนี้", TODAY), ("วันที่ 25 มีนาคม 2556", date(2013, 3, 25)))
SAID_DAY = ("ถ้าส่ง{day} 4", "4 ถ้าส่ง{day}จะได้เท่าไร", "หากส่งแผนที่ภาษี{day}", "สมมติส่งข้อ 4 {day}")


@pytest.mark.parametrize(("said", "day"), [*product(SAID_DAY, DAYS)])
def test_the_most_that_a_day_leaves(said: str, day: tuple[str, date]) -> None:
    office = DISTRICTS[10].code
    expected = score(PROGRAMME, "4", {"result_percent": 100}, day[1])

    (card,) = asked(said.format(day=day[0]), "reporter", office)

    assert card.figure == str(expected.final_score)


TARGETS = ("1", "2", "3", "3.5", "4", "4.25", "4.5", "4.75", "5")
SAID_TARGET = (
    "4 ต้องได้เท่าไรถึง {target}",
    "แผนที่ภาษีต้องได้เท่าไหร่ถึงจะได้ {target} คะแนน",
    "ข้อ 4 อีกเท่าไรถึง {target}",
    "ข้อ 4 ต้องได้กี่เปอร์เซ็นต์ถึงจะได้ {target}",
)


@pytest.mark.parametrize(
    ("said", "target", "place"), [*product(SAID_TARGET, TARGETS, range(0, 9, 2))]
)
def test_what_it_takes_is_the_least_that_the_rulebook_gives_it_for(
    said: str, target: str, place: int
) -> None:
    """One place fewer does not reach it; where nothing does, the best there is."""
    sent, wanted = SENT[place], Fraction(target)
    by_count = [
        score(PROGRAMME, "4", {"numerator": done, "denominator": 97}, sent.counted_from)
        for done in range(98)
    ]
    enough = [one for one in by_count if one.exact is not None and one.exact >= wanted]

    (card,) = asked(said.format(target=target), "reporter", sent.office)

    assert card.figure == str((enough[0] if enough else by_count[-1]).final_score)


def test_there_are_three_hundred_of_them() -> None:
    questions = (
        *OF_ONE,
        *product(SAID_OF_OFFICE, DISTRICTS[:9]),
        *product(SAID_PERCENT, PERCENTS),
        *product(SAID_DAY, DAYS),
        *product(SAID_TARGET, TARGETS, range(0, 9, 2)),
    )

    assert len(questions) >= 300


def test_a_week_ago_counted_what_had_been_sent_and_decided_by_then() -> None:
    """A report of 12 March, corrected on the 20th and verified on the 21st, beside one of today."""
    first = report("CBI-BB", "4", {"numerator": 80, "denominator": 97}, date(2013, 3, 12))
    second = replace(
        report("CBI-BB", "4", {"numerator": 88, "denominator": 97}, date(2013, 3, 20)),
        revision=2,
        review=Review("accepted", "CBI", decided_at=NOW, verified={"score": {}}),
    )
    new = report("CBI-PT", "4", {"numerator": 88, "denominator": 97}, TODAY)

    assert as_of([second, new], [first], NOW - WEEK) == (first,)
    assert as_of([second, new], [first], NOW - timedelta(hours=1)) == (
        replace(second, review=None),
        new,
    )
    assert as_of([second, new], [first], NOW) == (second, new)
