"""What a person answers to the report forms 3 to 7 of Chonburi."""

from tests.forms.report_walks import SENDER, Walk

CERTIFIED = {"certifier_name": "นายสมชาย ใจดี", "signed_paper": "paper.jpg"}
SIGNATURE = ("certifier/certifier_name", "certifier/certifier_position", "signed_paper")
FORM_3 = Walk(
    answers={
        "municipalities": "48",
        "subdistricts": "๔๙",
        "organisation": ["เทศบาลเมืองบ้านบึง", "อบต.คลองกิ่ว", "เทศบาลนครแหลมฉบัง"],
        "villages": ["12", "๘", "23"],
        **CERTIFIED,
    },
    more=("area", "area"),
    worked_out={
        "organisations": "97",
        "area[2]/kind": "อบต.",
        "area[2]/district": "อำเภอบ้านบึง",
        "area[3]/organisation_name": "เทศบาลนครแหลมฉบัง",
        "designated": "3",
        "districts_covered": "2",
        "percent": "3.09",
        "all_districts": "no",
        "certifier/certifier_position": "ท้องถิ่นจังหวัดชลบุรี",
    },
    fields={
        "1": SENDER,
        "2": ["municipalities"],
        "3": ["subdistricts"],
        "4": ["designated", "percent", "districts_covered"],
        "4a": ["area/district"],
        "4b": ["area/organisation", "area/organisation_name"],
        "4c": ["area/organisation", "area/kind"],
        "4d": ["area/villages"],
        "5": SIGNATURE,
    },
)

FORM_4 = Walk(
    answers={
        "municipalities": "48",
        "subdistricts": "49",
        "organisation": ["อบต.คลองกิ่ว", "เทศบาลเมืองบ้านบึง"],
        "status": ["ยังไม่ดำเนินการ", "7"],
        **CERTIFIED,
    },
    more=("lao",),
    worked_out={
        "organisations": "97",
        "lao[1]/organisation_name": "อบต.คลองกิ่ว",
        "lao[1]/district": "อำเภอบ้านบึง",
        "lao[2]/status": "finished",
        "reported": "2",
        "percent": "2.06",
    },
    fields={
        "1": SENDER,
        "2": ["municipalities", "subdistricts", "organisations"],
        "3": ["lao/lao_place", "lao/organisation", "lao/district"],
        "3a": ["lao/status"],
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
        "member_organisation": ["เทศบาลเมืองบ้านบึง", "อบต.คลองกิ่ว"],
        "activity_name": ["ประชุมคณะทำงาน", "ศึกษาดูงาน"],
        "from": ["1 เมษายน 2556", "1 พฤษภาคม 2556"],
        "to": ["30 เมษายน 2556", "2 พฤษภาคม 2556"],
        "budget": ["0", "50,000"],
        "responsible": ["กลุ่มงานส่งเสริมฯ", "กลุ่มงานส่งเสริมฯ"],
        "related": ["- ไม่มี -", "อบจ.ชลบุรี"],
        "has_mou": "มี",
        "mou_from": "1 กันยายน 2556",
        "mou_to": "1 กันยายน 2556",
        "mou_budget": "5000",
        "mou_responsible": "กลุ่มงานส่งเสริมฯ",
        "mou_related": "อปท. ทั้ง 2 แห่ง",
        **CERTIFIED,
    },
    more=("issue", "activity"),
    worked_out={
        "member[2]/member_name": "อบต.คลองกิ่ว",
        "activity[2]/budget": "50000",
        "mou/mou_name": "การจัดให้มีการลงนามข้อตกลง (MOU) ร่วมกันระหว่าง อปท. เป้าหมาย",
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

LEVELS = {f"level_{level}": [f"ร้อยละ {50 + 10 * level}"] * 2 for level in range(1, 6)}
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
        **LEVELS,
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
            *(f"plan/{name}" for name in ("aspect", "proposal", "goal", "measure", *LEVELS)),
            *(f"plan/{name}" for name in ("project", "from", "to", "responsible")),
        ],
        "6": SIGNATURE,
    },
)

FRAMEWORK = Walk(
    answers={
        "target": ["ปลัดเทศบาลและปลัด อบต.", "ผู้นำชุมชน"],
        "target_count": ["97", "๔๐๐"],
        "target_unit": ["หน่วยงาน", "คน"],
        "method": ["แจกแบบสอบถาม", "สัมภาษณ์"],
        "analysis": ["Excel", "SPSS"],
    },
    worked_out={"respondents[2]/who_th": "ผู้มีส่วนได้ส่วนเสีย"},
    fields={
        "1": SENDER,
        "2": ["respondents/who_th"],
        "2a": ["respondents/target"],
        "2b": ["respondents/target_count", "respondents/target_unit"],
        "2c": ["respondents/method"],
        "2d": ["respondents/analysis"],
    },
)
PLAN = Walk(
    answers={
        "further": "1",
        "further_activity": ["ประชุมคณะทำงาน"],
        "from": ["1 เมษายน 2556"] * 6,
        "to": ["30 กันยายน 2556"] * 6,
        "responsible": ["นางสาวสมหญิง ใจดี นักวิชาการเงิน"] * 6,
    },
    worked_out={
        "activity[1]/activity_th": "การทบทวนและจัดทำแบบสำรวจฯ หรือแบบสัมภาษณ์",
        "activity[6]/activity_th": "ประชุมคณะทำงาน",
        "activities": "6",
    },
    fields={
        "1": SENDER,
        "3": [f"activity/{name}" for name in ("activity_th", "from", "to", "responsible")],
    },
)
DRAFT = Walk(
    answers={"draft": "draft.docx", **CERTIFIED},
    worked_out={"certifier/certifier_position": "ท้องถิ่นจังหวัดชลบุรี"},
    fields={"1": SENDER, "4": ["draft"], "5": SIGNATURE},
)
