"""What a person answers to the report forms 3 to 7 of Chonburi."""

from tests.forms.report_walks import SENDER, Walk

CERTIFIED = {
    "certifier_name": "นายสมชาย ใจดี",
    "certifier_position": "ท้องถิ่นจังหวัดชลบุรี",
    "certifier_date": "๑๐ มีนาคม ๒๕๕๖",
    "signed_paper": "paper.jpg",
}
SIGNATURE = (
    "certifier/certifier_name",
    "certifier/certifier_position",
    "certifier/certifier_date",
    "signed_paper",
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
    worked_out={
        "organisations": "97",
        "status_row[2]/status": "finished",
        "reported": "3",
        "percent": "3.09",
    },
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
            for name in (
                "aspect",
                "proposal",
                "goal",
                "measure",
                "levels",
                "project",
                "from",
                "to",
                "responsible",
            )
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
