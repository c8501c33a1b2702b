"""What a person answers to the forms of Chonburi's indicators: registers in rows, and the sums of
whoever has no register.
"""

from collections.abc import Mapping
from dataclasses import replace

from tests.forms.report_walks import Walk

EVIDENCE = {"evidence": "paper.jpg"}
COUNCILS = Walk(
    answers={
        "how": "มีทะเบียนรายสภา",
        "municipality": ["เทศบาลเมืองบ้านบึง", "เทศบาลนครแหลมฉบัง", "เทศบาลเมืองแสนสุข"],
        "resolved": ["5 พ.ย. 2555", "1 ธันวาคม 2555", "2 ม.ค. 2556"],
        "convened": ["20 พ.ย. 2555", "17 ธันวาคม 2555", ""],  # the 15th day, the 16th, not yet
        **EVIDENCE,
    },
    more=("council", "council"),
    worked_out={
        "council[1]/council_name": "สภาเทศบาลเมืองบ้านบึง",
        "council[1]/council_days": "15",
        "council[2]/in_time": "0",
        "numerator": "1",
        "denominator": "3",
        "percent": "33.33",
    },
)
BOARDS = Walk(
    answers={
        "how": "มีวันที่ประชุมแต่ละครั้ง",
        "board": ["ก.ท.จ.", "ก.อบต.จังหวัด", "ก.ท.จ."],
        "held": ["20 ต.ค. 2555", "20 ต.ค. 2555", "20 ม.ค. 2556"],
        **EVIDENCE,
    },
    more=("meeting", "meeting"),
    worked_out={"municipal_meetings": "2", "subdistrict_meetings": "1", "months": "6"},
)
LETTERS = Walk(
    answers={
        "how": "มีทะเบียนรายฉบับ",
        "document_no": ["มท 1", "มท 2", "มท 3", "มท 4"],
        # a weekend; New Year between; วันมาฆบูชา between; not published
        "received": ["4 ม.ค. 2556", "28 ธ.ค. 2555", "22 ก.พ. 2556", "7 มี.ค. 2556"],
        "published": ["8 ม.ค. 2556", "4 ม.ค. 2556", "27 ก.พ. 2556", ""],
        **EVIDENCE,
    },
    more=("document",) * 3,
    worked_out={
        "document[1]/working_days": "2",
        "document[2]/working_days": "3",
        "document[3]/working_days": "2",
        "documents": "4",
        "late_count": "2",
    },
)
COMPLAINTS = Walk(
    answers={
        "how": "มีทะเบียนรายเรื่อง",
        "complaint_no": ["สายตรง 1/2556", "สายตรง 2/2556"],
        "received": ["28 ธ.ค. 2555", "28 ธ.ค. 2555"],
        "followed": ["4 ม.ค. 2556", "7 ม.ค. 2556"],
        **EVIDENCE,
    },
    more=("complaint",),
    worked_out={
        "complaint[1]/working_days": "3",
        "complaint[2]/in_time": "0",
        "numerator": "1",
        "denominator": "2",
    },
)
MONEY = Walk(
    answers={"denominator": "12,500,000.50", "numerator": "๖,๒๗๕,๐๐๐", **EVIDENCE},
    worked_out={"percent": "50.2", "as_of": "2013-03-20"},
)
TAX_MAPS = Walk(
    answers={"denominator": "97", "numerator": "88", **EVIDENCE}, worked_out={"percent": "90.72"}
)


def cases(years: tuple[str, str, str]) -> Walk:
    """Three cases: settled, sent a day too late, held by the department and untouched."""
    return Walk(
        answers={
            "how": "มีทะเบียนรายเรื่อง",
            "case_no": ["ร้องเรียน 1", "ร้องเรียน 2", "ร้องเรียน 3"],
            "case_year": years,
            "holder": ["จังหวัด", "จังหวัด", "สถ."],
            "submitted": ["1 มีนาคม 2556", "19 มีนาคม 2556", ""],
            "sent": ["20 มีนาคม 2556", "21 มีนาคม 2556"],
            "document": ["memo.pdf"],
        },
        more=("case", "case"),
        worked_out={"backlog": "3", "resolved": "1", "held_by_department": "1"},
    )


SYSTEM = Walk(
    answers={
        "how": "มีรายชื่อ อปท.",
        "organisation": ["อบจ.ชลบุรี", "เทศบาลเมืองบ้านบึง", "อบต.คลองกิ่ว"],
        "parts": ["1 2 3 4 5 6 7 8", "1 2 3 4 5 6 7", ""],
        **EVIDENCE,
    },
    more=("lao", "lao"),
    worked_out={"numerator": "1", "denominator": "3", "lao[1]/complete": "1"},
)
WEB_SITE = Walk(
    answers={"steps_done": "1 2 3 4", "vacant_posts": "ท้องถิ่นอำเภอเกาะสีชัง", **EVIDENCE},
    worked_out={"steps_done": "1 2 3 4"},
)

INDICATORS: Mapping[str, Walk] = {
    "1.1": COUNCILS,
    "1.2": BOARDS,
    "1.3": LETTERS,
    "1.4": COMPLAINTS,
    "2": MONEY,
    "4": TAX_MAPS,
    "8.1": cases(("2540", "2545", "2548")),
    "8.2": cases(("2549", "2555", "2550")),
    "9": SYSTEM,
    "10": WEB_SITE,
}


def summed(how: str, worked_out: Mapping[str, str], **answers: str) -> Walk:
    """Whoever has only the sums."""
    return Walk(answers={"how": how, **answers}, worked_out=worked_out)


def none_at_all(how: str, worked_out: Mapping[str, str]) -> Walk:
    """Whoever has nothing to report of: no evidence is asked for."""
    return Walk(answers={"how": how}, worked_out=worked_out)


RATIO = {"numerator": "3", "denominator": "5"}
SETTLED = {"backlog": "5", "resolved": "3"}
SUMS = "มีแต่ยอดรวม"
OTHERWISE: Mapping[str, tuple[str, Walk]] = {
    "councils by their sums": (
        "1.1",
        summed(SUMS, RATIO, all_councils="5", councils_in_time="3", **EVIDENCE),
    ),
    "no council in the round": (
        "1.1",
        none_at_all("ไม่มีในรอบนี้", {"numerator": "0", "denominator": "0"}),
    ),
    "meetings by their number": (
        "1.2",
        summed(
            "มีแต่จำนวนครั้ง",
            {"municipal_meetings": "4", "subdistrict_meetings": "6"},
            municipal_times="4",
            subdistrict_times="6",
            **EVIDENCE,
        ),
    ),
    "letters by their sums": (
        "1.3",
        summed(
            SUMS,
            {"documents": "20", "late_count": "1"},
            all_documents="20",
            late_documents="1",
            **EVIDENCE,
        ),
    ),
    "complaints by their sums": (
        "1.4",
        summed(SUMS, RATIO, all_complaints="5", complaints_in_time="3", **EVIDENCE),
    ),
    "old cases by their sums": (
        "8.1",
        summed(SUMS, SETTLED, all_cases="5", settled_cases="3", **EVIDENCE),
    ),
    "no case pending": ("8.2", none_at_all("ไม่มีเรื่องค้าง", {"backlog": "0", "resolved": "0"})),
    "organisations by their sums": (
        "9",
        summed(SUMS, RATIO, all_organisations="5", organisations_complete="3", **EVIDENCE),
    ),
    "no step of the web site": (
        "10",
        replace(WEB_SITE, answers=EVIDENCE, skipped=("steps_done", "vacant_posts"), worked_out={}),
    ),
}
