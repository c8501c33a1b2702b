"""Judging: judges of the workbook and of the chat; whoever leaves, joins late, or judges what is
their own now; the audit, the Sheet, the command line, the export.
"""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.commands.judged_scores import facts_of_judging
from bot.exporting.judging import write_judging
from bot.programme_files import read_folder
from bot.store.judging import ClosedError, give
from bot.store.library import Library, save
from bot.store.own_file import told
from bot.store.tables.judging import judging_marks
from bot.store.tables.records import audit
from handlers.vocabulary.judging_effects import GivePoints
from scoring.offices import Office, Person
from scoring.programme import Programme
from scoring.workbook.writing import from_sheets, to_sheets
from tests.judging_cast import (
    FOLDER,
    GOOD,
    JUDGES,
    KEY,
    ZONES,
    current,
    how_many,
    judge,
    load,
    number_of,
    seated,
    staffed,
    tap,
)
from tests.shell import Shell
from thai.dates import BANGKOK


@pytest.fixture
def season(shell: Shell) -> Shell:
    return seated(shell)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("9" * 60, "เกินคะแนนเต็ม"),
        ("10.01", "เกินคะแนนเต็ม"),
        ("9.999", "ทศนิยมไม่เกิน 2 ตำแหน่ง"),
        ("-1", "ทศนิยมไม่เกิน 2 ตำแหน่ง"),
        ("ดีมาก", "ทศนิยมไม่เกิน 2 ตำแหน่ง"),
        ("4 " + "9" * 60, "ประเด็น 2.2 ให้ได้ 0 ถึง 10"),
        ("4 " * 40, "พิมพ์มา 40 คะแนน แต่เหลือ 12 ประเด็น"),
    ],
)
def test_what_is_no_points_is_said_and_nothing_is_kept(season: Shell, typed: str, why: str) -> None:
    tap(season, "วิชัย", "judge_office?o=LPG-MU&q=2.1")
    assert why in season.say("วิชัย", typed)
    with season.database.reading() as conn:
        assert conn.execute(select(judging_marks)).first() is None


def test_a_judge_whose_office_is_taken_away_in_the_middle_is_told_and_goes_on_elsewhere(
    season: Shell,
) -> None:
    tap(season, "วิชัย", "judge_office?o=LPG-MU&q=1.1")
    season.say("วิชัย", "4")
    tap(season, "อารี", f"seat_set?m={number_of(season, 'วิชัย')}&v=1")
    assert "ไม่อยู่ในความรับผิดชอบ" in season.say("วิชัย", "ดี")
    assert "ไม่อยู่ในความรับผิดชอบ" not in season.say("วิชัย", "ดี")
    assert how_many(season, "LPG-MU") == [1]


def test_zones_and_judges_of_a_workbook_are_read_back(season: Shell) -> None:
    programme = current(season)
    again = from_sheets(to_sheets(programme))
    assert again.people == programme.people
    assert {one.code: one.zone for one in again.offices} == {
        one.code: one.zone for one in programme.offices
    }


def test_a_judge_sees_the_offices_of_the_workbook_and_never_their_own(season: Shell) -> None:
    said = {name: season.say(name, "ให้คะแนน") for name in JUDGES}
    assert "สำนักงานที่ต้องประเมิน · 3 แห่ง" in said["วิชัย"]
    assert "สำนักงานที่ต้องประเมิน · 5 แห่ง" in said["มานี"]
    assert "อำเภอเถิน" not in said["มานี"]
    assert "ยังไม่มีสำนักงานให้ประเมิน" in said["ปรีชา"]


