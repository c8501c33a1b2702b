"""A whole year, day by day: nobody who owed was left without a reminder the quota allowed, nobody
who had sent got one, no message twice, the quota never exceeded. `python -m
tests.test_reminder_year 12` plays that many bigger years.
"""

import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.simulated_year import Year
from tests.world import World, world


@pytest.mark.parametrize(("seed", "quota"), [(1, 300), (2, 18)], ids=["a plenty", "a short quota"])
def test_a_year_keeps_every_promise(talk_on_sqlite: World, seed: int, quota: int) -> None:
    """Six people lose no reminder to three hundred messages; of eighteen a month the most costly
    get theirs.
    """
    tally = Year(talk_on_sqlite, seed, offices=4, indicators=6, quota=quota).play()

    assert tally.pushed > 50
    assert (tally.left_out > 0) == (quota < 300)
    assert tally.outages > 10
    assert tally.returned > 10


if __name__ == "__main__":
    for number in range(int(sys.argv[1])):
        with (
            tempfile.TemporaryDirectory() as folder,
            world(Path(folder), f"sqlite:///{folder}/r.db") as made,
        ):
            quota = (300, 120, 60, 30)[number % 4]
            found = Year(made, 100 + number, offices=10, indicators=15, quota=quota).play()
            sys.stdout.write(f"seed {100 + number}, {quota} messages a month: {asdict(found)}\n")
            sys.stdout.flush()
