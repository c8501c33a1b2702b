"""A paper made: its reports read, filled in, and rendered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO

from bot.papers.answers import answers_of
from bot.papers.pictures import picture_of
from documents.docx import docx
from documents.filled import Filled
from documents.filling import Answers, Picture, clean, fill
from documents.own.fields import word
from documents.own.form import filled as fill_own
from documents.pdf import Pdf, pdf
from forms.kinds import MEDIA_KINDS
from forms.paths import name_of
from handlers.vocabulary.known import Edition
from handlers.vocabulary.words import say
from scoring.paper import Paper, questions_of_pictures
from scoring.paper_code import printed_code
from thai.digits import thai

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
    labels: Mapping[str, str] = field(default_factory=dict)
    expects_files: bool = False
    files: int = 0
    own: Callable[[], bytes] | None = None

    def docx(self) -> bytes:
        """Raises OwnFormError where the office's own cannot be filled."""
        return self.own() if self.own else docx(self.filled)


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
    answers = answers_of(
        [(form, one.answers) for form, one in forms],
        edition.programme.office(office),
        printed_code(link, paper.code, version),
        _pictures(paper, reports, own),
    )
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
        return fill_own(form.content, answers, thai_digits=digits, foot=foot, mark=mark)

    told = (f"v{version}" if version else "", "draft" if is_draft else "")
    return Made(
        "-".join(filter(None, (edition.programme.key, paper.code, office, *told))),
        filled,
        rendered.pages,
        rendered.counted,
        b"" if own else rendered.content,
        {name: clean(answer.text) for name, answer in answers.single.items()},
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


def _pictures(
    paper: Paper, reports: Sequence[Told], own: OwnForm | None
) -> dict[str, list[Picture]]:
    wanted = questions_of_pictures(paper)
    found: dict[str, list[Picture]] = {}

    def is_shown(question: str) -> bool:
        return word(question) in own.named if own else question in wanted

    shown = [file for one in reports for file in one.files if is_shown(name_of(file.question))]
    for file in shown:
        found.setdefault(file.question, []).append(_picture(file, len(shown)))
    return found


def _picture(file: File, among: int) -> Picture:
    held = BytesIO()
    return Picture(file.name, picture_of(held.getvalue(), among) if file.read(held) else None)
