"""Every file in transcripts/ is a conversation: what was said and exactly what was answered.

All of them are played in this process and in memory (tests/shell.py), some of each kind also
through servers on both databases.

`UPDATE_TRANSCRIPTS=1 pytest tests/test_transcripts.py` writes the answers anew; the diff is then
the review.

    programme cbi-2556-r1        the programme as it ships, in place of the tests' own
    programme NAME settled       with what its document leaves open filled in (B-02)
    at 2013-03-22 10:00          the clock
    สมชาย is reporter of CBI-BB  joined beforehand
    สมชาย > รายงาน               typed
    สมชาย > (เริ่มรายงาน 4)       tapped
    สมชาย > (เลือกวันที่) 2013-03-20  picked from the calendar or clock behind a button
    สมชาย > [photo]              sent: photo, photos 3, file, voice, sticker, location, follow
    สมชาย > [unsend]             the newest photo or file taken back
    สมชาย > [form household]     sent: transcripts/forms/household.md as an Excel file
    สมชาย > [list tambon]        sent: transcripts/forms/tambon.csv
    สมชาย > [docx own-form]      sent: the lines of transcripts/forms/own-form.txt as a Word file
    สมชาย > [table cases.xlsx]   sent: transcripts/forms/cases.csv as an Excel file, days as days
    สมชาย > ก ⇥ 5 ⏎ ข ⇥ 6        typed or pasted: ⏎ is a new line, ⇥ a tab
    สมชาย > [postback start?…]   tapped: a button no longer on screen, or somebody else's
    สมชาย > [forged start?…]     tapped: data that we never gave out
    สมชาย > [survey]             typed: the code of the survey opened last
    สมชาย > [quote กี่แห่ง] 95     typed in reply to the newest message with these words
"""

import base64
import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.running import PROGRAMMES
from tests.shell import Shell
from tests.talking import Talking
from tests.workbooks import table_file, word_file, workbook
from tests.world import World
from thai.dates import BANGKOK

FOLDER = Path(__file__).parent / "transcripts"
SAID = re.compile(r"(?P<who>\S+) > (?P<what>.*)")
IS = re.compile(r"(?P<who>\S+) is (?P<role>\w+) of (?P<office>\S+)")
CHANGING = re.compile(
    r"\d{13}-\d{4}(?=\.)|(?!TEST|ZZZZ|K7M2)\b(?=[2-9-]*[A-Z])[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}\b|"
    r"เลขที่ [0-9a-f]{8}|no\. [0-9a-f]{8}|/(?:[esbp]|me)/[\w-]{22}|SV-(?!ZZZZZ)[A-Z0-9]{5}"
)
PICKED = re.compile(r"\((?P<label>.+)\) (?P<value>[\d:T.+-]+)")
PASTED = re.compile(r" ?[⏎⇥] ?")
LEFT_OPEN = re.compile(r"^# ((?:weight|due) = \S+) +B-02.*$", re.MULTILINE)
QUOTED = re.compile(r"\[quote (?P<words>[^\]]+)\] (?P<text>.+)")
# what somebody sees of photos, late reports, reviews, brought forms, surveys, tables, people,
# reminders: each of these goes another way through servers and database
THROUGH_EVERYTHING = (
    "taps-and-photos",
    "one-report-two-days-late",
    "review",
    "lists-with-a-form",
    "survey",
    "tables-on-the-way",
    "joining",
    "quieter-reminders",
)
SENT: dict[str, dict[str, Any]] = {
    "photo": {"photo": True},
    "file": {"file": {"name": "บันทึก.pdf", "base64": "JVBERi0xLjQK"}},
    "word": {"file": {"name": "รายงาน.docx", "base64": "UEsDBBQAAAAA"}},
    "empty": {"file": {"name": "ว่าง.pdf", "base64": ""}},
    "sticker": {"sticker": True},
    "location": {
        "location": {
            "latitude": 13.3,
            "longitude": 101.0,
            "title": "ที่ว่าการอำเภอ",
            "address": "บ้านบึง",
        }
    },
    "follow": {"follow": True},
    "unfollow": {"unfollow": True},
    "video": {"video": True},
    "voice": {"audio": True},
    "sound": {"file": {"name": "สัมภาษณ์.mp3", "base64": "SUQzBAAA"}},
}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("**/*.txt")), ids=lambda file: file.stem)
def test_conversation(file: Path, shell: Shell) -> None:
    """What the bot answers is what the transcript says, word for word."""
    _hold(file, shell)


