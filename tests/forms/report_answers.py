"""What a person answers to each report form, and which question stands for which field of the printed form.

Answers are typed as people type them; a question asked in several rows has a list, one answer a row. `more` names the
repeats to which the person adds rows after the first one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

SENDER = "the office that sends"  # known from who sends: never asked
PRINTED = "printed on the paper"  # fixed words, no answer


@dataclass(frozen=True)
class Walk:
    """A person's answers by question; what is then worked out; the questions that hold each printed field."""

    answers: Mapping[str, str | Sequence[str]]
    worked_out: Mapping[str, str]
    fields: Mapping[str, Sequence[str] | str]
    more: Sequence[str] = ()
    skipped: Sequence[str] = field(default=())

    def questions(self) -> set[str]:
        """Every question the printed fields name, by its path."""
        return set(chain.from_iterable(names for names in self.fields.values() if not isinstance(names, str)))


CERTIFIED = {
    "certifier_name": "นายสมชาย ใจดี",
    "certifier_position": "ท้องถิ่นจังหวัดชลบุรี",
    "certifier_date": "๑๐ มีนาคม ๒๕๕๖",
    "signed_paper": "paper.jpg",
}
SIGNATURE = ("certifier/certifier_name", "certifier/certifier_position", "certifier/certifier_date", "signed_paper")
PEOPLE = {f"{who}_{what}": "…" for who in ("proposer", "certifier") for what in ("name", "position")}


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
        "word_file": "report.docx",
        "pdf_file": "report.pdf",
    },
    skipped=("appendix",),
    worked_out={
        "kinds": "policy creative",
        "coordinator/coordinator_position": "ผู้อำนวยการกลุ่มงานส่งเสริมและประสานงานท้องถิ่นอำเภอ",
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
        "evidence": "poster.jpg clip.mp4",
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
        "5": ["evidence", "drive_link"],
        "6": ["word_file", "pdf_file"],
    },
)

SPREADING_REPORT = Walk(
    answers={
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
        "evidence": "meeting.jpg",
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
        "2": ["session/channel", "session/channel_date", "session/reached"],
        "3": ["survey_channel", *(f"result/{name}" for name in ("result_topic", "invited", "answered", "mean", "sd"))],
        "4": ["work_summary", "satisfaction_summary"],
        "5": ["evidence", "drive_link"],
        "6": ["word_file", "pdf_file"],
    },
)

FORM_3 = Walk(
    answers={
        "municipalities": "47",
        "subdistricts": "๕๐",
        "district": ["อำเภอบ้านบึง", "ศรีราชา"],
        "area_municipalities": ["เทศบาลเมืองบ้านบึง, เทศบาลตำบลหนองไผ่แก้ว", "เทศบาลนครแหลมฉบัง"],
        "area_subdistricts": ["อบต.คลองกิ่ว", "- ไม่มี -"],
        "villages": ["12, ๘, 9", "23"],
        **CERTIFIED,
    },
    more=("area",),
    worked_out={
        "organisations": "97",
        "area[1]/area_count": "3",
        "area[2]/area_count": "1",
        "designated": "4",
        "districts_covered": "2",
        "percent": "4.12",
        "all_districts": "no",
    },
    fields={
        "1": SENDER,
        "2": ["municipalities"],
        "3": ["subdistricts"],
        "4": ["designated", "percent", "districts_covered"],
        "4a": ["area/district"],
        "4b": ["area/area_municipalities"],
        "4c": ["area/area_subdistricts"],
        "4d": ["area/villages"],
        "5": SIGNATURE,
    },
)

FORM_4 = Walk(
    answers={
        "municipalities": "47",
        "subdistricts": "50",
        "district": ["อำเภอบ้านบึง", "อำเภอบ้านบึง"],
        "status": ["ยังไม่ดำเนินการ", "7"],
        "names": ["อบต.คลองกิ่ว, อบต.หนองบอนแดง", "เทศบาลเมืองบ้านบึง"],
        **CERTIFIED,
    },
    more=("status_row",),
    worked_out={"organisations": "97", "status_row[2]/status": "finished", "reported": "3", "percent": "3.09"},
    fields={
        "1": SENDER,
        "2": ["municipalities", "subdistricts", "organisations"],
        "3": ["status_row/names", "status_row/district"],
        "3a": ["status_row/status"],
        "4": SIGNATURE,
    },
)

