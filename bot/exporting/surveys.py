"""The answers of surveys as CSV: what was answered and on which day, by a random key, and nothing
of who answered.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Connection

from bot.exporting.tables import CsvTables
from bot.store import surveys
from bot.store.library import Library
from forms.filling.record import INSTANCE_ID
from handlers.vocabulary.known import Survey
from sheets.layout.folders import safe_name
from sheets.layout.odk_tables import Filed, Style, tables


def write_surveys(
    conn: Connection, library: Library, programme: str, out: Path, style: Style
) -> Iterator[tuple[str, int]]:
    """(folder, how many answers so far) for each survey of a programme, answer by answer."""
    for survey in surveys.of_programme(conn, programme):
        edition = library.edition(conn, survey.programme, survey.version)
        asked = edition.programme.asked(survey.form) if edition else None
        if edition is None or asked is None:
            continue
        form = edition.forms(asked.form or "")
        name = safe_name(f"{form.id}_{survey.code}")
        with ExitStack() as files:
            written = CsvTables(files, out / name, tables(form), style)
            yield name, 0
            for count, (answers, filed) in enumerate(_answers(conn, survey, form.version), 1):
                written.write(answers, filed)
                yield name, count


def _answers(
    conn: Connection, survey: Survey, version: str
) -> Iterator[tuple[dict[str, str], Filed]]:
    for one in surveys.responses_of(conn, survey.code):
        key = f"uuid:{one.id}"
        yield {**one.answers, INSTANCE_ID: key}, Filed(key, one.day, "", "", 0, 0, "", 0, version)
