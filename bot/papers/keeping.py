"""A paper beside its evidence in the mirror, every version of it: ids stored before use; the same
answers give the same bytes, so that a second try meets its own file.
"""

import hashlib
from io import BytesIO
from typing import Any

import structlog
from sqlalchemy import Connection, Row, select

from bot.outbox.errors import NotReadyError
from bot.outbox.evidence.folders import Keeper, edition_of, folder_of, mend_place
from bot.outbox.jobs.files import KeepPaper
from bot.outbox.parts import Parts
from bot.papers.making import Made, is_shown, make
from bot.papers.own_form import own_form
from bot.papers.own_pdf import pdf_of
from bot.papers.stored import Content, Sent, sent
from bot.store import exporting, kept_papers
from bot.store.kept_papers import KeptPaper
from bot.store.tables.records import submissions as reports
from documents.pdf import PaperError
from handlers.vocabulary.known import Edition
from scoring.paper import Paper
from sheets.layout.folders import extension, safe_name

MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
LONGEST = 60  # letters of a title in the name of a file

log = structlog.get_logger()


def keep(parts: Parts, job: KeepPaper) -> None:
    """Keeps both files of the version that this report has made; the versions before it stay.

    Raises NotReadyError while a picture of it is still on its way from LINE, and MirrorError.
    """
    with parts.database.reading() as conn:
        report = _report(conn, job)
        if report is None:
            return
        edition = edition_of(parts.keeper, report)
        paper = next((one for one in edition.programme.papers if one.code == job.paper), None)
        if paper is None:
            return
        found = _as_of(conn, paper, job, parts.content)
        made = _made(conn, parts, edition, paper, found) if found.holds(paper) else None
    if made is None:
        return
    folder = folder_of(parts.keeper, report)
    for kind in MIMES:
        key = KeptPaper(job.programme, job.office, job.paper, found.version, kind)
        try:
            _keep_file(parts.keeper, key, made, paper.title, folder)
        except PaperError as error:  # an office's own form that these answers do not fit into
            log.error("paper_not_made", paper=paper.code, office=job.office, why=str(error))


def find_place_again(keeper: Keeper, job: KeepPaper) -> None:
    """The folder of its report is gone, or other bytes lie under an id: both are made anew."""
    with keeper.database.reading() as conn:
        report = _report(conn, job)
    if report is not None:
        mend_place(keeper, report)
    with keeper.database.writing() as conn:
        kept_papers.forget_unkept(conn, job.programme, job.office, job.paper)


def _report(conn: Connection, job: KeepPaper) -> Row[Any] | None:
    return conn.execute(select(reports).where(reports.c.id == job.submission)).first()


def _as_of(conn: Connection, paper: Paper, job: KeepPaper, content: Content) -> Sent:
    history = kept_papers.sendings(conn, job.programme, job.office, paper.of)
    version = 1 + [report for report, _ in history].index(job.submission)
    return sent(conn, job.programme, paper, job.office, content, version)


def _made(
    conn: Connection, parts: Parts, edition: Edition, paper: Paper, found: Sent
) -> Made | None:
    """None where it cannot be made: what was answered is kept all the same."""
    office = found.reports[0].office
    own = own_form(conn, edition.programme, office, paper, found.moment)
    for report in found.reports:
        stored = exporting.one(conn, report.id)
        for piece in stored.evidence if stored else ():
            if piece.state == "waiting" and is_shown(paper, own, piece.question):
                raise NotReadyError("a picture of the paper has not been fetched yet")
    public = parts.inbox.public_url
    link = f"{public}/e/{found.token}" if public and found.token else ""
    try:
        return make(edition, paper, office, found.told, link=link, version=found.version, own=own)
    except PaperError as error:
        log.error("paper_not_made", paper=paper.code, office=office, why=str(error))
        return None


def _keep_file(keeper: Keeper, one: KeptPaper, made: Made, title: str, folder: str) -> None:
    with keeper.database.reading() as conn:
        if kept_papers.is_kept(conn, one):
            return
    content, mime = made.docx() if one.kind == "docx" else pdf_of(made), MIMES[one.kind]
    if content is None:  # an office's own form, where LibreOffice is missing
        return
    reserved = keeper.mirror.reserve(1)[0]
    with keeper.database.writing() as conn:
        file_id = kept_papers.file_of(conn, one, reserved)
    name = f"{safe_name(title, LONGEST)} ฉบับที่ {one.version}{extension(mime)}"
    digest = hashlib.sha256(content).hexdigest()
    kept = keeper.mirror.keep_file(
        *(file_id, name, mime, BytesIO(content), folder), sha256=digest, size=len(content)
    )
    with keeper.database.writing() as conn:
        kept_papers.set_kept(conn, one, kept.link)
