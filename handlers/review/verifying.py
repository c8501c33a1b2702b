"""แก้คะแนน: the verifier's value beside the reported one, with a reason; the rulebook works the
score out anew.
"""

from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from forms.filling.typed import Misread, read_answer
from forms.model import Question
from handlers.review import quality
from handlers.review.review_desk import Desk, bare, deciding
from handlers.review.reviewing import ask_for_reason, begin, is_reason
from handlers.review.settled import settled
from handlers.review.verified_score import EXCLUDED, decided
from handlers.review.what_counts import UNREADABLE, counting
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Button, Text
from handlers.vocabulary.places import Reviewing
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap
from scoring.lines import rounded
from thai.digits import number


def start(talk: Talk, chosen: Action) -> Turn:
    """Which value is another one; or the score itself, where no value of the form decides it."""
    found = deciding(talk, chosen.desk)
    if isinstance(found, Turn):
        return found
    talk, said = begin(talk, Reviewing(bare(found.sent.id), "value_pick"))
    return ask_which(replace(found, talk=talk)).after(*said)


def ask_which(found: Desk) -> Turn:
    talk, report = found.talk, found.report
    numbered = counting(found)
    lines = [talk.say("checking.ask_value" if numbered else "checking.no_values")]
    lines += [
        talk.say(
            "report.numbered", number=place, label=f"{report.label(one)}: {found.reported(one)}"
        )
        for place, one in numbered
    ]
    buttons: list[Button] = [
        tap(
            "edit_one",
            talk.language,
            found.action("verify_one", question=report.session.key(one.path)),
            place=place,
        )
        for place, one in numbered[:9]
    ]
    buttons += quality.quality_buttons(found)
    if decided(found):
        buttons.append(tap("set_score", talk.language, found.action("verify_score")))
        buttons.append(tap("exclude", talk.language, found.action("verify_exclude")))
    return spoken(talk.state, Text("\n".join(lines), (*buttons, found.drop_button())))


def one(talk: Talk, chosen: Action) -> Turn:
    """The verifier's value at one question."""
    found = deciding(talk, chosen.desk)
    if isinstance(found, Turn):
        return found
    question = found.report.session.by_key(chosen.question)
    if not isinstance(question, Question) or question.kind in UNREADABLE:
        return ask_which(found)
    talk, said = begin(talk, Reviewing(bare(found.sent.id), "value", at=question.path))
    return _ask_value(replace(found, talk=talk), question).after(*said)


def _ask_value(found: Desk, question: Question) -> Turn:
    words = found.talk.say(
        "checking.ask_one", label=found.report.label(question), reported=found.reported(question)
    )
    if question.choices:
        names = [choice.label.text(found.talk.language) for choice in question.choices]
        numbered = [
            found.talk.say("report.numbered", number=place, label=name)
            for place, name in enumerate(names, 1)
        ]
        words = "\n".join([words, *numbered])
    return spoken(found.talk.state, Text(words, (found.drop_button(),)))


def by_hand(talk: Talk, chosen: Action) -> Turn:
    """The score itself, or that the indicator is left out: where a person has to decide."""
    found = deciding(talk, chosen.desk)
    if isinstance(found, Turn):
        return found
    if decided(found) is None:
        return ask_which(found)
    is_out = chosen.name == "verify_exclude"
    now = Reviewing(
        bare(found.sent.id), "value_reason" if is_out else "score", value=EXCLUDED if is_out else ""
    )
    talk, said = begin(talk, now)
    found = replace(found, talk=talk)
    return (ask_reason(found) if is_out else _ask_score(found)).after(*said)


def _ask_score(found: Desk) -> Turn:
    most = _most(found)
    reported = found.sent.score.get("final_score") or "–"
    return spoken(
        found.talk.state,
        Text(
            found.talk.say("checking.ask_score", most=most, reported=reported),
            (found.drop_button(),),
        ),
    )


def _most(found: Desk) -> Decimal:
    """The most points there can be: 5, or what a rubric gives at most, which is its weight."""
    indicator = decided(found)
    if indicator is None or not indicator.measure.in_points:
        return Decimal(5)
    return indicator.weight or Decimal(5)


def ask_reason(found: Desk) -> Turn:
    return spoken(
        found.talk.state, Text(found.talk.say("checking.ask_reason"), (found.drop_button(),))
    )


def wrote(found: Desk, text: str) -> Turn:
    """A typed value, score or reason."""
    now = found.talk.state.reviewing
    assert now is not None, "typed only while reviewing"
    match now.doing:
        case "value_pick":
            return _typed_place(found, text)
        case "value":
            return _typed_value(found, now, text)
        case "score":
            return _typed_score(found, now, text)
        case _:
            return _typed_reason(found, now, " ".join(text.split()))


def _typed_place(found: Desk, text: str) -> Turn:
    place = number(text)
    question = dict(counting(found)).get(int(place)) if place is not None else None
    if question is None:
        return ask_which(found)
    return _ask_value(
        found.doing(Reviewing(bare(found.sent.id), "value", at=question.path)), question
    )


def _typed_value(found: Desk, now: Reviewing, text: str) -> Turn:
    talk, question = found.talk, found.report.session.question(now.at)
    if question is None:
        return ask_which(found)
    value = read_answer(question, text, language=talk.language, today=talk.today)
    if isinstance(value, Misread):
        return _ask_value(found, question).after(Text(talk.say(f"misread.{value.code}")))
    if found.report.session.breaks_constraint(question, value):
        why = found.report.session.say(question.constraint_message, question.path, talk.language)
        return _ask_value(found, question).after(Text(why or talk.say("report.out_of_range")))
    return ask_reason(found.doing(replace(now, doing="value_reason", value=value)))


def _typed_score(found: Desk, now: Reviewing, text: str) -> Turn:
    points, most = number(text), _most(found)
    if points is None or not 0 <= points <= most:
        return _ask_score(found).after(Text(found.talk.say("checking.score_wanted", most=most)))
    value = str(rounded(Fraction(points)))
    return ask_reason(found.doing(replace(now, doing="value_reason", value=value)))


def _typed_reason(found: Desk, now: Reviewing, reason: str) -> Turn:
    if not is_reason(reason):
        return ask_for_reason(found)
    return settled(found, now, reason)


COMMANDS = (
    Command("verify", start, needs=(Need.UNDER,)),
    Command("verify_one", one, needs=(Need.UNDER,)),
    Command("verify_score", by_hand, needs=(Need.UNDER,)),
    Command("verify_exclude", by_hand, needs=(Need.UNDER,)),
)
