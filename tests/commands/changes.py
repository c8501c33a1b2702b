"""A programme that changes while people report: another scale and another question for indicator
4.
"""

from pathlib import Path

from tests.commands.cli import CBI, Shell, change, copy_of_ours
from tests.world import World

OLD_SCALE, NEW_SCALE = "thresholds = [60, 70, 80, 90, 100]", "thresholds = [55, 65, 75, 85, 95]"
OLD_QUESTION, NEW_QUESTION = "รายงานสถานะแล้วกี่แห่ง", "รายงานสถานะครบถ้วนแล้วกี่แห่ง"


def changed(folder: Path) -> Path:
    """Chonburi's folder with the new scale and the new question."""
    made = copy_of_ours(folder)
    change(made / "indicators.toml", OLD_SCALE, NEW_SCALE)
    change(made / "forms" / "indicator-4.md", OLD_QUESTION, NEW_QUESTION)
    return made


def load(talk: World, folder: Path) -> str:
    """Loads a folder while everything runs, and answers with its version."""
    ended = Shell.of(talk).run("programme", "load", folder)
    assert ended.code == 0, ended.err
    return version(talk)


def version(talk: World) -> str:
    """The version that is current."""
    found = Shell.of(talk).run("programme", "show", CBI, "--json").json
    return str(found["version"])


def report(talk: World, name: str, *answers: int) -> str:
    """Reports indicator 4 from the first question to the score."""
    begin(talk, name)
    return finish(talk, name, *answers)


def begin(talk: World, name: str) -> str:
    """Opens the report of indicator 4."""
    talk.say(name, "รายงาน")
    return talk.tap(name, "เริ่มรายงาน 4")


def finish(talk: World, name: str, *answers: int) -> str:
    """The answers that are left, a photo, and sending."""
    for answer in answers:
        talk.say(name, str(answer))
    talk.send(name, photo=True)
    talk.tap(name, "ครบแล้ว")
    return talk.tap(name, "ส่งรายงาน")
