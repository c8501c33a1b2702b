"""ดูที่มาของคะแนน: one score with every step of its sum, and what it rests on."""

from msgspec.structs import replace

from handlers.results.answers_card import answer_rows
from handlers.results.basis import moment_words
from handlers.results.changes import change_words
from handlers.results.figures import is_whole
from handlers.results.not_sent import not_sent
from handlers.results.score_card import checked, score_card
from handlers.results.whole import figure_card, figures_of
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.desk_words import whose_desk
from handlers.vocabulary.known import Edition, Submission
from handlers.vocabulary.messages import Card
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.programme import Programme


def why(talk: Talk, chosen: Action) -> Turn:
    """ดูที่มาของคะแนน: the stored score with every step of its sum."""
    programme, office, code = chosen.programme, chosen.office, chosen.indicator
    if not talk.may("see_score", programme, office):
        return not_yours(talk, programme, office)
    current = talk.known.editions[programme].programme
    figure = figures_of(talk, current, office).get(code) if is_whole(current, office) else None
    if figure is not None and figure.reports:
        card = figure_card(talk, current, office, figure)
        return spoken(talk.state, _with_moment(talk, current, card))
    submission = talk.known.submission(programme, office, code)
    if submission is None:
        return _none(talk, current, office, code)
    edition = talk.known.edition(programme, submission.version)
    if edition is None:
        return told(talk.state, "trouble.programme_gone")
    return spoken(talk.state, _report_card(talk, edition, submission))


def _none(talk: Talk, programme: Programme, office: str, code: str) -> Turn:
    """No score yet, and how the report that would give one stands."""
    words, _ = not_sent(talk, programme, office, code)
    begins = talk.may("report", programme.key, office)
    word = "report" if begins else "overview"
    return told(talk.state, "score.none", tap(word, talk.language, action(word)), stands=words)


def _report_card(talk: Talk, edition: Edition, sent: Submission) -> Card:
    """One report: its score with the sum, or what it adds to whose score and what was answered."""
    programme, work = edition.programme, edition.programme.work(sent.indicator)
    shows = bool(sent.evidence) and talk.may("see_evidence", programme.key, sent.office)
    review = sent.review
    at = review.at_office if review and review.state == "waiting" else ""
    desk = checked(talk, review) or whose_desk(talk, programme, work, at, sent.reporter_id)
    stands = (*change_words(talk, sent), *desk)
    name = programme.office(sent.office).name
    token = sent.token if shows else ""
    card = score_card(talk, programme, work, name, sent.counts, token, stands)
    if "final_score" in sent.counts or not work.form:
        return _with_moment(talk, programme, card)
    return replace(card, rows=answer_rows(talk, edition.forms(work.form), sent))


def _with_moment(talk: Talk, programme: Programme, card: Card) -> Card:
    """The moment of the figures stands on the card."""
    return replace(card, footnotes=(*card.footnotes, moment_words(talk, programme, talk.event.at)))


def not_yours(talk: Talk, programme: str, office: str) -> Turn:
    edition = talk.known.editions.get(programme)
    if edition is None or office not in {one.code for one in edition.programme.offices}:
        return told(
            talk.state, "trouble.old_button", tap("report", talk.language, action("report"))
        )
    return told(talk.state, "score.not_yours", office=edition.programme.office(office).name)


COMMANDS = (Command("why", why, needs=(Need.SUBMISSIONS, Need.EARLIER, Need.DESKS)),)