@pytest.mark.parametrize("name", THROUGH_EVERYTHING)
def test_the_same_is_said_by_servers_and_both_databases(name: str, talk: World) -> None:
    """One conversation of each kind, with LINE, web process, worker and a database as they run."""
    _hold(FOLDER / f"{name}.txt", talk)


def _hold(file: Path, talk: Talking) -> None:
    script = file.read_text("utf-8")

    played = "\n".join(play(talk, script)) + "\n"

    if os.environ.get("UPDATE_TRANSCRIPTS"):
        file.write_text(played, "utf-8")
    assert played == file.read_text("utf-8")


def play(talk: Talking, script: str) -> Iterator[str]:
    """The script's own lines, each followed by what was answered."""
    for line in script.splitlines():
        if line.startswith("  "):
            continue  # an answer of last time
        yield line
        yield from (f"  {answer}".rstrip() for answer in _answers(talk, line))


def _answers(talk: Talking, line: str) -> list[str]:
    if line.startswith("at "):
        talk.set_clock(datetime.fromisoformat(line[3:]).replace(tzinfo=BANGKOK))
        return []
    if line == "remind":
        return [
            f"{who}: {part}" for who, text in talk.remind().items() for part in text.splitlines()
        ]
    if found := IS.fullmatch(line):
        talk.enrolled(found["who"], found["office"], found["role"])
        return []
    if line.startswith("programme "):
        name, *settled = line.split()[1:]
        talk.brings(_settled(talk, name) if settled else PROGRAMMES / name)
        return []
    if line.startswith("invite "):
        code, office, role = line.split()[1:4]
        talk.invite(office, role, code=code)
        return []
    if found := SAID.fullmatch(line):
        return _plain(_said(talk, found["who"], found["what"]))
    return []


def _settled(talk: Talking, name: str) -> Path:
    """The programme with what its document leaves to an administrator filled in (B-02)."""
    folder = Path(shutil.copytree(PROGRAMMES / name, talk.folder / name))
    for file in folder.glob("*.toml"):
        told = re.sub(
            r"^# ((?:weight|due) = \S+) +B-02.*$", r"\1", file.read_text("utf-8"), flags=re.M
        )
        file.write_text(told, "utf-8")
    return folder


def _said(talk: Talking, who: str, what: str) -> str:
    if found := PICKED.fullmatch(what):
        return talk.pick(who, found["label"], found["value"])
    if found := QUOTED.fullmatch(what):
        return talk.quote(who, found["words"], found["text"])
    if what.startswith("(") and what.endswith(")"):
        return talk.tap(who, what[1:-1])
    what = PASTED.sub(lambda found: "\n" if "⏎" in found[0] else "\t", what)
    if what.startswith("[") and what.endswith("]"):
        return _done(talk, who, *what[1:-1].partition(" ")[::2])
    return talk.say(who, what)


def _done(talk: Talking, who: str, name: str, more: str) -> str:
    """What stands in brackets: something sent, taken back, tapped that was made up."""
    match name:
        case "photos":
            return talk.send(who, photo=int(more))
        case "unsend":
            return talk.unsend(who)
        case "survey":
            return talk.say(who, f"แบบสำรวจ {talk.survey_code()}")
        case "form":
            return talk.send(
                who,
                file={"name": f"{more}.xlsx", "base64": workbook(FOLDER / "forms" / f"{more}.md")},
            )
        case "list":
            content = (FOLDER / "forms" / f"{more}.csv").read_bytes()
            return talk.send(
                who, file={"name": f"{more}.csv", "base64": base64.b64encode(content).decode()}
            )
        case "docx":
            told = word_file(FOLDER / "forms" / f"{more}.txt")
            return talk.send(who, file={"name": f"{more}.docx", "base64": told})
        case "table":
            told = table_file(FOLDER / "forms" / more)
            return talk.send(who, file={"name": more, "base64": told})
        case "postback":
            return talk.send(who, postback={"data": talk.sealed(more)})
        case "forged":
            return talk.send(who, postback={"data": more})
        case _:
            return talk.send(who, **SENT[name])


def _plain(text: str) -> list[str]:
    return CHANGING.sub("…", text).splitlines()
