"""From LINE to Drive and back to the reporter: cut, late, gone, kept; each told once, for free
where it can wait.
"""

import threading
from datetime import timedelta
from typing import Any

import pytest
import requests
from msgspec.structs import replace
from sqlalchemy import select, update

from bot.clock import real_now
from bot.outbox.evidence.kept import set_kept
from bot.store.tables.queue import outbox, spool
from bot.store.tables.records import evidence
from handlers.questions.evidence_gone import lost
from handlers.vocabulary.draft import Draft, Piece
from handlers.vocabulary.places import Filling
from handlers.vocabulary.state import State
from tests.sheets.cast import keep
from tests.shown import shown
from tests.test_delivery import fault, later, pushes
from tests.test_evidence import files, report, spooled
from tests.world import World


def states(talk: World) -> list[str]:
    with talk.database.reading() as conn:
        return list(conn.execute(select(evidence.c.state).order_by(evidence.c.place)).scalars())


def held(talk: World) -> list[str]:
    with talk.database.reading() as conn:
        rows = conn.execute(
            select(outbox.c.payload).where(outbox.c.state == "held").order_by(outbox.c.id)
        ).scalars()
        return [payload["messages"][0]["text"] for payload in rows]


def last_message(talk: World, name: str, kind: str) -> str:
    chat = talk.chat(name)
    return str(next(one["id"] for one in reversed(chat) if one["message"]["type"] == kind))


def test_the_reporter_hears_once_and_for_free_that_all_is_kept(talk_with_google: World) -> None:
    talk = talk_with_google
    report(talk, photos=3)

    before = pushes(talk)
    said = talk.say("สมชาย", "คะแนน")

    assert "เก็บหลักฐานตัวชี้วัดที่ 4 เข้าแฟ้มแล้ว 3 จาก 3 ชิ้น" in said
    assert "เข้าแฟ้มแล้ว" not in talk.say("สมชาย", "คะแนน")
    assert pushes(talk) == before == []


def test_nothing_is_said_to_be_kept_while_drive_has_not_confirmed(talk_with_google: World) -> None:
    talk = talk_with_google
    assert talk.google is not None
    requests.post(
        f"{talk.google.address}/_emulator/faults",
        json={"kind": 429, "match": "/upload", "times": 100},
        timeout=10,
    )
    report(talk)

    assert (states(talk), len(set(spooled(talk))), held(talk)) == (["spooled", "spooled"], 2, [])
    requests.delete(f"{talk.google.address}/_emulator/faults", timeout=10)
    later(talk)
    assert (states(talk), spooled(talk)) == (["kept", "kept"], [])
    assert held(talk) == ["เก็บหลักฐานตัวชี้วัดที่ 4 เข้าแฟ้มแล้ว 2 จาก 2 ชิ้น ✓"]


def test_a_correction_with_one_more_photo_is_said_to_be_kept_as_a_whole(
    talk_on_sqlite: World,
) -> None:
    talk = talk_on_sqlite
    report(talk)
    talk.say("สมชาย", "รายงาน")
    talk.tap("สมชาย", "ส่งฉบับแก้ไข 4")
    talk.tap("สมชาย", "แก้ไข")
    talk.tap("สมชาย", "แก้ข้อ 3")
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    talk.say("สมชาย", "ส่ง")

    assert "3 จาก 3 ชิ้น" in talk.say("สมชาย", "คะแนน")


def test_two_pieces_that_arrive_at_the_same_moment_are_told_together_once(talk: World) -> None:
    """Two workers finish one piece each, at once: exactly one of them is the last."""
    talk.google = None
    report(talk)
    with talk.database.writing() as conn:
        conn.execute(outbox.delete())
        conn.execute(update(evidence).values(state="spooled"))
        pieces = list(conn.execute(select(evidence.c.id)).scalars())
    barrier = threading.Barrier(2)

    def finish(piece: str) -> None:
        barrier.wait()
        with talk.database.writing() as conn:
            set_kept(conn, piece, "https://drive/x", talk.now)

    threads = [threading.Thread(target=finish, args=(piece,)) for piece in pieces]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert held(talk) == ["เก็บหลักฐานตัวชี้วัดที่ 4 เข้าแฟ้มแล้ว 2 จาก 2 ชิ้น ✓"]
    with talk.database.reading() as conn:
        assert list(
            conn.execute(select(outbox.c.kind).where(outbox.c.state == "waiting")).scalars()
        ) == ["mirror"]


def test_a_connection_that_drops_half_way_leaves_nothing_half_kept(talk_on_sqlite: World) -> None:
    """Half a photo is no photo: it is fetched again from its first byte."""
    talk = talk_on_sqlite
    talk.at_evidence()
    fault(talk, "drop_half", "/content", times=2)

    talk.send("สมชาย", photo=True)
    assert states(talk) == ["waiting"]
    later(talk)
    later(talk)

    (content,) = talk.line.line.contents.values()
    with talk.database.reading() as conn:
        (piece,) = conn.execute(select(evidence)).all()
        parts = conn.execute(select(spool.c.content).order_by(spool.c.part)).scalars().all()
    assert (piece.state, piece.size, b"".join(parts)) == (
        "spooled",
        len(content.data),
        content.data,
    )


