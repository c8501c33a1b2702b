"""The link and the code of a report's evidence, known before it is sent, and a folder for each
topic behind them (B-10).
"""

from collections.abc import Mapping
from pathlib import Path

import requests
from pyxform.xls2xform import convert
from sqlalchemy import select

from bot.programme_files import read_folder
from bot.store.library import save
from bot.store.tables.records import tokens
from scoring.programme import Programme
from tests.world import KEY, OFFICES_SCORED, World

TOPICS = """
| survey |
| | type | name | label | required | repeat_count |
| | begin repeat | topic | เรื่องที่ | | 2 |
| | text | title | ชื่อเรื่อง | yes | |
| | file | media | ส่งสื่อของเรื่องนี้ | yes | |
| | end repeat | | | | |
| | file | paper | ส่งไฟล์รายงาน | yes | |
| settings |
| | form_title | form_id | version |
| | สื่อ | media | 1 |
"""


def opened(talk: World, *, prints_code: bool = True) -> None:
    """The programme with a form of two topics, whose paper carries the code of its evidence."""
    programme, forms = read_folder(OFFICES_SCORED)
    told = programme.model_dump()
    four = {"form": "topics", "prints_code": prints_code}
    told["indicators"] = [one | (four if one["code"] == "4" else {}) for one in told["indicators"]]
    form = convert(TOPICS, form_name="xf", file_type=".md").xform
    with talk.database.writing() as conn:
        save(conn, Programme.model_validate(told), {**forms, "topics": form}, talk.now)


def begun(talk: World) -> str:
    """As far as the media of the first topic; what was said there."""
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 4")
    return talk.say("สมชาย", "การจัดการขยะ")


def finished(talk: World) -> str:
    """Both topics with their media and the paper, sent; what was said then."""
    for answer in ("", "ศูนย์เด็กเล็ก/ตำบล", ""):
        if answer:
            talk.say("สมชาย", answer)
        talk.act("สมชาย", photo=True)
        talk.tap("สมชาย", "ครบแล้ว")
    return talk.tap("สมชาย", "ส่งรายงาน")


def token_in(said: str) -> str:
    return said.split("/e/")[1].split(maxsplit=1)[0]


def given(talk: World) -> Mapping[str, str]:
    with talk.database.reading() as conn:
        rows = conn.execute(select(tokens.c.token, tokens.c.target))
        return {row.token: row.target for row in rows}


def test_the_code_is_there_before_sending_and_stays_the_same(talk: World) -> None:
    opened(talk)
    assert "(ลิงก์และ QR)" in begun(talk)

    said = talk.tap("สมชาย", "ลิงก์และ QR")
    token = token_in(said)
    page = requests.get(f"{talk.web.address}/e/{token}", timeout=10)
    picture = requests.get(f"{talk.web.address}/qr/{token}.png", timeout=10)

    assert "[image]" in said
    assert "ส่งสื่อของเรื่องนี้" in said, "the question is asked again below it"
    assert (page.status_code, "หลังส่งรายงาน" in page.text) == (200, True)
    assert picture.content.startswith(b"\x89PNG")
    assert token_in(talk.say("สมชาย", "qr")) == token, "asked for again, it is the same"
    assert token_in(finished(talk)) == token
    talk.worker.drain()
    kept = requests.get(f"{talk.web.address}/e/{token}", timeout=10).text
    assert "หลังส่งรายงาน" not in kept
    assert given(talk) == {token: f"{KEY}/CBI-BB/4"}


def test_each_topic_has_a_folder_of_its_own_named_by_what_it_is_about(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    opened(talk)
    begun(talk)
    finished(talk)
    talk.worker.drain()

    files = list((talk.folder / "mirror").rglob("*.jpg"))
    report = next(path.parent for path in files if path.parent.name == "4 แผนที่ภาษี")
    assert sorted(path.parent.relative_to(report) for path in files) == [
        Path(),
        Path("เรื่องที่ 1 การจัดการขยะ"),
        Path("เรื่องที่ 2 ศูนย์เด็กเล็ก-ตำบล"),
    ]


def test_at_google_the_topics_folders_lie_in_the_report_s_and_the_link_opens_that_one(
    talk_with_google: World,
) -> None:
    talk = talk_with_google
    opened(talk)
    begun(talk)
    token = token_in(finished(talk))
    talk.worker.drain()

    assert talk.google is not None
    kept = requests.get(f"{talk.google.address}/_emulator/files", timeout=10).json()["files"]
    folders = {one["name"]: one for one in kept}
    topics = [one["path"] for name, one in folders.items() if name.startswith("เรื่องที่")]
    above = folders["4 แผนที่ภาษี"]["path"]
    assert topics == [f"{above}/เรื่องที่ 1 การจัดการขยะ", f"{above}/เรื่องที่ 2 ศูนย์เด็กเล็ก-ตำบล"]
    page = requests.get(f"{talk.web.address}/e/{token}", allow_redirects=False, timeout=10)
    assert folders["4 แผนที่ภาษี"]["id"] in page.headers["Location"]


def test_a_paper_without_a_code_shows_no_button_and_tells_the_link_all_the_same(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    opened(talk, prints_code=False)
    assert "ลิงก์และ QR" not in begun(talk)
    assert "/e/" in talk.say("สมชาย", "ลิงก์หลักฐาน")
