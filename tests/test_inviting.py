"""A coordinator invites in chat: the code lets somebody in, the page shows it, taken back it lets
nobody in any more.
"""

import re

import pytest
import requests

from bot.pages.joining import CODE
from tests.world import World


def _given_out(talk: World, office: str) -> str:
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("อรุณี", f"เชิญ {office}")
    said = talk.tap("อรุณี", "ผู้รายงาน")
    found = re.search(rf"รหัสเชิญ ({CODE.pattern})", said)
    assert found, said
    return found[1]


@pytest.fixture
def code(talk: World) -> str:
    return _given_out(talk, "พานทอง")


def test_the_code_lets_its_holder_in_with_office_and_role(talk: World, code: str) -> None:
    talk.act("มาลี", follow=True)
    talk.tap("มาลี", "ยินยอม")
    talk.say("มาลี", f"เข้าร่วม {code}")
    talk.say("มาลี", "มาลี ใจดี")
    said = talk.tap("มาลี", "ถูกต้อง")

    assert "อำเภอพานทอง · ผู้รายงาน" in said


def test_a_code_that_was_taken_back_lets_nobody_in(talk: World, code: str) -> None:
    talk.tap("อรุณี", f"เพิกถอน {code}")
    talk.act("มาลี", follow=True)
    talk.tap("มาลี", "ยินยอม")

    assert "ถูกยกเลิกแล้ว" in talk.say("มาลี", code)


def test_the_page_shows_the_code_with_its_picture_and_nothing_else_is_a_code(
    talk: World, code: str
) -> None:
    def fetched(path: str) -> requests.Response:
        return requests.get(f"{talk.web.address}/join/{path}", timeout=10)

    assert code in fetched(code).text
    assert fetched(f"{code}.png").content.startswith(b"\x89PNG")
    assert fetched("<script>").status_code == 404
