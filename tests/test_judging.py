"""Judging: who sees what and when, in seasons that a robot plays; the workbook's judges; whoever
leaves, joins late, or judges an office that becomes their own.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot.commands.judged_scores import facts_of_judging
from bot.exporting.judging import write_judging
from bot.programme_files import read_folder
from bot.store import judging_seen
from bot.store.judging import ClosedError, give
from bot.store.library import Library, save
from bot.store.own_file import told
from bot.store.tables.judging import judging_marks
from bot.store.tables.records import audit, people
from handlers.vocabulary.judging_effects import GivePoints
from scoring.answers import answer
from scoring.offices import Office, Person
from scoring.programme import Programme
from scoring.rubric_items import items, room
from scoring.workbook.writing import from_sheets, to_sheets
from tests.running import PROGRAMMES
from tests.shell import Shell
from thai.dates import BANGKOK

FOLDER = PROGRAMMES / "lpg-officestar-2567"
KEY = "LPG-OFFICESTAR-2567"
ZONES = {"LPG-MU": "1", "LPG-TH": "1", "LPG-HC": "1", "LPG": "2", "LPG-NG": "2", "LPG-KK": "2"}
JUDGES = {  # name: office they belong to, what they judge, whether they are the chair
    "วิชัย": ("LPG", ("1",), False),
    "มานี": ("LPG-TH", ("1", "2"), False),
    "ธนา": ("LPG-KK", ("2", "LPG-TH"), False),
    "ปรีชา": ("LPG-MN", (), True),
}
OTHERS = {  # name: role, office
    "อารี": ("coordinator", "LPG"),
    "สุดา": ("reporter", "LPG-TH"),
    "กมล": ("reporter", "LPG-NG"),
}


def staffed(programme: Programme, zones: dict[str, str] = ZONES) -> Programme:
    """The programme with its zones and judges, as a workbook brings them."""
    seats = [
        Person(name=f"{name} ใจดี", office=office, role="judge", judges=codes, chair=chair)
        for name, (office, codes, chair) in JUDGES.items()
    ]
    placed = [
        one.model_copy(update={"zone": zones.get(one.code)})
        for one in programme.offices
        if one.code in ZONES or one.code == "LPG-MN"
    ]
    changes = {"offices": placed, "people": seats, "head_counts": None}
    return Programme.model_validate(programme.model_dump() | _plain(changes))


def _plain(changes: dict[str, object]) -> dict[str, object]:
    return {
        name: [each.model_dump() for each in one] if isinstance(one, list) else one
        for name, one in changes.items()
    }


def load(talk: Shell, programme: Programme) -> None:
    _, forms = read_folder(FOLDER)
    with talk.database.writing() as conn:
        save(conn, programme, forms, talk.now)
    talk.key = KEY


@pytest.fixture
def season(shell: Shell) -> Shell:
    """Six offices in two zones, their judges joined, nothing judged yet."""
    load(shell, staffed(read_folder(FOLDER)[0]))
    for name, (office, _, _) in JUDGES.items():
        shell.enrolled(name, office, "judge")
    for name, (role, office) in OTHERS.items():
        shell.enrolled(name, office, role)
    return shell


def current(talk: Shell) -> Programme:
    with talk.database.reading() as conn:
        return Library().current(conn)[KEY].programme


def number_of(talk: Shell, name: str) -> int:
    with talk.database.reading() as conn:
        found: int = conn.execute(
            select(people.c.id).where(people.c.name == f"{name} ใจดี")
        ).scalar_one()
    return found


def tap(talk: Shell, name: str, data: str) -> str:
    """A button with this data, whoever was given it."""
    command, _, values = data.partition("?")
    wanted = f"{command}?p={KEY}" + (f"&{values}" if values else "")
    return talk.send(name, postback={"data": talk.sealed(wanted)})


def judge(talk: Shell, name: str, office: str, given: str) -> str:
    """A judge's points for all items of an office at once."""
    tap(talk, name, f"judge_office?o={office}&q=1.1")
    return talk.say(name, given)


