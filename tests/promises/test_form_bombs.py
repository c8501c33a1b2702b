"""A form that computes without end takes nobody's time: it is told with its row when it is brought;
one that shows so later only is put aside with a sentence.
"""

import base64

import pytest

from bot.store.tables.records import events
from tests.commands.cli import Shell
from tests.world import World

HEAD = "| survey | | | | |\n| | type | name | label | calculation |\n"


def doubling(times: int) -> str:
    """Each value twice the one before: with 40 of them a thousand thousand million letters."""
    rows = ["| | text | v0 | ข้อความ | |"]
    rows += [
        f"| | calculate | v{n} | | concat(${{v{n - 1}}}, ${{v{n - 1}}}) |"
        for n in range(1, times + 1)
    ]
    return HEAD + "\n".join([*rows, "| | text | end | ข้อสุดท้าย | |"])


def nested(when: str = "true()") -> str:
    """Counts in counts in counts over a list: thirteen million looks for one answer."""
    items = "instance('many')/root/item"
    test = f"{items}[name != ${{a}}]"
    for _ in range(3):
        test = f"{items}[count({test}) > 0]"
    choices = "\n".join(f"| | many | n{n} | ข้อ {n} |" for n in range(60))
    asked = (
        "| | text | a | ข้อความ | |\n"
        f"| | calculate | c | | if({when}, count({test}), 0) |\n"
        "| | select_one many | s | เลือก | |\n"
        "| | text | end | ข้อสุดท้าย | |"
    )
    return f"{HEAD}{asked}\n| choices | | | |\n| | list_name | name | label |\n{choices}"


def brought(talk: World, form: str) -> str:
    content = base64.b64encode(form.encode()).decode()
    talk.enrolled("อรุณี", "CBI", "coordinator")
    return talk.send("อรุณี", file={"name": "ระเบิด.md", "base64": content})


@pytest.mark.parametrize(
    ("bomb", "where", "why"),
    [
        # v12 is the first that forty letters make longer than 100,000
        (doubling(40), "survey แถว 14", "สร้างข้อความยาวเกิน 100,000 ตัวอักษร"),
        (nested(), "survey แถว 3", "คำนวณนานเกินกว่าที่รอในแชตได้"),
    ],
    ids=["doubling texts", "nested counts"],
)
def test_a_form_bomb_is_told_with_its_row_when_it_is_brought(
    talk_on_sqlite: World, bomb: str, where: str, why: str
) -> None:
    said = brought(talk_on_sqlite, bomb)

    assert where in said
    assert why in said
    assert "เผยแพร่" not in said


def test_the_command_line_says_so_too(talk_on_sqlite: World) -> None:
    file = talk_on_sqlite.folder / "bomb.md"
    file.write_text(doubling(40), "utf-8")

    ended = Shell.of(talk_on_sqlite).run("form", "check", str(file))

    assert ended.code == 1
    assert "survey, row 14 (question v12), calculation" in ended.err


@pytest.mark.parametrize(
    "bomb",
    [doubling(11), nested("string-length(${a}) > 50")],
    ids=["doubling texts", "nested counts"],
)
def test_one_that_goes_off_with_a_longer_answer_only_is_put_aside_and_the_person_goes_on(
    talk_on_sqlite: World, bomb: str
) -> None:
    talk = talk_on_sqlite
    brought(talk, bomb)
    talk.tap("อรุณี", "เผยแพร่")
    talk.tap("อรุณี", "แบบสำรวจ")
    said = talk.say("อรุณี", talk.survey_code())
    if "ข้อความ" in said:
        said = talk.say("อรุณี", "ก" * 90)

    assert "คำนวณมากเกินกว่าที่ทำได้" in said
    assert "พิมพ์หรือแตะ" in talk.say("อรุณี", "ช่วยเหลือ")
    with talk.database.reading() as conn:
        assert set(conn.execute(events.select().with_only_columns(events.c.state)).scalars()) == {
            "done"
        }
