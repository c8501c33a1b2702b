"""The board behind its link: what an office oversees, on any screen, without a script, until the
link is closed.
"""

import re
from io import BytesIO
from time import perf_counter

import requests
from PIL import Image

from benchmarks.standings import NOW, programme_of, reports, talk_of
from bot.pages import board as board_page
from handlers.results.board import board
from tests.commands.changes import report
from tests.world import PUBLIC, World

LARGEST = 60_000  # bytes


def link_of(said: str, talk: World) -> str:
    """The address of the board in what was said."""
    found = re.search(r"\S+/b/[\w-]{22}", said)
    assert found, said
    return found[0].replace(PUBLIC, talk.web.address)


def test_an_official_opens_the_board_hands_it_on_and_closes_it(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("ประเสริฐ", "CBI", "official")
    report(talk, "สมชาย", 97, 88)
    said = talk.say("ประเสริฐ", "กระดาน")
    link = link_of(said, talk)

    page = requests.get(link, timeout=10)

    assert page.status_code == 200
    assert len(page.content) < LARGEST
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"
    assert "<span>อำเภอบ้านบึง</span><span>4.07 / 5</span>" in page.text
    assert "ครบ 1 จาก 3 ฉบับ (33 %)" in page.text
    for kind in ("ranking", "trend"):
        picture = requests.get(f"{link}/{kind}.png", timeout=10)
        assert picture.headers["Content-Type"] == "image/png"
        assert Image.open(BytesIO(picture.content)).size[0] > 1000
        assert len(picture.content) < 100_000
    assert requests.get(f"{link}/other.png", timeout=10).status_code == 404

    assert link_of(talk.say("ประเสริฐ", "กระดาน"), talk) == link
    talk.tap("ประเสริฐ", "ปิดลิงก์กระดาน")
    assert requests.get(link, timeout=10).status_code == 404
    assert requests.get(f"{link}/ranking.png", timeout=10).status_code == 404
    assert link_of(talk.say("ประเสริฐ", "กระดาน"), talk) != link


def test_a_country_s_board_stays_light() -> None:
    programme = programme_of(878)
    sent = reports(programme)
    found = board(programme, sent, NOW, frozenset(programme.above))
    began = perf_counter()

    page = board_page.page(board_page.Seen(talk_of(programme, sent, ""), found, sent))

    assert len(page.encode()) < LARGEST
    assert perf_counter() - began < 1
    assert "ลำดับ 1–120 จาก 878" in page
