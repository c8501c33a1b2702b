"""A robot in three roles, through LINE's wire format only: the whole way back and forth, and every
forbidden cell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.store.tables.records import audit, people, submissions
from bot.store.tables.reviews import join_requests, reviews
from handlers.vocabulary.permissions import RELATIONS, ROLES
from tests.test_permissions import MAY
from tests.test_review import report
from tests.workbooks import workbook
from tests.world import KEY, World

# (the robot's own office, the other's) by where the other lies as seen from its own
PLACES = {
    "own": ("CBI-BB", "CBI-BB"),
    "below": ("CBI", "CBI-BB"),
    "above": ("CBI-BB", "CBI"),
    "beside": ("CBI-BL", "CBI-BB"),
}
NAMES = {"CBI": "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดชลบุรี", "CBI-BB": "อำเภอบ้านบึง"}

WHO = {"CBI": "นาย", "CBI-BB": "สมชาย"}


def test_three_roles_report_return_two_questions_correct_and_accept(talk: World) -> None:
    report(talk)
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.enrolled("ประเสริฐ", "CBI", "official")

    assert "4 แผนที่ภาษี · อำเภอบ้านบึง" in talk.say("อรุณี", "ตรวจ")
    talk.tap("อรุณี", "ตรวจ 4")
    talk.tap("อรุณี", "ส่งกลับ")
    for said in ("1 2", "เลือกครบแล้ว", "จำนวนทั้งหมดไม่ตรง", "จำนวนที่รายงานไม่ตรง"):
        talk.tap("อรุณี", said) if said == "เลือกครบแล้ว" else talk.say("อรุณี", said)
    assert "แจ้งผู้รายงานแล้ว" in talk.tap("อรุณี", "ส่งกลับให้แก้")

    talk.heard("สมชาย")
    first = talk.tap("สมชาย", "แก้ตามที่ส่งกลับ")
    assert "แก้ข้อ 1 จาก 2" in first
    assert "คำตอบเดิม: 97 แห่ง" in first
    assert "จำนวนทั้งหมดไม่ตรง" in first
    assert "แก้ข้อ 2 จาก 2" in talk.say("สมชาย", "100")
    assert "ตรวจก่อนส่ง" in talk.say("สมชาย", "95")
    talk.say("สมชาย", "ส่ง")

    talk.heard("อรุณี")
    card = talk.tap("อรุณี", "ตรวจ")
    assert "97 แห่ง → 100 แห่ง" in card
    assert "88 แห่ง → 95 แห่ง" in card
    assert "ผ่านการตรวจแล้ว" in talk.tap("อรุณี", "ผ่าน")
    assert "4.5000" in talk.say("ประเสริฐ", "คะแนน บ้านบึง 4")
    assert "ผ่านการตรวจโดย อรุณี" in talk.say("ประเสริฐ", "คะแนน บ้านบึง 4")


@dataclass(frozen=True, slots=True)
class Probe:
    """Tries one action at one office; `did` says by the answer whether it was done."""

    action: str
    tries: Callable[[World, str], str]
    did: Callable[[str, str], bool]


def _tap(data: str) -> Callable[[World, str], str]:
    """Taps a button that somebody else was given for that office."""

    def tries(talk: World, office: str) -> str:
        member, request = (
            _ids(talk, office) if "{member}" in data or "{request}" in data else ("", "")
        )
        named = data.format(
            key=KEY, office=office, report=f"report-{office}", member=member, request=request
        )
        said = talk.send("หุ่น", postback={"data": talk.sealed(named)})
        talk.say("หุ่น", "ยกเลิก")  # whatever was begun
        return said

    return tries


def _ids(talk: World, office: str) -> tuple[str, str]:
    """The number of whoever is at the office, and of the request to join it."""
    with talk.database.reading() as conn:
        name = f"{WHO[office]} ใจดี"
        member = conn.execute(select(people.c.id).where(people.c.name == name)).scalar_one()
        request = conn.execute(
            select(join_requests.c.id).where(join_requests.c.office == office)
        ).scalar_one()
    return str(member), str(request)


def _send_form(talk: World, _office: str) -> str:
    form = Path(__file__).parent / "transcripts" / "forms" / "household.md"
    return talk.send("หุ่น", file={"name": "household.xlsx", "base64": workbook(form)})


def _say(words: str) -> Callable[[World, str], str]:
    return lambda talk, _office: talk.say("หุ่น", words)


PROBES = (
    Probe("report", _tap("start?p={key}&o={office}&i=10"), lambda said, _: "ข้อ 1 จาก" in said),
    Probe(
        "see_score",
        _tap("office?p={key}&o={office}"),
        lambda said, office: f"คะแนนของ{NAMES[office]}" in said,
    ),
    Probe("see_evidence", _tap("why?p={key}&o={office}&i=4"), lambda said, _: "88 ÷ 97" in said),
    Probe(
        "see_overview",
        _tap("overview?p={key}&i=10"),
        lambda said, office: "บ้านบึง" in said if office == "CBI-BB" else False,
    ),
    Probe("review", _tap("review?r={report}"), lambda said, _: "[ผ่าน]" in said),
    Probe("review", _tap("send_back?r={report}&a=CBI"), lambda said, _: "ส่งกลับข้อใด" in said),
    Probe("review", _tap("verify?r={report}&a=CBI"), lambda said, _: "แก้ค่าข้อใด" in said),
    Probe("approve_joining", _tap("joiner?j={request}"), lambda said, _: "[รับเข้า]" in said),
    Probe("see_people", _say("คน"), lambda said, office: f"{WHO[office]} ใจดี" in said),
    Probe(
        "hand_over",
        _tap("let_go?m={member}&p={key}&o={office}&role=reporter"),
        lambda said, _: "หรือไม่" in said,
    ),
    Probe(
        "broadcast",
        _say("ทวงงาน"),
        lambda said, office: office == "CBI-BB" and "ยังค้างส่ง พิมพ์" in said,
    ),
    Probe("see_survey", _say("ผลสำรวจ"), lambda said, _: "ยังไม่มีแบบสำรวจ" in said),
    Probe("publish_form", _send_form, lambda said, _: "[เผยแพร่]" in said),
)
OF_ONES_OWN = {"see_survey", "publish_form"}  # of the own office, whichever is tried
# the province owes nothing and nobody there reports, so that there is nothing to see or to chase
CLOSED_HERE = {
    *(("see_overview", "above"), ("broadcast", "above")),
}


@pytest.mark.parametrize("where", RELATIONS)
@pytest.mark.parametrize("role", ROLES)
def test_every_cell_through_the_wire(talk_on_sqlite: World, role: str, where: str) -> None:
    """What the table forbids is refused in a sentence and changes nothing; what it allows is
    done.
    """
    talk = talk_on_sqlite
    mine, theirs = PLACES[where]
    report(talk)
    _report_of(talk, theirs)
    talk.enrolled("นาย", "CBI", "reporter")
    for name, office in (("ผู้ขอหนึ่ง", "บ้านบึง"), ("ผู้ขอสอง", "สถจ.ชลบุรี")):
        for words in ("ยินยอม", "ขอเข้าร่วม", office, f"{name} ใจดี"):
            talk.say(name, words)
    talk.enrolled("หุ่น", mine, role)
    before = _facts(talk)

    tried = [(probe.action, probe.did(probe.tries(talk, theirs), theirs)) for probe in PROBES]
    done = {action: any(did for name, did in tried if name == action) for action, _ in tried}

    allowed = MAY.get((role, where), set())
    expected = {action: action in allowed and (action, where) not in CLOSED_HERE for action in done}
    if theirs == "CBI":
        expected["report"] = False  # the province owes no report of its own
    for action in OF_ONES_OWN:
        expected[action] = action in MAY.get((role, "own"), set())
    if role != "admin" and where == "own":
        expected["review"] = False  # a district's reports are the province's turn
    assert done == expected
    assert _facts(talk) == before


def _report_of(talk: World, office: str) -> None:
    """The one report there is, as one of this office that a province coordinator has to review."""
    with talk.database.writing() as conn:
        sent = dict(conn.execute(select(submissions)).one()._mapping)
        stands = dict(conn.execute(select(reviews)).one()._mapping)
        id = f"uuid:report-{office}"
        series = "" if office == "CBI" else "other"
        conn.execute(
            submissions.insert(),
            {**sent, "id": id, "record": id, "office": office, "series": series},
        )
        conn.execute(
            reviews.insert(), {**stands, "record": id, "submission_id": id, "office": office}
        )


def _facts(talk: World) -> tuple[object, ...]:
    with talk.database.reading() as conn:
        return (
            conn.execute(select(func.count()).select_from(submissions)).scalar_one(),
            conn.execute(
                select(reviews.c.record, reviews.c.state).order_by(reviews.c.record)
            ).all(),
            conn.execute(select(func.count()).select_from(audit)).scalar_one(),
        )
