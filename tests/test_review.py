"""Review beyond the transcripts: the day that counts, chains, two reviewers at once, a long
queue.
"""

import threading
from datetime import date, datetime
from pathlib import Path

import requests
from sqlalchemy import select

from bot.store import reviews
from bot.store.tables.records import submissions
from bot.store.tables.reviews import reviews as review_table
from handlers.review.review_chain import chain, next_office
from handlers.vocabulary.known import Membership
from scoring.work import Stage, Work
from tests.shown import buttons
from tests.test_permissions import TREE
from tests.workbooks import workbook
from tests.world import World
from thai.dates import BANGKOK


def report(talk: World, name: str = "สมชาย", office: str = "CBI-BB") -> None:
    """Indicator 4 sent by someone who joins for it."""
    talk.at_evidence(name, office)
    talk.act(name, photo=True)
    for said in ("ครบแล้ว", "ส่ง"):
        talk.say(name, said)


def test_the_first_complete_submissions_day_holds_for_a_correction(talk: World) -> None:
    _corrected(talk, restarts=False)

    assert _days(talk) == {date(2013, 3, 18)}


def test_unless_the_reviewer_says_otherwise_with_a_reason(talk: World) -> None:
    _corrected(talk, restarts=True)

    assert _days(talk) == {date(2013, 3, 22)}


def _corrected(talk: World, *, restarts: bool) -> None:
    report(talk)
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.set_clock(datetime(2013, 3, 22, 9, 0, tzinfo=BANGKOK))
    for step in ("ตรวจ", "(ตรวจ 4)", "(ส่งกลับ)", "2", "(เลือกครบแล้ว)", "ไม่ตรงกับบัญชี"):
        _do(talk, "อรุณี", step)
    if restarts:
        for step in ("(นับวันส่งใหม่)", "ฉบับแรกไม่มีหลักฐาน"):
            _do(talk, "อรุณี", step)
    _do(talk, "อรุณี", "(ส่งกลับให้แก้)")
    for step in ("รายงาน", "(แก้ตามที่ส่งกลับ 4)", "90", "ส่ง"):
        _do(talk, "สมชาย", step)


def _do(talk: World, name: str, step: str) -> str:
    return talk.tap(name, step[1:-1]) if step.startswith("(") else talk.say(name, step)


def _days(talk: World) -> set[date]:
    with talk.database.reading() as conn:
        return set(
            conn.execute(select(submissions.c.counted_from).where(submissions.c.current)).scalars()
        )


def staged(count: int) -> Work:
    stages = tuple(
        Stage(code=f"s{one}", name=f"ขั้น {one}", due=date(2013, 3, 10 + one)) for one in range(count)
    )
    return Work(code="6", name="แผน", short_name="แผน", stages=stages)


def test_a_report_goes_as_far_up_as_the_programme_has_stages() -> None:
    assert chain(TREE, staged(0), "LAO") == ("BB",)
    assert chain(TREE, staged(2), "LAO") == ("BB", "CBI")
    assert chain(TREE, staged(5), "LAO") == ("BB", "CBI", "DEP")
    assert chain(TREE, staged(2), "DEP") == ("DEP",)


def test_each_office_passes_it_on_to_the_next_and_a_higher_one_for_those_below() -> None:
    def after(office: str, at: str) -> str:
        return next_office((Membership("P", office, "coordinator"),), TREE, staged(3), "LAO", at)

    assert after("BB", "BB") == "CBI"
    assert after("CBI", "CBI") == "DEP"
    assert after("DEP", "DEP") == ""
    assert after("CBI", "BB") == "DEP"


def test_of_two_reviewers_at_once_one_decides_and_the_other_hears_who_did(talk: World) -> None:
    report(talk)
    for name in ("อรุณี", "วิภา"):
        talk.enrolled(name, "CBI", "coordinator")
        talk.say(name, "ตรวจ")
        talk.tap(name, "ตรวจ 4")
    taps = [threading.Thread(target=_press, args=(talk, name, "ผ่าน")) for name in ("อรุณี", "วิภา")]

    for tap in taps:
        tap.start()
    for tap in taps:
        tap.join()
    talk.worker.drain()

    heard = sorted(_last(talk, name) for name in ("อรุณี", "วิภา"))
    assert ["ผ่านการตรวจแล้ว" in one for one in heard].count(True) == 1
    assert ["จึงไม่มีการเปลี่ยนแปลง" in one for one in heard].count(True) == 1


def _press(talk: World, name: str, label: str) -> None:
    """Taps without letting the worker run, so that several may tap at once."""
    found = next(
        each
        for message in reversed(talk.chat(name))
        if message["from"] == "bot" and (each := buttons(message["message"]).get(label))
    )
    body = {"user": talk.person(name), "postback": {"data": found["data"]}}
    requests.post(f"{talk.line.address}/_emulator/say", json=body, timeout=30)


def _last(talk: World, name: str) -> str:
    texts = [one["message"].get("text", "") for one in talk.chat(name) if one["from"] == "bot"]
    return str(texts[-1])


