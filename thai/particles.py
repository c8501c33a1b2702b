"""Polite words at the end of what people type (ค่ะ, ครับผม, นะคะ): they change nothing. Pure."""

import re

_PARTICLES = (
    r"นะครับ|นะคับ|นะค้าบ|นะคะ|นะค่ะ|นะจ๊ะ|นะจ้ะ|นะฮะ|น่ะครับ|น่ะค่ะ|ครับผม|ครับพี่|ค่ะพี่|ครับท่าน|ค่ะท่าน|ค้าบผม|"
    r"ขอรับ|ครับ|คับ|ค้าบ|คร้าบ|ครัฟ|คัฟ|งับ|เจ้าค่ะ|เจ้าคะ|ค่ะ|คะ|คร่า|ฮะ|ฮับ|จ้า|จ้ะ|จ๊ะ|จ่ะ|(?<!ช)นะ|น่ะ|จ๋า|please|pls"
)
_AT_THE_END = re.compile(
    rf"(?P<before>.*?\S)(?:\s*(?:{_PARTICLES}))+[\s.!?~ๆ]*", re.DOTALL | re.IGNORECASE
)
_STRETCHED = re.compile(r"([ก-๎])\1{2,}")  # ครับบบ, ค่าาา
_MARKS_AROUND = " \t\r\n!?~…\u200b\ufeff"


def without_particles(text: str) -> str:
    """The text without polite words at its end: "20 เรื่องค่ะ" is "20 เรื่อง"; a text of nothing
    else stays as it is.
    """
    bare = _STRETCHED.sub(r"\1", text).strip(_MARKS_AROUND)
    found = _AT_THE_END.fullmatch(bare)
    return found["before"].rstrip() if found else bare
