"""The same reports with Google and without: the same folders and files, and Sheets that agree cell
by cell.
"""

import re
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.world import World, world

Tabs = dict[str, list[list[object]]]
# ids drawn by lot, addresses of files, the time of day
OF_THIS_WORLD = re.compile(r"uuid:[0-9a-f-]+|https?://\S+|file://\S+|\d\d:\d\d(:\d\d\+07:00| น\.)")


def told(talk: World) -> None:
    """Three offices report: photos, a file called like a formula, a link, a correction, a list, a
    category.
    """
    for office, name in (("CBI-BB", "สมชาย"), ("CBI-BL", "=1+1"), ("CBI-NY", "+66 วิชัย")):
        talk.at_evidence(name, office)
        talk.send(name, photo=True)
        talk.send(name, file={"name": "=รายชื่อ.pdf", "base64": "JVBERi0xLjQK"})
        talk.say(name, "https://www.youtube.com/watch?v=a")
        talk.say(name, "ครบแล้ว")
        talk.say(name, "ส่ง")
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "ส่งฉบับแก้ไข 4")
    talk.tap("สมชาย", "แก้ไข")
    talk.tap("สมชาย", "แก้ข้อ 2")
    talk.say("สมชาย", "90")
    talk.say("สมชาย", "ส่ง")
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 10")
    talk.say("สมชาย", "1 2 3")
    talk.say("สมชาย", "เลือกครบแล้ว")
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    talk.say("สมชาย", "ส่ง")
    with talk.database.writing() as conn:
        conn.exec_driver_sql("DELETE FROM rates")
        conn.exec_driver_sql("UPDATE outbox SET due_at = created_at")
    talk.worker.drain()


def at_google(talk: World) -> tuple[Tabs, list[str]]:
    assert talk.google is not None
    google = talk.google.google
    (book,) = google.spreadsheets.values()
    paths = [google.path_of(file.id).partition("/")[2] for file in google.files.values()]
    sheets = [f"{path}.xlsx" if path.endswith(book.title) else path for path in paths if path]
    return {sheet.title: [list(row) for row in sheet.values()] for sheet in book.sheets}, sorted(
        sheets
    )


def on_this_machine(talk: World) -> tuple[Tabs, list[str]]:
    top = talk.folder / "mirror"
    (file,) = top.glob("*.xlsx")
    book = load_workbook(file)
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    paths = [path.relative_to(top) for path in top.rglob("*")]
    shown = sorted(path.as_posix() for path in paths if not path.parts[0].startswith("."))
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book
    }, shown


def comparable(row: list[Any]) -> list[object]:
    """What a row says wherever it is kept: nothing and empty text read alike, 3 and 3.0 too."""
    cells: list[object] = [
        float(cell) if isinstance(cell, int | float) else OF_THIS_WORLD.sub("…", str(cell or ""))
        for cell in row
    ]
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def test_the_local_mirror_and_google_hold_the_same_cell_by_cell_and_file_by_file(
    tmp_path: Path,
) -> None:
    shapes = []
    for place, look in (("google", at_google), ("local", on_this_machine)):
        (tmp_path / place).mkdir()
        with world(
            tmp_path / place, f"sqlite:///{tmp_path}/{place}.db", google=place == "google"
        ) as talk:
            told(talk)
            shapes.append(look(talk))
    (theirs, their_paths), (ours, our_paths) = shapes

    assert list(theirs) == list(ours)
    for title, rows in theirs.items():
        assert [comparable(row) for row in rows] == [comparable(row) for row in ours[title]], title
    assert their_paths == our_paths
    assert len([path for path in our_paths if path.endswith(".jpg")]) == 4
    assert len(ours["4 แผนที่ภาษี"]) == 2 + 3
