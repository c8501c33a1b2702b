"""The signed page of a paper: its photo or scan is an answer, and the code printed on it tells
whether it is a page of this paper.
"""

from pathlib import PurePath

from forms.paths import name_of
from handlers.questions.asking import ask, asked, asked_question, choices
from handlers.questions.printed import papers
from handlers.vocabulary.effects import ReadCode
from handlers.vocabulary.events import CodeRead
from handlers.vocabulary.messages import Text
from handlers.vocabulary.naming import office_named
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken
from scoring.paper import Paper
from scoring.paper_code import PRINTED

READABLE = {".jpg", ".jpeg", ".png", ".webp", ".pdf"}


def reading(report: OpenReport, path: str) -> tuple[ReadCode, ...]:
    """The newest piece of a question that takes the signed page is read; what is said of it waits
    for that. Nothing for other questions, and for what is no picture and no scan.
    """
    pieces = report.draft.pieces.get(path, ())
    if not pieces or paper_of(report, path) is None:
        return ()
    newest = pieces[-1]
    is_readable = newest.kind == "image" or PurePath(newest.name.lower()).suffix in READABLE
    return (ReadCode(newest.id, report.draft.id, path),) if is_readable else ()


def paper_of(report: OpenReport, path: str) -> Paper | None:
    """The paper whose signed page a question takes."""
    name = name_of(path)
    return next((one for one in papers(report) if one.signed == name), None)


def read(report: OpenReport, paper: Paper, what: CodeRead) -> Turn:
    """Whether the page is one of this paper; it is kept in any case."""
    said = Text(_verdict(report, paper, what))
    question = asked_question(report)
    if question is None or question.path != what.question or report.talk.state.at_summary:
        return ask(report, None if report.talk.state.at_summary else asked(report)).after(said)
    return spoken(report.talk.state, Text(said.text, choices(report, question)))


def _verdict(report: OpenReport, paper: Paper, what: CodeRead) -> str:
    talk = report.talk
    count = len(report.draft.pieces.get(what.question, ()))
    found = [one for text in what.codes if (one := PRINTED.search(text))]
    if not found:
        return talk.say("signed.unread", count=count)
    mine = [one for one in found if one["token"] == report.evidence_token]
    if not any(one["paper"] == paper.code for one in mine):
        whose = _whose(report, found[0]["token"], found[0]["paper"])
        return talk.say("signed.other", other=whose, title=paper.title)
    version = max(int(one["version"]) for one in mine if one["paper"] == paper.code)
    newest = _newest(report, paper)
    if version < newest:
        return talk.say("signed.old", version=version, newest=newest)
    return talk.say("signed.right", count=count, title=paper.title, version=version)


def _newest(report: OpenReport, paper: Paper) -> int:
    """The oldest version of a paper that may be signed now: each sending of one of its reports has
    made another; a report that was sent before may be signed as it was.
    """
    known, programme = report.talk.known, report.edition.programme.key
    sendings = sum(
        one.revision
        for code in paper.of
        for one in known.sent(programme, report.draft.office, code)
    )
    return sendings if report.replaces else sendings + 1


def _whose(report: OpenReport, token: str, code: str) -> str:
    """Which paper the page is of, as far as this person may know."""
    known = report.talk.known
    for one in known.submissions:
        edition = known.editions.get(one.programme)
        if one.token == token and edition:
            titles = (paper.title for paper in edition.programme.papers if paper.code == code)
            return f"{next(titles, code)} {office_named(edition.programme, one.office)}"
    return code