GOOD = "4 8 6 9 8 3 4 3 3 4 9 8 8 4 4"


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
    assert _how_many(season, "LPG-MU") == [2] * 15

    season.say("มานี", season.invite("LPG-MU", "reporter"))
    season.tap("มานี", "ถูกต้อง")
    assert _how_many(season, "LPG-MU") == [1] * 15
    assert "อำเภอเมืองลำปาง" not in season.say("มานี", "ให้คะแนน")


def _how_many(talk: Shell, office: str) -> list[int]:
    """By how many judges each item of an office is judged."""
    programme = current(talk)
    with talk.database.reading() as conn:
        panel = judging_seen.whole(conn, programme)
    return [len(one) for one in panel.by_office()[office].values()]


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
    season.set_clock(datetime(2024, 8, 24, 10, tzinfo=BANGKOK))
    first = season.remind()
    season.forward(hours=1)
    again = season.remind()
    assert "ยังประเมินไม่ครบ 5 แห่ง ภายใน ส. 31 ส.ค. 2567" in first["มานี"]
    assert "ยังประเมินไม่ครบ" not in first.get("วิชัย", "") + str(again)


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


# the robot

ACTS_OF_ALL = (
    "judge_office?o={office}&q={item}",
    "judge_list?o={office}",
    "judge_give?o={office}&q={item}&v=1",
    "judged",
    "points_sheet?o={office}",
    "apart",
    "settle?o={office}&q={item}",
    "committee",
    "zones",
    "seat_set?m={judge}&v={office}",
    "zone?o={office}&v=2",
    "judge_close",
    "judge_reopen",
)
WORDS = ("ให้คะแนน", "ผลตัดสิน", "ใบคะแนน", "กรรมการ", "คะแนน", "สรุป", "ตรวจ", "8", "ดีมาก", "พัก")
FORBIDDEN = {  # what nobody but these may be shown: a mark of its answer, who may see it
    "ผลตัดสิน (ชั่วคราว)": {"อารี", "ปรีชา"},
    "เขตของแต่ละสำนักงาน": {"อารี"},
    "กรรมการตกลงกันที่กี่คะแนน": {"ปรีชา"},
    "[ปิดและแจ้งผล]": {"ปรีชา"},
    "กรรมการ · 4 คน": {"อารี", "ปรีชา"},
}


@pytest.mark.parametrize("seed", range(4))
def test_a_robot_finds_nothing_it_should_not_see(season: Shell, seed: int) -> None:
    """Everybody tries everything while judges judge; each comment says whose it is and where."""
    chance = random.Random(seed)
    programme = current(season)
    offices = [one.code for one in programme.offices]
    for who, said in _played(season, chance, programme, offices):
        for secret, judge_, office in _secrets(season):
            assert secret not in said or who == judge_, (who, office, said)
        for mark, allowed in FORBIDDEN.items():
            assert mark not in said or who in allowed, (who, mark)
        home = JUDGES.get(who, ("", (), False))[0]
        if home and home != "LPG-MN":
            assert f"จาก 15 · {programme.office(home).name}" not in said
    _marks_are_the_judges_own(season, programme)
    _the_end_is_as_reckoned(season, programme)


def _played(
    talk: Shell, chance: random.Random, programme: Programme, offices: list[str]
) -> Iterator[tuple[str, str]]:
    codes = [one.code for one in items(programme)]
    judges = {name: number_of(talk, name) for name in JUDGES}
    for name, (home, seen, _) in JUDGES.items():
        for office in offices:
            mine = office != home and (office in seen or ZONES.get(office) in seen)
            if mine and chance.random() < 0.8:
                yield name, _whole_sheet(talk, chance, programme, name, office)
    for _ in range(60):
        who = chance.choice([*JUDGES, *OTHERS])
        act = chance.choice([*ACTS_OF_ALL, *WORDS])
        if act in WORDS:
            yield who, talk.say(who, act)
            continue
        meant = act.format(
            office=chance.choice(offices),
            item=chance.choice(codes),
            judge=judges[chance.choice(list(judges))],
        )
        if who == "อารี" and meant.startswith(("seat_set", "zone?")):
            continue  # she may
        yield who, tap(talk, who, meant)


