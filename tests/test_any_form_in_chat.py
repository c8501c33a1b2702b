"""Forms as real authors write them, each brought in chat, answered in chat over LINE's wire to the
end, and found whole in the export and on an ODK server.
"""

import base64
import csv
import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from bot.store.tables.queue import outbox
from forms.kinds import MEDIA_KINDS
from forms.model import Form
from forms.paths import plain_path
from tests.commands.cli import Shell
from tests.respondent import Respondent, published
from tests.test_openrosa import instance, records
from tests.workbooks import workbook
from tests.world import KEY, World

OWN_NUMBER = re.compile(r"_\d+$")  # of a question that is called as a column of the server's
FOLDER = Path(__file__).parent / "forms" / "as_saved"


def package(form: Path) -> dict[str, str]:
    """The form as a workbook; with its lists, if it has some, in an archive."""
    content, lists = base64.b64decode(workbook(form)), sorted(FOLDER.glob(f"{form.stem}.*.*"))
    if not lists:
        return {"name": f"{form.stem}.xlsx", "base64": base64.b64encode(content).decode()}
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr(f"{form.stem}.xlsx", content)
        for one in lists:
            archive.writestr(one.name.removeprefix(f"{form.stem}."), one.read_bytes())
    return {"name": f"{form.stem}.zip", "base64": base64.b64encode(packed.getvalue()).decode()}


def at_first_question(talk: World, form: Path) -> Respondent:
    """Published by a coordinator, begun by a reporter."""
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.send("อรุณี", file=package(form))
    respondent = Respondent(talk, "สมชาย", published(talk), rows=2)
    for button in ("เผยแพร่", "ส่งได้หลายฉบับ", "ไม่มีวันกำหนด"):
        talk.tap("อรุณี", button)
    talk.say("สมชาย", "รายงาน")
    respondent.said.append(talk.tap("สมชาย", f"เริ่มรายงาน {respondent.form.title}"))
    return respondent


def exported(talk: World, form_id: str) -> list[dict[str, str]]:
    """The rows of all tables of the form."""
    out = talk.folder / "export"
    ended = Shell.of(talk).run("export", KEY, "--out", out)
    assert ended.code == 0, ended.err
    files = sorted((out / form_id).glob("*.csv"))
    return [
        row for file in files for row in csv.DictReader(file.read_text("utf-8-sig").splitlines())
    ]


def failed(talk: World) -> list[tuple[str, str]]:
    """The jobs that did not go well, such as a row of the Sheet, and why."""
    with talk.database.reading() as conn:
        found = conn.execute(
            select(outbox.c.kind, outbox.c.error).where(outbox.c.error.is_not(None))
        )
        return [(row.kind, row.error) for row in found]


def is_lost(form: Form, rows: list[dict[str, str]], path: str, value: str) -> bool:
    """Whether no column that ends in the answer's name holds what was answered."""
    question = form.question(f"/{form.shape.name}/{path}")
    name = plain_path(f"/{path}").rsplit("/", 1)[-1]
    is_place = question is not None and question.kind == "geopoint"
    wanted = f"{name}-Latitude" if is_place else name
    cells = {
        text.removeprefix("'")
        for row in rows
        for column, text in row.items()
        if OWN_NUMBER.sub("", column).endswith(wanted)
    }
    if question is not None and question.kind in MEDIA_KINDS:
        return not any(cells)
    return (value.split(maxsplit=1)[0] if is_place else value) not in cells


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.md")), ids=lambda file: file.stem)
def test_it_is_answered_in_chat_to_the_end_and_nothing_is_lost(
    file: Path, talk_on_sqlite: World
) -> None:
    told = at_first_question(talk_on_sqlite, file)
    answers = told.answers_all()

    assert "ส่งแล้ว" in talk_on_sqlite.say("สมชาย", "ส่ง")

    rows = exported(talk_on_sqlite, told.form.id)
    assert answers
    assert failed(talk_on_sqlite) == []
    assert [one for one in answers.items() if is_lost(told.form, rows, *one)] == []


def test_an_odk_server_gets_every_answer_and_makes_the_entity(talk_sending_on: World) -> None:
    told = at_first_question(talk_sending_on, FOLDER / "trees.md")
    answers = told.answers_all()
    talk_sending_on.say("สมชาย", "ส่ง")

    (record,) = records(talk_sending_on)
    sent = {one.tag.rpartition("}")[2]: one for one in instance(record).iter()}

    assert sent["species"].text == answers["species"]
    assert sent["entity"].attrib["dataset"] == "trees"
    assert sent["entity"].attrib["create"] == "true"
    assert sent["label"].text == f"{answers['species']} {answers['girth']}"
