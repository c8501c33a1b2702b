"""Rich menus: drawn in Thai, made once, given by role, renewed, and never in the way of an open
question.
"""

from io import BytesIO

import requests
from PIL import Image, features

from bot.daily.rich_menus import LOOK_EVERY, RichMenus, specification
from bot.store.notes import note, set_note
from documents.menu_picture import HEIGHT, WIDTH, font, menu_png
from handlers.commands import COMMANDS
from handlers.people.menus import OFFERS, words
from tests.world import TOKEN, World


def menus(talk: World) -> RichMenus:
    return RichMenus(talk.database, talk.worker.parts.line)


def held(talk: World, name: str) -> str | None:
    """The name of the menu LINE shows this person, None for none."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    base = f"{talk.line.address}/v2/bot"
    linked = requests.get(f"{base}/user/{talk.person(name)}/richmenu", headers=headers, timeout=10)
    if linked.status_code == 404:
        return None
    found = requests.get(
        f"{base}/richmenu/{linked.json()['richMenuId']}", headers=headers, timeout=10
    ).json()
    return str(found["name"])


def test_each_role_has_its_own_menu_and_a_stranger_none(talk: World) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.enrolled("ประเสริฐ", "CBI", "official")
    talk.say("แขก", "สวัสดี")

    menus(talk).run_once()

    names = [held(talk, name) for name in ("สมชาย", "อรุณี", "ประเสริฐ", "แขก")]
    assert names == ["raingan reporter", "raingan coordinator", "raingan official", None]


def test_whoever_leaves_their_last_office_loses_the_menu(talk: World) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    menus(talk).run_once()
    talk.say("สมชาย", "ออกจากหน่วยงาน")
    talk.tap("สมชาย", "ออก")
    talk.tap("สมชาย", "ออก")

    menus(talk).run_once()

    assert held(talk, "สมชาย") is None


def test_nothing_is_made_or_given_twice_and_a_changed_menu_is_renewed(talk: World) -> None:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    assert menus(talk).run_once()
    with talk.database.reading() as conn:
        first = note(conn, "menu:reporter")

    assert not menus(talk).run_once()
    with talk.database.writing() as conn:
        set_note(conn, "menu:reporter", "anotherdigest " + first.partition(" ")[2])
    assert menus(talk).run_once()

    with talk.database.reading() as conn:
        assert note(conn, "menu:reporter").partition(" ")[0] == first.partition(" ")[0]
        assert note(conn, "menu:reporter") != first


def test_a_tile_that_is_tapped_in_mid_question_asks_first(talk: World) -> None:
    talk.at_evidence()
    tile = next(
        one for one in specification("reporter")["areas"] if one["action"]["label"] == "คะแนน"
    )

    said = talk.send("สมชาย", postback={"data": talk.sealed(tile["action"]["data"])})

    assert "พักไว้ก่อนแล้วไปที่ “คะแนน” หรือไม่" in said


def test_every_tile_is_something_one_may_ask_for() -> None:
    assert {name for offers in OFFERS.values() for name in offers} <= {*COMMANDS, "help"}


def test_the_picture_is_what_line_takes_in_letters_that_are_shaped() -> None:
    assert features.check("raqm"), (
        "Pillow was built without Raqm: Thai marks would stand beside their letters"
    )
    for kind in OFFERS:
        data = menu_png(words(kind))
        picture = Image.open(BytesIO(data))
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
        assert len(data) < 1024 * 1024


def test_tone_marks_stand_over_their_vowels() -> None:
    """ที่ takes no more room than ท: both marks stand above it."""
    letters = font("Sarabun-Bold.ttf", 100)

    assert letters.getlength("ที่") == letters.getlength("ท")


def test_a_busy_worker_looks_now_and_then(talk_on_sqlite: World) -> None:
    once = menus(talk_on_sqlite)
    talk_on_sqlite.enrolled("สมชาย", "CBI-BB", "reporter")

    assert once.run_once()
    assert not once.run_once()
    assert LOOK_EVERY.total_seconds() <= 60
