"""Two hosts, one database: whatever befalls them, each report, photo, row and receipt is once.

`python -m benchmarks.hosts` does the same with hundreds of rounds and a disk that fills up.
"""

from pathlib import Path

from tests.hosts import balanced, besieged

ROUNDS, SEED = 4, 2556


def test_what_befalls_two_hosts_loses_nothing_doubles_nothing_and_hides_nothing(
    database_url: str, tmp_path: Path
) -> None:
    with besieged(tmp_path, database_url, rounds=ROUNDS, seed=SEED) as siege:
        siege.run(within=180)
        books = balanced(siege)

    assert (books.lost, books.doubled, books.silent) == (0, 0, 0), books
    assert books.attacks.total() >= 1
