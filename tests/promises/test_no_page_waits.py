"""No page waits for another service: what lies in Google Drive the worker brings, and the page
opens by itself when it is here.
"""

import hashlib
from datetime import timedelta

import requests
from sqlalchemy import func, select

from bot.clock import real_now
from bot.programme_files import read_folder
from bot.store.library import save
from bot.store.tables.queue import brought
from scoring.programme import Programme
from tests.test_own_data import link
from tests.test_papers import PAPER, files, page_of
from tests.test_review import report
from tests.world import OFFICES_SCORED, PUBLIC, World

QUICK = 5  # seconds: the other service takes a minute


def calls(talk: World) -> int:
    assert talk.google is not None
    return len(talk.google.google.requests)


def own_photo(talk: World) -> tuple[str, str]:
    """Where a page gives one's own photo, and its checksum."""
    (photo,) = requests.get(link(talk), timeout=QUICK).json()["หลักฐาน"]
    return photo["เปิดดู"].replace(PUBLIC, talk.web.address), photo["sha256"]


def test_one_s_own_photo_is_brought_by_the_worker_while_the_page_says_so(
    talk_with_google: World,
) -> None:
    talk = talk_with_google
    report(talk)
    address, sha256 = own_photo(talk)
    before = calls(talk)

    first = requests.get(address, timeout=QUICK)
    again = requests.get(address, timeout=QUICK)
    of_the_pages = calls(talk) - before
    talk.worker.drain()
    opened = requests.get(address, timeout=QUICK)

    assert (first.status_code, again.status_code) == (503, 503)
    assert "กำลังนำไฟล์มาจากที่เก็บ" in first.content.decode()
    assert first.headers["Refresh"] == "3"
    assert of_the_pages == 0
    assert hashlib.sha256(opened.content).hexdigest() == sha256


def test_while_google_hangs_every_page_answers(talk_with_google: World) -> None:
    """Eight people ask for photos, twice as many as there are threads for pages."""
    talk = talk_with_google
    report(talk)
    address, _ = own_photo(talk)
    assert talk.google is not None
    requests.post(
        f"{talk.google.address}/_emulator/faults",
        json={"kind": "late", "match": "/drive", "times": 50, "delay": 60},
        timeout=QUICK,
    )

    statuses = [requests.get(address, timeout=QUICK).status_code for _ in range(8)]
    health = requests.get(f"{talk.web.address}/readyz", timeout=QUICK).status_code

    assert (set(statuses), health) == ({503}, 200)


def test_a_photo_the_mirror_cannot_give_is_said_so_and_asked_for_again_later(
    talk_with_google: World,
) -> None:
    talk = talk_with_google
    report(talk)
    address, _ = own_photo(talk)
    assert talk.google is not None
    google = talk.google.google
    photos = {one.id: one for one in google.kept()}
    for one in photos:
        del google.files[one]

    requests.get(address, timeout=QUICK)
    talk.worker.drain()
    said = requests.get(address, timeout=QUICK)
    google.files.update(photos)
    with talk.database.writing() as conn:
        conn.execute(brought.update().values(at=real_now() - timedelta(minutes=11)))
    requests.get(address, timeout=QUICK)
    talk.worker.drain()

    assert said.status_code == 503
    assert "ยังให้ไฟล์นี้ไม่ได้" in said.content.decode()
    assert requests.get(address, timeout=QUICK).status_code == 200


def test_a_paper_waits_for_its_photos_and_is_made_with_them(talk_with_google: World) -> None:
    talk = talk_with_google
    programme, forms = read_folder(OFFICES_SCORED)
    printed = Programme.model_validate({**programme.model_dump(), "papers": [PAPER]})
    with talk.database.writing() as conn:
        save(conn, printed, forms, talk.now)
    report(talk)
    (word, _pdf) = files(page_of(talk, talk.say("สมชาย", "เอกสาร"))).values()

    first = requests.get(word, timeout=20)
    talk.worker.drain()
    made = requests.get(word, timeout=20)

    assert (first.status_code, made.status_code) == (503, 200)
    assert b"word/media/" in made.content


def test_what_was_brought_back_goes_after_a_day(talk_with_google: World) -> None:
    talk = talk_with_google
    report(talk)
    address, _ = own_photo(talk)
    requests.get(address, timeout=QUICK)
    talk.worker.drain()
    with talk.database.writing() as conn:
        conn.execute(brought.update().values(at=real_now() - timedelta(hours=25)))

    talk.set_clock(talk.now.replace(hour=3) + timedelta(days=1))
    talk.worker.drain()

    with talk.database.reading() as conn:
        assert conn.execute(select(func.count()).select_from(brought)).scalar_one() == 0