def test_chat_changes_the_workbook_until_the_workbook_says_something_else(season: Shell) -> None:
    person = number_of(season, "วิชัย")
    tap(season, "อารี", f"seat_set?m={person}&v=2")
    tap(season, "อารี", "zone?o=LPG-MN&v=2")
    assert "สำนักงานที่ต้องประเมิน · 6 แห่ง" in season.say("วิชัย", "ให้คะแนน")

    load(season, current(season).model_copy(update={"source": "ฉบับแก้ไข"}))
    assert "สำนักงานที่ต้องประเมิน · 6 แห่ง" in season.say("วิชัย", "ให้คะแนน")

    load(season, staffed(read_folder(FOLDER)[0], {**ZONES, "LPG-MN": "1"}))
    assert "สำนักงานที่ต้องประเมิน · 6 แห่ง" in season.say("วิชัย", "ให้คะแนน")  # MN again, in zone 1
    assert "เขต 1" in tap(season, "อารี", "zones")


def test_a_seat_that_names_nothing_is_told_with_the_programme() -> None:
    programme = staffed(read_folder(FOLDER)[0])
    seat = Person(name="ก", office="LPG", role="judge", judges=("9",)).model_dump()
    with pytest.raises(ValueError, match="ก ประเมิน 9 ซึ่งไม่มีหน่วยงานหรือเขตนี้"):
        Programme.model_validate(programme.model_dump() | {"people": [seat]})


def test_points_of_whoever_leaves_stay_and_those_for_an_own_office_do_not_count(
    season: Shell,
) -> None:
    judge(season, "วิชัย", "LPG-MU", GOOD)
    judge(season, "มานี", "LPG-MU", GOOD.replace("9", "7"))
    season.say("วิชัย", "ออกจากหน่วยงาน")
    season.tap("วิชัย", "ออก")
    assert how_many(season, "LPG-MU") == [2] * 15

    season.say("มานี", season.invite("LPG-MU", "reporter"))
    season.tap("มานี", "ถูกต้อง")
    assert how_many(season, "LPG-MU") == [1] * 15
    assert "อำเภอเมืองลำปาง" not in season.say("มานี", "ให้คะแนน")


def test_a_chair_who_has_judged_sees_no_totals_even_when_nothing_is_assigned_any_more(
    season: Shell,
) -> None:
    chair = number_of(season, "ปรีชา")
    tap(season, "อารี", f"seat_set?m={chair}&v=1")
    judge(season, "ปรีชา", "LPG-MU", GOOD)
    tap(season, "อารี", f"seat_set?m={chair}&v=1")

    said = season.say("ปรีชา", "ผลตัดสิน")
    assert "เห็นเฉพาะคะแนนของตน" in said
    assert "85 คะแนน" not in said


def test_an_office_that_joins_late_is_judged_by_its_zone_and_not_once_it_is_closed(
    season: Shell,
) -> None:
    late = Office(code="LPG-NEW", name="สำนักงานใหม่", kind="district", parent="LPG", zone="1")
    with_it = current(season)
    load(season, with_it.model_copy(update={"offices": (*with_it.offices, late)}))
    assert "สำนักงานใหม่" in season.say("วิชัย", "ให้คะแนน")
    tap(season, "ปรีชา", "judge_close_sure")

    later = Office(code="LPG-X", name="สำนักงานสายเกินไป", kind="district", parent="LPG", zone="1")
    now = current(season)
    load(season, now.model_copy(update={"offices": (*now.offices, later)}))
    said = season.say("อารี", "ผลตัดสิน")
    assert "สำนักงานใหม่" in said
    assert "สำนักงานสายเกินไป" not in said


def test_points_that_come_in_while_the_round_is_closed_are_refused_by_the_store(
    season: Shell,
) -> None:
    tap(season, "ปรีชา", "judge_close_sure")
    effect = GivePoints(KEY, "LPG-MU", "1.1", Decimal(4), "")
    person = number_of(season, "วิชัย")
    with season.database.writing() as conn, pytest.raises(ClosedError):
        give(conn, person, effect, season.now)


