"""Appraisals of people beside what transcripts say of them: numbers as `raingan score` has them,
nothing for anybody they are not between, own data, erasure, the Sheet, the export.
"""

import base64
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import requests
from openpyxl import load_workbook
from sqlalchemy import select

from bot.erasing import erase
from bot.exporting.appraisals import write_appraisals
from bot.store import appraisals, own_file
from bot.store.tables.appraisals import appraisal_parts
from bot.store.tables.records import audit, drafts, evidence, people
from handlers.appraisals import COMMANDS
from handlers.vocabulary.appraised import Appraisal
from tests.running import PROGRAMMES
from tests.scoring.cast import scored
from tests.shell import Shell
from tests.shown import buttons
from tests.talking import Talking
from tests.test_transcripts import FOLDER, play
from tests.world import World

CBI = "CBI-2556-R1"
ENDS = {"planned-and-acknowledged": "สมชาย", "full-marks-before-a-witness": "กานดา"}
PLANNED = (FOLDER / "appraisal/planned-and-acknowledged.txt").read_text("utf-8")
SECRETS = (
    *("หนังสือที่ตอบภายใน 3 วัน", "184 จาก 200", "ทะเบียนหนังสือออก", "52.9867", "88.8889"),
    *("การให้คำปรึกษาแก่ อปท.", "ขอให้เบิกจ่ายเหลือ 30", "ควรได้คะแนนสมรรถนะ"),
)
WORDS = (
    *("ปผ", "รายงาน", "คะแนน", "กำหนดส่ง", "สรุป", "ตรวจ", "คน", "ติดค้าง", "เอกสาร"),
    *("ผลสำรวจ", "ข้อมูลของฉัน", "คะแนน บ้านบึง", "สมชาย", "แบบประเมินของสมชาย"),
)
OUTSIDERS = {  # a colleague, who reviews at the office, who oversees the province, who runs it
    "เพื่อน": ("CBI-BB", "reporter"),
    "หัวหน้า": ("CBI-BB", "coordinator"),
    "ธิดา": ("CBI-GA", "coordinator"),
    "วิภา": ("CBI", "official"),
    "ดูแล": ("CBI", "admin"),
}


def played(shell: Talking, script: str) -> None:
    for _ in play(shell, script):
        pass


def until(words: str, after: str = "") -> str:
    """The transcript up to the line that ends in these words, that line included; the first one
    after another line has told of something.
    """
    lines = PLANNED.splitlines()
    begin = next(place for place, line in enumerate(lines) if after in line)
    found = (place for place, line in enumerate(lines) if line.endswith(words))
    place = next(place for place in found if place >= begin)
    return "\n".join(lines[: place + 1])


def only(shell: Shell) -> Appraisal:
    with shell.database.reading() as conn:
        (found,) = appraisals.of_programme(conn, CBI)
    return found


@pytest.mark.parametrize("name", ENDS)
def test_the_three_forms_are_what_raingan_score_says(shell: Shell, name: str) -> None:
    played(shell, (FOLDER / f"appraisal/{name}.txt").read_text("utf-8"))

    told = only(shell).figures
    rows = [{"weight": one["weight"], "score": one["score"]} for one in told["targets"]]
    results = scored(CBI, "ปผ.2", {"rows": rows})
    competency = scored(CBI, "ปผ.3", {"competencies": told["competencies"]})
    whole = scored(
        CBI,
        "ปผ.1",
        {name: told[name] for name in ("result_score_100", "competency_score_100")},
    )
    assert {name: results[name] for name in ("sum_weighted", "result_score_100")} == {
        name: told[name] for name in ("sum_weighted", "result_score_100")
    }
    assert competency["competency_score_100"] == told["competency_score_100"]
    assert (whole["total"], whole["reason_required"]) == (told["total"], told["reason_required"])


def test_a_robot_finds_nothing_of_an_appraisal_that_is_not_theirs(shell: Shell) -> None:
    """Whenever the appraisal has moved on an outsider taps every button there is of it; at the end
    all of them do, and ask in every word they know. Then all that they, a group, the audit and the
    mirror were told is searched.
    """
    state, outsiders = "", cycle(OUTSIDERS)
    for line in (one for one in PLANNED.splitlines() if not one.startswith("  ")):
        played(shell, line)
        if line.startswith("ประเสริฐ is"):
            for name, (office, role) in OUTSIDERS.items():
                shell.enrolled(name, office, role)
        if (now := state_of(shell)) != state:
            state = now
            taps_everything(shell, next(outsiders))
    for name in OUTSIDERS:
        taps_everything(shell, name)
        for word in WORDS:
            shell.say(name, word)
    group = {"user": shell.person("หัวหน้า"), "group": "C" + "1" * 32, "text": "ปผ"}
    shell.post("/_emulator/say", group)
    shell.work()

    assert state == "closed"
    assert set(secrets_in(chats(shell, ["สมชาย"]))) == set(SECRETS)
    assert [*secrets_in(chats(shell, OUTSIDERS))] == []
    assert [*secrets_in(audited(shell))] == []
    assert [*secrets_in(mirrored(shell.folder / "mirror"))] == []


