"""A report that travels: district, province, department, each in its turn, and back to whoever sent
it back.
"""

from datetime import date

from bot.programme_files import read_folder
from bot.store.library import save
from scoring.programme import Programme
from tests.test_review import report
from tests.world import OFFICES_SCORED, World


def travelling(talk: World) -> None:
    """The programme with a department above the province, and indicator 4 in two stages."""
    programme, forms = read_folder(OFFICES_SCORED)
    told = programme.model_dump()
    told["offices"] = [{"code": "DEP", "name": "กรมส่งเสริมฯ", "kind": "department"}] + [
        one | ({"parent": "DEP"} if one["code"] == "CBI" else {}) for one in told["offices"]
    ]
    stages = [
        {
            "code": "to_province",
            "name": "ถึงจังหวัด",
            "due": date(2013, 3, 20),
            "cutoff": date(2013, 3, 26),
        },
        {
            "code": "to_department",
            "name": "ถึงกรม",
            "due": date(2013, 3, 26),
            "cutoff": date(2013, 3, 29),
        },
    ]
    told["indicators"] = [
        one | ({"stages": stages} if one["code"] == "4" else {}) for one in told["indicators"]
    ]
    with talk.database.writing() as conn:
        save(conn, Programme.model_validate(told), forms, talk.now)


def do(talk: World, name: str, *steps: str) -> str:
    said = ""
    for step in steps:
        said = talk.tap(name, step[1:-1]) if step.startswith("(") else talk.say(name, step)
    return said


def test_it_goes_up_stage_by_stage_and_comes_back_to_where_it_was_sent_back_from(
    talk: World,
) -> None:
    travelling(talk)
    report(talk)
    talk.enrolled("จังหวัด", "CBI", "coordinator")
    talk.enrolled("กรม", "DEP", "coordinator")

    assert "ส่งต่อให้กรมส่งเสริมฯ ตรวจ" in do(talk, "จังหวัด", "ตรวจ", "(ตรวจ 4)", "(ผ่าน)")
    assert "ไม่มีรายงานรอตรวจ" in talk.say("จังหวัด", "ตรวจ")
    assert "จึงไม่มีการเปลี่ยนแปลง" in talk.tap("จังหวัด", "ผ่าน")

    back = do(
        talk, "กรม", "ตรวจ", "(ตรวจ 4)", "(ส่งกลับ)", "2", "(เลือกครบแล้ว)", "ไม่ตรงกับบัญชี", "(ส่งกลับให้แก้)"
    )
    assert "แจ้งผู้รายงานแล้ว" in back
    do(talk, "สมชาย", "(แก้ตามที่ส่งกลับ)", "90", "ส่ง")

    assert "ไม่มีรายงานรอตรวจ" in talk.say("จังหวัด", "ตรวจ")
    assert "88 แห่ง → 90 แห่ง" in do(talk, "กรม", "ตรวจ", "(ตรวจ 4)")
    assert "ผ่านการตรวจแล้ว" in talk.tap("กรม", "ผ่าน")


def test_the_department_passes_it_for_the_province_when_nobody_is_there(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    travelling(talk)
    report(talk)
    talk.enrolled("กรม", "DEP", "coordinator")

    assert "ผ่านการตรวจแล้ว" in do(talk, "กรม", "ตรวจ", "(ตรวจ 4)", "(ผ่าน)")
    assert "ไม่มีรายงานรอตรวจ" in talk.say("กรม", "ตรวจ")
