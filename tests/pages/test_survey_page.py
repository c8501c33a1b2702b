"""A survey answered without LINE: by the same rules as in chat, once, whatever the network does."""

import threading
from pathlib import Path

import pytest
from flask import Flask, request
from sqlalchemy import select

from bot.pages.filling.gate import Gate
from bot.pages.survey import SurveyPages
from bot.store import invitations
from bot.store.tables.forms import respondents, responses, surveys
from bot.store.tables.surveys import named_responses, page_drafts, page_marks
from emulators import serving
from tests.pages.visitor import Visitor
from tests.running import PROGRAMMES, SECRET
from tests.test_form_upload import form
from tests.world import World

FORMS = Path(__file__).parents[1] / "transcripts" / "forms"
SENT = {"kind": "tao", "q1": "5", "q2": "4", "q3": "", "note": "ดี"}


def token(talk: World) -> str:
    with talk.database.reading() as conn:
        newest = select(surveys.c.token).order_by(surveys.c.opened_at.desc())
        return str(conn.execute(newest).scalars().first())


def kept(talk: World) -> list[dict[str, str]]:
    with talk.database.reading() as conn:
        return [dict(one) for one in conn.execute(select(responses.c.answers)).scalars()]


def opened(talk: World, name: str = "satisfaction") -> str:
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.send("อรุณี", file=form(name))
    talk.tap("อรุณี", "เผยแพร่")
    talk.tap("อรุณี", "แบบสำรวจ")
    return token(talk)


@pytest.fixture
def survey(talk: World) -> tuple[World, str]:
    return talk, opened(talk)


@pytest.fixture
def on_sqlite(talk_on_sqlite: World) -> tuple[World, str]:
    return talk_on_sqlite, opened(talk_on_sqlite)


def visit(survey: tuple[World, str]) -> Visitor:
    return Visitor(survey[0].web.address, f"/s/{survey[1]}")


def answers(visitor: Visitor, levels: str = "5") -> dict[str, str]:
    """Something for each question the page asks, by the kind of its input."""
    return {
        name: levels if levels in options else options[0]
        for name, options in visitor.form.options.items()
    }


def test_a_page_asks_what_the_chat_asks_says_it_is_anonymous_and_is_small(
    survey: tuple[World, str],
) -> None:
    visitor = visit(survey)
    assert visitor.answer.status_code == 200
    assert len(visitor.answer.content) < 60_000
    assert "ไม่ระบุชื่อ" in visitor.page
    assert "น้อยกว่า 5 คน" in visitor.page
    assert len(visitor.asked) == 5
    for option in ("5 มากที่สุด", "1 น้อยที่สุด"):
        assert option in visitor.page
    assert "script-src 'sha256-" in visitor.answer.headers["Content-Security-Policy"]


def test_answers_are_kept_once_without_anybody(survey: tuple[World, str]) -> None:
    talk, _ = survey
    visitor = visit(survey)
    told = visitor.filled(answers(visitor))
    assert visitor.send(told).form.finished
    assert "ไม่มีชื่อผู้ตอบ" in visitor.page
    assert visitor.send(told).form.finished  # the button again, or back and the button
    assert "ไม่ต้องส่งซ้ำ" in visitor.page
    assert visitor.reload().form.finished
    assert len(kept(talk)) == 1
    with talk.database.reading() as conn:
        row = conn.execute(select(responses)).mappings().one()
        assert set(row) == {"id", "survey", "day", "answers"}
        assert conn.execute(select(named_responses)).all() == []
        assert conn.execute(select(respondents)).all() == []
        assert len(conn.execute(select(page_marks)).all()) == 1
        assert conn.execute(select(page_drafts)).all() == []


