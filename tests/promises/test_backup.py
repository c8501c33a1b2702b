"""A backup holds database and evidence: an office that lost both has every row and photo again."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot.assemble import worker_of
from bot.store.engine import Database, open_database
from bot.store.tables.records import audit, people, submissions
from tests.commands.cli import Shell
from tests.postgres import Postgres
from tests.processes import environment
from tests.promises.evidence_there import contents, states
from tests.test_evidence import report
from tests.world import World


@pytest.fixture
def backed_up(talk: World) -> tuple[World, Path, list[bytes]]:
    """An office with a report, its backup, and the bytes of its photos."""
    report(talk)
    file = talk.folder / "office.zip"
    ended = Shell.of(talk).run("backup", file)
    assert ended.code == 0, ended.err
    return talk, file, contents(talk.settings, talk.database, talk.folder)


def whole(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as conn:
        return {
            table.name: [tuple(row) for row in conn.execute(select(table).order_by(key))]
            for table, key in (
                (people, people.c.id),
                (submissions, submissions.c.id),
                (audit, audit.c.id),
            )
        }


def test_a_restored_office_has_every_row_and_photo_and_goes_on_without_its_old_mirror(
    backed_up: tuple[World, Path, list[bytes]], postgres: Postgres
) -> None:
    """From SQLite it comes back in PostgreSQL and the other way round, so either can be left."""
    talk, file, photos = backed_up
    before = whole(talk.database)
    is_sqlite = not talk.database.is_postgres
    address = postgres.fresh_database() if is_sqlite else f"sqlite:///{talk.folder}/restored.db"
    mirror = talk.folder / "new-mirror"
    settings = talk.settings.model_copy(update={"database_url": address, "mirror_dir": mirror})

    ended = Shell(environment(settings)).run("restore", file)
    restored = open_database(address)
    at_once = contents(settings, restored, talk.folder)
    same = whole(restored)
    worker = worker_of(settings)
    worker.drain()
    kept, at_last = states(restored), contents(settings, restored, talk.folder)
    worker.parts.database.close()

    assert ended.code == 0, ended.err
    assert same == before
    assert at_once == at_last == photos
    assert kept == ["kept", "kept"]
    assert len(list(mirror.rglob("*.jpg"))) == 2
    assert list(mirror.rglob("*.xlsx"))
    assert Shell(environment(settings)).run("mirror", "check").code == 0
    restored.close()


def test_a_restore_that_finds_its_mirror_uses_it(
    backed_up: tuple[World, Path, list[bytes]],
) -> None:
    talk, file, photos = backed_up
    address = f"sqlite:///{talk.folder}/restored.db"
    settings = talk.settings.model_copy(update={"database_url": address})

    ended = Shell(environment(settings)).run("restore", file, "--json")
    restored = open_database(address)
    found = states(restored), contents(settings, restored, talk.folder)
    restored.close()

    assert (ended.json["there"], ended.json["again"], ended.json["missing"]) == (2, 0, 0)
    assert found == (["kept", "kept"], photos)


def test_a_database_that_holds_something_is_never_written_over(
    backed_up: tuple[World, Path, list[bytes]],
) -> None:
    talk, file, _ = backed_up
    before = whole(talk.database)

    ended = Shell.of(talk).run("restore", file)

    assert (ended.code, "holds something already" in ended.err) == (1, True)
    assert whole(talk.database) == before


def test_a_file_that_is_no_whole_backup_is_refused(
    backed_up: tuple[World, Path, list[bytes]],
) -> None:
    talk, file, _ = backed_up
    half = talk.folder / "half.zip"
    half.write_bytes(file.read_bytes()[:-400])

    ended = Shell.on(f"sqlite:///{talk.folder}/other.db").run("restore", half)

    assert (ended.code, "no whole backup" in ended.err) == (1, True)


def test_a_backup_names_the_photos_it_could_not_have(talk: World) -> None:
    report(talk)
    for photo in talk.settings.mirror_dir.rglob("*.jpg"):
        photo.unlink()

    ended = Shell.of(talk).run("backup", talk.folder / "office.zip")

    assert (ended.code, "2 pieces could not be had" in ended.err) == (1, True)
