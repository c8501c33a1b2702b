"""Months and weekdays as people write them, in Thai and English. Pure."""

import re

SHORT = [
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
]


LONG = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]


ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


WEEKDAYS = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]


WEEKDAYS_SHORT = ["จ.", "อ.", "พ.", "พฤ.", "ศ.", "ส.", "อา."]


ENGLISH_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _spellings() -> dict[str, int]:
    months: dict[str, int] = {}
    for index, (short_name, long_name, english) in enumerate(
        zip(SHORT, LONG, ENGLISH, strict=True), start=1
    ):
        for spelling in (
            short_name,
            short_name.replace(".", ""),
            short_name[:-1],
            long_name,
            english,
            english[:3],
        ):
            months[spelling] = index
    return months | {"sept": 9}


def _weekday_spellings() -> dict[str, int]:
    days: dict[str, int] = {"พฤหัส": 3}
    for index, (short_name, long_name, english) in enumerate(
        zip(WEEKDAYS_SHORT, WEEKDAYS, ENGLISH_WEEKDAYS, strict=True)
    ):
        for spelling in (short_name, long_name, english, english[:3]):
            days[spelling] = index
    return days


def any_of(words: dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


MONTHS = _spellings()


DAY_NAMES = _weekday_spellings()
