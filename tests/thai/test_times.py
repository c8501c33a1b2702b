"""Times of day as people type them."""

from datetime import time

import pytest

from thai.times import read_time

READ = {
    "9.30 น.": time(9, 30),
    "๐๙:๓๐": time(9, 30),
    "0930": time(9, 30),
    "เวลา 14.05 น.": time(14, 5),
    "9 โมง": time(9),
    "เที่ยงครึ่ง": time(12, 30),
    "บ่ายโมง": time(13),
    "บ่ายสอง": time(14),
    "บ่าย 3 โมงครึ่ง": time(15, 30),
    "noon": time(12),
    "25:00": None,
    "12.75": None,
    "9.5": None,
    "บ่ายแก่ ๆ": None,
    "": None,
}


@pytest.mark.parametrize(
    ("text", "expected"), READ.items(), ids=[text or "nothing" for text in READ]
)
def test_a_time_is_read_as_people_write_it(text: str, expected: time | None) -> None:
    assert read_time(text) == expected
