"""Messages to look at: a score with its bar, work in a row of cards, a question with quick
replies.
"""

from __future__ import annotations

from typing import Any

Told = dict[str, Any]
GREEN = "#0F5132"


def words(text: str, **more: object) -> Told:
    """A line of a card."""
    return {"type": "text", "text": text, "wrap": True, "size": "md", **more}


def part(width: str) -> Told:
    """One of the five parts of a bar, filled so far."""
    filled = {"type": "box", "layout": "vertical", "contents": [], "width": width, "height": "10px"}
    outside = {"type": "box", "layout": "vertical", "height": "10px", "cornerRadius": "5px"}
    return outside | {
        "backgroundColor": "#E5E7EB",
        "contents": [filled | {"backgroundColor": "#15803D"}],
    }


def button(label: str, **more: object) -> Told:
    """A main button."""
    action = {"type": "postback", "label": label, "data": "tapped", "displayText": label}
    return {
        "type": "button",
        "style": "primary",
        "height": "sm",
        "color": GREEN,
        "action": action | more,
    }


def box(*contents: Told, **more: object) -> Told:
    """A column, or a row."""
    return {"type": "box", "layout": "vertical", "contents": list(contents), **more}


def flex(alt: str, contents: Told) -> Told:
    """A Flex message."""
    return {"type": "flex", "altText": alt, "contents": contents}


SCORE = flex(
    "ตัวชี้วัดที่ 4 ได้ 3.5722 จาก 5",
    {
        "type": "bubble",
        "body": box(
            words("ตัวชี้วัดที่ 4 · แผนที่ภาษี", size="sm", color="#4B5563"),
            words("อำเภอบ้านบึง", size="lg", weight="bold"),
            words("3.5722", size="4xl", weight="bold", color=GREEN, margin="lg"),
            box(
                *map(part, ("100%", "100%", "100%", "57%", "0%")),
                layout="horizontal",
                spacing="xs",
                margin="sm",
            ),
            {"type": "separator", "margin": "xl"},
            words("88 ÷ 97 = 90.72 %", margin="lg"),
            words("ระดับ 4 + (90.72−90)/(100−90) = 4.0722", margin="sm"),
            words("ช้า 2 วันทำการ × 0.25 = −0.50", margin="sm", color="#B42318"),
            words("3.5722 × 5 % = 0.1786", margin="sm", weight="bold"),
        ),
        "footer": box(button("ดูที่มาของคะแนน")),
    },
)


def work(name: str, state: str, colour: str) -> Told:
    """One piece of work as a card."""
    pill = box(
        words(state, size="sm", color="#FFFFFF", weight="bold", wrap=False),
        flex=0,
        backgroundColor=colour,
    )
    row = box(
        pill | {"cornerRadius": "md", "paddingStart": "8px", "paddingEnd": "8px"},
        layout="horizontal",
    )
    body = box(
        row, words(name, weight="bold"), words("ครบกำหนด พ. 20 มี.ค. 2556", size="sm"), spacing="sm"
    )
    return {"type": "bubble", "size": "kilo", "body": body, "footer": box(button("เริ่มรายงาน"))}


WORK = flex(
    "งานของอำเภอบ้านบึง 3 เรื่อง",
    {
        "type": "carousel",
        "contents": [
            work("4 แผนที่ภาษี", "เลยกำหนด", "#B42318"),
            work("10 รวมลิงค์ สถจ.", "ใกล้กำหนด", "#92400E"),
            work("8.2 เรื่องร้องเรียน", "ส่งแล้ว", "#15803D"),
        ],
    },
)


def question(text: str, *actions: Told) -> Told:
    """A question with quick replies."""
    return {
        "type": "text",
        "text": text,
        "quickReply": {"items": [{"type": "action", "action": a} for a in actions]},
    }


def say(label: str) -> Told:
    """A quick reply that says its own label."""
    return {"type": "message", "label": label, "text": label}


CAMERA = {"type": "cameraRoll", "label": "เลือกรูป"}
WHEN = {
    "type": "datetimepicker",
    "label": "เลือกวัน",
    "mode": "date",
    "data": "when",
    "initial": "2013-03-20",
}
QUESTION = question(
    "ส่งหลักฐานได้เลย", CAMERA, WHEN | {"min": "2013-03-01", "max": "2013-03-31"}, say("ย้อนกลับ")
)
ANSWERS = {"คะแนน": SCORE, "รายงาน": WORK, "หลักฐาน": QUESTION}
