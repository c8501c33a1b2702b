"""With SPOOL_URL photos on their way lie in an S3-compatible store that every host reaches."""

import hashlib
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import requests
from moto.server import ThreadedMotoServer
from sqlalchemy import select

from bot.assemble import worker_of
from bot.checkup import at_evidence
from bot.daily import objects_sweep
from bot.outbox import endings
from bot.outbox.lanes import LANES
from bot.settings import Settings
from bot.store.engine import now_of, open_database
from bot.store.notes import set_note
from bot.store.objects import Objects
from bot.store.tables.queue import spool
from tests.commands.cli import Shell
from tests.promises.evidence_there import contents, given_up, states
from tests.world import World, world

SPOOL = "s3://photos/on-their-way"


class Store:
    """An emulated S3 at one address, which may be away."""

    def __init__(self) -> None:
        with socket.socket() as tried:
            tried.bind(("127.0.0.1", 0))
            self.port = int(tried.getsockname()[1])
        self._server: ThreadedMotoServer | None = None
        self.address = f"http://127.0.0.1:{self.port}"

    def comes(self) -> None:
        self._server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self._server.start()
        Objects(SPOOL)._client().create_bucket(Bucket="photos")

    def goes(self) -> None:
        if self._server is not None:
            self._server.stop()
            self._server = None


class Aged(Objects):
    """The same store an hour later."""

    def kept(self) -> Iterator[tuple[str, datetime]]:
        return ((key, since - timedelta(hours=1)) for key, since in super().kept())


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    made = Store()
    for name, value in {
        "SPOOL_URL": SPOOL,
        "AWS_ENDPOINT_URL_S3": made.address,
        "AWS_ACCESS_KEY_ID": "raingan",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    made.comes()
    requests.post(f"{made.address}/moto-api/reset", timeout=10)
    Objects(SPOOL)._client().create_bucket(Bucket="photos")
    yield made
    made.goes()


@pytest.fixture
def talk_elsewhere(store: Store, ready_url: str, tmp_path: Path) -> Iterator[World]:
    with world(tmp_path, ready_url, google=True) as made:
        yield made


def report(talk: World) -> None:
    for said in ("ครบแล้ว", "ส่ง"):
        talk.say("สมชาย", said)


def sent_by_people(talk: World) -> set[str]:
    return {hashlib.sha256(one.data).hexdigest() for one in talk.line.line.contents.values()}


def held(talk: World) -> list[tuple[int, bool]]:
    """Of each part in the spool: bytes in the database, whether an object holds it."""
    with talk.database.reading() as conn:
        rows = conn.execute(select(spool.c.content, spool.c.object)).all()
    return [(len(row.content), row.object is not None) for row in rows]


def test_photos_wait_in_the_store_and_arrive_whole(talk_elsewhere: World) -> None:
    talk = talk_elsewhere
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    waiting, there = held(talk), [Objects(SPOOL).get(key) for key, _ in Objects(SPOOL).kept()]
    report(talk)

    assert waiting == [(0, True)]
    assert {hashlib.sha256(one).hexdigest() for one in there} == sent_by_people(talk)
    assert states(talk.database) == ["kept"]
    assert talk.google is not None
    assert {one.sha256 for one in talk.google.google.kept()} == sent_by_people(talk)


def test_what_one_host_has_fetched_another_brings_to_the_mirror(talk_elsewhere: World) -> None:
    talk = talk_elsewhere
    talk.at_evidence()
    talk.post("/_emulator/say", {"user": talk.person("สมชาย"), "photo": True})
    talk.worker.do_one(LANES["content"])
    other = worker_of(talk.settings.model_copy(update={"mirror_dir": talk.folder / "other"}))
    talk.post("/_emulator/say", {"user": talk.person("สมชาย"), "text": "ครบแล้ว"})
    talk.post("/_emulator/say", {"user": talk.person("สมชาย"), "text": "ส่ง"})
    other.drain()
    other.parts.database.close()

    assert states(talk.database) == ["kept"]
    assert given_up(talk.database) == []


def test_while_the_store_is_away_photos_wait_at_line_and_nothing_is_given_up(
    talk_elsewhere: World, store: Store
) -> None:
    talk = talk_elsewhere
    talk.at_evidence()
    store.goes()
    said = talk.send("สมชาย", photo=True)
    while_away = states(talk.database)
    store.comes()
    with talk.database.writing() as conn:
        endings.hurry(conn, "content", now_of(conn))
    talk.worker.drain()
    report(talk)

    assert "ครบแล้ว" in said
    assert (while_away, states(talk.database)) == (["waiting"], ["kept"])


def test_what_nobody_needs_any_more_leaves_the_store(talk_elsewhere: World) -> None:
    """The tries of two photos, one of which was taken back; the store says they came long ago."""
    talk = talk_elsewhere
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    talk.send("สมชาย", photo=True)
    talk.unsend("สมชาย")
    before = len(list(Objects(SPOOL).kept()))
    long_ago = Aged(SPOOL)

    with talk.database.writing() as conn:
        set_note(conn, objects_sweep.SWEPT, "")  # five minutes ago
    objects_sweep.run_once(talk.worker.parts.database, long_ago)
    too_soon = objects_sweep.run_once(talk.worker.parts.database, long_ago)

    assert (before, len(list(Objects(SPOOL).kept())), too_soon) == (2, 1, False)


def test_a_backup_holds_what_waits_in_the_store(
    talk_elsewhere: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = talk_elsewhere
    talk.at_evidence()
    talk.send("สมชาย", photo=True)
    file = tmp_path / "backup.zip"
    assert Shell.of(talk).run("backup", str(file)).code == 0
    monkeypatch.delenv("SPOOL_URL")
    address = f"sqlite:///{tmp_path}/again.db"

    restored = Shell.on(address).run("restore", str(file))

    assert restored.code == 0, restored.err
    again = open_database(address)
    settings = talk.settings.model_copy(update={"database_url": address, "spool_url": ""})
    (photo,) = contents(settings, again, tmp_path)
    again.close()
    assert {hashlib.sha256(photo).hexdigest()} == sent_by_people(talk)


def test_doctor_says_where_photos_wait_and_when_the_store_is_away(
    talk_elsewhere: World, store: Store
) -> None:
    settings = talk_elsewhere.settings
    database = open_database(settings.database_url, spool_url=settings.spool_url)
    there = {one.subject: one for one in at_evidence.look(settings, database)}
    store.goes()
    away = next(iter(at_evidence.look(settings, database)))
    database.close()

    assert there["photo store"].ok
    assert f"wait in {SPOOL}" in there["evidence"].sentence
    assert not away.ok
    assert "see SPOOL_URL" in away.sentence


@pytest.mark.parametrize("address", ["gs://photos", "photos", "s3://", "https://bucket"])
def test_any_other_place_is_refused_by_name(address: str) -> None:
    with pytest.raises(ValueError, match="use s3://bucket/prefix"):
        Settings(spool_url=address)
