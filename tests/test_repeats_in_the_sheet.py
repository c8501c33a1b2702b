"""A report with repeats: its own row, and a tab for each repeat, kept right over corrections."""

from openpyxl import load_workbook
from pyxform.xls2xform import convert

from bot.outbox import queue
from bot.outbox.jobs.rows import MirrorRow
from bot.programme_files import read_folder
from bot.store.library import save
from bot.store.tables.records import people, submissions
from tests.sheets.test_repeats import FORM
from tests.world import KEY, OFFICES_SCORED, World

FIRST = {"village": "หมู่ 1", "household[1]/name": "สมชาย", "household[2]/name": "วิชัย"}
SECOND = {"village": "หมู่ 1", "household[1]/name": "สมชาย ใจดี"}


def report(talk: World, id: str, revision: int, answers: dict[str, str]) -> None:
    """A sent report as the inbox writes it, asked by the form with repeats."""
    with talk.database.writing() as conn:
        version = conn.exec_driver_sql("SELECT version FROM programmes WHERE current").scalar_one()
        person = conn.execute(people.select()).first()
        conn.execute(submissions.update().values(current=False))
        told = {
            "id": id,
            "record": "uuid:1",
            "revision": revision,
            "current": True,
            "submitted_at": talk.now,
        }
        told |= {
            "programme": KEY,
            "programme_version": version,
            "indicator": "4",
            "office": "CBI-BB",
        }
        told |= {
            "person_id": person.id if person else 0,
            "counted_from": talk.now.date(),
            "event_id": id,
        }
        told |= {
            "instance": {"form": "x", "version": "1", "answers": answers},
            "score": {"status": "scored"},
        }
        conn.execute(submissions.insert(), told)
        queue.put(conn, MirrorRow(KEY, id), talk.now)


def test_repeats_have_tabs_of_their_own(talk: World) -> None:
    programme, forms = read_folder(OFFICES_SCORED)
    form = convert(FORM, form_name="xf", file_type=".md").xform
    with talk.database.writing() as conn:
        save(conn, programme, {**forms, "indicator-4": form}, talk.now)
    talk.enrolled("สมชาย", "CBI-BB", "reporter")

    report(talk, "uuid:1", 1, FIRST)
    talk.worker.drain()
    report(talk, "uuid:2", 2, SECOND)
    with talk.database.writing() as conn:
        conn.exec_driver_sql("DELETE FROM rates")
    talk.worker.drain()

    (file,) = (talk.folder / "mirror").glob("*.xlsx")
    book = load_workbook(file)
    assert book.sheetnames == [
        *("4 แผนที่ภาษี", "4 ครัวเรือน", "4 สมาชิก", "คะแนน"),
        "อันดับหน่วยงาน",
    ]
    rows = list(book["4 ครัวเรือน"].iter_rows(min_row=3, values_only=True))
    assert [(row[0], row[1], row[6], row[7]) for row in rows] == [
        ("uuid:1/household[1]", "uuid:1", "อยู่ในฉบับล่าสุด", "สมชาย ใจดี"),
        ("uuid:1/household[2]", "uuid:1", "นำออกแล้ว", None),
    ]
    assert next(book["4 แผนที่ภาษี"].iter_rows(min_row=3, values_only=True))[8] == "หมู่ 1"