def _whole_sheet(
    talk: Shell, chance: random.Random, programme: Programme, name: str, office: str
) -> str:
    own: dict[str, Decimal] = {}
    for one in items(programme):
        own[one.code] = Decimal(chance.randint(0, int(room(one, own) * 4))) / 4
    first, *rest = own.values()
    tap(talk, name, f"judge_office?o={office}&q=1.1")
    talk.say(name, str(first))
    talk.say(name, f"ลับของ{name}ที่{office}จบ")
    return talk.say(name, " ".join(map(str, rest)))


def _secrets(talk: Shell) -> list[tuple[str, str, str]]:
    """(comment, whose, at which office) of all that was given."""
    names = {number_of(talk, name): name for name in JUDGES}
    with talk.database.reading() as conn:
        rows = conn.execute(select(judging_marks).where(judging_marks.c.comment != "")).all()
    return [
        (row.comment, names[row.person_id], row.office)
        for row in rows
        if row.comment.startswith("ลับ")
    ]


def _marks_are_the_judges_own(talk: Shell, programme: Programme) -> None:
    """What a step is told: while the round is open no judge's points but one's own."""
    for name in {*JUDGES, *OTHERS} - {"อารี", "ปรีชา"}:
        person = number_of(talk, name)
        with talk.database.reading() as conn:
            panel = judging_seen.panel(conn, programme, person, runs=False)
        assert {one.judge for one in panel.marks} <= {person}


def _the_end_is_as_reckoned(talk: Shell, programme: Programme) -> None:
    """Closed: every office hears its own points and comments, without names, and nobody else's;
    the totals are those of `raingan score`.
    """
    secrets = _secrets(talk)
    tap(talk, "ปรีชา", "judge_close_sure")
    heard = {name: talk.say(name, "ใบคะแนน") for name in ("สุดา", "กมล")}
    for name, said in heard.items():
        office = OTHERS[name][1]
        assert "ใบคะแนน" in said
        assert {one for one, _, at in secrets if at == office} == {
            one for one, _, _ in secrets if one in said
        }
        assert not any(f"{judge_} ใจดี" in said for judge_ in JUDGES)
    for one in programme.offices:
        with talk.database.reading() as conn:
            facts = facts_of_judging(conn, Library(), programme, one.code)
        assert facts["total"] == _reckoned(talk, programme, one.code)


def _reckoned(talk: Shell, programme: Programme, office: str) -> str | None:
    """The mean of each item, added up by the rulebook's own TOTAL."""
    given: dict[str, list[Fraction]] = {}
    with talk.database.reading() as conn:
        for row in conn.execute(select(judging_marks).where(judging_marks.c.office == office)):
            given.setdefault(row.item, []).append(Fraction(row.points))
    if not given:
        return None
    means = {code: sum(each, Fraction(0)) / len(each) for code, each in given.items()}
    reckoned = answer(programme, {"indicator": "TOTAL", "values": {"points": means}})
    return str(reckoned.facts["total"])


def test_an_item_is_told_with_what_the_office_sent(season: Shell) -> None:
    season.say("สุดา", "รายงาน 1.2")
    for said in ("แผนปฏิบัติงานรายเดือน", "ข้าม", "9", "ส่งรายงาน"):
        season.say("สุดา", said)
    said = tap(season, "วิชัย", "judge_office?o=LPG-TH&q=1.2")
    assert "แผนปฏิบัติงานรายเดือน" in said
    assert "สำนักงานขอ 9 คะแนน" in said