def test_every_step_of_a_round_is_in_the_audit_with_old_and_new(season: Shell) -> None:
    tap(season, "วิชัย", "judge_office?o=LPG-MU&q=2.1")
    for said in ("9", "ดี", "ย้อนกลับ", "4"):
        season.say("วิชัย", said)
    tap(season, "ปรีชา", "settle?o=LPG-MU&q=2.1")
    season.say("ปรีชา", "7")
    season.say("ปรีชา", "ตกลงร่วมกัน")
    tap(season, "ปรีชา", "judge_close_sure")
    tap(season, "ปรีชา", "judge_reopen")
    season.say("ปรีชา", "พบหลักฐานเพิ่ม")
    with season.database.reading() as conn:
        rows = conn.execute(select(audit).order_by(audit.c.id)).all()
    found = [
        (row.did, row.subject.removeprefix(KEY), row.old, row.new)
        for row in rows
        if "points" in row.did or "judging" in row.did
    ]
    assert found == [
        ("gave points", "/LPG-MU/2.1", None, "9"),
        ("gave points", "/LPG-MU/2.1", "9", "9"),
        ("gave points", "/LPG-MU/2.1", "9", "4"),
        ("settled points", "/LPG-MU/2.1", None, "7"),
        ("closed the judging", "", "open", "closed"),
        ("reopened the judging", "", "closed", "open"),
    ]


def test_the_sheet_has_no_points_before_the_round_is_closed(season: Shell) -> None:
    judge(season, "วิชัย", "LPG-MU", GOOD)
    season.work()
    before = _sheet(season)
    tap(season, "ปรีชา", "judge_close_sure")
    season.work()
    after = _sheet(season)
    assert before["LPG-MU"][3:] == ["กำลังประเมิน", 15, 1, *[None] * 8]
    assert after["LPG-MU"][3:] == ["ปิดการประเมินแล้ว", 15, 1, 18, 17, 17, 17, 16, 85, "ดีเด่น", 1]
    assert after["LPG-NG"][-3:] == [0, None, None]


def _sheet(talk: Shell) -> dict[str, list[object]]:
    [file] = (talk.folder / "mirror").rglob("*.xlsx")
    rows = load_workbook(file, data_only=True)["ผลตัดสิน"].iter_rows(values_only=True)
    return {str(row[0]): list(row) for row in rows if row[0]}


def test_the_command_line_says_the_same_total_level_and_rank(season: Shell) -> None:
    judge(season, "วิชัย", "LPG-MU", GOOD)
    judge(season, "มานี", "LPG-MU", GOOD.replace("9", "7"))
    programme = current(season)
    with season.database.reading() as conn:
        facts = facts_of_judging(conn, Library(), programme, "LPG-MU")
        nothing = facts_of_judging(conn, Library(), programme, "LPG-NG")
    assert (facts["total"], facts["level"], facts["rank"]) == ("83.0000", "ดีเด่น", 1)
    assert [one["final_score"] for one in facts["indicators"]][1] == "16.0000"
    assert (facts["weight_reported"], nothing["weight_reported"]) == ("100", "0")
    assert {one["status"] for one in facts["indicators"]} == {"provisional"}
    assert (nothing["total"], nothing["level"], nothing["rank"]) == (None, None, None)


def test_judges_with_offices_left_are_reminded_before_the_day_and_once(season: Shell) -> None:
    for office in ("LPG-MU", "LPG-TH", "LPG-HC"):
        judge(season, "วิชัย", office, GOOD)
    season.set_clock(datetime(2024, 8, 23, 10, tzinfo=BANGKOK))  # a week before is a Saturday
    first = season.remind()
    season.forward(hours=1)
    again = season.remind()
    season.set_clock(datetime(2024, 8, 24, 10, tzinfo=BANGKOK))
    on_saturday = season.remind()
    assert "ยังประเมินไม่ครบ 5 แห่ง ภายใน ส. 31 ส.ค. 2567" in first["มานี"]
    assert "ยังประเมินไม่ครบ" not in first.get("วิชัย", "") + str(again) + str(on_saturday)


