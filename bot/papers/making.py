"""A paper made: its reports read, filled in, and rendered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from typing import TypeAlias

from bot.papers.answers import answers_of
from bot.papers.pictures import picture_of
from bot.papers.sections import sections
from documents.docx import docx
from documents.filled import Filled
from documents.filling import Answers, Picture, clean, fill
from documents.own.fields import word
from documents.own.form import filled as fill_own
from documents.own.word_file import OwnFormError
from documents.pdf import PaperError, Pdf, pdf
from forms.kinds import MEDIA_KINDS
from forms.paths import name_of
from handlers.vocabulary.known import Edition
from handlers.vocabulary.words import say
from scoring.paper import REPORTS, Paper, questions_of_pictures, repeats
from scoring.paper_code import printed_code
from thai.digits import thai

OfReport: TypeAlias = dict[str, list[Picture]]  # by the path of the question
PRINTED_IN = "th"  # an official paper is Thai, whoever asks for it


@dataclass(frozen=True, slots=True)
class File:
    """Something that was sent with a question; `read` writes it into what it is given, False where
    there are no bytes.
    """

    question: str  # the path below the root
    name: str
    read: Callable[[BytesIO], bool]


@dataclass(frozen=True, slots=True)
class Told:
    """The answers of one report: of which work, by path, with its files."""

    work: str
    answers: Mapping[str, str]
    files: Sequence[File] = ()


@dataclass(frozen=True, slots=True)
class OwnForm:
    """The .docx an office has in place of a paper of ours; `named`: what it asks for, by word."""

    content: bytes
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class Made:
    """A paper in both forms of file; with the answers by name, their questions as people know them,
    whether its forms ask for files and how many came. Of an office's own form (`own`) there is a
    .docx only, whose pages are not counted.
    """

    name: str
    filled: Filled
    pages: int
    counted: int
    pdf: bytes
    answers: Mapping[str, str]
    index: Sequence[int] = ()  # the page of each entry
    labels: Mapping[str, str] = field(default_factory=dict)
    expects_files: bool = False
    files: int = 0
    own: Callable[[], bytes] | None = None

    def docx(self) -> bytes:
        """Raises PaperError where the office's own cannot be filled."""
        return self.own() if self.own else docx(self.filled, self.index)


def make(  # noqa: PLR0913 - of what, and how
    edition: Edition,
    paper: Paper,
    office: str,
    reports: Sequence[Told],
    *,
    link: str = "",
    version: int = 1,
    is_draft: bool = False,
    own: OwnForm | None = None,
) -> Made:
    """Raises PaperError where it cannot be made. Reports that are not there yet leave dotted lines.
    `link` opens the evidence; `own` is filled in place of the paper.
    """
    forms = [
        (edition.forms(form), one)
        for one in reports
        if (form := edition.programme.work(one.work).form)
    ]
    belongs_to = edition.programme.office(office)
    pictures = _pictures(paper, reports, own)
    answers = answers_of(
        [(form, one.answers) for form, one in forms],
        belongs_to,
        printed_code(link, paper.code, version),
        _joined(pictures.values()),
    )
    if REPORTS in {name for _, name in repeats(paper)}:
        by_work = {
            one.work: answers_of([(form, one.answers)], belongs_to, "", pictures[one.work])
            for form, one in forms
        }
        named = {one.work: [file.name for file in one.files] for one in reports}
        rows = tuple(sections(edition, paper, by_work, named))
        answers = replace(answers, rows={**answers.rows, REPORTS: rows})
    made = made_of(edition, paper, office, answers, version=version, is_draft=is_draft, own=own)
    asked = [question for form, _ in forms for question in form.questions]
    return replace(
        made,
        labels={one.name: one.label.text("th").partition("\n")[0] for one in asked},
        expects_files=any(one.kind in MEDIA_KINDS for one in asked),
        files=sum(len(one.files) for one in reports),
    )


def made_of(
    edition: Edition,
    paper: Paper,
    office: str,
    answers: Answers,
    *,
    version: int | None = None,
    is_draft: bool = False,
    own: OwnForm | None = None,
) -> Made:
    """A paper filled with answers, wherever they come from; raises PaperError likewise. What is
    made of no report has no version.
    """
    foot = foot_of(edition, paper, office, version)
    mark = say("papers.mark", PRINTED_IN) if is_draft else ""
    filled = fill(paper, answers, mark=mark, foot=f"{foot} {say('papers.foot_page', PRINTED_IN)} ")
    rendered: Pdf = pdf(filled)

    def with_own(form: OwnForm) -> bytes:
        digits = paper.thai_digits
        try:
            return fill_own(form.content, answers, thai_digits=digits, foot=foot, mark=mark)
        except OwnFormError as error:
            raise PaperError(f"{paper.title}: {error.code}") from error

    told = (f"v{version}" if version else "", "draft" if is_draft else "")
    return Made(
        "-".join(filter(None, (edition.programme.key, paper.code, office, *told))),
        filled,
        rendered.pages,
        rendered.counted,
        b"" if own else rendered.content,
        {name: clean(answer.text) for name, answer in answers.single.items()},
        rendered.index,
        own=partial(with_own, own) if own else None,
    )


def foot_of(edition: Edition, paper: Paper, office: str, version: int | None) -> str:
    """What tells one paper from another: programme, paper, office as the command line takes them,
    and the version.
    """
    names = {"programme": edition.programme.key, "paper": paper.code, "office": office}
    key = "papers.foot" if version else "papers.foot_now"
    shown = thai(str(version)) if paper.thai_digits else version
    return say(key, PRINTED_IN, version=shown, **names)


def is_shown(paper: Paper, own: OwnForm | None, question: str) -> bool:
    """Whether the files of a question (its path) stand on the paper, or on the office's own."""
    name = name_of(question)
    return word(name) in own.named if own else name in questions_of_pictures(paper)


def _pictures(paper: Paper, reports: Sequence[Told], own: OwnForm | None) -> dict[str, OfReport]:
    """What the paper, or the office's own, shows of each report, by work."""
    wanted = questions_of_pictures(paper)
    shown = {
        one.work: [file for file in one.files if is_shown(paper, own, file.question)]
        for one in reports
    }
    among = sum(map(len, shown.values()))
    found: dict[str, OfReport] = {work: {} for work in shown}
    for work, files in shown.items():
        for file in files:
            across = wanted.get(name_of(file.question), 1)
            found[work].setdefault(file.question, []).append(_picture(file, among, across))
    return found


def _joined(of_reports: Iterable[OfReport]) -> OfReport:
    found: OfReport = {}
    for each in of_reports:
        for question, pictures in each.items():
            found.setdefault(question, []).extend(pictures)
    return found


def _picture(file: File, among: int, across: int) -> Picture:
    held = BytesIO()
    is_there = file.read(held)
    return Picture(file.name, picture_of(held.getvalue(), among, across) if is_there else None)
