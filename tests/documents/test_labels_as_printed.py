"""Every label of the printed forms stands on their papers, in the printed order."""

import pytest

from bot.papers.making import Made
from tests.documents.reading import squeezed, texts
from tests.documents.test_papers_of_a_programme import made as made_about
from tests.documents.test_papers_of_appraisal import ended
from tests.documents.test_papers_of_appraisal import made as made_of_appraisal
from tests.documents.test_papers_of_judging import made as made_of_judging
from tests.documents.test_papers_of_judging import season
from tests.documents.test_papers_of_programmes import grids, made
from tests.judging_cast import tap
from tests.shell import Shell

__all__ = ["ended", "season"]  # found by their names

CBI = "CBI-2556-R1"
PRINTED = {
    ("DLA-ONEPROV-ONEDEV", "nomination"): (
        *("สิ่งที่ส่งมาด้วย ๔", "แบบฟอร์มผลการดำเนินการประกอบการคัดเลือกและประเมิน 1 จังหวัด 1 พัฒนา"),
        *("ผลงานระดับจังหวัด", "*******************", "ชื่อผลงาน :"),
        *("สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด :", "ชื่อผู้ประสานงาน :"),
        *("ตำแหน่ง : ผู้อำนวยการกลุ่มงานส่งเสริมและประสานงานท้องถิ่นอำเภอ", "เบอร์โทรศัพท์ :"),
        *("เบอร์โทรศัพท์มือถือ :", "e – Mail :", "คำชี้แจง : กรุณา √ ในช่องสี่เหลี่ยม"),
        *("การลดขั้นตอนการปฏิบัติงาน การติดตามเร่งรัด", "ผู้เสนอผลงาน", "วัน/เดือน/ปี"),
        *("ผู้รับรองข้อมูล", "ตำแหน่ง ท้องถิ่นจังหวัดสมุทรปราการ", "วัน/เดือน/ปี"),
        *("รายงานผลการดำเนินการ", "มิติที่ 1 การวิเคราะห์ที่มาและความสำคัญของผลงาน"),
        *("2.๑ อธิบายถึงผลงาน", "๒.๒ อธิบายถึงขั้นตอน", "มิติที่ ๑ ผลผลิต/ผลลัพธ์"),
        *("มิติที่ ๒ ความยั่งยืนของการดำเนินการ", "----------"),
    ),
    ("DLA-2567-R1-IND6", "form-1"): (
        *("แบบฟอร์ม ๑ (สำหรับรายงานขั้นตอน ๑ - ๓)", "ให้เป็นหน่วยงานที่มีสมรรถนะสูง"),
        *("(Local Performance Assessment: LPA)", "เรื่องที่ ๑", "ชื่อเรื่อง"),
        *("ด้านที่ช่วยยกระดับการประเมินฯ", "ที่มา/สาเหตุ", "เนื้อหา (ความรู้ แนวทาง และวิธีปฏิบัติ)"),
        *("หน่วยงานผู้จัดทำ", "☑ อินโฟกราฟิก (Infographic)", "หนังสืออิเล็กทรอนิกส์ (e-Book)"),
        *("เรื่องที่ ๒", "แผนและขั้นตอนการดำเนินงาน"),
    ),
    ("DLA-2567-R1-IND6", "form-2"): (
        *("แบบฟอร์ม ๒ (สำหรับรายงานขั้นตอน ๔ - ๕)", "การนำสื่อไปชี้แจง ถ่ายทอด และแนะนำ"),
        *("การประเมินความพึงพอใจต่อการใช้ประโยชน์", "สรุปผลการดำเนินงานการจัดทำสื่อเพื่อส่งเสริม"),
        "สรุปผลความพึงพอใจ",
    ),
    (CBI, "form-5"): (
        *("▶ สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด", "(ตัวอย่างการเผยแพร่ เช่น", "ผลดำเนินการ :"),
        *("รายงานตัวชี้วัดที่ 5 นี้", "ส่วนที่ 2", "รายงานตัวชี้วัดที่ 5 นี้", "ส่วนที่ 3"),
        *("(โดยระบุกิจกรรมที่", "งบประมาณ (บาท)", "(ลงชื่อ)", "หมายเหตุ : กำหนดให้ สถจ."),
    ),
    (CBI, "form-6"): (
        *("▶ สำนัก/กอง", "(โดยให้ สถจ. รวบรวมข้อมูล", "รายชื่อข้อมูลที่รวบรวมมาได้", "บทวิเคราะห์ในภาพรวม :"),
        *("โดยนำบทวิเคราะห์ตามหัวข้อที่ 1", "4. ด้านการบริหารจัดการ", "ตัวชี้วัด และเกณฑ์การให้คะแนน"),
        *("3. ด้านการเงิน การคลัง", "ข้อเสนอแนวทาง :", "(ลงชื่อ)", "หมายเหตุ :"),
    ),
    (CBI, "form-7"): (
        *("▶ สำนัก/กอง", "คำอธิบาย : ให้ สถจ. กำหนดกรอบแนวทาง", "(1) กลุ่มเป้าหมาย", "(4) วิธีการวิเคราะห์"),
        *("ผู้รับบริการที่จะสำรวจคือ", "ผู้มีส่วนได้ส่วนเสียที่จะสำรวจคือ", "หัวข้อที่ 2"),
        *("คำอธิบาย : ให้ สถจ. จัดทำแผนปฏิบัติการ", "ผู้รับผิดชอบ / ตำแหน่ง", "หัวข้อที่ 3"),
        *("โดย สถจ. ดำเนินการกำหนดรูปแบบ", "(ลงชื่อ)", "หมายเหตุ :"),
    ),
    ("MOI-2550-3.2", "form-3.2"): (
        *("( ) รอบ 6 เดือน ( ✓ ) รอบ 12 เดือน", "ชื่อตัวชี้วัด :", "ผู้กำกับดูแลตัวชี้วัด :"),
        *("ผู้จัดเก็บตัวชี้วัด :", "คำอธิบาย :", "1. วิธีการดำเนินการ", "สรุปได้ ดังนี้"),
        *("อยู่ระดับที่ 4.1", "2) โครงการจัดทำแผ่นพับ", "อยู่ระดับที่ 4.59", "8. ประโยชน์จากดำเนินโครงการ"),
        *("เกณฑ์การให้คะแนน", "การคำนวณคะแนนจากผลการดำเนินงาน", "คำชี้แจงการปฏิบัติงาน"),
        *("(ให้อธิบายรายละเอียดของการทำงานสำหรับตัวชี้วัดนี้)", "ปัจจัยสนับสนุนต่อการดำเนินงาน :"),
        *("อุปสรรคต่อการดำเนินงาน :", "หลักฐานอ้างอิง :"),
    ),
}
SHEET = (
    *("ประเด็นการประเมินผล : การประเมินประสิทธิผล", "ตัวชี้วัดที่ 1 :", "น้ำหนัก : ร้อยละ 20"),
    *("เกณฑ์การให้คะแนนและสูตรการคำนวณ :", "น้ำหนัก (A)", "ผลดำเนินการ", "ค่าคะแนนที่ได้ (B)"),
    *("คะแนนถ่วงน้ำหนัก AxB/20", "รวม", "ผลรวมคะแนนเฉลี่ยถ่วงน้ำหนัก"),
)
APPRAISED = {
    "ppo-1": (
        *("กรณีข้าราชการสังกัดสำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด", "รอบการประเมิน"),
        *("☑ ครั้งที่ 1 : 1 ตุลาคม พ.ศ. 2555 ถึง 31 มีนาคม พ.ศ. 2556", "☐ ครั้งที่ 2 : 1 เมษายน"),
        *("คำชี้แจงแบบประเมินผล", "2.5 แบบฟอร์มรายละเอียด", "3.4 ลงนาม", "ส่วนที่ 1.1 ข้อมูลบุคคล"),
        *("ประเภทตำแหน่ง วิชาการ ระดับตำแหน่ง", "คะแนน (ก)", "ข้อควรพิจารณา *", "ส่วนที่ 1.2.2"),
        *("1) ผู้รับการประเมิน", "2) ผู้ประเมิน", "ไม่ลงนามรับทราบโดยมี", "เป็นพยาน", "พยาน"),
        *("3) ความเห็นของผู้บังคับบัญชาเหนือขึ้นไป", "4) ความเห็น", "(ถ้ามี)", "(ลงชื่อ)"),
    ),
    "ppo-2": ("ส่วนที่ 2.1", "ส่วนที่ 2.2", "รวม", "100", "ผลรวมคะแนนถ่วงน้ำหนัก", "⇨", "ส่วนที่ 2.3", "ลงนาม"),
    "ppo-3": (
        *("ส่วนที่ 3.1", "ส่วนที่ 3.2", "ใช้สูตรการคำนวณดังนี้", "จำนวน Competency x 3"),
        *("ทำให้เป็นร้อยละด้วยการคูณ 100", "ร้อยละ", "ส่วนที่ 3.3", "ส่วนที่ 3.4"),
    ),
}
CRITERIA = (
    *("หลักเกณฑ์การประเมินผลการดำเนินงานโครงการ Office Star CDD LAMPANG", "การพัฒนาองค์กร ๕ ด้าน"),
    *("ด้านการพัฒนา", "ประเด็นหลัก", "รายละเอียด", "ค่าคะแนน (คะแนนเต็ม)", "๒๐ คะแนน"),
    *("อย่างคุ้มค่า เกิดประโยชน์สูงสุด", "การประกาศเจตจำนงสุจริตต่อตนเอง", "จิตอาสา"),
    *("การรณรงค์การใช้และสวมใส่ผ้าไทย", "การประเมินผล แบ่งเป็น ๓ ระดับ"),
)


