"""Addresses and settings are understood or refused, all at once and by name."""

import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.app import create_app
from bot.settings import Settings
from bot.store.engine import open_database
from bot.store.waking import wake_after_commit
from tests.commands.cli import Shell
from tests.postgres import Postgres
from tests.processes import eventually


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2", "POSTGRES"])
def test_whatever_people_call_it_postgresql_is_opened(postgres: Postgres, scheme: str) -> None:
    address = postgres.fresh_database().replace("postgresql+psycopg", scheme)

    database = open_database(address)
    with database.reading() as conn:
        version = conn.exec_driver_sql("SELECT version()").scalar_one()
    database.close()

    assert version.startswith("PostgreSQL")


def test_of_several_servers_the_one_that_may_be_written_is_found_and_listened_to(
    postgres: Postgres,
) -> None:
    before, _, rest = postgres.fresh_database().partition("@")
    nobody_there = "127.0.0.1:1"
    address = f"{before}@{nobody_there},{rest}?target_session_attrs=read-write"
    heard: list[str] = []

    database = open_database(address)
    listener = database.listener()

    def wake(lanes: Iterable[str]) -> None:
        heard.extend(lanes)
        listener.close()

    def is_heard() -> bool:
        with database.writing() as conn:
            wake_after_commit(conn, "line")
        return bool(heard)

    listening = threading.Thread(target=listener.listen, args=(wake,))
    listening.start()
    eventually(is_heard, what="the signal")
    listening.join()
    database.close()

    assert heard[0] == "line"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://raingan:geheim@db/raingan", "mysql:// is a database Raingan does not know"),
        ("postgress://raingan:geheim@db/raingan", "postgress:// is a database Raingan"),
        ("raingan.db", "no address of a database"),
        ("sqlite://", "sqlite:// needs a file"),
        ("sqlite:///:memory:", "sqlite:// needs a file"),
        ("sqlite://var/raingan.db", "three strokes"),
        ("postgresql://", "names no server"),
    ],
)
def test_any_other_address_is_refused_by_name_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)

    for command in (("db", "upgrade"), ("doctor",), ("worker", "--once")):
        ended = Shell.on(address).run(*command)

        assert ended.code == 1
        assert "DATABASE_URL" in ended.err
        assert said in ended.err
        assert "geheim" not in ended.err + ended.out
    assert list(tmp_path.iterdir()) == []


def test_the_web_process_names_all_that_is_wrong_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"DATABASE_URL": "mysql://db/r", "RETENTION_DAYS": "ten"}.items():
        monkeypatch.setenv(name, value)
    for name in ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(SystemExit) as ended:
        create_app()

    for name in ("DATABASE_URL", "RETENTION_DAYS", "LINE_CHANNEL_SECRET", "ACCESS_TOKEN"):
        assert name in str(ended.value)


def test_a_server_that_is_away_is_a_sentence_without_its_password() -> None:
    ended = Shell.on("postgresql://raingan:geheim@127.0.0.1:9/raingan").run("programme", "list")

    assert ended.code == 1
    assert "cannot be reached" in ended.err
    assert "geheim" not in ended.err


def test_a_settings_object_is_checked_as_well() -> None:
    with pytest.raises(ValueError, match="mysql:// is a database Raingan does not know"):
        Settings(database_url="mysql://db/raingan")
