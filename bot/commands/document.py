"""raingan document: an official paper as a file, filled with what an office has sent."""

import json
from pathlib import Path

import click

from bot.commands import Refused, own_form
from bot.commands.opened import Opened, opened
from bot.commands.programme import current
from bot.evidence_bytes import evidence_bytes
from bot.papers.making import Made, make
from bot.papers.of_appraisal import make_of_appraisal
from bot.papers.of_judging import make_of_judging
from bot.papers.of_programme import make_of_programme
from bot.papers.of_survey import make_of_survey
from bot.papers.own_example import example_of
from bot.papers.own_form import own_form as the_form
from bot.papers.own_pdf import pdf_of
from bot.papers.stored import sent
from bot.store import appraisals, surveys
from bot.store.library import Library
from bot.store.submissions import of_programme
from documents.pdf import PaperError
from handlers.vocabulary.appraised import Appraisal
from handlers.vocabulary.known import Edition, Survey
from scoring.paper import Paper
from sheets.kept import MirrorError


@click.command()
@click.argument("key")
@click.argument("paper", default="")
@click.option("--office", default="", help="Whose paper: an office's code.")
@click.option("--person", type=int, help="Whose appraisal: a person's number.")
@click.option("--survey", default="", help="Which survey it sums up: its code.")
@click.option("--draft", is_flag=True, help="Marked ฉบับร่าง; made before anything was sent, too.")
@click.option("--out", type=click.Path(path_type=Path), help="A file ending in .docx or .pdf.")
@click.option("--example", is_flag=True, help="The paper as a .docx with fields, to be changed.")
@click.option(
    "--check",
    "form",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A .docx with fields: what is wrong with it as an office's own form of PAPER.",
)
@click.option("--list", "listed", is_flag=True, help="Which papers there are.")
@click.option("--json", "as_json", is_flag=True)
def document(  # noqa: PLR0913 - click's own values
    *,
    key: str,
    paper: str,
    office: str,
    person: int | None,
    survey: str,
    draft: bool,
    out: Path | None,
    example: bool,
    form: Path | None,
    listed: bool,
    as_json: bool,
) -> None:
    """Make PAPER of programme KEY from what an office has sent, or list its papers."""
    given = opened(create=True)
    edition = current(given, key)
    if listed:
        _list(edition, as_json=as_json)
        return
    if form is not None:
        own_form.check(edition, _named(edition, paper), form, as_json=as_json)
        return
    if example and out is not None:
        out.write_bytes(example_of(edition, _named(edition, paper)))
        return
    appraisal = None if person is None else _appraisal_of(given, key, person)
    asked = _survey_of(given, key, survey) if survey else None
    office = appraisal.office if appraisal else office
    office = (asked.office or edition.programme.tops[0]) if asked else office
    if not paper or not office or out is None or out.suffix.lower() not in {".docx", ".pdf"}:
        raise click.UsageError(
            "name a paper, --office CODE and --out FILE.docx or FILE.pdf; --list shows the papers"
        )
    chosen = _chosen(edition, paper, office)
    try:
        made = (
            _of_survey(given, edition, chosen, asked)
            if asked
            else _made(given, edition, chosen, office, appraisal, is_draft=draft)
        )
        written = made.docx() if out.suffix.lower() == ".docx" else pdf_of(made)
        if written is None:
            raise Refused(
                "LibreOffice (soffice) makes the .pdf of an office's own form; it is not here"
            )
        out.write_bytes(written)
    except (PaperError, MirrorError, OSError) as error:
        raise Refused(str(error)) from error
    _told(out, made, chosen, as_json=as_json)


