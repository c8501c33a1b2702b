"""ส่งกลับ: which questions go back, why each of them, whether a new day counts, and the word to the
reporter.
"""

from msgspec.structs import replace

from forms.model import Question
from handlers.review.review_card import review_card
from handlers.review.review_desk import Desk, bare, deciding
from handlers.review.reviewing import ask_for_reason, begin, is_reason, named
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Card, Row, Tap, Text
from handlers.vocabulary.places import Reviewing
from handlers.vocabulary.review_effects import SendBack, Tell
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import say
from thai.digits import number

MOST_NUMBERS = 11  # buttons beside "done" and "cancel"


def send_back(talk: Talk, chosen: Action) -> Turn:
    """ส่งกลับ: first, which questions."""
    found = deciding(talk, chosen.desk)
    if isinstance(found, Turn):
        return found
    talk, said = begin(talk, Reviewing(bare(found.sent.id), "pick"))
    return ask_which(replace(found, talk=talk)).after(*said)


def ask_which(found: Desk) -> Turn:
    """The questions with their answers, ticked as they are picked; numbers may also be typed."""
    talk, now = found.talk, found.talk.state.reviewing
    assert now is not None, "asked only while reviewing"
    questions = found.report.session.questions()
    told_lines = [talk.say("checking.ask_which")]
    for place, question in enumerate(questions, 1):
        line = talk.say("report.numbered", number=place, label=_short(found, question))
        told_lines.append(
            talk.say("choices.ticked", line=line) if question.path in now.picked else line
        )
    numbers = [
        Tap(str(place), found.action("back_pick", question=found.report.session.key(one.path)))
        for place, one in enumerate(questions, 1)
    ][:MOST_NUMBERS]
    done = (tap("done", talk.language, found.action("back_picked")),) if now.picked else ()
    return spoken(talk.state, Text("\n".join(told_lines), (*numbers, *done, found.drop_button())))


def _short(found: Desk, question: Question) -> str:
    return f"{found.report.label(question)}: {found.reported(question)}"


def pick(talk: Talk, chosen: Action) -> Turn:
    """One question more, or one less."""
    found = _on_it(talk, chosen)
    if isinstance(found, Turn):
        return found
    question = found.report.session.by_key(chosen.question)
    return _picked(found, [question.path]) if isinstance(question, Question) else ask_which(found)


def _picked(found: Desk, paths: list[str]) -> Turn:
    now = found.talk.state.reviewing
    assert now is not None, "picked only while reviewing"
    picked = {*now.picked} ^ {*paths}
    ordered = tuple(one.path for one in found.report.session.questions() if one.path in picked)
    talk = found.talk.becoming(where=replace(now, doing="pick", picked=ordered, reasons={}))
    return ask_which(replace(found, talk=talk))


def picked_all(talk: Talk, chosen: Action) -> Turn:
    """เลือกครบแล้ว: now the reasons, one after the other."""
    found = _on_it(talk, chosen)
    return found if isinstance(found, Turn) else ask_why(found)


def _on_it(talk: Talk, chosen: Action) -> Desk | Turn:
    """The desk, while this very report is being sent back."""
    found = deciding(talk, chosen.desk)
    if isinstance(found, Turn):
        return replace(found, state=found.state.undecided())
    now = talk.state.reviewing
    if now is None or now.submission != bare(found.sent.id):
        return spoken(talk.state, Text(talk.say("checking.start_again")), review_card(found))
    return found


def ask_why(found: Desk) -> Turn:
    """Why the next question goes back; when every one has its reason, all of it once more to be
    confirmed.
    """
    talk, now = found.talk, found.talk.state.reviewing
    assert now is not None, "asked only while reviewing"
    if not now.picked:
        return ask_which(found).after(Text(talk.say("checking.none_picked")))
    path = next((one for one in now.picked if one not in now.reasons), "")
    question = found.report.session.question(path)
    if question is None:
        return confirm(found)
    place = [one.path for one in found.report.session.questions()].index(path) + 1
    talk = talk.becoming(where=replace(now, doing="reason", at=path))
    words = talk.say("checking.ask_why", place=place, answer=_short(found, question))
    return spoken(talk.state, Text(words, (found.drop_button(),)))


def wrote(found: Desk, text: str) -> Turn:
    """A typed answer while something is being sent back."""
    now = found.talk.state.reviewing
    assert now is not None, "typed only while reviewing"
    match now.doing:
        case "pick":
            return _typed_numbers(found, text)
        case "reason" | "restart":
            return _typed_reason(found, now, " ".join(text.split()))
        case _:
            return confirm(found)


