"""One report looked at and passed: ผ่าน, with the word to whoever sent it, and whose turn it is
then.
"""

from handlers.reports.report import told_of
from handlers.review.review_card import review_card
from handlers.review.review_chain import next_office
from handlers.review.review_desk import Desk, deciding, desk
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.desk_words import whose_desk
from handlers.vocabulary.messages import Text
from handlers.vocabulary.places import Reviewing
from handlers.vocabulary.review_effects import Accept, Tell
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap
from handlers.vocabulary.words import say

LONGEST_REASON = 300


def look(talk: Talk, chosen: Action) -> Turn:
    """One report from the queue, as a card."""
    found = desk(talk)
    if isinstance(found, Turn):
        return found
    first = chosen.first
    return spoken(talk.state.undecided(), review_card(found, first))


def accept(talk: Talk, chosen: Action) -> Turn:
    """ผ่าน: on to whoever is next, or the end of the way."""
    found = deciding(talk, chosen.desk)
    if isinstance(found, Turn):
        return found
    sent, report = found.sent, found.report
    programme = report.edition.programme
    then = next_office(
        talk.known.memberships, programme, report.indicator, sent.office, found.review.at_office
    )
    final = sent.counts.get("final_score")
    key = "checking.passed_on" if then else "checking.passed"
    words = {
        "name": report.called,
        "office": report.office,
        "next": programme.office(then).name if then else "",
    }
    said = "\n".join([talk.say(key, **words), *_nobody_there(talk, found, then)])
    state = talk.state.undecided()
    turn = spoken(state, Text(said, (tap("check", talk.language, action("check")),)))
    turn = turn.also(Accept(sent.id, then, final))
    return turn if then else turn.also(*_word_of_acceptance(found, final))


def _nobody_there(talk: Talk, found: Desk, then: str) -> tuple[str, ...]:
    """That nobody has joined where the report goes next, and who sees to it meanwhile."""
    programme, work = found.report.edition.programme, found.report.indicator
    if not then or talk.known.desks.get((programme.key, then)):
        return ()
    return whose_desk(talk, programme, work, then, found.sent.reporter_id)


def _word_of_acceptance(found: Desk, final: str | None) -> tuple[Tell, ...]:
    """Said with the reporter's next free reply: good news can wait."""
    key = "returned.accepted" if final else "returned.accepted_unscored"
    return tuple(
        Tell(
            (one.id,),
            (Text(say(key, one.language, name=named(found), final=final)),),
        )
        for one in found.under.reporters
    )


def named(found: Desk) -> str:
    return f"{found.report.called} {found.report.office}"


def is_reason(text: str) -> bool:
    """Whether a text can stand as the reason of a decision: a word or more, and no essay."""
    return 3 <= len(text) <= LONGEST_REASON


def ask_for_reason(found: Desk) -> Turn:
    """What was typed is no reason; how long one may be."""
    words = found.talk.say("checking.reason_wanted", most=LONGEST_REASON)
    return spoken(found.talk.state, Text(words, (found.drop_button(),)))


def begin(talk: Talk, reviewing: Reviewing) -> tuple[Talk, tuple[Text, ...]]:
    """Goes over to the review; an open report is put aside, and that is said."""
    open_one = talk.state.draft
    said = told_of(talk, open_one) if open_one else ()
    return talk.going(reviewing), said


COMMANDS = (
    Command("review", look, needs=(Need.UNDER,)),
    Command("accept", accept, needs=(Need.UNDER, Need.DESKS)),
)
