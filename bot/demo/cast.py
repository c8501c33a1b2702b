"""The demo's cast: who is there when the page opens, already members of their offices, and one who
is new.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.store.dialect import insert_ignoring
from bot.store.people import make_invite
from bot.store.tables.records import memberships, people
from handlers.vocabulary.known import Invite

PROGRAMME = "CBI-2556-R1"
MEDIA, DEVELOPMENT = "DLA-2567-R1-IND6", "DLA-ONEPROV-ONEDEV"
STAR, MINISTRY = "LPG-OFFICESTAR-2567", "MOI-2550-3.2"
PROGRAMMES = (PROGRAMME, MEDIA, DEVELOPMENT, STAR, MINISTRY)  # all that ship with the project
NEWCOMER_CODE = "DEMO-2556"


@dataclass(frozen=True, slots=True)
class Actor:
    """One person of the cast; without an office they are new and hold an invite code."""

    id: str
    name: str
    note: str
    office: str = ""
    role: str = ""
    programmes: tuple[str, ...] = (PROGRAMME,)


def _user(number: int) -> str:
    return f"U{number:032x}"


CAST = (
    Actor(_user(1), "สมชาย ใจดี", "ผู้รายงาน · อำเภอบ้านบึง", "CBI-BB", "reporter"),
    Actor(_user(2), "มาลี แสงทอง", "ผู้รายงาน · อำเภอบางละมุง", "CBI-BL", "reporter"),
    Actor(_user(3), "วิชัย บุญมา", "ผู้รายงาน · อำเภอศรีราชา", "CBI-SR", "reporter"),
    Actor(_user(4), "อรุณี ประสาน", "ผู้ประสานงาน · จังหวัดชลบุรี", "CBI", "coordinator"),
    Actor(_user(5), "ประเสริฐ ท้องถิ่น", "ผู้บริหาร · จังหวัดชลบุรี", "CBI", "official"),
    Actor(_user(6), "คนใหม่", f"ยังไม่เข้าร่วม · รหัสเชิญ {NEWCOMER_CODE}"),
    Actor(_user(7), "พิมพ์ใจ นิติธรรม", "ผู้รวม · กลุ่มงานกฎหมายฯ", "CBI-LAW", "reporter"),
    Actor(_user(8), "ธิดา ธุรการ", "ผู้ตรวจ · งานบริหารทั่วไป", "CBI-GA", "coordinator"),
    Actor(
        *(_user(9), "ชลธิชา สื่อดี", "ผู้รายงาน · สื่อ LPA และผลงาน 1 จังหวัด · สถจ.ชลบุรี"),
        *("TH-20", "reporter", (MEDIA, DEVELOPMENT)),
    ),
    Actor(
        *(_user(10), "กมล ส่วนกลาง", "ผู้ประสานงาน · กรม (สื่อ LPA และผลงาน 1 จังหวัด)"),
        *("DLA", "coordinator", (MEDIA, DEVELOPMENT)),
    ),
    Actor(
        _user(11), "วรรณา เกาะงาม", "ผู้รายงาน · Office Star · เกาะคา", "LPG-KK", "reporter", (STAR,)
    ),
    Actor(_user(12), "สุรีย์ ลำปาง", "ผู้ประสานงาน · Office Star", "LPG", "coordinator", (STAR,)),
    Actor(_user(13), "ปกรณ์ แผนดี", "ผู้รายงาน · กระทรวง 3.2", "MOI-PAD", "reporter", (MINISTRY,)),
    Actor(_user(14), "มณี ปลัด", "ผู้ประสานงาน · กระทรวง 3.2", "MOI", "coordinator", (MINISTRY,)),
    Actor(_user(15), "ธนา เที่ยงตรง", "กรรมการ · Office Star", "LPG", "judge", (STAR,)),
    Actor(_user(16), "นภา ประเมินผล", "กรรมการ · Office Star", "LPG-MU", "judge", (STAR,)),
)


def enrol_cast(conn: Connection, now: datetime) -> None:
    """Writes the cast's members and the newcomer's invite; a second time does nothing."""
    for actor in CAST:
        if actor.office:
            _enrol(conn, actor, now)
    newcomer = Invite(NEWCOMER_CODE, PROGRAMME, "CBI-PN", "reporter")
    make_invite(conn, newcomer, uses=100, days=36_500, now=now)


def _enrol(conn: Connection, actor: Actor, now: datetime) -> None:
    values = {
        "line_user_id": actor.id,
        "name": actor.name,
        "consented_at": now,
        "first_seen_at": now,
        "conversation": {"where": {"type": "home"}},
        "language": "th",
        "muted": False,
        "version": 0,
        "blocked": False,
    }
    person = insert_ignoring(conn, people, values)
    for programme in actor.programmes:
        joined = {"programme": programme, "office": actor.office, "role": actor.role}
        conn.execute(memberships.insert(), {"person_id": person, "since": now, **joined})
