"""What a person answers to the report forms of the programmes, form by form."""

from collections.abc import Mapping

from tests.forms.report_answers_chonburi import (
    DRAFT,
    FORM_3,
    FORM_4,
    FORM_5,
    FORM_6,
    FRAMEWORK,
    PLAN,
)
from tests.forms.report_answers_indicators import INDICATORS
from tests.forms.report_answers_ministry import MINISTRY
from tests.forms.report_walks import PRINTED, SENDER, Walk

PEOPLE = {f"{who}_name": "…" for who in ("proposer", "certifier")}


def sign(who: str) -> tuple[str, ...]:
    return (*(f"{who}/{who}_{what}" for what in ("name", "position", "date")), "signed_paper")


NOMINATION = Walk(
    answers={
        "title": "ธนาคารขยะชุมชน",
        "coordinator_name": "นางสาวสมหญิง ใจดี",
        "phone": "๐๓๘ ๒๗๙ ๐๐๐ ต่อ ๑๒",
        "mobile": "081-234-5678",
        "email": "somying@dla.go.th",
        "kinds": "1 4",
        **PEOPLE,
        "proposer_date": "20 มีนาคม 2567",
        "certifier_date": "21/3/2567",
        "signed_paper": "paper.jpg",
        "origin": "ขยะล้น\nกระทบทุกครัวเรือน",
        "approach": "คัดแยกที่ต้นทาง",
        "process": "เดิม 5 ขั้นตอน ปัจจุบัน 3 ขั้นตอน",
        "results": "ขยะลดลงร้อยละ 30",
        "lasting": "บรรจุในแผนพัฒนา",
        "appendix": "photos.pdf",
        "word_file": "report.docx",
        "pdf_file": "report.pdf",
    },
    worked_out={
        "kinds": "policy creative",
        "coordinator/coordinator_position": "ผู้อำนวยการกลุ่มงานส่งเสริมและประสานงานท้องถิ่นอำเภอ",
        "proposer/proposer_position": "ผู้อำนวยการกลุ่มงานส่งเสริมและประสานงานท้องถิ่นอำเภอ",
        "certifier/certifier_position": "ท้องถิ่นจังหวัด",
    },
    fields={
        "1": ["title"],
        "2": SENDER,
        "3": ["coordinator/coordinator_name"],
        "4": ["coordinator/coordinator_position"],
        "5": ["coordinator/phone", "coordinator/mobile", "coordinator/email"],
        "6": ["kinds"],
        "6a": PRINTED,
        "6b": PRINTED,
        "6c": PRINTED,
        "6d": PRINTED,
        "7": sign("proposer"),
        "8": sign("certifier"),
        "9": ["practice/origin"],
        "10": ["practice/approach"],
        "11": ["practice/process"],
        "12": ["effect/results"],
        "13": ["effect/lasting"],
        "14": ["appendix"],
        "15": ["word_file", "pdf_file"],
    },
)

MEDIA_REPORT = Walk(
    answers={
        "topic_title": ["การจัดการขยะ", "การจัดเก็บรายได้"],
        "lpa_side": ["ด้านที่ 4", "ด้านที่ 3"],
        "cause": ["คะแนนน้อย", "คะแนนน้อย"],
        "content": ["ความรู้\nวิธีปฏิบัติ", "แนวทาง"],
        "maker": ["กลุ่มงานส่งเสริมฯ", "กลุ่มงานการเงินฯ"],
        "media": ["1 4", "สื่ออื่น ๆ"],
        "media_other": ["เพจเฟซบุ๊ก"],
        "plan": "1) วิเคราะห์ ม.ค.\n2) จัดทำสื่อ ก.พ.",
        "topic_evidence": ["poster.jpg", "clip.mp4"],
        "drive_link": "https://drive.google.com/drive/folders/abc",
        "word_file": "form1.doc",
        "pdf_file": "form1.pdf",
    },
    skipped=("plan_file",),
    worked_out={"topic[1]/media": "infographic video", "topic[2]/media_other": "เพจเฟซบุ๊ก"},
    fields={
        "1": SENDER,
        "2": [f"topic/{name}" for name in ("topic_title", "lpa_side", "cause", "content", "maker")],
        "3": ["topic/media", "topic/media_other"],
        "4": ["plan", "plan_file"],
        "5": ["topic/topic_evidence", "drive_link"],
        "6": ["word_file", "pdf_file"],
    },
)

SPREADING_REPORT = Walk(
    answers={
        "session_topics": ["1 2", "2"],
        "channel": ["ประชุมประจำเดือน", "กลุ่มไลน์"],
        "channel_date": ["20 กุมภาพันธ์ 2567", "1 มีนาคม 2567"],
        "reached": ["97", "๔๐"],
        "survey_channel": "แบบสอบถามออนไลน์",
        "result_topic": ["การจัดการขยะ", "การจัดเก็บรายได้"],
        "invited": ["97", "97"],
        "answered": ["80", "1"],
        "mean": ["4.505", "3.5"],
        "sd": ["0.62"],
        "work_summary": "จัดทำครบ 2 เรื่อง",
        "satisfaction_summary": "ระดับมากที่สุด",
        "topic_evidence": ["meeting.jpg", "group.jpg"],
        "word_file": "form2.docx",
        "pdf_file": "form2.pdf",
    },
    more=("session",),
    skipped=("drive_link",),
    worked_out={
        "sessions": "2",
        "reached_in_all": "137",
        "result[1]/response_rate": "82.47",
        "result[1]/level": "มากที่สุด",
        "result[2]/level": "ปานกลาง",
    },
    fields={
        "1": SENDER,
        "2": [
            "session/session_topics",
            "session/channel",
            "session/channel_date",
            "session/reached",
        ],
        "3": [
            "survey_channel",
            *(f"result/{name}" for name in ("result_topic", "invited", "answered", "mean", "sd")),
        ],
        "4": ["work_summary", "satisfaction_summary"],
        "5": ["result/topic_evidence", "drive_link"],
        "6": ["word_file", "pdf_file"],
    },
)

WALKS: Mapping[tuple[str, str], Walk] = {
    ("DLA-ONEPROV-ONEDEV", "nomination"): NOMINATION,
    ("DLA-2567-R1-IND6", "form-1"): MEDIA_REPORT,
    ("DLA-2567-R1-IND6", "form-2"): SPREADING_REPORT,
    ("CBI-2556-R1", "form-3"): FORM_3,
    ("CBI-2556-R1", "form-4"): FORM_4,
    ("CBI-2556-R1", "form-5"): FORM_5,
    ("CBI-2556-R1", "form-6"): FORM_6,
    ("CBI-2556-R1", "form-7-1"): FRAMEWORK,
    ("CBI-2556-R1", "form-7-2"): PLAN,
    ("CBI-2556-R1", "form-7-3"): DRAFT,
    **{("CBI-2556-R1", code): walk for code, walk in INDICATORS.items()},
    ("MOI-2550-3.2", "form-3.2"): MINISTRY,
}
