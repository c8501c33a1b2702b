"""Whatever LINE can send, at any moment: there is an answer in Thai, and nothing that was there
before is lost.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest

from handlers.vocabulary.state import State
from tests.test_review import report
from tests.world import World

LINES_OWN, ELSEWHERE = (
    {"type": "line"},
    {"type": "external", "originalContentUrl": "https://a.test/1.jpg"},
)
KINDS: dict[str, dict[str, Any]] = {
    "sticker": {"sticker": True},
    "place": {"location": True},
    "film": {"video": {}},
    "file": {"file": "รายชื่อ.pdf"},
    "nameless file": {"sticker": True, "extra": {"message": {"type": "file", "id": "51"}}},
    "photo kept elsewhere": {
        "photo": True,
        "extra": {"message": {"type": "image", "id": "52", "contentProvider": ELSEWHERE}},
    },
    "sound": {
        "sticker": True,
        "extra": {"message": {"type": "audio", "id": "53", "contentProvider": LINES_OWN}},
    },
    "contact": {"sticker": True, "extra": {"message": {"type": "contact", "id": "54"}}},
    "a kind to come": {
        "sticker": True,
        "extra": {"message": {"type": "hologram", "id": "55", "size": [1]}},
    },
    "no kind": {"sticker": True, "extra": {"message": {"id": "56"}}},
    "no message": {"sticker": True, "extra": {"message": None}},
    "text that is none": {
        "sticker": True,
        "extra": {"message": {"type": "text", "id": "57", "text": 7}},
    },
    "a place on no map": {
        "sticker": True,
        "extra": {"message": {"type": "location", "id": "58", "latitude": "N"}},
    },
}


def stranger(talk: World) -> str:
    talk.person("สมชาย")
    return "สมชาย"


def with_consent(talk: World) -> str:
    talk.act("สมชาย", follow=True)
    talk.tap("สมชาย", "ยินยอม")
    return "สมชาย"


def being_named(talk: World) -> str:
    with_consent(talk)
    talk.say("สมชาย", talk.invite("CBI-BB", "reporter"))
    return "สมชาย"


def being_confirmed(talk: World) -> str:
    being_named(talk)
    talk.say("สมชาย", "สมชาย ใจดี")
    return "สมชาย"


def at_home(talk: World) -> str:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    return "สมชาย"


def at_a_number(talk: World) -> str:
    at_home(talk)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 4")
    return "สมชาย"


def at_a_list(talk: World) -> str:
    at_home(talk)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "เริ่มรายงาน 10")
    return "สมชาย"


def at_evidence(talk: World) -> str:
    talk.at_evidence()
    return "สมชาย"


def about_to_leave(talk: World) -> str:
    talk.at_evidence()
    talk.say("สมชาย", "คะแนน")
    return "สมชาย"


def at_the_summary(talk: World) -> str:
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    return "สมชาย"


def after_sending(talk: World) -> str:
    report(talk)
    return "สมชาย"


def official(talk: World) -> str:
    talk.enrolled("ประเสริฐ", "CBI", "official")
    return "ประเสริฐ"


def giving_a_reason(talk: World) -> str:
    report(talk)
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("อรุณี", "ตรวจ")
    talk.tap("อรุณี", "ตรวจ 4")
    talk.tap("อรุณี", "ส่งกลับ")
    return "อรุณี"


def writing_to_all(talk: World) -> str:
    talk.enrolled("สมชาย", "CBI-BB", "reporter")
    talk.enrolled("อรุณี", "CBI", "coordinator")
    talk.say("อรุณี", "ทวงงาน")
    return "อรุณี"


PLACES = [
    *(
        stranger,
        with_consent,
        being_named,
        being_confirmed,
        at_home,
        at_a_number,
        at_a_list,
        at_evidence,
    ),
    *(about_to_leave, at_the_summary, after_sending, official, giving_a_reason, writing_to_all),
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__.replace("_", " "))
def test_every_kind_of_message_is_answered_and_spoils_nothing(
    talk_on_sqlite: World, place: Callable[[World], str]
) -> None:
    talk = talk_on_sqlite
    name = place(talk)
    before = None if place is stranger else talk.state(name)

    answers = {kind: talk.send(name, **what) for kind, what in KINDS.items()}

    silent = [kind for kind, said in answers.items() if not re.search("[ก-๙]", said)]
    after = talk.state(name)
    assert silent == []
    assert before is None or kept(after) == kept(before)


def kept(state: State) -> list[Any]:
    """Where a conversation stands, but for evidence that has been added."""
    draft = state.draft
    answers = draft.answers.values if draft else {}
    numbers = {path: value for path, value in answers.items() if "." not in value}
    where = None if draft else state.where
    return [where, draft and draft.id, numbers]