def test_points_are_exported_once_the_round_is_closed_and_are_in_ones_own_data(
    season: Shell, tmp_path: Path
) -> None:
    judge(season, "วิชัย", "LPG-MU", GOOD)
    person = number_of(season, "วิชัย")
    with season.database.reading() as conn:
        before = write_judging(conn, Library(), KEY, tmp_path)
        own = told(conn, person, "https://raingan.test/me/x")
    tap(season, "ปรีชา", "judge_close_sure")
    with season.database.reading() as conn:
        after = write_judging(conn, Library(), KEY, tmp_path)
    lines = (tmp_path / "judging.csv").read_text("utf-8-sig").splitlines()
    assert (before, after, len(lines)) == (0, 15, 16)
    assert lines[1] == f"LPG-MU,1.1,{person},4,,"
    assert len(own["คะแนนที่ให้ในฐานะกรรมการ"]) == 15


# nothing of Office Star: schools, one dimension of 30 and one of 70, no zones, no forms
CONTEST = {
    "key": "CONTEST-2570",
    "name": "ประกวดโรงเรียนสะอาด",
    "short_name": "โรงเรียนสะอาด",
    "fiscal_year": 2570,
    "round_start": date(2026, 10, 1),
    "round_end": date(2027, 9, 30),
    "settings": {"judges": "trimmed", "judges_apart": 2, "assessed_goal": 50},
    "levels": [{"name": "เหรียญทอง", "lowest": 90}, {"name": "เหรียญเงิน", "lowest": 50}],
    "below_levels": "เข้าร่วม",
    "offices": [
        {"code": "AREA", "name": "เขตพื้นที่", "kind": "area"},
        {"code": "S1", "name": "โรงเรียนหนึ่ง", "kind": "school", "parent": "AREA"},
        {"code": "S2", "name": "โรงเรียนสอง", "kind": "school", "parent": "AREA"},
    ],
    "indicators": [
        {
            "code": code,
            "name": name,
            "short_name": name,
            "weight": most,
            "assessed": ["school"],
            "measure": {
                "type": "rubric_points",
                "maximum": most,
                "items": [{"code": f"{code}1", "name": name, "maximum": most}],
            },
        }
        for code, name, most in (("A", "ห้องเรียน", 30), ("B", "โรงอาหาร", 70))
    ],
}


def test_any_programme_of_rubric_points_is_judged_the_same_way(shell: Shell) -> None:
    talk = shell
    with talk.database.writing() as conn:
        save(conn, Programme.model_validate(CONTEST), {}, talk.now)
    talk.key = "CONTEST-2570"
    talk.enrolled("อารี", "AREA", "coordinator")
    for name in ("หนึ่ง", "สอง", "สาม"):
        talk.enrolled(name, "AREA", "judge")
        for office in ("S1", "S2"):
            data = f"seat_set?p={talk.key}&m={number_of(talk, name)}&v={office}"
            talk.send("อารี", postback={"data": talk.sealed(data)})
    for name, given in (("หนึ่ง", "30 70"), ("สอง", "20 10"), ("สาม", "28 65")):
        talk.say(name, "ให้คะแนน")
        talk.tap(name, "ให้คะแนน โรงเรียนหนึ่ง")
        assert "บันทึกแล้ว 2 ประเด็น" in talk.say(name, given)

    said = talk.say("อารี", "ผลตัดสิน")
    assert "1. โรงเรียนหนึ่ง\n  ✓ 93 คะแนน · เหรียญทอง" in said  # 28 and 65: neither end counts
    assert "ประเมินแล้ว 1 จาก 2 แห่ง ถึงเป้าหมาย 1 แห่ง" in said
    assert "ต่างกันมาก 1 ประเด็น" in said  # 70 and 10 of 70, more than a half


def test_an_item_is_told_with_what_the_office_sent(season: Shell) -> None:
    season.say("สุดา", "รายงาน 1.2")
    for said in ("แผนปฏิบัติงานรายเดือน", "ข้าม", "9", "ส่งรายงาน"):
        season.say("สุดา", said)
    said = tap(season, "วิชัย", "judge_office?o=LPG-TH&q=1.2")
    assert "แผนปฏิบัติงานรายเดือน" in said
    assert "สำนักงานขอ 9 คะแนน" in said
