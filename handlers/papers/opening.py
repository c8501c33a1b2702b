"""เอกสาร and ดูแบบ: the way to the papers of an office, sent and as they would look now; and that
one of them is too long.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from handlers.papers.replaceable import replaceable
from handlers.questions.asking import ask, asked
from handlers.questions.printed import offers_preview
from handlers.questions.printed import papers as printed
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Command, FormCommand, Help, Need, Where, plainly
from handlers.vocabulary.events import PagesCounted, PaperMade
from handlers.vocabulary.link_effects import ReserveLink
from handlers.vocabulary.messages import Button, Open, Text
from handlers.vocabulary.naming import office_named
from handlers.vocabulary.paper_effects import MakePaper, OpenPapers
from handlers.vocabulary.talk import OpenReport, Talk, open_report
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.deadlines import owed
from scoring.paper import Paper
from scoring.paper_code import DRAFT, name_of_file
from scoring.programme import Programme

DAYS = 30  # how long a link opens
MOST_NAMED = 10


def papers(talk: Talk) -> Turn:
    """The papers of the person's offices by name, and the link to their files."""
    if not talk.known.public_url:
        return told(talk.state, "papers.no_address")
    titles = list(dict.fromkeys(_titles(talk)))
    if any(replaceable(talk.known.memberships, talk.known.editions)):
        titles.append(talk.say("own_form.title"))
    if not titles:
        return told(talk.state, "papers.none")
    listed = "\n".join(f"· {one}" for one in titles[:MOST_NAMED])
    url = page(talk)
    words = talk.say("papers.link", papers=listed, url=url, days=DAYS)
    return spoken(talk.state, Text(words, ways(talk, url))).also(OpenPapers(token(talk)))


def _titles(talk: Talk) -> Iterator[str]:
    for one in talk.known.memberships:
        edition = talk.known.editions.get(one.programme)
        if edition is None:
            continue
        programme = edition.programme
        for paper in programme.papers:
            if _is_there(programme, paper, one.office):
                yield f"{paper.title} ({office_named(programme, one.office)})"


def _is_there(programme: Programme, paper: Paper, office: str) -> bool:
    """Whether an office may have this paper: it sends its report, it answers for the whole, or its
    people are appraised.
    """
    if not paper.of:
        is_of_whole = paper.about == "programme" and office in programme.tops
        return is_of_whole or paper.about == "appraisal"
    return (office, paper.of[0]) in owed(programme)


def preview(report: OpenReport, _chosen: Action) -> Turn:
    """Both files as they would look now, the code of the evidence on them good already."""
    stop, talk, draft = asked(report), report.talk, report.draft
    if not offers_preview(report):
        return ask(report, stop)
    evidence = report.evidence_token
    report = report.with_draft(replace(draft, token=evidence))
    reserved = ReserveLink(draft.programme, draft.office, draft.indicator, evidence)
    if long := [one for one in printed(report) if one.long]:
        words = talk.say("papers.making", title=", ".join(one.title for one in long))
        names = (name_of_file(draft.programme, one.code, draft.office, DRAFT) for one in long)
        return ask(report, stop).after(Text(words)).also(reserved, *map(MakePaper, names))
    url = page(talk)
    words = talk.say("papers.preview", name=report.called, url=url, days=DAYS)
    turn = ask(report, stop).after(Text(words, ways(talk, url)))
    return turn.also(reserved, OpenPapers(token(talk)))


def made(talk: Talk, what: PaperMade) -> Turn:
    """A long paper somebody waits for is ready, wherever they are in the conversation by now."""
    if not what.is_made:
        return spoken(talk.state, Text(talk.say("papers.not_made")), must=True)
    url = page(talk)
    words = talk.say("papers.made", title=what.title, url=url, days=DAYS)
    said = spoken(talk.state, Text(words, ways(talk, url)), must=True)
    return said.also(OpenPapers(token(talk)))


def counted(talk: Talk, what: PagesCounted) -> Turn:
    """The paper of what is on the card before sending is too long: said at once, or it would be
    sent so; nothing once the card was left.
    """
    report = open_report(talk, talk.state.draft) if talk.state.draft else None
    if report is None or report.draft.id != what.draft or not talk.state.at_summary:
        return Turn(talk.state)
    edit = tap("edit", talk.language, report.action("edit"))
    send = tap("send", talk.language, report.action("send"))
    return spoken(talk.state, Text("\n".join(what.said), (edit, send)), must=True)


def page(talk: Talk) -> str:
    """The address of this person's papers."""
    return f"{talk.known.public_url}/p/{token(talk)}"


def token(talk: Talk) -> str:
    return talk.token_of("papers")  # another than that of the evidence


def ways(talk: Talk, url: str) -> tuple[Button, ...]:
    """The button that opens the page, where LINE opens it."""
    is_safe = url.startswith("https://")  # LINE opens no other
    return (Open(talk.say("buttons.papers"), url),) if is_safe else ()


COMMANDS = (Command("papers", plainly(papers), Where.HOME, help=Help("papers", 11, "see_score")),)
FORM_COMMANDS = (FormCommand("preview", preview, offers_preview, needs=(Need.SUBMISSIONS,)),)
