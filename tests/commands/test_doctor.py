"""`raingan doctor` from outside."""

from tests.commands.cli import Shell


def test_doctor_tells_of_an_empty_database_in_sentences(shell: Shell) -> None:
    ended = shell.run("doctor")
    assert ended.code == 1
    assert "the database is not up to date: run raingan db upgrade" in ended.out
    assert "audit: could not be looked at while the database is not right" in ended.out
    assert "SELECT" not in ended.out
