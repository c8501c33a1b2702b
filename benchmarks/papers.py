"""Official papers: five pages with a table and a QR code as .pdf and .docx, and a booklet of a
hundred photos, in time and memory.
"""

import io
import statistics
import time
from collections.abc import Callable, Iterator

import psutil
from PIL import Image

from bot.papers.pictures import picture_of
from documents.docx import docx
from documents.filling import Answer, Answers, Picture, fill
from documents.pdf import pdf
from scoring.paper import Paper

REPORT = Paper.model_validate(
    {
        "code": "report",
        "title": "รายงาน",
        "of": ["1"],
        "blocks": [
            {"kind": "paragraph", "text": "{text}"},
            {"kind": "table", "widths": [1, 4], "rows": "row", "cells": ["{place}", "{text}"]},
            {"kind": "qr", "caption": "หลักฐาน"},
        ],
    }
)
BOOKLET = Paper.model_validate(
    {
        "code": "booklet",
        "title": "เล่ม",
        "of": ["1"],
        "blocks": [{"kind": "pictures", "question": "photo", "caption": "ภาพที่"}],
    }
)
SENTENCE = "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดจัดประชุมหารือร่วมกับผู้บริหารขององค์กรปกครองส่วนท้องถิ่น "
TIMES, PHOTOS = 15, 100


def report() -> Answers:
    text = Answer("\n".join([SENTENCE * 6] * 22))
    rows = [Answers({"text": Answer(SENTENCE)})] * 20
    return Answers({"text": text}, {"row": rows}, link="https://raingan.example/e/" + "x" * 22)


def photos() -> Iterator[bytes]:
    """Twelve megapixels each, none like another."""
    for seed in range(PHOTOS):
        noise = Image.effect_noise((500, 375), 40 + seed).resize((4000, 3000)).convert("RGB")
        held = io.BytesIO()
        noise.save(held, "JPEG", quality=85)
        yield held.getvalue()


def median(run: Callable[[], object]) -> float:
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        run()
        took.append(time.perf_counter() - begun)
    return statistics.median(took)


def main() -> None:
    begun = time.perf_counter()
    first = pdf(fill(REPORT, report()))
    print(f"the first paper of a process: {time.perf_counter() - begun:.2f} s")
    as_pdf = median(lambda: pdf(fill(REPORT, report())))
    as_docx = median(lambda: docx(fill(REPORT, report())))
    print(f"{first.pages} pages: .pdf {as_pdf:.3f} s ({0.3 / as_pdf:.1f} times within the goal)")
    print(f"{first.pages} pages: .docx {as_docx:.3f} s ({0.2 / as_docx:.1f} times within the goal)")
    _booklet()


def _booklet() -> None:
    process, taken = psutil.Process(), list(photos())
    before, begun = process.memory_info().rss, time.perf_counter()
    shown = [Picture(f"{place}.jpg", picture_of(one, PHOTOS)) for place, one in enumerate(taken, 1)]
    halfway = (process.memory_info().rss - before) >> 20
    made = pdf(fill(BOOKLET, Answers(pictures={"photo": shown})))
    took, grown = time.perf_counter() - begun, (process.memory_info().rss - before) >> 20
    size = len(made.content) >> 20
    print(f"{PHOTOS} photos of 12 megapixels: {took:.1f} s, {made.pages} pages, {size} MB")
    print(f"memory more than before: {grown} MB, {halfway} MB of it for the photos")


if __name__ == "__main__":
    main()
