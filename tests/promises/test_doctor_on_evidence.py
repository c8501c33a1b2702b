"""Doctor says where evidence is, who reaches it, and whether all of it is there."""

from bot.checkup.check import Check
from bot.checkup.examining import examine_all
from tests.test_evidence import report
from tests.world import World


def checks(talk: World, subject: str) -> list[Check]:
    return [one for one in examine_all(talk.settings) if one.subject == subject]


def test_doctor_names_the_database_and_the_folder_of_the_evidence(talk_on_sqlite: World) -> None:
    report(talk_on_sqlite)

    (database,) = checks(talk_on_sqlite, "database")
    (evidence,) = checks(talk_on_sqlite, "evidence")
    (kept,) = checks(talk_on_sqlite, "kept files")

    assert f"SQLite in the file {talk_on_sqlite.folder}/raingan.db" in database.sentence
    assert f"2 are kept in {talk_on_sqlite.settings.mirror_dir}" in evidence.sentence
    assert "other hosts reach it only if they share this folder" in evidence.sentence
    assert (kept.ok, kept.sentence) == (True, "all were looked for and are there")


def test_doctor_misses_a_kept_photo_that_somebody_deleted(talk_on_sqlite: World) -> None:
    report(talk_on_sqlite)
    next(talk_on_sqlite.settings.mirror_dir.rglob("*.jpg")).unlink()

    (kept,) = checks(talk_on_sqlite, "kept files")

    assert not kept.ok
    assert kept.sentence.startswith("1 of 2 are not where they were kept")


def test_doctor_misses_a_kept_photo_in_the_bin_at_google(talk_with_google: World) -> None:
    report(talk_with_google)
    (before,) = checks(talk_with_google, "kept files")
    assert talk_with_google.google is not None
    drive = talk_with_google.google.google
    photo = next(one for one in drive.files.values() if one.mime.startswith("image/"))
    photo.trashed = True

    (after,) = checks(talk_with_google, "kept files")

    assert (before.ok, after.ok) == (True, False)


def test_doctor_says_that_the_mirror_is_away_and_makes_no_folder(talk_on_sqlite: World) -> None:
    report(talk_on_sqlite)
    mirror = talk_on_sqlite.settings.mirror_dir
    mirror.rename(talk_on_sqlite.folder / "away")

    (evidence,) = checks(talk_on_sqlite, "evidence")

    assert (evidence.ok, "is not the folder that holds the evidence" in evidence.sentence) == (
        False,
        True,
    )
    assert not mirror.exists()