ACTIVITY = ("from", "to", "budget", "responsible", "related")
FORM_5 = Walk(
    answers={
        "methods": "1) หนังสือเวียน\n2) เว็บไซต์",
        "evidence_1": "leaflet.jpg",
        "meeting_date": "20 กุมภาพันธ์ 2556",
        "meeting_place": "ห้องประชุม สถจ.",
        "meeting_time": "09.00 - 12.00 น.",
        "attendees": "60",
        "executives": "45",
        "evidence_2": "meeting.jpg",
        "issue_name": ["การกำจัดขยะ", "น้ำท่วม"],
        "chosen_issue": "การกำจัดขยะ",
        "members": "2",
        "member_name": ["เทศบาลเมืองบ้านบึง", "อบต.คลองกิ่ว"],
        "activity_name": ["ประชุมคณะทำงาน", "ศึกษาดูงาน"],
        "from": ["1 เมษายน 2556", "1 พฤษภาคม 2556"],
        "to": ["30 เมษายน 2556", "2 พฤษภาคม 2556"],
        "budget": ["0", "50,000"],
        "responsible": ["กลุ่มงานส่งเสริมฯ", "กลุ่มงานส่งเสริมฯ"],
        "related": ["- ไม่มี -", "อบจ.ชลบุรี"],
        "mou_from": "1 กันยายน 2556",
        "mou_to": "1 กันยายน 2556",
        "mou_budget": "5000",
        "mou_responsible": "กลุ่มงานส่งเสริมฯ",
        "mou_related": "อปท. ทั้ง 2 แห่ง",
        **CERTIFIED,
    },
    more=("issue", "activity"),
    worked_out={
        "member[2]/member_place": "2",
        "activity[2]/budget": "50000",
        "mou/mou_name": "การลงนามข้อตกลง (MOU) ระหว่าง อปท. เป้าหมาย",
    },
    fields={
        "1": SENDER,
        "2": ["methods"],
        "2f": ["evidence_1"],
        "3": ["meeting/meeting_date", "meeting/meeting_place", "meeting/meeting_time"],
        "3a": ["meeting/attendees", "meeting/executives"],
        "3f": ["evidence_2"],
        "4": ["issue/issue_name"],
        "4a": ["chosen/chosen_issue"],
        "4b": ["chosen/members", "member/member_name"],
        "5": [
            *(f"activity/{name}" for name in ("activity_name", *ACTIVITY)),
            *(f"mou/mou_{name}" for name in ("name", *ACTIVITY)),
        ],
        "6": SIGNATURE,
    },
)

LEVELS = "ร้อยละ 60\nร้อยละ 70\nร้อยละ 80\nร้อยละ 90\nร้อยละ 100"
FORM_6 = Walk(
    answers={
        "data_name": ["ผลการประเมิน LPA", "งบการเงิน"],
        "data_summary": ["เฉลี่ย 78", "รายได้ลดลง"],
        "data_analysis": ["ด้านการเงินต่ำ", "ขาดบุคลากร"],
        "overall": "1) ขาดบุคลากร\n2) แผนล่าช้า",
        "proposed": "1 3",
        "proposal_1": "อบรมการจัดทำแผน",
        "proposal_3": "อบรมการคลัง",
        "planned": "3",
        "further": "1",
        "further_aspect": ["ด้านการเงิน"],
        "further_proposal": ["จัดทำคู่มือ"],
        "goal": ["เพื่อให้งบการเงินถูกต้อง", "เพื่อให้มีคู่มือ"],
        "measure": ["ร้อยละของ อปท. ที่ปิดบัญชีทัน", "จำนวนคู่มือ"],
        "levels": [LEVELS, LEVELS],
        "project": ["โครงการอบรม", "โครงการคู่มือ"],
        "from": ["1 เมษายน 2556", "1 เมษายน 2556"],
        "to": ["30 มิถุนายน 2556", "1 เมษายน 2556"],
        "responsible": ["กลุ่มงานการเงินฯ", "กลุ่มงานการเงินฯ"],
        **CERTIFIED,
    },
    more=("gathered",),
    worked_out={
        "plans": "2",
        "plan[1]/aspect": "3",
        "plan[1]/proposal": "อบรมการคลัง",
        "plan[2]/aspect": "3",
        "plan[2]/proposal": "จัดทำคู่มือ",
        "missing_proposals": "2",
        "missing_plans": "3",
    },
    fields={
        "1": SENDER,
        "2": ["gathered/data_name", "gathered/data_summary", "gathered/data_analysis"],
        "3": ["overall"],
        "4": ["proposed", *(f"proposals/proposal_{aspect}" for aspect in (1, 2, 3, 4))],
        "5": [
            f"plan/{name}"
            for name in ("aspect", "proposal", "goal", "measure", "levels", "project", "from", "to", "responsible")
        ],
        "6": SIGNATURE,
    },
)

