"""Times of day as people write them in Thailand: 9.30 น., 09:30, 0930, เที่ยง, บ่ายสอง. Pure."""

import re
from datetime import time

from thai.digits import arabic

_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::\d{2})?")
_BARE = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})")
_AROUND = re.compile(r"^(?:เวลา|ประมาณ)\s*|\s*(?:น\.?|นาฬิกา|โมงเช้า|โมง)$")
_WORDS = {
    "เที่ยง": time(12),
    "เที่ยงวัน": time(12),
    "เที่ยงครึ่ง": time(12, 30),
    "เที่ยงคืน": time(0),
    "noon": time(12),
}
_NUMBERS = {"โมง": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5}


def read_time(text: str) -> time | None:
    """The time of day a text names, None for none or an impossible one; 9 โมง is nine in the
    morning.
    """
    words = " ".join(arabic(text).lower().split())
    words = _AROUND.sub("", _AROUND.sub("", words)).strip()
    if words in _WORDS:
        return _WORDS[words]
    if words.startswith("บ่าย"):
        return _afternoon(words.removeprefix("บ่าย").strip())
    found = _CLOCK.fullmatch(words) or _BARE.fullmatch(words)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _afternoon(words: str) -> time | None:
    """บ่ายสอง, บ่าย 2, บ่ายสามครึ่ง; บ่ายโมง is one o'clock."""
    half = words.endswith("ครึ่ง")
    words = words.removesuffix("ครึ่ง").removesuffix("โมง").strip() or "โมง"
    hour = int(words) if words.isdecimal() else _NUMBERS.get(words, 0)
    return time(12 + hour, 30 if half else 0) if 1 <= hour <= 5 else None
