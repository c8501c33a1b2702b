"""A paper is made by whoever runs the program, even without a home of their own."""

import os
import subprocess
import sys


def test_words_are_found_where_nothing_can_be_written() -> None:
    told = "from documents.thai_units import units; print(units('ปีงบประมาณ (เทศบาล)ๆ'))"

    ended = subprocess.run(
        [sys.executable, "-c", told],
        env={**os.environ, "HOME": "/proc/nowhere", "PYTHAINLP_DATA": "/proc/nowhere/data"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.stdout == "['ปีงบประมาณ', ' ', '(เทศบาล)ๆ']\n", ended.stderr
