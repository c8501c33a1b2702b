"""`raingan doctor` from outside."""

from pathlib import Path

from tests.commands.cli import Shell


def test_doctor_tells_of_an_empty_database_in_sentences(shell: Shell) -> None:
    ended = shell.run("doctor")
    assert ended.code == 1
    assert "the database is not up to date: run raingan db upgrade" in ended.out
    assert "audit: could not be looked at while the database is not right" in ended.out
    assert "SELECT" not in ended.out


def test_doctor_looks_at_the_letters_of_papers_and_pictures(shell: Shell) -> None:
    ended = shell.run("doctor")
    assert "ok    fonts: papers are printed in TH Sarabun New" in ended.out
    assert "ok    fonts: pictures are drawn with Thai letters" in ended.out


def test_a_level_of_the_log_that_is_none_is_refused_by_its_name(tmp_path: Path) -> None:
    file = f"sqlite:///{tmp_path}/raingan.db"
    loud, known = (
        Shell({"DATABASE_URL": file, "LOG_LEVEL": level}).run("doctor")
        for level in ("LOUD", "debug")
    )
    assert loud.code == 1
    assert "LOG_LEVEL: Input should be 'DEBUG', 'INFO'" in loud.err
    assert "LOG_LEVEL" not in known.err
