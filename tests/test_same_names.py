"""Two offices of one name: a question that names it is asked back with both, and each choice can be
told from the other.
"""

from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.programme_files import read_folder
from handlers import in_words
from handlers.asked.meant import LONGEST_LABEL
from handlers.vocabulary.known import Edition
from handlers.vocabulary.talk import Talk
from tests.commands.cli import change, copy
from tests.test_sentences import KEY, talk_of
from thai.graphemes import length


def asked(folder: Path, text: str) -> Talk:
    """An official asks in a province where อำเภอพานทอง is called อำเภอบ้านบึง as well."""
    programme, _ = read_folder(folder)
    talk = talk_of("official", text)
    edition = talk.known.editions[KEY]
    editions = {KEY: Edition("two", programme, edition.forms, programme.calendar)}
    return Talk(talk.state, talk.event, replace(talk.known, editions=editions))


@pytest.mark.parametrize("text", ["คะแนน บ้านบึง", "คะแนนบ้านบึง 4", "บ้านบึง", "ถ้าได้ 90% บ้านบึง"])
def test_a_name_of_two_offices_is_asked_back(tmp_path: Path, text: str) -> None:
    folder = copy(tmp_path)
    change(folder / "offices.toml", 'name = "อำเภอพานทอง"', 'name = "อำเภอบ้านบึง"')

    meant = in_words.meant(asked(folder, text), text)

    labels = [one.label for one in meant.choices]
    assert meant.action is None
    assert len(labels) == len(set(labels)) == 2
    assert max(map(length, labels)) <= LONGEST_LABEL


def test_two_of_one_name_under_different_offices_are_told_apart_by_these(tmp_path: Path) -> None:
    folder = copy(tmp_path)
    change(
        folder / "offices.toml",
        'name = "อำเภอพานทอง"\nkind = "district"\nparent = "CBI"',
        'name = "อำเภอบ้านบึง"\nkind = "district"\nparent = "CBI-LAW"',
    )

    meant = in_words.meant(asked(folder, "คะแนน บ้านบึง"), "คะแนน บ้านบึง")

    labels = [one.label for one in meant.choices]
    assert labels[0].startswith("คะแนน สำนักงาน")
    assert labels[1].startswith("คะแนน กลุ่มงานกฎห")