def missing(paper: Made, printed: tuple[str, ...]) -> str:
    """The first label that does not stand after the one before it."""
    whole, at = squeezed("".join(texts(paper.filled))), 0
    for label in map(squeezed, printed):
        found = whole.find(label, at)
        if found < 0:
            return label
        at = found + len(label)
    return ""


@pytest.mark.parametrize(("key", "code"), PRINTED)
def test_a_report_s_paper_has_every_label_in_order(key: str, code: str) -> None:
    assert missing(made(key, code), PRINTED[key, code]) == ""


def test_the_table_of_indicator_1_has_the_heads_of_its_sheet() -> None:
    assert missing(made_about("indicator-1"), SHEET) == ""


@pytest.mark.parametrize("code", APPRAISED)
def test_an_appraisal_s_form_has_every_label_in_order(ended: Shell, code: str) -> None:
    assert missing(made_of_appraisal(ended, code), APPRAISED[code]) == ""


def test_the_sheet_of_points_is_the_printed_criteria(season: Shell) -> None:
    tap(season, "ปรีชา", "judge_close_sure")

    assert missing(made_of_judging(season, "points", "LPG-MU"), CRITERIA) == ""


def test_a_label_out_of_order_is_missed() -> None:
    paper = made(CBI, "form-5")

    assert missing(paper, ("หมายเหตุ :", "ส่วนที่ 3")) == squeezed("ส่วนที่ 3")


def test_the_line_of_the_mou_stands_in_the_table_of_the_plan() -> None:
    (plan,) = grids(made(CBI, "form-5"))

    assert plan.lines[-1][0].text.startswith("การจัดให้มีการลงนามข้อตกลง (MOU)")
    assert plan.lines[-1][2].text == "5,000"


def test_the_overall_analysis_reaches_over_the_table() -> None:
    (box,) = grids(made(CBI, "form-6"))[0].lines[-1]

    assert (box.columns, box.text.splitlines()[1:]) == (3, ["1) ขาดบุคลากร", "2) แผนล่าช้า"])


def test_ticks_and_numbers_stand_in_the_middle() -> None:
    (grid,) = grids(made(CBI, "form-4"))
    aligned = {box.text: box.align for line in grid.lines[grid.heads :] for box in line}

    assert aligned["✓"] == aligned["1"] == "center"
    assert aligned["อำเภอบ้านบึง"] == "left"