def _typed_numbers(found: Desk, text: str) -> Turn:
    questions = found.report.session.questions()
    places = [number(part) for part in text.replace(",", " ").split()]
    if not places or not all(
        place is not None and place in range(1, len(questions) + 1) for place in places
    ):
        return ask_which(found).after(
            Text(found.talk.say("checking.number_wanted", count=len(questions)))
        )
    return _picked(found, [questions[int(place) - 1].path for place in places if place is not None])


def _typed_reason(found: Desk, now: Reviewing, reason: str) -> Turn:
    if not is_reason(reason):
        return ask_for_reason(found)
    if now.doing == "restart":
        return confirm(found.doing(replace(now, doing="confirm", restarts=reason)))
    return ask_why(found.doing(replace(now, reasons={**now.reasons, now.at: reason})))


def confirm(found: Desk) -> Turn:
    """Everything that will be said to the reporter, before it is."""
    now = found.talk.state.reviewing
    assert now is not None, "confirmed only while reviewing"
    found = found.doing(replace(now, doing="confirm"))
    talk, language = found.talk, found.talk.language
    rows = tuple(Row(_short(found, one), now.reasons[one.path]) for one in _questions(found, now))
    day = "checking.day_restarts" if now.restarts else "checking.day_holds"
    words = talk.say(day, reason=now.restarts)
    card = Card(
        alt=talk.say("checking.confirm_alt", name=named(found), count=len(rows)),
        title=talk.say("checking.confirm_title", name=named(found)),
        rows=rows,
        footnotes=(words,),
        button=tap("back_send", language, found.action("back_send")),
        second=None
        if now.restarts
        else tap("back_restart", language, found.action("back_restart")),
        choices=(found.drop_button(),),
    )
    return spoken(talk.state, card)


def _questions(found: Desk, now: Reviewing) -> list[Question]:
    return [one for one in found.report.session.questions() if one.path in now.reasons]


def restart(talk: Talk, chosen: Action) -> Turn:
    """The correction's own day is to count: only with a reason."""
    found = _on_it(talk, chosen)
    if isinstance(found, Turn):
        return found
    now = talk.state.reviewing
    assert now is not None, "checked before"
    found = found.doing(replace(now, doing="restart"))
    return spoken(
        found.talk.state, Text(found.talk.say("checking.ask_restart"), (found.drop_button(),))
    )


def sent_back(talk: Talk, chosen: Action) -> Turn:
    """ส่งกลับให้แก้: written, and the reporter is told at once."""
    found = _on_it(talk, chosen)
    if isinstance(found, Turn):
        return found
    now = talk.state.reviewing
    assert now is not None, "checked before"
    if not now.picked or set(now.picked) != set(now.reasons):
        return ask_why(found)
    state = talk.state.undecided()
    button = tap("check", talk.language, action("check"))
    key = "checking.sent_back" if found.under.reporters else "checking.sent_back_to_nobody"
    turn = told(state, key, button, name=named(found), count=len(now.reasons))
    return turn.also(
        SendBack(found.sent.id, now.reasons, now.restarts), *_word_of_return(found, now)
    )


def _word_of_return(found: Desk, now: Reviewing) -> tuple[Tell, ...]:
    """Pushed: what goes back, why, and the button that opens exactly these questions."""
    return tuple(
        Tell((one.id,), (_returned_card(found, now, one.language),), must=True)
        for one in found.under.reporters
    )


def _returned_card(found: Desk, now: Reviewing, language: str) -> Card:
    rows = tuple(Row(_short(found, one), now.reasons[one.path]) for one in _questions(found, now))
    reasons = " · ".join(f"{row.title}: {row.note}" for row in rows)
    day = (
        say("returned.day_restarts", language, reason=now.restarts)
        if now.restarts
        else say("returned.day_holds", language)
    )
    return Card(
        alt=say("returned.alt", language, name=named(found), count=len(rows), reasons=reasons),
        title=say("returned.title", language, name=named(found)),
        subtitle=say("returned.subtitle", language, who=found.talk.known.name, count=len(rows)),
        rows=rows,
        footnotes=(day,),
        button=tap("correct", language, action("correct", report=bare(found.sent.id))),
    )


COMMANDS = (
    Command("send_back", send_back, needs=(Need.UNDER,)),
    Command("back_pick", pick, needs=(Need.UNDER,)),
    Command("back_picked", picked_all, needs=(Need.UNDER,)),
    Command("back_restart", restart, needs=(Need.UNDER,)),
    Command("back_send", sent_back, needs=(Need.UNDER,)),
)