def test_a_film_that_line_cannot_open_is_told_with_its_place(talk_on_sqlite: World) -> None:
    """202 while it is prepared, then LINE says that it failed."""
    talk = talk_on_sqlite
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    said = talk.send("สมชาย", video={"processing": 60, "failed": True})
    assert "ได้รับหลักฐาน 2 ชิ้น" in said
    talk.forward(minutes=2)
    later(talk)

    assert shown(talk.heard("สมชาย")) == (
        "รูปหรือไฟล์ชิ้นที่ 2 ของตัวชี้วัดที่ 4 ดึงจาก LINE ไม่ได้ (LINE เปิดไฟล์นี้ไม่ได้) "
        "นำออกจากรายงานที่กำลังทำแล้ว ส่งชิ้นนั้นใหม่ได้เลย คำตอบอื่นอยู่ครบ"
    )
    assert "ได้รับ 2 รูป" in talk.send("สมชาย", photo=True)


def test_a_film_that_is_prepared_for_more_than_a_day_is_told(talk_on_sqlite: World) -> None:
    talk = talk_on_sqlite
    talk.at_evidence()
    talk.send("สมชาย", video={"processing": 10**7})
    with talk.database.writing() as conn:
        conn.execute(outbox.update().values(created_at=real_now() - timedelta(days=2)))
    later(talk)

    assert "ชิ้นที่ 1 ของตัวชี้วัดที่ 4 ดึงจาก LINE ไม่ได้" in shown(talk.heard("สมชาย"))


def test_a_photo_of_a_sent_report_that_is_gone_is_told_and_the_rest_is_said_to_be_kept(
    talk_on_sqlite: World,
) -> None:
    """The reporter sends the report before LINE has handed over the first photo, and then takes
    that photo back.
    """
    talk = talk_on_sqlite
    talk.at_evidence()
    fault(talk, 500, "/content", times=1000)
    talk.send("สมชาย", photo=True)
    first = last_message(talk, "สมชาย", "image")
    talk.send("สมชาย", photo=True)
    talk.say("สมชาย", "ครบแล้ว")
    talk.say("สมชาย", "ส่ง")
    talk.send("สมชาย", unsend=first)
    requests.delete(f"{talk.line.address}/_emulator/faults", timeout=10)
    later(talk)
    later(talk)

    told = shown(talk.heard("สมชาย"))
    assert "ชิ้นที่ 1 ของตัวชี้วัดที่ 4 ดึงจาก LINE ไม่ได้ (ถูกยกเลิกการส่งหรือหมดอายุ)" in told
    assert "ส่งฉบับแก้ไข" in told
    assert states(talk) == ["gone", "kept"]
    assert held(talk) == ["เก็บหลักฐานตัวชี้วัดที่ 4 เข้าแฟ้มแล้ว 1 จาก 2 ชิ้น ✓"]


@pytest.mark.parametrize("place", ["draft", "paused", "cancelled", "loose", "nowhere"])
def test_a_lost_piece_leaves_wherever_it_was_put(place: str) -> None:
    pieces = (Piece("a", "m1", "image", "1.jpg"), Piece("b", "m2", "image", "2.jpg"))
    draft = Draft("d", "P", "1", "O", "4", pieces={"/xf/evidence": pieces})
    draft = Draft(
        "d",
        "P",
        "1",
        "O",
        "4",
        draft.answers.put("/xf/evidence", "1.jpg 2.jpg"),
        pieces=draft.pieces,
    )
    states_before: dict[str, dict[str, Any]] = {
        "draft": {"where": Filling(draft)},
        "paused": {"paused": (draft,)},
        "cancelled": {"cancelled": draft},
        "loose": {"loose": pieces},
        "nowhere": {},
    }

    after, where = lost(State(**states_before[place]), "m2")

    assert "m2" not in repr(after)
    assert (where and (where.indicator, where.place)) == (
        ("4", 2) if place in {"draft", "paused", "cancelled"} else None
    )
    kept = [one for one in (after.draft, *after.paused, after.cancelled) if one]
    assert [one.answers.values["/xf/evidence"] for one in kept] == ["1.jpg"] * len(kept)


def test_an_evidence_question_whose_last_piece_is_lost_is_open_again() -> None:
    pieces = (Piece("a", "m1", "image", "1.jpg"),)
    draft = Draft("d", "P", "1", "O", "4", pieces={"/xf/evidence": pieces})
    answers = draft.answers.put("/xf/evidence", "1.jpg")

    after, _ = lost(State(Filling(replace(draft, answers=answers))), "m1")

    assert after.draft is not None
    assert (after.draft.answers.done, after.draft.answers.values) == ((), {"/xf/evidence": ""})


@pytest.mark.parametrize("spoil", ["other bytes at Drive", "other bytes in the spool"])
def test_bytes_that_are_not_the_promised_ones_are_replaced_by_the_right_ones(
    talk_with_google: World, spoil: str
) -> None:
    """A strange file under our reserved id, or a damaged spool: in the end Drive has what LINE
    had.
    """
    talk = talk_with_google
    assert talk.google is not None
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    with talk.database.writing() as conn:
        if spoil == "other bytes in the spool":
            conn.execute(update(spool).values(content=b"damaged"))
        else:
            conn.execute(update(evidence).values(file_id=strange_file(talk)))
    talk.say("สมชาย", "ครบแล้ว")
    talk.say("สมชาย", "ส่ง")
    for _ in range(3):
        later(talk)

    (content,) = talk.line.line.contents.values()
    assert states(talk) == ["kept"]
    assert [one["size"] for one in files(talk) if "4 แผนที่ภาษี" in one["path"]] == [len(content.data)]


def strange_file(talk: World) -> str:
    """The id of a file of other bytes at Drive."""
    mirror = talk.worker.parts.keeper.mirror
    folder, file = mirror.reserve(2)
    mirror.make_folder(folder, "ที่อื่น", None)
    return keep(mirror, file, b"strange", folder).id
