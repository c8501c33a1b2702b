"""A record as a row of cells: which columns a tab has and what each cell says. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from sheets.layout.cells import Cell, number
from sheets.layout.moments import iso_text, thai_text

Kind = Literal[
    "key", "text", "number", "score", "count", "moment", "status", "link", "flag", "standing"
]
KEY = "submission_id"
BOARD = "คะแนน"
STATUS_LABELS = {
    "scored": "ให้คะแนนแล้ว",
    "provisional": "คะแนนชั่วคราว",
    "needs_decision": "รอวินิจฉัย",
    "not_submitted": "ยังไม่รายงาน",
    "cut_off": "เกินกำหนดสิ้นสุด",
    "excluded": "ไม่นำมาคิด",
    "invalid": "ข้อมูลไม่ถูกต้อง",
}


@dataclass(frozen=True)
class Column:
    """`name` is for programs (header row 1), `label` for people (header row 2)."""

    name: str
    label: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Tab:
    """One tab of a programme's spreadsheet. `key` never changes; `title` is what people see and may
    rename.
    """

    key: str
    title: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The column names in order; the first is the key column."""
        return tuple(column.name for column in self.columns)


Batch = Sequence[tuple[Tab, Mapping[str, Sequence[Cell]]]]  # of each tab the rows to write, by key


@dataclass(frozen=True)
class Repetition:
    """The rows of one repeat of a form: `path` is household or household/member, `rows` the answers
    by household[2].

    `gone` are the rows that an earlier revision of the report had and this one has not.
    """

    path: str
    label: str
    labels: Mapping[str, str]
    kinds: Mapping[str, Kind]
    rows: Mapping[str, Mapping[str, str]]
    gone: Sequence[str] = ()


@dataclass(frozen=True)
class Record:
    """One submission as the mirror shows it. Scores are points of the programme's own scale; None
    is not scored yet.

    `flags` are the reasons for a coordinator to look at its evidence, as sentences.
    """

    submission_id: str
    programme: str
    indicator: str
    indicator_name: str
    office_code: str
    office_name: str
    reporter: str
    submitted_at: datetime
    revision: int
    status: str
    values: Mapping[str, str]
    labels: Mapping[str, str]
    raw_score: Decimal | None = None
    deduction: Decimal | None = None
    final_score: Decimal | None = None
    weighted_score: Decimal | None = None
    evidence: Sequence[str] = ()
    folder_link: str = ""
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    flags: Sequence[str] = ()
    repeats: Sequence[Repetition] = ()


LEADING = (
    Column(KEY, "เลขที่รายงาน", "key"),
    Column("submitted_at", "เวลาส่ง (สากล)", "moment"),
    Column("submitted_thai", "วันที่ส่ง"),
    Column("office_code", "รหัสหน่วยงาน"),
    Column("office_name", "หน่วยงาน"),
    Column("reporter", "ผู้รายงาน"),
    Column("revision", "แก้ไขครั้งที่", "count"),
    Column("status", "สถานะ", "status"),
)
SCORES = (
    Column("raw_score", "คะแนนดิบ", "score"),
    Column("deduction", "หักคะแนน", "score"),
    Column("final_score", "คะแนนสุทธิ", "score"),
    Column("weighted_score", "คะแนนถ่วงน้ำหนัก", "score"),
)
TRAILING = (
    *SCORES,
    Column("evidence_count", "จำนวนหลักฐาน", "count"),
    Column("evidence_links", "หลักฐาน"),
    Column("folder_link", "โฟลเดอร์หลักฐาน", "link"),
    Column("flags", "ควรตรวจดู", "flag"),
)
BOARD_COLUMNS = (
    Column("office_indicator", "หน่วยงาน/ตัวชี้วัด", "key"),
    Column("office_code", "รหัสหน่วยงาน"),
    Column("office_name", "หน่วยงาน"),
    Column("indicator", "ตัวชี้วัด"),
    Column("indicator_name", "ชื่อตัวชี้วัด"),
    Column("status", "สถานะ", "status"),
    *SCORES,
    Column("submitted_thai", "วันที่ส่ง"),
    Column("revision", "แก้ไขครั้งที่", "count"),
    Column("evidence_count", "จำนวนหลักฐาน", "count"),
    Column("folder_link", "โฟลเดอร์หลักฐาน", "link"),
    Column(KEY, "เลขที่รายงาน"),
)
BOARD_TAB = Tab("board", BOARD, BOARD_COLUMNS)


def board_tab(programme: str) -> Tab:
    """The score board of one programme, where several programmes share a spreadsheet."""
    return Tab(f"board:{programme}", f"{BOARD} {programme}", BOARD_COLUMNS)


def indicator_tab(
    indicator: str,
    name: str,
    labels: Mapping[str, str],
    kinds: Mapping[str, Kind] | None = None,
    *,
    programme: str = "",
) -> Tab:
    """The tab of one indicator: its form's questions (`labels`, in the form's order) between who
    and how many points.

    `kinds` names the questions whose answers are numbers; every other answer stays text, so
    0812345678 keeps its 0. `programme` keeps indicators of the same number apart where several
    programmes share a spreadsheet.
    """
    answers = tuple(
        Column(answer_name(q), label or q, (kinds or {}).get(q, "text"))
        for q, label in labels.items()
    )
    return Tab(
        f"indicator:{programme}:{indicator}",
        f"{indicator} {name}".strip(),
        (*LEADING, *answers, *TRAILING),
    )


def tab_of(record: Record) -> Tab:
    """The indicator tab this record belongs in, with the record's own questions."""
    return indicator_tab(
        record.indicator,
        record.indicator_name,
        record.labels,
        record.kinds,
        programme=record.programme,
    )


def row_of(record: Record, tab: Tab) -> list[Cell]:
    """The record's cells, one for each column of `tab`, the key first. A question the tab lacks is
    left out.
    """
    known = known_cells(record)
    answers = {answer_name(question): answer for question, answer in record.values.items()}
    return [
        number(answers[c.name]) if c.name in answers and c.kind in {"number", "score", "count"}
        else answers.get(c.name, known.get(c.name))
        for c in tab.columns
    ]  # fmt: skip


def board_row(record: Record) -> list[Cell]:
    """The record's line on the score board."""
    known = known_cells(record)
    return [known[column.name] for column in BOARD_TAB.columns]


def board_key(record: Record) -> str:
    """What keys the score board: one line for each office and indicator."""
    return f"{record.office_code}/{record.indicator}"


def answer_name(question: str) -> str:
    """A question's column name; marked, so that no question can take the place of a column of
    ours.
    """
    return f"q.{question}"


def known_cells(record: Record) -> dict[str, Cell]:
    """Every cell of ours by column name."""
    return {
        KEY: record.submission_id,
        "office_indicator": board_key(record),
        "submitted_at": iso_text(record.submitted_at),
        "submitted_thai": thai_text(record.submitted_at),
        "office_code": record.office_code,
        "office_name": record.office_name,
        "indicator": record.indicator,
        "indicator_name": record.indicator_name,
        "reporter": record.reporter,
        "revision": record.revision,
        "status": STATUS_LABELS.get(record.status, record.status),
        "raw_score": record.raw_score,
        "deduction": record.deduction,
        "final_score": record.final_score,
        "weighted_score": record.weighted_score,
        "evidence_count": len(record.evidence),
        "evidence_links": "\n".join(record.evidence),
        "folder_link": record.folder_link,
        "flags": "\n".join(record.flags),
    }
