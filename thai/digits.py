"""Thai and Arabic digits, and the numbers people type with units and commas. Pure."""

import re
from decimal import Decimal

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

# What may follow a number without changing it. A scale word (พัน, ล้าน) is not here on purpose: "2
# ล้าน" is not 2.
UNITS = [
    "แห่ง",
    "คน",
    "เรื่อง",
    "ครั้ง",
    "วันทำการ",
    "วัน",
    "เดือน",
    "ปี",
    "บาท",
    "หน่วยงาน",
    "อำเภอ",
    "ตำบล",
    "หมู่บ้าน",
    "ชุมชน",
    "ครัวเรือน",
    "จังหวัด",
    "ฉบับ",
    "ชุด",
    "เล่ม",
    "รูป",
    "ไฟล์",
    "แผ่น",
    "คะแนน",
    "ข้อ",
    "ขั้นตอน",
    "ขั้น",
    "ระดับ",
    "ราย",
    "รายการ",
    "โครงการ",
    "กิจกรรม",
    "ด้าน",
    "สภา",
    "เทศบาล",
    "อบต.",
    "อบต",
    "อบจ.",
    "อบจ",
    "อปท.",
    "อปท",
    "ตัวชี้วัด",
    "ประเภท",
    "สื่อ",
    "กลุ่ม",
    "ท่าน",
    "ตัวอย่าง",
    "ไร่",
    "งาน",
    "ตารางวา",
    "ตร.ว.",
    "ตารางเมตร",
    "ตร.ม.",
    "เมตร",
    "กิโลเมตร",
    "กม.",
    "กิโลกรัม",
    "กก.",
    "ตัน",
    "ลิตร",
    "หลัง",
    "หลังคาเรือน",
    "คัน",
    "ตัว",
    "ต้น",
    "แปลง",
    "ชิ้น",
    "กอง",
    "กองทุน",
    "ศูนย์",
    "โรงเรียน",
    "วัด",
    "ชั่วโมง",
    "นาที",
    "สัปดาห์",
    "หมู่",
    "สาย",
    "จุด",
    "ร้อยละ",
    "เปอร์เซ็นต์",
    "เปอร์เซนต์",
    "%",
    "places",
    "place",
    "people",
    "person",
    "persons",
    "cases",
    "case",
    "times",
    "time",
    "days",
    "day",
    "months",
    "month",
    "baht",
    "points",
    "point",
    "percent",
]
_BEFORE = r"(?:(?:จำนวน|ทั้งหมด|รวม|ร้อยละ|มี|ได้|คือ|เท่ากับ)\s*)*"
_AFTER = (
    rf"(?:\s*(?:{'|'.join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))}))?"
)
_NUMBER = re.compile(
    rf"{_BEFORE}(?P<number>[+\-−]?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?){_AFTER}\.?",
    re.IGNORECASE,
)


def arabic(text: str) -> str:
    """The text with every Thai digit written as an Arabic one."""
    return text.translate(_ARABIC)


def thai(text: str) -> str:
    """The text with every Arabic digit written as a Thai one."""
    return text.translate(_THAI)


def number(text: str) -> Decimal | None:
    """The one number a text states ("๘๘ แห่ง", "ร้อยละ 90.5", "1,234"); None when it states none,
    or could state two.
    """
    match = _NUMBER.fullmatch(arabic(text).strip())
    if match is None:
        return None
    return Decimal(match["number"].replace(",", "").replace("−", "-"))
