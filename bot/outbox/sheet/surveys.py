"""A survey's results into the Sheet: figures of all who have answered, nothing of anybody."""

from collections.abc import Sequence
from datetime import datetime

from bot.outbox.evidence.folders import Keeper
from bot.outbox.jobs.rows import MirrorSurvey
from bot.outbox.sheet.records import prepare_once, spreadsheet_of
from bot.store import surveys
from handlers.vocabulary.surveyed import asked_by, results_of
from scoring.survey.table import table
from sheets.layout.survey_rows import survey_rows, survey_tab


def mirror(keeper: Keeper, jobs: Sequence[MirrorSurvey], given_sheet: str, now: datetime) -> None:
    """Writes each as it stands now; twice does no harm."""
    for job in {one.survey: one for one in jobs}.values():
        with keeper.database.reading() as conn:
            survey = surveys.with_answers(conn, job.survey)
            edition = (
                keeper.library.edition(conn, survey.programme, survey.version) if survey else None
            )
        if survey is None or edition is None:
            continue
        found, programme = results_of(edition, survey, now), edition.programme
        office = survey.office or programme.tops[0]
        name = programme.office(office).name if office in programme.above else office
        counts = (found.invited, found.respondents, found.rate)
        title = asked_by(edition, survey)[0].name
        rows = survey_rows(survey.code, title, name, counts, table(found, programme.survey))
        tab = survey_tab(programme.key if given_sheet else "")
        sheet = given_sheet or spreadsheet_of(keeper, programme.key)
        prepare_once(keeper, sheet, [tab])
        keeper.mirror.flush(sheet, [(tab, rows)])
