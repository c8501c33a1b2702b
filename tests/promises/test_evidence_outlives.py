"""Evidence outlives everything: a mirror that is away, empty or another's; a database that is lost;
a change from local to Google.
"""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.assemble import worker_of
from bot.outbox.evidence.whose_mirror import owner_of
from bot.store.tables.queue import spool
from bot.store.tables.records import evidence
from bot.worker import Worker
from emulators.google import server as google_emulator
from emulators.google.accounts import write_credentials
from sheets.local.mirror import LocalMirror
from tests.commands.cli import Shell
from tests.processes import environment
from tests.promises.evidence_there import contents, given_up, states
from tests.test_delivery import later
from tests.test_evidence import report
from tests.world import World


def test_a_mirror_whose_disk_is_away_is_waited_for_and_nothing_is_written_beside_it(
    talk: World,
) -> None:
    report(talk, "สมชาย", "CBI-BB")
    mirror, away = talk.settings.mirror_dir, talk.folder / "away"
    mirror.rename(away)

    report(talk, "สมหญิง", "CBI-NY")
    missing, lost = states(talk.database).count("spooled"), given_up(talk.database)
    made_in_its_place = list(mirror.rglob("*")) if mirror.exists() else []
    shutil.rmtree(mirror, ignore_errors=True)
    away.rename(mirror)
    later(talk)

    assert (missing, lost, made_in_its_place) == (2, [], [])
    assert set(states(talk.database)) == {"kept"}
    assert len(list(mirror.rglob("*.jpg"))) == 4


def second_host(talk: World, mirror: Path) -> Worker:
    return worker_of(talk.settings.model_copy(update={"mirror_dir": mirror}))


def test_of_two_hosts_only_the_one_that_has_the_mirror_keeps_evidence(talk: World) -> None:
    report(talk, "สมชาย", "CBI-BB")
    other = second_host(talk, talk.folder / "of-the-other-host")
    talk.worker, first = other, talk.worker
    report(talk, "สมหญิง", "CBI-NY")
    waiting = states(talk.database).count("spooled")
    other.parts.database.close()
    talk.worker = first
    later(talk)

    assert waiting == 2
    assert set(states(talk.database)) == {"kept"}
    assert given_up(talk.database) == []
    assert not list((talk.folder / "of-the-other-host").rglob("*.jpg"))


def test_hosts_that_share_the_mirror_both_keep_evidence(talk: World) -> None:
    report(talk, "สมชาย", "CBI-BB")
    other = second_host(talk, talk.settings.mirror_dir)
    talk.worker, first = other, talk.worker
    report(talk, "สมหญิง", "CBI-NY")
    kept = states(talk.database)
    other.parts.database.close()
    talk.worker = first

    assert set(kept) == {"kept"}


def test_a_process_that_dies_as_it_meets_its_folder_for_the_first_time_leaves_no_stranger(
    talk: World,
) -> None:
    """The database knows the folder already, and the folder must know the database too."""
    folder = talk.folder / "first"
    agreed = owner_of(talk.database, folder)

    def dying(offered: str) -> str:
        if agreed(offered):
            raise Killed
        return ""

    with pytest.raises(Killed):
        LocalMirror(folder, dying).make_root("local-1", "หลักฐาน")

    assert LocalMirror(folder, agreed).make_root("local-1", "หลักฐาน").id == "local-1"


class Killed(BaseException):
    """What ends a process in the middle."""


def test_a_mirror_that_lost_its_folders_makes_them_anew(talk: World) -> None:
    """Somebody tidied up: what is sent from now on must not be given up."""
    report(talk, "สมชาย", "CBI-BB")
    for file in (talk.settings.mirror_dir / ".index").glob("*.json"):
        file.unlink()

    report(talk, "สมหญิง", "CBI-NY")
    later(talk)

    assert given_up(talk.database) == []
    assert "spooled" not in states(talk.database)


def test_after_a_mirror_that_is_gone_for_good_was_accepted_work_goes_on_and_what_is_lost_is_named(
    talk: World,
) -> None:
    report(talk, "สมชาย", "CBI-BB")
    shutil.rmtree(talk.settings.mirror_dir)
    shell = Shell.of(talk)

    accepted = shell.run("mirror", "accept", "--yes")
    report(talk, "สมหญิง", "CBI-NY")
    later(talk)
    checked = shell.run("mirror", "check")

    assert accepted.code == 0
    assert set(states(talk.database)) == {"kept"}
    assert (checked.code, "2 are not there" in checked.err) == (1, True)


def test_evidence_moves_from_the_folder_to_google_and_back(talk: World) -> None:
    report(talk)
    photos = contents(talk.settings, talk.database, talk.folder)
    google = google_emulator.start()
    file = talk.folder / "google.json"
    write_credentials(file, google.address)
    at_google = talk.settings.model_copy(
        update={"google_credentials": str(file), "google_api_base": google.address}
    )

    readable = contents(at_google, talk.database, talk.folder)
    there, stay = Shell(environment(at_google)).run("mirror", "move"), talk.worker
    talk.worker = worker_of(at_google)
    later(talk)
    in_drive = contents(at_google, talk.database, talk.folder)
    with talk.database.reading() as conn:
        ids = list(conn.execute(select(evidence.c.file_id)).scalars())
        left = list(conn.execute(select(spool.c.evidence_id)).scalars())
    talk.worker.parts.database.close()
    talk.worker = stay
    google.stop()

    assert readable == photos, "what lies in the mirror of before can still be read"
    assert there.code == 0, there.err
    assert in_drive == photos
    assert not any(one.startswith("local-") for one in ids)
    assert left == []


def test_what_a_killed_process_left_half_written_is_swept(talk: World) -> None:
    report(talk)
    half = talk.settings.mirror_dir / ".0123456789abcdef.part"
    half.write_bytes(b"half a photo")

    assert talk.worker.parts.keeper.mirror.sweep(half.stat().st_mtime + 1) == 1
    assert not half.exists()
