"""The appraisals of a programme as one CSV file: asked for by its own option only, since what
stands in them is for those whom each is between.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Connection

from bot.exporting.tables import writer
from bot.store import appraisals
from handlers.vocabulary.appraised import AGREEMENT, FINDINGS, Appraisal
from sheets.layout.csv_cells import guarded

FILE = "appraisals.csv"
SUMS = ("result_score_100", "competency_score_100", "total")
HEADER = (
    *("KEY", "OfficeCode", "Person", "Assessor", "Superior", "Further", "State"),
    *("Position", "Level", "PostNumber", *SUMS, "Part", "Number", "Name", "Weight", "Score"),
    *("Expected", "Found"),
)


def write_appraisals(conn: Connection, programme: str, out: Path) -> int:
    """A row a target and a row a competency; how many appraisals."""
    found = appraisals.of_programme(conn, programme)
    out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        rows = writer(files, out / FILE)
        rows.writerow(HEADER)
        for one in found:
            rows.writerows([*map(guarded, row)] for row in _rows(one))
    return len(found)


def _rows(one: Appraisal) -> Iterator[list[str]]:
    agreement, figures = one.parts.get(AGREEMENT, {}), one.figures
    others = (one.superior.name if one.superior else "", one.further.name if one.further else "")
    about = [one.id, one.office, one.person.name, one.assessor.name, *others, one.state]
    about += [agreement.get(name, "") for name in ("position", "position_level", "post_number")]
    about += [str(figures.get(name, "")) for name in SUMS]
    for number, row in enumerate(figures.get("targets", ()), 1):
        yield [*about, "target", str(number), row["name"], row["weight"], row["score"], "", ""]
    for number, row in enumerate(figures.get("competencies", ()), 1):
        levels = [row["expected"], row["found"] or ""]
        yield [*about, "competency", str(number), row["name"], "", "", *levels]
    if not one.parts.get(FINDINGS):
        yield [*about, "", "", "", "", "", "", ""]
