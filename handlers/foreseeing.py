"""ดูคะแนนก่อนส่ง: the score that would follow if the report on screen were sent now, with its sum, and
what waiting a day would make of it. Nothing is sent by it.
"""

from datetime import timedelta

from msgspec.structs import replace

from handlers.questions.asking import ask
from handlers.results.score_card import score_card, share_lines
from handlers.results.shares import fed_figures, worth_of
from handlers.sending import as_sent, submission_of
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import FormCommand, Need, at_summary
from handlers.vocabulary.effects import Submit
from handlers.vocabulary.messages import Card
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken, tap
from thai.dates import short


def foresee(report: OpenReport, _chosen: Action) -> Turn:
    """The card of the score as it would be; the question that still lacks an answer, where one
    does.
    """
    if report.session.next_stop() is not None or report.draft.survey or report.draft.trial:
        return ask(report)
    submit = submission_of(report)
    card = _card(report, submit)
    send = tap("send", report.talk.language, report.action("send"))
    edit = tap("edit", report.talk.language, report.action("edit"))
    return spoken(report.on_summary(), replace(card, button=send, second=edit))


def _card(report: OpenReport, submit: Submit) -> Card:
    """Its own score, else that of the office's indicator which it would feed, else its share."""
    talk, programme, work = report.talk, report.edition.programme, report.indicator
    sent = as_sent(report, submit)
    indicator, record = work, submit.score
    for fed in fed_figures(programme, sent, talk.known.submissions, talk.event.at):
        indicator, record = fed.indicator, fed.record
        break
    card = score_card(talk, programme, indicator, report.office, record)
    final = record.get("final_score")
    if final is None:
        words = share_lines(talk, programme, report.office, record)
        told = talk.say("what_if.before_sending_sent", words=" · ".join(words) or card.title)
        return replace(card, alt=told, figure="", lines=words, footnotes=(_nothing_sent(report),))
    told = talk.say("what_if.before_sending", final=final)
    return replace(
        card,
        alt=f"{told} · {card.title}",
        lines=(told, *card.lines, *_tomorrow(report, submit)),
        footnotes=(*card.footnotes, _nothing_sent(report)),
    )


def _nothing_sent(report: OpenReport) -> str:
    return report.talk.say("what_if.thought")


def _tomorrow(report: OpenReport, submit: Submit) -> tuple[str, ...]:
    """What the same report would be worth tomorrow; nothing where waiting costs nothing."""
    if submit.counted_from != report.talk.today:
        return ()
    day = submit.counted_from + timedelta(days=1)
    later = replace(as_sent(report, submit), counted_from=day)
    worth = worth_of(
        report.edition.programme,
        report.indicator,
        report.session.questions(),
        later,
        report.draft.merged,
    )
    then, now = worth.get("final_score"), submit.score.get("final_score")
    if then is None or then == now:
        return ()
    return (report.talk.say("what_if.tomorrow_then", day=short(day), final=then),)


FORM_COMMANDS = (
    FormCommand("foresee", foresee, at_summary, (Need.SUBMISSIONS, Need.PIECES, Need.ELSEWHERE)),
)
