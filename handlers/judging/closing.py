"""ปิดการประเมิน: the chair closes the round, each office hears its points; opened again only with a
reason, which the offices hear too.
"""

from handlers.judging.points_sheet import sheet
from handlers.judging.rounds import Round, round_of, short
from handlers.judging.settling import LONGEST_REASON, SHORTEST_REASON
from handlers.judging.standings import places
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.judging_effects import CloseJudging, ReopenJudging
from handlers.vocabulary.messages import Card, Text
from handlers.vocabulary.naming import first_named
from handlers.vocabulary.places import HOME, Judging
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.reviewed import Colleague
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, told
from handlers.vocabulary.words import heard, say
from scoring.judging import Place

MOST_NAMES = 6


def ask(talk: Talk, chosen: Action) -> Turn | None:
    """What closing means, with what is still open."""
    found = round_of(talk, chosen.programme)
    if found is None or not found.leads:
        return None
    if found.panel.is_closed:
        return told(talk.state, "judging.closed", found.tap("judged", "judged"))
    title = talk.say("closing.title", programme=found.programme.short_name)
    lines = _still_open(found)
    card = Card(
        alt=" · ".join([title, *lines]),
        title=title,
        lines=(*lines, talk.say("closing.means")),
        button=found.tap("judge_close_sure", "judge_close_sure"),
        choices=(found.tap("judged", "judged"),),
    )
    return spoken(talk.state.going(HOME), card)


def _still_open(found: Round) -> list[str]:
    """Offices that some judge has not gone through, and items that are not settled."""
    talk, panel, count = found.talk, found.panel, len(found.items)
    behind = [
        short(one)
        for one in found.offices
        if not found.judges_of(one.code)
        or any(
            panel.given.get((each.judge.id, one.code), 0) < count
            for each in found.judges_of(one.code)
        )
    ]
    lines = []
    if behind:
        names = first_named(behind, MOST_NAMES, talk.language)
        lines.append(talk.say("closing.behind", count=len(behind), names=names))
    if panel.apart:
        lines.append(talk.say("judged.apart", count=len(panel.apart)))
    return lines or [talk.say("closing.all_done")]


def close(talk: Talk, chosen: Action) -> Turn | None:
    """Closed; the offices that are judged in whole hear their rank, the others what was given."""
    found = round_of(talk, chosen.programme)
    if found is None or not found.leads:
        return None
    if found.panel.is_closed:
        return told(talk.state, "judging.closed", found.tap("judged", "judged"))
    version = talk.known.editions[found.programme.key].version
    placed = {one.office: one for one in places(found)}
    words = [
        tell
        for office, people in found.panel.told.items()
        if office in placed
        for tell in _word(found, placed[office], people)
    ]
    turn = told(talk.state.going(HOME), "closing.done", found.tap("judged", "judged"))
    return turn.also(CloseJudging(found.programme.key, version), *words)


def _word(found: Round, place: Place, people: tuple[Colleague, ...]) -> list[Tell]:
    """Its own sheet, to each of an office's people in their language."""
    languages = dict.fromkeys(one.language for one in people)
    return [
        Tell(
            tuple(one.id for one in people if one.language == language),
            sheet(found, place, language),
            must=True,
        )
        for language in languages
    ]


def ask_reopen(talk: Talk, chosen: Action) -> Turn | None:
    found = round_of(talk, chosen.programme)
    if found is None or not found.leads or not found.panel.is_closed:
        return None
    place = Judging(found.programme.key, "reopen")
    words = Text(talk.say("closing.ask_reopen"), (found.tap("cancel", "judged"),))
    return spoken(talk.state.going(place), words)


def wrote(talk: Talk, now: Judging, text: str) -> Turn:
    """Why the round is opened again."""
    found = round_of(talk, now.programme)
    if found is None or not found.leads or not found.panel.is_closed or heard("cancel", text):
        return told(talk.state.going(HOME), "closing.not_reopened")
    reason = " ".join(text.split())
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        return told(talk.state, "settle.reason_wanted", most=LONGEST_REASON)
    people = [one for told_ in found.panel.told.values() for one in told_]
    words = [
        Tell(
            tuple({one.id: None for one in people if one.language == language}),
            (
                Text(
                    say(
                        "closing.word_reopened",
                        language,
                        programme=found.programme.short_name,
                        reason=reason,
                    )
                ),
            ),
        )
        for language in dict.fromkeys(one.language for one in people)
    ]
    turn = told(talk.state.going(HOME), "closing.reopened", found.tap("judged", "judged"))
    return turn.also(ReopenJudging(found.programme.key, reason), *words)


COMMANDS = (
    Command("judge_close", ask, needs=(Need.JUDGING,)),
    Command("judge_close_sure", close, needs=(Need.JUDGING,)),
    Command("judge_reopen", ask_reopen, needs=(Need.JUDGING,)),
)
