"""What a what-if asks, in people's own words: ถ้าได้ 90%, ต้องได้เท่าไรถึง 5, ถ้าส่งพรุ่งนี้. What is left of
the text names the office and the indicator.
"""

import re
from datetime import date, timedelta

from msgspec import Struct

from handlers.results.thinking import DAY, PERCENT, TARGET
from thai.dates import read
from thai.digits import arabic

NUMBER = r"(\d+(?:\.\d+)?)"
IF = re.compile(r"ถ้าหาก|ถ้า|หาก|สมมติ(?:ว่า)?|สมมุติ(?:ว่า)?|\bif\b", re.IGNORECASE)
NOT_SO = re.compile(r"ทำไม|เพราะอะไร|\bwhy\b", re.IGNORECASE)  # asks how it came about
PER_CENT = re.compile(
    rf"(?:ร้อยละ|เปอร์เซ็นต์|เปอร์เซนต์)\s*{NUMBER}|"
    rf"{NUMBER}\s*(?:%|เปอร์เซ็นต์|เปอร์เซนต์|เปอเซ็น\w*|เปอร์เซ็น|per\s?cent)",
    re.IGNORECASE,
)
REACH = re.compile(
    r"(?:จึงจะ|ถึงจะ)?(?:ถึงระดับ|ถึงคะแนน|ถึง|ให้ได้ระดับ|ให้ได้คะแนน|ให้ได้|ได้ระดับ|จะได้|ระดับ|\breach|\bfor)"
    rf"\s*(?:{NUMBER}|(เต็ม))(?:\s*คะแนน(?:เต็ม)?)?(?![\d%.])",
    re.IGNORECASE,
)
HOW_MUCH = re.compile(r"ต้อง|อีก|เท่าไ|เท่าใด|กี่|ทำยังไง|ทำอย่างไร|how much|how many|what", re.IGNORECASE)
GETS = re.compile(
    rf"(?:ทำได้|ได้|\bgets?|\bgot)\s*{NUMBER}(?![\d.]|\s*(?:จาก|แห่ง|เรื่อง))", re.IGNORECASE
)
SENDS = re.compile(r"ส่งภายใน|ส่ง|รายงาน|\bsen[dt]\b|\bsubmit(?:ted)?\b", re.IGNORECASE)
# looked for at every place of a text, so that 4 วันที่ 22 มี.ค. 2556 is not read from the 4
DAY_NAMED = re.compile(
    r"(?:วันที่|ใน|เมื่อ|\bon)?\s*(?P<day>พรุ่งนี้|มะรืนนี้|มะรืน|วันนี้|ตอนนี้|สัปดาห์หน้า|อาทิตย์หน้า|"
    r"tomorrow|today|now|next week|"
    r"(?<!\d)\d{1,2}\s*(?:[/.-]\s*\d{1,2}\s*[/.-]|[ก-๙.]{3,12}?)\s*\d{2,4}(?!\d))",
    re.IGNORECASE,
)
WEEK = {"สัปดาห์หน้า", "อาทิตย์หน้า", "next week"}
NOW = {"ตอนนี้", "now"}
HIGHEST, WHOLE = 5, 100


class Condition(Struct, frozen=True):
    """`kind` and `value` as the what-if command takes them; "" of a value that cannot be. `rest` is
    the text without them.
    """

    kind: str
    value: str
    rest: str


def condition_in(text: str, today: date) -> Condition | None:
    """None for a text that asks no what-if."""
    told = arabic(text)
    if NOT_SO.search(told):
        return None
    asks_if = IF.search(told) is not None
    if asks_if and SENDS.search(told) and (sent := _sent_on(told, today)):
        return sent
    if found := PER_CENT.search(told):
        return Condition(PERCENT, _within(found[1] or found[2], WHOLE), _without(told, found))
    if HOW_MUCH.search(told) and (found := REACH.search(told)):
        value = _within(found[1] or str(HIGHEST), HIGHEST)
        return Condition(TARGET, value, _without(told, found))
    if asks_if and (found := GETS.search(told)):
        number = float(found[1])
        kind, most = (TARGET, HIGHEST) if number <= HIGHEST else (PERCENT, WHOLE)
        return Condition(kind, _within(found[1], most), _without(told, found))
    return None


def _within(number: str, most: int) -> str:
    return number if float(number) <= most else ""


def _without(text: str, found: re.Match[str]) -> str:
    """What is left to name an office and an indicator."""
    return IF.sub(" ", f"{text[: found.start()]} {text[found.end() :]}")


def _sent_on(text: str, today: date) -> Condition | None:
    """The first day that is named, of those that there are."""
    for start in range(len(text)):
        found = DAY_NAMED.match(text, start)
        day = _day(found["day"], today) if found else None
        if found and day:
            rest = f"{text[:start]} {text[found.end() :]}"
            return Condition(DAY, day.isoformat(), IF.sub(" ", SENDS.sub(" ", rest)))
    return None


def _day(told: str, today: date) -> date | None:
    told = " ".join(told.casefold().split())
    if told in WEEK:
        return today + timedelta(days=7)
    return today if told in NOW else read(told, today)
