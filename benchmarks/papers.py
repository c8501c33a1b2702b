"""Official papers: five pages with a table and a QR code as .pdf and .docx, in time."""

import statistics
import time
from collections.abc import Callable

from documents.docx import docx
from documents.filling import Answer, Answers, fill
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
SENTENCE = "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดจัดประชุมหารือร่วมกับผู้บริหารขององค์กรปกครองส่วนท้องถิ่น "
TIMES = 15


def report() -> Answers:
    text = Answer("\n".join([SENTENCE * 6] * 22))
    rows = [Answers({"text": Answer(SENTENCE)})] * 20
    return Answers({"text": text}, {"row": rows}, link="https://raingan.example/e/" + "x" * 22)


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


if __name__ == "__main__":
    main()
