"""A verifier's value that stands: kept beside the reported one, shown, and told to the reporter."""

from msgspec.structs import replace

from handlers.review.review_card import review_card
from handlers.review.review_desk import Desk
from handlers.review.verified_score import verified_by
from handlers.vocabulary.known import Submission
from handlers.vocabulary.messages import Text
from handlers.vocabulary.places import Reviewing
from handlers.vocabulary.review_effects import Tell, Verify
from handlers.vocabulary.turn import Turn, spoken
from handlers.vocabulary.words import say


def settled(found: Desk, now: Reviewing, reason: str) -> Turn:
    """The verifier's value with its reason: kept, shown, and told to the reporter."""
    verified = verified_by(found, now, reason)
    talk = replace(found.talk, state=found.talk.state.undecided())
    sent = replace(found.sent, review=replace(found.review, verified=verified))
    under = replace(found.under, submission=sent, verifier=talk.known.name)
    after = replace(found, talk=talk, under=under)
    old, new = _figure(found.sent, talk.language), _figure(sent, talk.language)
    words = _change("checking.score_changed", old, new, talk.language) if old != new else ""
    said = Text(words or talk.say("checking.kept", reason=reason))
    turn = spoken(talk.state, said, review_card(after))
    was = found.sent.counts.get("final_score")
    return turn.also(Verify(sent.id, verified, was), *_word(after, old, new, reason))


def _figure(sent: Submission, language: str) -> str | None:
    """The score, or the share where others are scored."""
    shares = [str(one[language]) for one in sent.counts.get("shares", ())]
    return sent.counts.get("final_score") or " · ".join(shares) or None


def _change(key: str, old: str | None, new: str | None, language: str, **values: str) -> str:
    """3.8222 → 2.9974, in a sentence; an indicator without a score is left out."""
    left_out = say("score.status_excluded", language)
    return say(key, language, old=old or left_out, new=new or left_out, **values)


def _word(found: Desk, old: str | None, new: str | None, reason: str) -> tuple[Tell, ...]:
    """Pushed to the reporter, while the month's messages allow it: the number is another now."""
    name = f"{found.report.called} {found.report.office}"
    return tuple(
        Tell(
            (one.id,),
            (Text(_change("returned.verified", old, new, one.language, name=name, reason=reason)),),
            must=True,
        )
        for one in found.under.reporters
    )
