"""A survey's figures in the Sheet: once it is closed, and each night while it runs."""

from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bot.daily import nightly
from tests.test_form_upload import form
from tests.world import World


def rows(talk: World) -> list[list[Any]]:
    """What stands in the tab below its two headings."""
    (book,) = Path(talk.folder / "mirror").rglob("*.xlsx")
    sheet = load_workbook(book)["ผลสำรวจ"]
    return [list(one) for one in sheet.iter_rows(min_row=3, values_only=True) if any(one)]


def answered(talk: World, who: str, level: str) -> None:
    talk.say(who, talk.survey_code())
    for said in ("เทศบาล", level, level, level, "ข้าม"):
        talk.say(who, said)
    talk.tap(who, "ส่งคำตอบ")


def test_a_line_for_each_statement_and_one_for_all_and_nobody_in_them(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.send("อรุณี", file=form("satisfaction"))
    talk.tap("อรุณี", "เผยแพร่")
    talk.tap("อรุณี", "แบบสำรวจ")
    answered(talk, "แขก", "5")
    talk.forward(hours=17)
    assert nightly.run_once(talk.database, talk.now) == 1
    talk.worker.drain()
    assert [one[-3] for one in rows(talk)] == [5, 5, 5, 5]

    talk.set_clock(talk.now.replace(hour=9))
    answered(talk, "ป้า", "4")
    talk.say("อรุณี", "ผลสำรวจ")
    talk.tap("อรุณี", "ปิดรับคำตอบ")
    found = rows(talk)
    assert [one[8] for one in found] == ["เนื้อหาถูกต้องครบถ้วน", "เข้าใจง่าย", "นำไปปฏิบัติได้", None]
    assert [one[7] for one in found] == ["รายการ", "รายการ", "รายการ", "รวม"]
    assert found[0][9:14] == [2, 1, 50, 1, 50]
    assert [float(one) for one in found[-1][-3:-1]] == [4.5, 0.71]
    assert found[-1][-1] == "มาก"
    assert "แขก" not in repr(found)
