"""The papers a person may open: of what their offices have sent, and of what they fill in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, select

from bot.papers import of_appraisal, of_judging, of_programme, of_survey
from bot.papers.begun import begun_by, told_of
from bot.papers.making import Made, make
from bot.papers.own_form import own_form
from bot.papers.own_pdf import makes_pdf
from bot.papers.rules import reasons
from bot.papers.stored import Content, Sent, sent
from bot.store import kept_papers, submissions
from bot.store.library import Library
from bot.store.tables.records import memberships
from documents.pdf import PaperError
from handlers.vocabulary.draft import Draft
from handlers.vocabulary.known import Edition
from handlers.vocabulary.words import say
from scoring.paper import Paper
from scoring.paper_code import DRAFT, name_of_file


@dataclass(frozen=True, slots=True)
class Shelved:
    """One paper of one office: sent, or as it would look now."""

    edition: Edition
    paper: Paper
    office: str
    draft: Draft | None = None
    beside: tuple[Draft, ...] = ()  # further reports of the same paper that are being filled in
    version: int | None = None  # as it was then; None for now
    versions: int = 0  # how often it was sent
    appraisal: str = ""  # and the name of whose it is, where it is a person's
    person: str = ""
    survey: str = ""  # the code of the one it sums up

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """Everything that is being filled in and stands on it."""
        return (self.draft, *self.beside) if self.draft else ()

    @property
    def name(self) -> str:
        """Of its file, without the ending."""
        told = (
            self.appraisal or self.survey,
            DRAFT if self.draft else "",
            f"v{self.version}" if self.version else "",
        )
        return name_of_file(self.edition.programme.key, self.paper.code, self.office, *told)


@dataclass(frozen=True, slots=True)
class Shelf:
    library: Library
    content: Content
    public_url: str

    def of(self, conn: Connection, person: int, now: datetime) -> tuple[Shelved, ...]:
        """What the person is filling in first; then what their offices have sent; then what is
        about the programme, its judging and its surveys, and the appraisals they have a part in.
        """
        current = self.library.current(conn)
        offices = [one for one in _offices(conn, person) if one[0] in current]
        there = [
            shelved
            for programme, office in offices
            for paper in current[programme].programme.papers
            if paper.of
            if (shelved := self._as_sent(conn, current[programme], office, paper))
        ]
        whole = [
            Shelved(current[programme], paper, whose)
            for programme, office in offices
            for paper, whose in (
                *of_programme.offered(
                    current[programme].programme,
                    office,
                    partial(submissions.of_programme, conn, programme),
                    now,
                ),
                *of_judging.offered(conn, current[programme].programme, office),
            )
        ]
        own = [
            Shelved(edition, paper, found.office, appraisal=found.id, person=found.person.name)
            for edition, paper, found in of_appraisal.offered(conn, self.library, person)
        ]
        found = of_survey.offered(conn, self.library, person)
        asked = [Shelved(one[0], one[1], one[2], survey=one[3]) for one in found]
        return (*self.begun(conn, person), *there, *whole, *asked, *own)

    def named(self, conn: Connection, person: int, name: str, now: datetime) -> Shelved | None:
        """What is under this name on the person's page, earlier versions too."""
        there = self.of(conn, person, now)
        every = (each for one in there for each in (one, *self.earlier(conn, one)))
        return next((each for each in every if each.name == name), None)

    def begun(self, conn: Connection, person: int) -> tuple[Shelved, ...]:
        """The papers of what the person is filling in, for offices of theirs; one paper of several
        reports stands there once.
        """
        offices = tuple(_offices(conn, person))
        found: dict[tuple[str, str, str, str], Shelved] = {}
        for draft in begun_by(conn, person):
            edition = self.library.edition(conn, draft.programme, draft.version)
            if edition is None or (draft.programme, draft.office) not in offices:
                continue
            for paper in edition.programme.papers:
                if draft.indicator in paper.of:
                    key = draft.programme, draft.version, draft.office, paper.code
                    one = found.get(key)
                    found[key] = (
                        replace(one, beside=(*one.beside, draft))
                        if one
                        else Shelved(edition, paper, draft.office, draft)
                    )
        return tuple(found.values())

    def earlier(self, conn: Connection, one: Shelved) -> tuple[Shelved, ...]:
        """The versions before this one, the newest first, each by the programme of its day."""
        before = range(one.versions - 1, 0, -1)
        return tuple(
            found
            for version in before
            if (found := self._as_sent(conn, one.edition, one.office, one.paper, version))
        )

    def in_drive(self, conn: Connection, one: Shelved) -> Mapping[tuple[int, str], str]:
        """What opens the files kept beside the evidence, by version and kind."""
        kept = kept_papers.links(conn, one.edition.programme.key, one.office, one.paper.code)
        return {at: link for at, link in kept.items() if link.startswith("http")}

    def make(self, conn: Connection, one: Shelved, now: datetime) -> Made:
        """Raises PaperError where it cannot be made."""
        edition, paper, office = one.edition, one.paper, one.office
        match paper.about:
            case "appraisal":
                return of_appraisal.make_of_appraisal(conn, edition, paper, one.appraisal)
            case "judging":
                return of_judging.make_of_judging(conn, self.library, edition, paper, office)
            case "survey":
                return of_survey.make_of_code(conn, edition, paper, one.survey, now)
            case "programme":
                reports = submissions.of_programme(conn, edition.programme.key)
                return of_programme.make_of_programme(edition, paper, office, reports, now)
            case "reports":
                return self._of_reports(conn, one, now)

    def _of_reports(self, conn: Connection, one: Shelved, now: datetime) -> Made:
        found = self._sent(conn, one)
        token = found.token
        told, version = found.told, found.version
        if one.draft:
            its_own = (each.token for each in one.drafts if each.indicator == one.paper.of[0])
            token = next(its_own, "") or token or one.draft.token
            mine = tuple(told_of(conn, one.edition, each, self.content, now) for each in one.drafts)
            begun = {each.work for each in mine}
            told = (*mine, *(each for each in told if each.work not in begun))
            version += 1
        link = f"{self.public_url}/e/{token}" if token else ""
        is_draft = one.draft is not None
        moment = now if is_draft else found.moment
        own = own_form(conn, one.edition.programme, one.office, one.paper, moment)
        return make(
            one.edition,
            one.paper,
            one.office,
            told,
            link=link,
            version=version,
            is_draft=is_draft,
            own=own,
        )

    def has_pdf(self, conn: Connection, one: Shelved, now: datetime) -> bool:
        """Whether there is a .pdf of it: of an office's own form only where LibreOffice is."""
        if makes_pdf():
            return True
        found = None if one.draft else self._sent(conn, one)
        moment = found.moment if found and found.reports else now
        return own_form(conn, one.edition.programme, one.office, one.paper, moment) is None

    def _sent(self, conn: Connection, one: Shelved) -> Sent:
        key = one.edition.programme.key
        return sent(conn, key, one.paper, one.office, self.content, one.version)

    def warned(self, conn: Connection, one: Shelved, now: datetime) -> tuple[str, ...]:
        """What would be missed on a draft, told before it is sent; nothing of what was sent, or is
        long to make.
        """
        if one.draft is None or one.paper.long:
            return ()
        try:
            return tuple(reasons(one.paper, self.make(conn, one, now)))
        except PaperError:
            return (say("papers.not_made", "th"),)

    def _as_sent(
        self,
        conn: Connection,
        edition: Edition,
        office: str,
        paper: Paper,
        version: int | None = None,
    ) -> Shelved | None:
        """By the programme's version of that day, if that had the paper already; None where its
        report was not sent.
        """
        key = edition.programme.key
        found = sent(conn, key, paper, office, self.content, version)
        if not found.holds(paper):
            return None
        then = self.library.edition(conn, key, found.reports[0].version) or edition
        as_was = next((one for one in then.programme.papers if one.code == paper.code), None)
        made_by, printed = (then, as_was) if as_was else (edition, paper)
        return Shelved(made_by, printed, office, version=version, versions=found.version)


def _offices(conn: Connection, person: int) -> Iterator[tuple[str, str]]:
    """Where the person is a member now."""
    wanted = select(memberships.c.programme, memberships.c.office).where(
        memberships.c.person_id == person, memberships.c.ended.is_(None)
    )
    yield from dict.fromkeys((row.programme, row.office) for row in conn.execute(wanted))
