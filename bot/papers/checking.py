"""Whether the papers of a programme can be filled: every name in them is asked by its forms."""

from collections.abc import Iterable, Iterator, Mapping

from forms.model import Form
from forms.paths import name_of
from scoring.paper import GIVEN, REPORTS, Paper, names, repeats
from scoring.paper_words import (
    OF_APPRAISAL,
    OF_JUDGING,
    OF_PROGRAMME,
    OF_SURVEY,
    ROWS_OF_APPRAISAL,
    ROWS_OF_JUDGING,
    ROWS_OF_PROGRAMME,
    ROWS_OF_SURVEY,
)
from scoring.programme import Programme

KNOWN = {
    "programme": (OF_PROGRAMME, ROWS_OF_PROGRAMME),
    "judging": (OF_JUDGING, ROWS_OF_JUDGING),
    "appraisal": (OF_APPRAISAL, ROWS_OF_APPRAISAL),
    "survey": (OF_SURVEY, ROWS_OF_SURVEY),
}


def unanswered(programme: Programme, forms: Mapping[str, Form]) -> Iterator[str]:
    """One sentence for each name a paper has and no form answers, with its key."""
    for paper in programme.papers:
        if paper.about in KNOWN:
            yield from _of_no_report(paper, *KNOWN[paper.about])
            continue
        asked = (programme.work(code).form or "" for code in paper.of)
        yield from _of_paper(paper, [forms[name] for name in asked if name in forms])


def _of_no_report(paper: Paper, words: frozenset[str], rows: frozenset[str]) -> Iterator[str]:
    where_from = "หลักเกณฑ์ของรอบไม่มี"
    for where, name in names(paper):
        if name not in words | rows | GIVEN:
            yield f"papers[{paper.code}].{where}: {name}: {where_from}คำนี้"
    for where, name in repeats(paper):
        if name not in rows:
            yield f"papers[{paper.code}].{where}: {name}: {where_from}รายการนี้"


def _of_paper(paper: Paper, forms: Iterable[Form]) -> Iterator[str]:
    paths = [path for form in forms for path in (*form.rules, *form.by_path)]
    rows = {name_of(path) for form in forms for path in form.repeats} | {REPORTS}
    known = {name_of(path) for path in paths} | GIVEN | rows
    asked = ", ".join(paper.of)
    for where, name in names(paper):
        if name not in known:
            yield f"papers[{paper.code}].{where}: {name}: แบบของงาน {asked} ไม่มีข้อนี้"
    for where, name in repeats(paper):
        if name not in rows:
            yield f"papers[{paper.code}].{where}: {name}: แบบของงาน {asked} ไม่มีรายการซ้ำนี้"
