"""A form that computes without end takes nobody's time: it is put aside with a sentence."""

import base64

import pytest

from bot.store.tables.records import events
from tests.world import World

HEAD = "| survey | | | | |\n| | type | name | label | calculation |\n"
DOUBLINGS = 40


def doubling() -> str:
    """Each value twice the one before: a thousand thousand million letters in the end."""
    rows = ["| | text | v0 | ข้อความ | |"]
    rows += [
        f"| | calculate | v{n} | | concat(${{v{n - 1}}}, ${{v{n - 1}}}) |"
        for n in range(1, DOUBLINGS + 1)
    ]
    return HEAD + "\n".join([*rows, "| | text | end | ข้อสุดท้าย | |"])


def nested() -> str:
    """Counts in counts in counts over a list: thirteen million looks for one answer."""
    items = "instance('many')/root/item"
    test = f"{items}[name != ${{a}}]"
    for _ in range(3):
        test = f"{items}[count({test}) > 0]"
    choices = "\n".join(f"| | many | n{n} | ข้อ {n} |" for n in range(60))
    asked = (
        "| | text | a | ข้อความ | |\n"
        f"| | calculate | c | | count({test}) |\n"
        "| | select_one many | s | เลือก | |\n"
        "| | text | end | ข้อสุดท้าย | |"
    )
    return f"{HEAD}{asked}\n| choices | | | |\n| | list_name | name | label |\n{choices}"


@pytest.mark.parametrize("bomb", [doubling, nested], ids=["doubling texts", "nested counts"])
def test_a_form_bomb_is_put_aside_with_a_sentence_and_the_person_goes_on(
    talk_on_sqlite: World, bomb: object
) -> None:
    talk = talk_on_sqlite
    assert callable(bomb)
    content = base64.b64encode(bomb().encode()).decode()
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.send("อรุณี", file={"name": "ระเบิด.md", "base64": content})
    talk.tap("อรุณี", "เผยแพร่")
    talk.tap("อรุณี", "แบบสำรวจ")
    said = talk.say("อรุณี", talk.survey_code())
    if "ข้อความ" in said:
        said = talk.say("อรุณี", "ก" * 40)

    assert "คำนวณมากเกินกว่าที่ทำได้" in said
    assert "พิมพ์หรือแตะ" in talk.say("อรุณี", "ช่วยเหลือ")
    with talk.database.reading() as conn:
        assert set(conn.execute(events.select().with_only_columns(events.c.state)).scalars()) == {
            "done"
        }
