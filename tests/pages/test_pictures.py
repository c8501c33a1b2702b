"""A report's photos on one page behind its evidence token, small enough for a telephone."""

import io
import re

import pytest
import requests
from PIL import Image

from bot.store import tokens
from tests.test_evidence import report
from tests.world import World


@pytest.fixture
def sent(talk: World) -> tuple[World, str]:
    said = report(talk)
    token = re.search(r"/e/([\w-]{22})", said)
    assert token, said
    return talk, f"{talk.web.address}/e/{token[1]}"


def pieces(page: str) -> list[str]:
    return re.findall(r'<img loading="lazy" src="pictures/([^"]+)"', page)


def test_the_page_shows_every_photo_small(sent: tuple[World, str]) -> None:
    _, address = sent
    page = requests.get(f"{address}/pictures", timeout=20)

    assert "รูปหลักฐาน 2 รูป" in page.text
    assert len(pieces(page.text)) == 2
    for name in pieces(page.text):
        answer = requests.get(f"{address}/pictures/{name}", timeout=20)
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert max(Image.open(io.BytesIO(answer.content)).size) <= 480
        assert len(answer.content) < 60_000


def test_nothing_is_shown_behind_another_token_or_of_another_report(
    sent: tuple[World, str],
) -> None:
    talk, address = sent
    (name, *_) = pieces(requests.get(f"{address}/pictures", timeout=20).text)
    other = f"{talk.web.address}/e/{'x' * 22}"

    assert requests.get(f"{other}/pictures", timeout=20).status_code == 404
    assert requests.get(f"{other}/pictures/{name}", timeout=20).status_code == 404
    assert requests.get(f"{address}/pictures/nothing.jpg", timeout=20).status_code == 404


def test_a_link_that_was_withdrawn_shows_nothing(sent: tuple[World, str]) -> None:
    talk, address = sent
    with talk.database.writing() as conn:
        target = tokens.target_of(conn, address.rpartition("/")[2])
        assert target
        tokens.withdraw(conn, target, talk.now)

    assert requests.get(f"{address}/pictures", timeout=20).status_code == 404
