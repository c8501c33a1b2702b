"""ลิงก์และ QR: what opens a report's evidence, known before it is sent, for the paper that must
carry its code.
"""

from msgspec.structs import replace

from handlers.questions.asking import ask, asked
from handlers.questions.evidence import offers_link
from handlers.results.score_card import evidence_url, with_picture
from handlers.vocabulary.command import FormCommand, Need
from handlers.vocabulary.link_effects import ReserveLink
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn


def evidence_link(report: OpenReport) -> Turn:
    """The link and its picture, then what was on screen; the link stays the report's own."""
    if not offers_link(report):
        return ask(report, asked(report))
    stop, draft = asked(report), report.draft
    token = report.evidence_token
    report = report.with_draft(replace(draft, token=token))
    url = evidence_url(report.talk, token)
    words = report.talk.say("evidence.link", name=report.called, url=url)
    turn = ask(report, stop).after(*with_picture(report.talk, words, token, ()))
    return turn.also(ReserveLink(draft.programme, draft.office, draft.indicator, token))


FORM_COMMANDS = (
    FormCommand(
        "evidence_link", lambda opened, _: evidence_link(opened), offers_link, (Need.SUBMISSIONS,)
    ),
)
