"""Who and what the mirror's tests are about: a record, a photo, a storm, and a queue that does not
give up.
"""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from emulators.google.state import Google
from sheets.kept import KeptFile, MirrorError
from sheets.layout.rows import Record, Tab, tab_of
from sheets.mirror import Mirror

T = TypeVar("T")
RECORD = Record(
    submission_id="R-0001",
    programme="CBI-2556-R1",
    indicator="4",
    indicator_name="ร้อยละการเบิกจ่าย",
    office_code="5001",
    office_name="ที่ว่าการอำเภอแม่ริม",
    reporter="สมศรี ใจดี",
    submitted_at=datetime.fromisoformat("2013-03-22T16:30:00+07:00"),
    revision=1,
    status="scored",
    values={"phone": "0812345678", "amount": "1250.50", "note": "=1+1"},
    labels={"phone": "โทรศัพท์", "amount": "จำนวนเงิน", "note": "หมายเหตุ"},
    raw_score=Decimal("4.0722"),
    deduction=Decimal("0.5"),
    final_score=Decimal("3.5722"),
    weighted_score=Decimal("0.1786"),
    evidence=("https://example.go.th/1", "https://example.go.th/2"),
    folder_link="https://example.go.th/folder",
    kinds={"amount": "number"},
)
TAB = tab_of(RECORD)
STORM = (
    ("503", ""),
    ("503", "committed"),
    ("500", "html"),
    ("500", "partial"),
    ("500", "forget"),
    ("403", "userRateLimitExceeded"),
    ("429", ""),
    ("401", ""),
    ("drop_before", ""),
    ("drop_after", ""),
)


def record(id: str, **changes: object) -> Record:
    """The record under another id, with changes."""
    return replace(RECORD, submission_id=id, **changes)  # type: ignore[arg-type]


def keep(
    mirror: Mirror, id: str, content: bytes, parent: str, name: str = "ภาพ 01.jpg"
) -> KeptFile:
    """Keeps bytes as the outbox would."""
    digest = hashlib.sha256(content).hexdigest()
    return mirror.keep_file(
        id, name, "image/jpeg", io.BytesIO(content), parent, sha256=digest, size=len(content)
    )


def storm(
    google: Google,
    seed: int,
    share: float,
    trouble: Sequence[tuple[str, str]] = STORM,
    count: int = 3000,
) -> None:
    """Orders trouble so that `share` of all calls to Drive and Sheets suffer, each in a way drawn
    by lot.

    The token endpoint is spared: google-auth itself sleeps there.
    """
    lot = random.Random(seed)
    for _ in range(count):
        passed = 0
        while lot.random() > share:
            passed += 1
        kind, reason = lot.choice(trouble)
        google.faults.add(kind, "/v", skip=passed, reason=reason)


def until_done(job: Callable[[], T], tries: int = 200) -> T:
    """Does a job as the outbox does: again after an error that allows it, for ever (here: `tries`
    times).
    """
    for _ in range(tries):
        try:
            return job()
        except MirrorError as error:
            if not error.retry:
                raise
    raise AssertionError(f"not done after {tries} tries")


def rows_of(mirror: Mirror, spreadsheet: str, tab: Tab) -> dict[str, list[object]]:
    """What the mirror shows, by key; two rows with one key are an error here."""
    rows = mirror.read(spreadsheet, [tab])[0]
    assert len({str(row[0]) for row in rows}) == len(rows), "a key stands twice"
    return {str(row[0]): list(row) for row in rows}