def state_of(shell: Shell) -> str:
    with shell.database.reading() as conn:
        found = appraisals.of_programme(conn, CBI)
    return found[0].state if found else ""


def taps_everything(shell: Shell, name: str) -> None:
    """Every button of the appraisal, as if somebody had handed them on; and what they might type
    then.
    """
    found = only(shell)
    for command in COMMANDS:
        for kind in ("", "agreement"):
            data = f"{command.name}?ap={found.id}&k={kind}"
            shell.send(name, postback={"data": shell.sealed(data)})
    shell.say(name, "ความเห็นของผู้อื่น")
    shell.say(name, "ยกเลิก")


def chats(shell: Shell, names: Iterable[str]) -> Iterator[str]:
    yield from (json.dumps(shell.chat(name), ensure_ascii=False) for name in names)


def secrets_in(told: Iterable[str]) -> Iterator[str]:
    for text in told:
        yield from (secret for secret in SECRETS if secret in text)


def audited(shell: Shell) -> list[str]:
    with shell.database.reading() as conn:
        rows = conn.execute(select(audit)).all()
    appraised = [row for row in rows if row.subject.startswith("appraisal/")]
    assert {row.did for row in appraised} >= {
        *("began an appraisal", "sent a part of an appraisal", "agreed to an appraisal"),
        *("sent an appraisal back", "acknowledged an appraisal"),
    }
    return [str(row) for row in rows]