def test_of_two_sendings_at_the_same_moment_one_counts(survey: tuple[World, str]) -> None:
    visitor = visit(survey)
    told = visitor.filled(answers(visitor))
    cookies = visitor.http.cookies.copy()

    def once() -> None:
        one = Visitor(survey[0].web.address, f"/s/{survey[1]}")
        one.http.cookies = cookies
        one.send(told)

    threads = [threading.Thread(target=once) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(kept(survey[0])) == 1


def test_what_is_missing_or_wrong_is_told_beside_it_and_the_rest_is_kept(
    on_sqlite: tuple[World, str],
) -> None:
    visitor = visit(on_sqlite)
    scale = next(name for name, of in visitor.form.options.items() if "5" in of)
    text = next(name for name in visitor.asked if name not in visitor.form.options)
    visitor.press({scale: "9", text: "<script>alert(1)</script>"})
    assert not visitor.form.finished
    assert scale in visitor.form.refused
    assert "<script>alert" not in visitor.page
    assert visitor.form.values[text] == ["<script>alert(1)</script>"]
    assert kept(on_sqlite[0]) == []
    assert visitor.press(answers(visitor)).form.finished
    assert "<script>alert(1)</script>" in next(iter(kept(on_sqlite[0]))).values()


def test_ten_thousand_letters_are_taken_and_thirty_thousand_are_told(
    on_sqlite: tuple[World, str],
) -> None:
    visitor = visit(on_sqlite)
    text = next(name for name in visitor.asked if name not in visitor.form.options)
    visitor.press({**answers(visitor), text: "ก" * 30_000})
    assert text in visitor.form.refused
    assert visitor.press({text: "ก" * 10_000}).form.finished
    assert max(map(len, kept(on_sqlite[0])[0].values())) == 10_000


def test_what_was_put_aside_is_there_when_the_page_is_opened_again(
    survey: tuple[World, str],
) -> None:
    visitor = visit(survey)
    scale = next(name for name, of in visitor.form.options.items() if "5" in of)
    visitor.press({scale: "4"}, "keep")
    assert "เก็บคำตอบไว้แล้ว" in visitor.page
    assert visitor.form.refused == []
    assert visitor.reload().form.values[scale] == ["4"]
    assert "4" not in visit(survey).form.values.get(scale, [])  # another browser


def test_another_person_answers_on_the_same_device(on_sqlite: tuple[World, str]) -> None:
    visitor = visit(on_sqlite)
    visitor.press(answers(visitor))
    again = Visitor(on_sqlite[0].web.address, f"/s/{on_sqlite[1]}?new=1")
    again.http.cookies = visitor.http.cookies
    assert again.press(answers(again)).form.finished
    assert len(kept(on_sqlite[0])) == 2


def test_a_page_that_is_not_ours_or_old_is_shown_again_with_everything(
    on_sqlite: tuple[World, str],
) -> None:
    visitor = visit(on_sqlite)
    told = visitor.filled(answers(visitor))
    visitor.send({**told, "_page": "forged.aaaaaaaaaaaaaaaaaaaaaa"})
    assert visitor.answer.status_code == 400
    assert not visitor.form.finished
    assert "กดส่งอีกครั้ง" in visitor.page
    assert visitor.press().form.finished
    assert len(kept(on_sqlite[0])) == 1


def test_a_link_nobody_gave_out_and_a_closed_survey_are_explained(
    on_sqlite: tuple[World, str],
) -> None:
    talk, _ = on_sqlite
    lost = Visitor(talk.web.address, "/s/bm90LWEtdG9rZW4")
    assert lost.answer.status_code == 404
    assert "สแกน QR ใหม่" in lost.page
    visitor = visit(on_sqlite)
    told = visitor.filled(answers(visitor))
    talk.say("อรุณี", "ผลสำรวจ")
    talk.tap("อรุณี", "ปิดรับคำตอบ")
    assert "ปิดรับคำตอบแล้ว" in visitor.send(told).page
    assert kept(talk) == []


def test_a_survey_closes_at_the_end_of_its_last_day(on_sqlite: tuple[World, str]) -> None:
    talk, _ = on_sqlite
    talk.pick("อรุณี", "ตั้งวันปิดรับ", "2013-03-19")
    talk.forward(days=1, hours=14, minutes=59)
    assert "รับคำตอบถึง อ. 19 มี.ค. 2556" in visit(on_sqlite).page
    talk.forward(minutes=2)
    assert "ปิดรับคำตอบแล้ว" in visit(on_sqlite).page
    assert "ปิดรับคำตอบแล้ว" in talk.say("แขก", talk.survey_code())


def test_a_personal_link_is_used_up_by_one_answer_from_whichever_device(
    survey: tuple[World, str],
) -> None:
    talk, _ = survey
    with talk.database.writing() as conn:
        assert invitations.invite(conn, talk.survey_code(), ["อบต. ก", "อบต. ข", "อบต. ก"]) == 2
        links = {one.label: one.token for one in invitations.of_survey(conn, talk.survey_code())}
    phone = Visitor(talk.web.address, f"/s/{links['อบต. ก']}")
    desk = Visitor(talk.web.address, f"/s/{links['อบต. ก']}")
    assert "ตอบได้ 1 ครั้ง" in phone.page
    assert phone.press(answers(phone)).form.finished
    assert "ไม่ต้องส่งซ้ำ" in desk.press(answers(desk)).page or "ใช้ตอบไปแล้ว" in desk.page
    assert "ใช้ตอบไปแล้ว" in Visitor(talk.web.address, f"/s/{links['อบต. ก']}").page
    assert len(kept(talk)) == 1
    assert "จาก 2 คน (ร้อยละ 50.00)" in talk.say("อรุณี", "ผลสำรวจ")


def test_a_flood_from_one_place_is_held_up_and_what_was_typed_stays(
    on_sqlite: tuple[World, str],
) -> None:
    talk, survey = on_sqlite
    app, now = Flask("flooded"), [0.0]
    inbox = talk.app.extensions["inbox"]
    gate = Gate(burst=2, per_second=0.1, clock=lambda: now[0])
    app.register_blueprint(SurveyPages(inbox, SECRET, lambda: "", gate).blueprint())
    server = serving.start(app)
    visitor = Visitor(server.address, f"/s/{survey}")
    statuses = [visitor.press({"clear": "4"}, "keep").answer.status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert "รอ 10 วินาทีแล้วกดส่งอีกครั้ง" in visitor.page
    assert visitor.form.values["clear"] == ["4"]
    now[0] += 10
    assert visitor.press(answers(visitor)).form.finished
    server.stop()


def test_an_office_behind_one_address_has_room_and_others_are_not_held_up_with_it() -> None:
    gate, app = Gate(clock=lambda: 0.0), Flask("gate")
    waits = []
    for address in ["10.0.0.1"] * 601 + ["10.0.0.2"]:
        with app.test_request_context(headers={"X-Forwarded-For": f"6.6.6.6, {address}"}):
            waits.append(gate.wait(request, "SV-7K2MX"))
    assert waits[:600] == [0] * 600
    assert waits[600] > 0
    assert waits[601] == 0


def test_inside_line_the_page_opens_by_liff(on_sqlite: tuple[World, str]) -> None:
    talk, survey = on_sqlite
    to = talk.web.address
    way = Visitor(to, f"/?liff.state=%2Fs%2F{survey}")
    assert way.answer.url == f"{to}/s/{survey}"
    for astray in ("%2F%2Fevil.example", "https:%2F%2Fevil.example", "%2Fcallback", ""):
        assert Visitor(to, f"/?liff.state={astray}").answer.status_code == 404


def test_a_named_survey_says_so_and_keeps_in_whose_name(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.brings(PROGRAMMES / "moi-2550-3.2")
    talk.enrolled("วิภา", "MOI-PAD", "coordinator")
    talk.say("วิภา", "เปิดแบบสำรวจ")
    talk.tap("วิภา", "เปิด แบบสอบถามการใช้ประโยชน์ ความสำเร็จ และความพึงพอใจ ตัวชี้วัดที่ 3.2")
    with talk.database.writing() as conn:
        invitations.invite(conn, talk.survey_code(), ["ชลบุรี", "ระยอง"])
        links = {one.label: one.token for one in invitations.of_survey(conn, talk.survey_code())}
    page = Visitor(talk.web.address, f"/s/{links['ชลบุรี']}")
    assert "ระบุหน่วยงานผู้ตอบ" in page.page
    assert page.form.values["province"] == ["p20"]
    page.press({"joined": ["1", "3"]})
    assert "ถามเพิ่มตามคำตอบ" in page.page  # only the projects that were joined
    scales = [name for name in page.asked if name.startswith("project_")]
    assert len(scales) == 6
    assert page.press(dict.fromkeys(scales, "5")).form.finished
    with talk.database.reading() as conn:
        assert conn.execute(select(named_responses.c.who)).scalars().all() == ["ชลบุรี"]
    assert "จาก 2 คน" in talk.say("วิภา", "ผลสำรวจ")
