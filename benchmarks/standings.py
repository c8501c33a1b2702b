"""How long telling where one stands takes: python -m benchmarks.standings

The answers a province's official asks for, by processor time of the step alone; and the board, its
page and its pictures from 10 to 1,000 offices of 15 indicators, three quarters of them sent.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from statistics import median
from time import process_time

from bot.pages import board as board_page
from bot.pages import board_pictures
from forms.reading.xform import Form
from handlers import in_words
from handlers.commands import COMMANDS
from handlers.results.board import board
from handlers.results.score_record import score_record
from handlers.vocabulary.events import Event, Wrote
from handlers.vocabulary.known import Edition, Known, Membership, Submission
from handlers.vocabulary.places import HOME
from handlers.vocabulary.state import State
from handlers.vocabulary.talk import Talk
from scoring.indicator import Indicator
from scoring.measures.threshold_linear import ThresholdLinear
from scoring.offices import Office
from scoring.programme import Programme
from scoring.score import score
from scoring.work import Reporters
from tests.forms.test_report_forms import compiled
from thai.dates import BANGKOK

NOW = datetime(2013, 3, 21, 9, tzinfo=BANGKOK)
INDICATORS, SIZES = 15, (10, 33, 100, 878, 1000)
SYLLABLES = (
    *("กา", "ขอน", "คำ", "งาม", "จาน", "ชัย", "ดอน", "ตาล", "ทอง", "บัว"),
    *("ปลา", "พาน", "ฟ้า", "ยาง", "รุ้ง", "ลาด", "วัง", "สวน", "หนอง", "อ่าว"),
)
TEXTS = (
    *("อันดับ", "คะแนน {five}", "คะแนน 4", "เทียบ {five} {six}", "สรุป", "ใครยังไม่ส่ง 4"),
    "ถ้า {five} 4 ได้ 90%",
)


def name_of(place: int) -> str:
    """A name of its own for each."""
    found = ""
    for _ in range(3):
        place, at = divmod(place, len(SYLLABLES))
        found += SYLLABLES[at]
    return f"อำเภอ{found}"


def programme_of(districts: int) -> Programme:
    """One province with so many districts, each scored by all indicators."""
    offices = [Office(code="P", name="จังหวัด", kind="province")]
    offices += [
        Office(code=f"A{one}", name=name_of(one), kind="district", parent="P")
        for one in range(districts)
    ]
    steps = tuple(Decimal(one) for one in (80, 85, 90, 95, 100))
    measure = ThresholdLinear(type="threshold_linear", thresholds=steps)
    indicators = [
        Indicator(
            code=str(one),
            name=f"ตัวชี้วัด {one}",
            short_name=f"ตัวชี้วัดที่ {one}",
            weight=Decimal(100 // INDICATORS),
            due=date(2013, 3, 20),
            cutoff=date(2013, 3, 29),
            late_rate=Decimal("0.25"),
            form="form",
            reporters=Reporters(main=("district",)),
            measure=measure,
        )
        for one in range(1, INDICATORS + 1)
    ]
    return Programme(
        key="P",
        name="ทั้งหมด",
        short_name="ทั้งหมด",
        fiscal_year=2556,
        round_start=date(2012, 10, 1),
        round_end=date(2013, 3, 31),
        offices=tuple(offices),
        indicators=tuple(indicators),
    )


def reports(programme: Programme) -> tuple[Submission, ...]:
    """Three quarters of what is owed, each with a result of its own."""
    made = []
    for place, (office, code) in enumerate(programme.owed):
        if place % 4 == 0:
            continue
        values = {"numerator": 70 + place % 28, "denominator": 97}
        day = date(2013, 3, 18 + place % 4)
        made.append(
            Submission(
                id=f"uuid:{place}",
                programme=programme.key,
                version="1",
                indicator=code,
                office=office,
                reporter="",
                submitted_at=NOW,
                counted_from=day,
                revision=1,
                answers={name: str(one) for name, one in values.items()},
                evidence=0,
                score=score_record(score(programme, code, values, day)),
            )
        )
    return tuple(made)


def talk_of(programme: Programme, sent: tuple[Submission, ...], text: str) -> Talk:
    edition = Edition("1", programme, _form, programme.calendar)
    known = Known(
        consented=True,
        memberships=(Membership(programme.key, "P", "official"),),
        editions={programme.key: edition},
        submissions=sent,
    )
    return Talk(State(HOME), Event("e", NOW, Wrote(text, "m")), known)


def _form(_name: str) -> Form:
    """One that asks for a part of a whole; how it asks makes no difference here."""
    return compiled("CBI-2556-R1", "indicator-4")


def answered(programme: Programme, sent: tuple[Submission, ...], text: str) -> None:
    talk = talk_of(programme, sent, text)
    found = in_words.meant(talk, text).action
    assert found is not None, text
    assert COMMANDS[found.name].run(talk, found) is not None


def milliseconds(what: Callable[[], object], times: int = 5) -> float:
    """Of processor time, the median."""
    what()
    taken = []
    for _ in range(times):
        began = process_time()
        what()
        taken.append((process_time() - began) * 1000)
    return median(taken)


def main() -> None:
    for size in SIZES:
        programme = programme_of(size)
        sent = reports(programme)
        offices = frozenset(programme.above)
        made = milliseconds(partial(board, programme, sent, NOW, offices), 3)
        seen = board_page.Seen(
            talk_of(programme, sent, ""), board(programme, sent, NOW, offices), sent
        )
        page = board_page.page(seen).encode()
        print(f"\n{size} offices, {len(sent)} reports: board {made:.1f} ms, page {len(page)} bytes")
        worst = {
            text: milliseconds(partial(answered, programme, sent, text), 3)
            for text in (one.format(five=name_of(5), six=name_of(6)) for one in TEXTS)
        }
        print("  " + " · ".join(f"{text} {took:.1f} ms" for text, took in worst.items()))
        drawn = milliseconds(partial(board_pictures.ranking_png, seen), 3)
        weeks = milliseconds(partial(board_pictures.weeks_png, seen), 3)
        print(f"  picture of ranks {drawn:.0f} ms, of the trend {weeks:.0f} ms (goal 200)")


if __name__ == "__main__":
    main()