def mirrored(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*.xlsx"):
        for sheet in load_workbook(file).worksheets:
            yield from (str(cell.value) for row in sheet.iter_rows() for cell in row)
    yield from (str(file) for file in folder.rglob("*"))


def test_one_s_own_data_hold_the_appraisal_and_the_assessor_s_do_not(shell: Shell) -> None:
    played(shell, PLANNED)

    with shell.database.reading() as conn:
        mine, theirs = (
            json.dumps(own_file.told(conn, number(conn, name), ""), ensure_ascii=False)
            for name in ("สมชาย", "มาลี")
        )
    assert "184 จาก 200" in mine
    assert [*secrets_in([theirs])] == []


def test_erasing_takes_the_appraisal_and_what_the_assessor_had_begun_of_it(shell: Shell) -> None:
    played(shell, until("มาลี > (1)"))  # in the middle of the findings

    with shell.database.writing() as conn:
        erase(conn, number(conn, "สมชาย"), shell.now)

    with shell.database.reading() as conn:
        assert appraisals.of_programme(conn, CBI) == ()
        assert conn.execute(select(appraisal_parts)).all() == []
        assert conn.execute(select(drafts)).all() == []
    assert "แบบประเมินของท่าน" in shell.say("มาลี", "ปผ")
    assert [*secrets_in([shell.say("มาลี", "ปผ")])] == []


def test_erasing_the_assessor_leaves_the_appraisal_without_their_name(shell: Shell) -> None:
    played(shell, PLANNED)

    with shell.database.writing() as conn:
        erase(conn, number(conn, "มาลี"), shell.now)

    card = shell.tap("สมชาย", "ดูแบบประเมิน")
    assert "52.9867" in card
    assert "มาลี" not in card


def number(conn: Any, name: str) -> int:  # noqa: ANN401 - a connection
    found: int = conn.execute(
        select(people.c.id).where(people.c.name == f"{name} ใจดี")
    ).scalar_one()
    return found


def test_evidence_opens_by_a_link_for_each_of_those_it_is_between(talk_on_sqlite: World) -> None:
    """Over HTTP, as it runs: the bytes that were sent, for the assessor too; for no other link, and
    for nobody once the appraisal is gone.
    """
    talk = talk_on_sqlite
    played(talk, until("สมชาย > (ส่งแบบประเมิน)", "ปผ.2 ผลงานครบรอบ"))
    links = [seen(talk, name) for name in ("สมชาย", "มาลี")]

    for link in links:
        page = requests.get(link, timeout=10)
        (piece,) = re.findall(r'href="(/a/[^"]+)"', page.text)
        answer = requests.get(f"{talk.web.address}{piece}", timeout=10)
        assert answer.content == base64.b64decode("JVBERi0xLjQK")
    assert links[0] != links[1]
    kept = list((talk.folder / "mirror").rglob("*.pdf"))
    assert [one for one in kept if "CBI-FIN" not in str(one)] == [], "it lies in an office's folder"
    assert requests.get(f"{talk.web.address}/a/nothing", timeout=10).status_code == 404

    with talk.database.writing() as conn:
        person = number(conn, "สมชาย")
        erase(conn, person, talk.now)
        theirs = select(evidence).where(evidence.c.person_id == person)
        assert conn.execute(theirs).all() == []
    assert requests.get(links[1], timeout=10).status_code == 404


def seen(talk: World, name: str) -> str:
    """The address behind ดูหลักฐาน."""
    talk.tap(name, "ดูแบบประเมิน")
    shown = (buttons(one["message"]) for one in reversed(talk.chat(name)) if one["from"] == "bot")
    uri = next(one["ดูหลักฐาน"]["uri"] for one in shown if "ดูหลักฐาน" in one)
    return f"{talk.web.address}/a/{uri.rpartition('/')[2]}"


def test_an_indicator_that_stops_counting_is_said_and_the_agreement_can_be_changed(
    shell: Shell,
) -> None:
    played(shell, until("มาลี > (เห็นชอบ)"))
    for said in ("รายงาน", "(เริ่มรายงาน 8.2)", "(ไม่มีเรื่องค้าง)", "(ส่งรายงาน)"):
        played(shell, f"ลลิตา > {said}")
    played(shell, rest("สมชาย > (แจ้งผล)", "มาลี > ข้าม", before="at 2013-03-31 12:00\nสมชาย > ปผ"))

    refused = shell.tap("มาลี", "ส่งแบบประเมิน")
    assert "ร้องเรียน 2549-2555 (ตัวชี้วัดที่ 8.2) ไม่นำมาคิดคะแนนในรอบนี้แล้ว" in refused
    assert only(shell).state == "reported"

    shell.tap("สมชาย", "ดูแบบประเมิน")
    assert "ตรวจก่อนส่ง" in shell.tap("สมชาย", "ขอแก้ข้อตกลง")


def rest(first: str, last: str, *, before: str) -> str:
    """The lines of the transcript from one to another, after what is said before."""
    lines = [line for line in PLANNED.splitlines() if not line.startswith("  ")]
    begin = lines.index(first)
    end = next(place for place, line in enumerate(lines) if place > begin and line == last)
    look = "สมชาย > (ดูแบบประเมิน แบบประเมินของท่าน)"
    return "\n".join([before, look, *lines[begin : end + 1]])


@pytest.mark.parametrize("wanted", [False, True])
def test_a_tab_of_the_sheet_is_there_only_where_the_programme_says_so(
    shell: Shell, *, wanted: bool
) -> None:
    folder = Path(shutil.copytree(PROGRAMMES / "cbi-2556-r1", shell.folder / "cbi"))
    file = folder / "appraisal.toml"
    if wanted:
        told = file.read_text("utf-8").replace("sheet = false", "sheet = true ")
        file.write_text(told, "utf-8")
    shell.brings(folder)

    played(shell, until("มาลี > (เห็นชอบ)").replace("programme cbi-2556-r1", ""))

    books = [load_workbook(one) for one in (shell.folder / "mirror").rglob("*.xlsx")]
    tabs = [sheet for book in books for sheet in book.worksheets if "แบบประเมิน" in sheet.title]
    assert bool(tabs) is wanted
    assert not wanted or tabs[0].cell(tabs[0].max_row, 2).value == "สมชาย ใจดี"


def test_the_export_of_appraisals_is_a_file_of_its_own(shell: Shell, tmp_path: Path) -> None:
    played(shell, PLANNED)

    with shell.database.reading() as conn:
        count = write_appraisals(conn, CBI, tmp_path / "out")

    lines = (tmp_path / "out/appraisals.csv").read_text("utf-8-sig").splitlines()
    assert count == 1
    assert len(lines) == 1 + 4 + 10  # the header, the targets, the competencies
    assert "52.9867" in lines[1]


def test_a_second_reading_of_an_old_button_changes_nothing(shell: Shell) -> None:
    """A button of before, tapped again by the very person it was for."""
    played(shell, until("มาลี > (เห็นชอบ)"))
    found = only(shell)

    for name in ("appraise_agree", "appraise_return", "appraise_witness"):
        data = shell.sealed(f"{name}?ap={found.id}")
        assert "เดินต่อไปแล้ว" in shell.send("มาลี", postback={"data": data})
    for name in ("appraise_accept", "appraise_refuse", "appraise_same", "appraise_agree"):
        data = shell.sealed(f"{name}?ap={found.id}")
        assert "เดินต่อไปแล้ว" in shell.send("สมชาย", postback={"data": data})
    assert only(shell) == found