def _made(
    given: Opened,
    edition: Edition,
    paper: Paper,
    office: str,
    appraisal: Appraisal | None,
    *,
    is_draft: bool,
) -> Made:
    if paper.about == "reports":
        return _of_reports(given, edition, paper, office, is_draft=is_draft)
    with given.database.reading() as conn:
        if paper.about == "programme":
            reports = of_programme(conn, edition.programme.key)
            return make_of_programme(edition, paper, office, reports, given.clock())
        if paper.about == "survey":
            raise Refused(f"{paper.code} sums up a survey: give --survey CODE")
        if paper.about == "judging":
            return make_of_judging(conn, Library(), edition, paper, office)
        if appraisal is None:
            raise Refused(f"{paper.code} is a person's: give --person NUMBER")
        then = Library().edition(conn, edition.programme.key, appraisal.version) or edition
        return make_of_appraisal(conn, then, paper, appraisal.id)


def _of_survey(given: Opened, edition: Edition, paper: Paper, asked: Survey) -> Made:
    if paper.about != "survey":
        raise Refused(f"{paper.code} sums up no survey")
    with given.database.reading() as conn:
        then = Library().edition(conn, edition.programme.key, asked.version) or edition
    return make_of_survey(then, paper, asked, given.clock())


def _survey_of(given: Opened, key: str, code: str) -> Survey:
    """With its answers; refused where there is none."""
    with given.database.reading() as conn:
        found = surveys.with_answers(conn, code)
    if found is None or found.programme != key:
        raise Refused(f"{key} has no survey {code}")
    return found


def _of_reports(
    given: Opened, edition: Edition, paper: Paper, office: str, *, is_draft: bool
) -> Made:
    with given.database.reading() as conn:
        content = evidence_bytes(given.settings, given.database)
        found = sent(conn, edition.programme.key, paper, office, content)
        own = the_form(conn, edition.programme, office, paper, given.clock())
    if not found.reports and not is_draft:
        raise Refused(
            f"{office} has sent nothing for {paper.code} yet: --draft makes it with dotted lines"
        )
    public = given.settings.public_url.rstrip("/")
    return make(
        edition,
        paper,
        office,
        found.told,
        link=f"{public}/e/{found.token}" if public and found.token else "",
        version=max(found.version, 1),
        is_draft=is_draft,
        own=own,
    )


def _appraisal_of(given: Opened, key: str, person: int) -> Appraisal:
    """A person's own; refused where there is none."""
    with given.database.reading() as conn:
        found = appraisals.of_part(conn, person)
    own = [one for one in found if (one.programme, one.person.id) == (key, person)]
    if not own:
        raise Refused(f"person {person} has no appraisal in {key}")
    return own[-1]


def _chosen(edition: Edition, paper: str, office: str) -> Paper:
    """Raises Refused with what there is."""
    programme = edition.programme
    if office not in {one.code for one in programme.offices}:
        raise Refused(f"{programme.key} has no office {office}: see raingan programme show")
    return _named(edition, paper)


def _named(edition: Edition, paper: str) -> Paper:
    programme = edition.programme
    found = next((one for one in programme.papers if one.code == paper), None)
    if found is None:
        there = ", ".join(one.code for one in programme.papers) or "none"
        raise Refused(f"{programme.key} has no paper {paper}; there are: {there}")
    return found


def _list(edition: Edition, *, as_json: bool) -> None:
    papers = [
        {"code": one.code, "title": one.title, "of": list(one.of), "send_to": one.send_to}
        for one in edition.programme.papers
    ]
    if as_json:
        click.echo(json.dumps(papers, ensure_ascii=False))
        return
    for one in edition.programme.papers:
        click.echo(f"{one.code}\t{one.title}")


def _told(out: Path, made: Made, paper: Paper, *, as_json: bool) -> None:
    is_long = paper.pages is not None and made.counted > paper.pages
    facts = {"file": str(out), "pages": made.pages, "counted": made.counted, "most": paper.pages}
    click.echo(json.dumps(facts, ensure_ascii=False) if as_json else f"{out}: {made.pages} pages")
    if is_long:
        click.echo(
            f"warning: {made.counted} pages without the appendix, at most {paper.pages}", err=True
        )
