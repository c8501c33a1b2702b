"""What a person answers to the ministry's report of indicator 3.2."""

from tests.forms.report_walks import PRINTED, Walk

# the means of 2550 as they were reported, and why three projects have none
MEANS = (
    *("4.1", "4.59", "4.32", "4.33", "4.2", "4.14", "4.25"),
    *("", "4.22", "4.14", "4.25", "4.15", "", ""),
)
REASONS = ("ติดตามในพื้นที่ 13 จังหวัด", "ประเมินในภาพรวม", "อยู่ระหว่างรวบรวมข้อมูล")
STEPS = ("คำสั่งและสรุปความต้องการ", "แผนสนับสนุน 4 ปี", "แผนปี 2550", "ติดตามแล้ว", "ประเมินแล้ว")
EVIDENCE = tuple(f"step{number}.pdf" for number in range(1, 6))
APPROVED = ("29 มี.ค. 2550", "16 ส.ค. 2550", "28 ก.ย. 2550")

MINISTRY = Walk(
    answers={
        "round": "รอบ 12 เดือน",
        "supervisor_name": "นายสมชาย ใจดี",
        "supervisor_phone": "02 221 0000",
        "collector_name": ["นางสาวสมหญิง ใจดี นักวิเคราะห์", "นายสมศักดิ์ ใจดี นักวิเคราะห์"],
        "collector_phone": ["0 2221 0000 ต่อ 12", "022210001"],
        "step_result": STEPS,
        "step_approved": APPROVED,
        "step_evidence": EVIDENCE,
        "method_text": ["ทอดแบบสอบถาม 75 จังหวัด", "วัด 5 ระดับ"],
        "project_mean": MEANS,
        "project_reason": REASONS,
        "achievement": "นำไปใช้ได้ในระดับมาก",
        "factor_text": ["งบประมาณ", "บุคลากร"],
        "enabler_text": ["การสัมมนา"],
        "problem_text": ["- ไม่มี -"],
        "proposal_text": ["จัดต้นปี", "จัดรายภาค"],
        "benefits": "พัฒนาระบบงาน",
        "measures": "1) ประชุม\n2) ติดตาม",
        "support": "ผู้บริหารให้ความสำคัญ",
        "obstacles": "- ไม่มี -",
        "reference_name": ["บันทึก 27 มีนาคม 2550", "รายงานสิ้นปี"],
        "reference_file": ["memo.pdf", "report.pdf"],
    },
    more=("collector", "method", "factor", "proposal", "reference"),
    worked_out={
        "step[3]/step_th": ("จัดทำแผนปฏิบัติการสนับสนุนปี 2550 เสนอผู้บังคับบัญชาเห็นชอบภายในวันที่ 31 มีนาคม 2550"),
        "project[7]/project_name": (
            "โครงการประชุมสัมมนาเพื่อการขับเคลื่อนสำนักบริหารยุทธศาสตร์กลุ่มจังหวัด (OSM)"
        ),
        "projects_with_mean": "11",
        "mean_of_projects": "4.24",
        "steps_done": "1 2 3 4 5",
        "result": "5",
        "weighted_score": "0.2",
    },
    fields={
        "1": ["round"],
        "2": ["indicator_name"],
        "3": ["supervisor/supervisor_name", "supervisor/supervisor_phone"],
        "4": ["collector/collector_name", "collector/collector_phone"],
        "5": PRINTED,
        "6": [
            *("step/step_result", "step/step_approved", "step/step_evidence", "method/method_text"),
            *("project/project_name", "project/project_mean", "project/project_reason"),
            *("achievement", "factor/factor_text", "enabler/enabler_text"),
            *("problem/problem_text", "proposal/proposal_text", "benefits"),
        ],
        "7": PRINTED,
        "8": ["steps_done", "result", "weight", "weighted_score"],
        "9": ["measures"],
        "10": ["support"],
        "11": ["obstacles"],
        "12": ["reference/reference_name", "reference/reference_file"],
    },
)