def test_on_a_computer_the_words_of_the_quick_replies_are_typed(talk: World) -> None:
    report(talk)
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("อรุณี", "ตรวจ")
    talk.tap("อรุณี", "ตรวจ 4")
    talk.tap("อรุณี", "ส่งกลับ")
    talk.say("อรุณี", "2")

    assert "ส่งกลับเพราะอะไร" in talk.say("อรุณี", "เลือกครบแล้ว")

    talk.say("อรุณี", "ยกเลิก")
    talk.tap("อรุณี", "แก้คะแนน")
    assert "คะแนนที่ตรวจแล้ว" in talk.say("อรุณี", "กำหนดคะแนน")


def test_a_long_queue_is_shown_a_page_at_a_time_and_each_line_once(talk: World) -> None:
    report(talk)
    talk.enrolled("อรุณี", "CBI", "coordinator")
    _many(talk, 24)

    pages = [talk.say("อรุณี", "ตรวจ"), talk.tap("อรุณี", "ดูต่อ"), talk.tap("อรุณี", "ดูต่อ")]

    assert [page.count("[ตรวจ]") for page in pages] == [10, 10, 5]
    assert "[ดูต่อ]" not in pages[-1]


def _many(talk: World, count: int) -> None:
    """Copies of the one report, as if further series of it had been sent."""
    with talk.database.writing() as conn:
        sent = dict(conn.execute(select(submissions)).one()._mapping)
        stands = dict(conn.execute(select(review_table)).one()._mapping)
        for one in range(count):
            id = f"uuid:copy-{one}"
            conn.execute(
                submissions.insert(), {**sent, "id": id, "record": id, "series": f"copy-{one}"}
            )
            conn.execute(review_table.insert(), {**stands, "record": id, "submission_id": id})


def test_a_cursor_that_cannot_be_read_begins_at_the_top(talk: World) -> None:
    report(talk)

    with talk.database.reading() as conn:
        whole, odd = (
            reviews.queue(conn, "CBI-2556-R1", None, after) for after in ("", "gestern~x~y")
        )

    assert whole == odd
    assert len(whole.lines) == 1


def test_a_report_of_an_office_without_reporters_goes_back_and_that_is_said(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    report(talk)
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("สมชาย", "ออกจากหน่วยงาน")
    for _ in range(2):
        talk.tap("สมชาย", "ออก")
    for step in ("ตรวจ", "(ตรวจ 4)", "(ส่งกลับ)", "2", "(เลือกครบแล้ว)", "ไม่ตรงกับบัญชี"):
        _do(talk, "อรุณี", step)

    assert "ไม่มีผู้รายงานอยู่" in _do(talk, "อรุณี", "(ส่งกลับให้แก้)")

    talk.enrolled("มาลี", "CBI-BB", "reporter")
    assert "ส่งกลับให้แก้ 1 ข้อ" in talk.say("มาลี", "รายงาน")
    assert "แก้ข้อ 1 จาก 1" in talk.tap("มาลี", "แก้ตามที่ส่งกลับ 4")


def test_a_score_is_set_by_hand_or_left_out_only_with_a_reason(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    report(talk)
    talk.enrolled("อรุณี", "CBI", "coordinator")
    for step in ("ตรวจ", "(ตรวจ 4)", "(แก้คะแนน)", "(กำหนดคะแนน)", "5.5"):
        said = _do(talk, "อรุณี", step)
    assert "ระหว่าง 0 ถึง 5" in said

    assert "เพราะอะไร" in talk.say("อรุณี", "4.5")
    assert "4.0722 → 4.5000" in talk.say("อรุณี", "คุณภาพแผนดี")
    for step in ("(แก้คะแนน)", "(ยกเว้น ไม่คิดน้ำหนัก)", "ไม่มีพื้นที่ในความรับผิดชอบ"):
        said = _do(talk, "อรุณี", step)
    assert "4.5000 → ยกเว้น" in said
    assert "ยกเว้น" in talk.say("อรุณี", "คะแนน บ้านบึง")


def test_one_of_many_reports_of_a_form_comes_back_and_the_others_stay(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("อรุณี", "CBI", "coordinator")
    form = Path(__file__).parent / "transcripts" / "forms" / "satisfaction.md"
    talk.send("อรุณี", file={"name": "satisfaction.xlsx", "base64": workbook(form)})
    for label in ("เผยแพร่", "ส่งได้หลายฉบับ", "ไม่มีวันกำหนด"):
        talk.tap("อรุณี", label)
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    for button in ("เริ่มรายงาน ความพึงพอใจต่อสื่อ", "ส่งอีกฉบับ ความพึงพอใจต่อสื่อ"):
        talk.say("สมชาย", "รายงาน")
        talk.tap("สมชาย", button)
        for answer in ("เทศบาล", "5", "4", "4", "ข้าม", "ส่ง"):
            talk.say("สมชาย", answer)

    for step in ("ตรวจ", "(ตรวจ)", "(ส่งกลับ)", "2", "(เลือกครบแล้ว)", "ตอบสูงเกินจริง", "(ส่งกลับให้แก้)"):
        _do(talk, "อรุณี", step)
    assert "ส่งกลับให้แก้ 1 ข้อ" in talk.say("สมชาย", "รายงาน")
    for step in ("(แก้ตามที่ส่งกลับ)", "3", "ส่ง"):
        _do(talk, "สมชาย", step)

    with talk.database.reading() as conn:
        current = conn.execute(
            select(submissions.c.series, submissions.c.revision).where(submissions.c.current)
        ).all()
    assert sorted(row.revision for row in current) == [1, 2]
    assert len({row.series for row in current}) == 2