FORM_7 = Walk(
    answers={
        "who": ["เทศบาลและ อบต.", "ประชาชน"],
        "target": ["ปลัด อปท.", "ผู้นำชุมชน"],
        "target_count": ["97", "๔๐๐"],
        "target_unit": ["หน่วยงาน", "คน"],
        "method": ["แจกแบบสอบถาม", "สัมภาษณ์"],
        "analysis": ["Excel", "SPSS"],
        "further": "1",
        "further_activity": ["ประชุมคณะทำงาน"],
        "from": ["1 เมษายน 2556"] * 6,
        "to": ["30 กันยายน 2556"] * 6,
        "responsible": ["นางสาวสมหญิง ใจดี นักวิชาการเงิน"] * 6,
        "draft": "draft.docx",
        **CERTIFIED,
    },
    worked_out={
        "respondents[2]/who_th": "ผู้มีส่วนได้ส่วนเสีย",
        "activity[1]/activity_th": "การทบทวนและจัดทำแบบสำรวจฯ หรือแบบสัมภาษณ์",
        "activity[6]/activity_th": "ประชุมคณะทำงาน",
        "activities": "6",
    },
    fields={
        "1": SENDER,
        "2": ["respondents/who"],
        "2a": ["respondents/target"],
        "2b": ["respondents/target_count", "respondents/target_unit"],
        "2c": ["respondents/method"],
        "2d": ["respondents/analysis"],
        "3": [f"activity/{name}" for name in ("activity_th", "from", "to", "responsible")],
        "4": ["draft"],
        "5": SIGNATURE,
    },
)

MINISTRY = Walk(
    answers={
        "round": "รอบ 12 เดือน",
        "supervisor_name": "นายสมชาย ใจดี",
        "supervisor_phone": "02 221 0000",
        "collector_name": ["นางสาวสมหญิง ใจดี นักวิเคราะห์", "นายสมศักดิ์ ใจดี นักวิเคราะห์"],
        "collector_phone": ["0 2221 0000 ต่อ 12", "022210001"],
        "explanation": "ฝึกอบรม เผยแพร่ความรู้",
        "step_result": ["ดำเนินการ 1 ม.ค. 2550", "แผน 4 ปี", "เห็นชอบ 29 มี.ค. 2550", "- ไม่มี -", "รายงานแล้ว"],
        "steps_done": "1 2 3 5",
        "measures": "1) ประชุม\n2) ติดตาม",
        "support": "ผู้บริหารให้ความสำคัญ",
        "obstacles": "- ไม่มี -",
        "reference_name": ["บันทึก 27 มีนาคม 2550", "รายงานสิ้นปี"],
        "reference_file": ["memo.pdf", "report.pdf"],
    },
    more=("collector", "reference"),
    worked_out={
        "step[3]/step_th": "แผนปฏิบัติการปี 2550 ได้รับความเห็นชอบภายในวันที่ 31 มีนาคม 2550",
        "result": "3",
        "weighted_score": "0.12",
    },
    fields={
        "1": ["round"],
        "2": ["indicator_name"],
        "3": ["supervisor/supervisor_name", "supervisor/supervisor_phone"],
        "4": ["collector/collector_name", "collector/collector_phone"],
        "5": ["explanation"],
        "6": ["step/step_result"],
        "7": PRINTED,
        "8": ["steps_done", "result", "weight", "weighted_score"],
        "9": ["measures"],
        "10": ["support"],
        "11": ["obstacles"],
        "12": ["reference/reference_name", "reference/reference_file"],
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
    ("CBI-2556-R1", "form-7"): FORM_7,
    ("MOI-2550-3.2", "form-3.2"): MINISTRY,
}
