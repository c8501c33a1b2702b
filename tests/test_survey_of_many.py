"""Five hundred respondents, half in the chat, half on the page over a bad line: frequencies, means
and deviations are those of a count of our own, and nobody has answered twice.
"""

import statistics
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

from sqlalchemy import select

from bot.store import surveys
from bot.store.library import Library
from bot.store.tables.forms import responses
from bot.store.tables.records import people
from handlers.conversation import step
from handlers.surveys.survey import code_in
from handlers.vocabulary.effects import Respond
from handlers.vocabulary.events import Event, Wrote
from handlers.vocabulary.known import Edition, Known, Survey
from handlers.vocabulary.state import State
from handlers.vocabulary.surveyed import results_of
from scoring.lines import places
from scoring.survey.results import Results
from tests.pages.visitor import Visitor
from tests.running import PROGRAMMES
from tests.world import World

EACH = 250
NAMES = ("apply", "raise", "reach", "right", "clear", "shape", "pleased", "passed")
ITEMS = tuple(f"about_{topic}/{name}_{topic}" for topic in (1, 2) for name in NAMES)
KINDS = (("pao", "อบจ."), ("municipality", "เทศบาล"), ("tao", "อบต."))
FORM = "แบบสอบถามความพึงพอใจต่อการใช้ประโยชน์ของสื่อ LPA"

Given = dict[str, str]


def chosen(random: Random) -> Given:
    """What one respondent thinks: more of them pleased than not."""
    levels = random.choices("54321", (30, 40, 15, 10, 5), k=len(ITEMS))
    kind = random.choices(KINDS, (1, 60, 60))[0][0]
    post = random.choice(("executive", "officer"))
    return {"kind": kind, "post": post, **dict(zip(ITEMS, levels, strict=True))}


def in_chat(
    edition: Edition, survey: Survey, given: Given, number: int, at: object
) -> tuple[Respond, int]:
    """The answers of one respondent, tapped one by one; and in how many messages of the bot's."""
    labels = dict(KINDS) | {"executive": "ผู้บริหาร", "officer": "เจ้าหน้าที่"}
    known = Known(person=number, editions={survey.programme: edition}, survey=survey)
    said = [survey.code, *(labels.get(text, text) for text in given.values()), "ข้าม", "ข้าม"]
    state, bubbles = State(), 0
    for place, text in enumerate([*said, "ส่งคำตอบ"]):
        turn = step(state, Event(f"{number}-{place}", at, Wrote(text)), known)  # type: ignore[arg-type]
        state, bubbles = turn.state, bubbles + len(turn.says)
        for effect in turn.effects:
            if isinstance(effect, Respond):
                return effect, bubbles
    raise AssertionError(f"respondent {number} was not taken: {turn.says}")


def on_page(talk: World, token: str, given: Given, random: Random) -> None:
    """The same on the page; the button is pressed again, the page opened again, in between too."""
    visitor = Visitor(talk.web.address, f"/s/{token}")
    if random.random() < 0.2:
        half = dict(list(given.items())[: len(given) // 2])
        visitor.press(half, "keep").reload()
    told = visitor.filled(given)
    assert visitor.send(told).form.finished
    if random.random() < 0.5:
        assert visitor.send(told).form.finished
    if random.random() < 0.3:
        assert visitor.reload().form.finished


def shown(value: float | Decimal) -> str:
    return str(Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def test_five_hundred_answer_and_every_figure_is_right(talk_on_sqlite: World) -> None:
    talk, random = talk_on_sqlite, Random(2567)
    talk.brings(PROGRAMMES / "dla-2567-r1-ind6")
    talk.enrolled("อรุณี", "TH-20", "coordinator")
    talk.say("อรุณี", "เปิดแบบสำรวจ")
    talk.tap("อรุณี", f"เปิด {FORM}")
    talk.say("อรุณี", "การจัดการขยะ")
    talk.say("อรุณี", "น้ำสะอาด")
    given = [chosen(random) for _ in range(2 * EACH)]
    with talk.database.reading() as conn:
        survey = surveys.by_codes(conn, [talk.survey_code()])[talk.survey_code()]
        edition = Library().edition(conn, survey.programme, survey.version)
    assert edition is not None
    assert code_in(survey.code) == survey.code
    with talk.database.writing() as conn:
        for number in range(EACH):
            row = {"line_user_id": f"guest{number}", "first_seen_at": talk.now, "version": 0}
            row |= {"conversation": {}, "language": "th", "muted": False, "blocked": False}
            made = conn.execute(people.insert().returning(people.c.id), row).scalar_one()
            taken, bubbles = in_chat(edition, survey, given[number], made, talk.now)
            assert bubbles <= 25
            for _ in range(1 + number % 2):  # LINE delivers some events twice
                surveys.respond(conn, made, taken)
    for one in given[EACH:]:
        on_page(talk, survey.token, one, random)
    talk.say("อรุณี", "ผลสำรวจ")
    talk.tap("อรุณี", "เชิญและเตือน")
    talk.tap("อรุณี", "จำนวนที่แจก")
    assert "น้อยกว่านี้" in talk.say("อรุณี", "499 คน")
    assert "แจก 640 คน" in talk.say("อรุณี", "๖๔๐")

    with talk.database.reading() as conn:
        found = surveys.with_answers(conn, survey.code)
        assert found is not None
        ids = conn.execute(select(responses.c.id)).scalars().all()
    assert len(ids) == len(set(ids)) == 2 * EACH
    counted = results_of(edition, found, talk.now)
    agrees(counted, given)
    assert "500 คน จาก 640 คน (ร้อยละ 78.13)" in talk.say("อรุณี", "ผลสำรวจ")


def agrees(found: Results, given: list[Given]) -> None:
    """Each figure beside one worked out here from the answers themselves."""
    assert found.respondents == len(given)
    for item, one in zip(ITEMS, found.items, strict=True):
        levels = [int(each[item]) for each in given]
        assert one.frequency == {value: Counter(levels)[value] for value in (5, 4, 3, 2, 1)}
        assert one.figures.sd(2) == shown(statistics.stdev(levels))
        assert places(one.figures.mean or Fraction(0), 2) == shown(statistics.mean(levels))
    for place, (name, each) in enumerate(found.topics):
        own = [statistics.mean(int(g[i]) for i in ITEMS[place * 8 : place * 8 + 8]) for g in given]
        assert name == ("การจัดการขยะ", "น้ำสะอาด")[place]
        assert each.sd(2) == shown(statistics.stdev(own))
    own = [statistics.mean(int(each[item]) for item in ITEMS) for each in given]
    assert found.overall.sd(2) == shown(statistics.stdev(own))
    assert (
        float(found.overall.mean or 0) == statistics.fmean(own)
        or abs(float(found.overall.mean or 0) - statistics.fmean(own)) < 1e-9
    )
    groups = found.groups["ท่านเป็นบุคลากรของหน่วยใด"]
    sizes = Counter(dict(KINDS)[each["kind"]] for each in given)
    small = {name for name, size in sizes.items() if size < 5}
    for name, group in groups.items():
        assert (group is None) == (
            name in small or (len(small) == 1 and sizes[name] == _next(sizes))
        )


def _next(sizes: Counter[str]) -> int:
    """The size of the smallest group that is large enough: hidden with a single small one."""
    return min(size for size in sizes.values() if size >= 5)
