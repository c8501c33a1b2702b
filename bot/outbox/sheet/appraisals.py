"""Appraisals into a tab of their own, of programmes whose settings say so, and of no other."""

from collections.abc import Sequence

from bot.outbox.evidence.folders import Keeper
from bot.outbox.jobs.rows import MirrorAppraisal
from bot.outbox.sheet.records import prepare_once, spreadsheet_of
from bot.store import appraisals
from handlers.vocabulary.appraised import Appraisal
from handlers.vocabulary.known import Edition
from handlers.vocabulary.naming import office_named
from handlers.vocabulary.words import say
from sheets.layout.appraisal_rows import appraisal_row, appraisal_tab
from sheets.layout.cells import Cell


def mirror(keeper: Keeper, jobs: Sequence[MirrorAppraisal], given_sheet: str) -> None:
    """Writes each as it stands now; one that was erased loses all but its number."""
    for job in {one.appraisal: one for one in jobs}.values():
        with keeper.database.reading() as conn:
            edition = keeper.library.current(conn).get(job.programme)
            found = appraisals.by_id(conn, job.appraisal)
        rules = edition.programme.appraisal if edition else None
        if edition is None or rules is None or not rules.sheet:
            continue
        tab = appraisal_tab(job.programme if given_sheet else "")
        sheet = given_sheet or spreadsheet_of(keeper, job.programme)
        prepare_once(keeper, sheet, [tab])
        row = _row(edition, found) if found else appraisal_row(job.appraisal, ("",) * 3, "", {})
        keeper.mirror.flush(sheet, [(tab, {job.appraisal: row})])


def _row(edition: Edition, found: Appraisal) -> list[Cell]:
    office = office_named(edition.programme, found.office)
    state = say(f"appraisal.state_{found.state}", "th", name=found.person.name)
    who = (found.person.name, office, found.assessor.name)
    return appraisal_row(found.id, who, state, found.figures)
