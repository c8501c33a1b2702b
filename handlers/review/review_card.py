"""One report as its reviewer sees it: answers with what changed, evidence, the score, flags, and
what can be done.
"""

from decimal import Decimal

from forms.kinds import MEDIA_KINDS
from forms.model import Question
from forms.paths import below_root
from handlers import plausibility
from handlers.results.score_card import evidence_url, share_lines
from handlers.results.score_record import lines
from handlers.review.quality import quality_line
from handlers.review.review_desk import Desk, what_was_done
from handlers.review.what_counts import feeds_a_score
from handlers.vocabulary.answers import shown
from handlers.vocabulary.flags import Flagged, doubt_words, words
from handlers.vocabulary.messages import Button, Card, Open, Row, Tone
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap
from handlers.vocabulary.words import say
from scoring.plausible import Doubt
from thai.dates import BANGKOK, short

PAGE = 10


def review_card(desk: Desk, first: int = 0) -> Card:
    talk, sent, report = desk.talk, desk.sent, desk.report
    questions = report.session.questions()
    first = first if 0 <= first < len(questions) else 0
    rows = tuple(_row(desk, *one) for one in list(enumerate(questions, 1))[first : first + PAGE])
    final = sent.counts.get("final_score")
    figure = final or talk.say(f"score.status_{sent.counts['status']}")
    key = "checking.alt" if final else "checking.alt_unscored"
    return Card(
        alt=talk.say(
            key,
            name=report.called,
            office=report.office,
            reporter=sent.reporter,
            final=figure,
        ),
        title=report.titled,
        subtitle=f"{report.office} · {_sent(desk)}",
        figure=figure,
        bar=Decimal(final) if final else None,
        rows=rows,
        lines=_sum(desk) if first == 0 else (),
        footnotes=_footnotes(desk, first, len(questions)),
        **_buttons(desk, first, len(questions)),  # type: ignore[arg-type]
    )


def _sent(desk: Desk) -> str:
    sent = desk.sent
    at = sent.submitted_at.astimezone(BANGKOK)
    return desk.talk.say(
        "checking.sent",
        reporter=sent.reporter,
        day=short(at.date()),
        time=f"{at:%H:%M}",
        revision=sent.revision,
    )


def _row(desk: Desk, place: int, question: Question) -> Row:
    """An answer; what it was in the revision before, why it was sent back, and what the verifier
    found instead.
    """
    talk, session = desk.talk, desk.report.session
    label = talk.say(
        "report.numbered",
        number=place,
        label=session.say(question.label, question.path, talk.language),
    )
    now = shown(question, session.value(question.path), talk.language)
    note, tone = changed(desk, question, now)
    verified = desk.review.verified.get("values", {}).get(question.path)
    notes = [note]
    if verified is not None:
        notes.append(
            talk.say("checking.verified_value", value=shown(question, verified, talk.language))
        )
    if question.path in desk.review.reasons:
        notes.append(talk.say("checking.was_returned", reason=desk.review.reasons[question.path]))
    return Row(label, "\n".join(notes), tone)


def changed(desk: Desk, question: Question, now: str) -> tuple[str, Tone | None]:
    """88 แห่ง → 80 แห่ง, where an answer is another one than in the revision before."""
    if desk.under.before is None:
        return now, None
    before, value = (
        desk.under.before.get(below_root(question.path), ""),
        desk.report.session.value(question.path),
    )
    return (
        (now, None)
        if before == value
        else (difference(question, before, value, desk.talk.language), Tone.NEAR)
    )


def difference(question: Question, before: str, now: str, language: str) -> str:
    """An answer before and after, with its unit; of evidence how much there is of it now."""
    key = "checking.changed_files" if question.kind in MEDIA_KINDS else "checking.changed"
    return say(
        key, language, before=shown(question, before, language), now=shown(question, now, language)
    )


def _sum(desk: Desk) -> tuple[str, ...]:
    """The steps of the score, or what the report adds to whose score; and how a plan was judged."""
    record, talk = desk.sent.counts, desk.talk
    shares = share_lines(talk, desk.report.edition.programme, desk.report.office, record)
    return (*lines(record, "lines", talk.language), *shares, *quality_line(desk))


def _footnotes(desk: Desk, first: int, count: int) -> tuple[str, ...]:
    talk, verified = desk.talk, desk.review.verified
    told = [talk.say("checking.flag", flag=_doubt(desk, one)) for one in desk.sent.doubts]
    told += [talk.say("checking.flag", flag=_flag(talk, flagged)) for flagged in desk.under.flags]
    if verified:
        told.append(
            talk.say(
                "checking.verified",
                reported=_reported(desk),
                who=desk.under.verifier,
                reason=verified["reason"],
            )
        )
    if desk.review.state != "waiting":
        told.append(talk.say("checking.stands", **what_was_done(desk)))
    if count > PAGE:
        told.append(
            talk.say("checking.page", first=first + 1, last=min(first + PAGE, count), count=count)
        )
    return tuple(told)


def _doubt(desk: Desk, doubt: Doubt) -> str:
    """A number that is far from another, and that its sender stood by."""
    language = desk.talk.language
    return doubt_words(doubt, plausibility.label_of(desk.report, doubt), language)


def _reported(desk: Desk) -> str:
    """What was reported: the score, or the share where others are scored."""
    score, language = desk.sent.score, desk.talk.language
    shares = [str(one[language]) for one in score.get("shares", ())]
    return score.get("final_score") or " · ".join(shares) or "–"


def _flag(talk: Talk, flagged: Flagged) -> str:
    return talk.say("flag.cell", place=flagged.place, why=words(flagged.flag, talk.language))


def _buttons(desk: Desk, first: int, count: int) -> dict[str, object]:
    """ผ่าน, ส่งกลับ, แก้คะแนน while it waits; the evidence always."""
    language = desk.talk.language
    shows = bool(desk.sent.evidence)  # whoever reviews it sees what it rests on
    url = evidence_url(desk.talk, desk.sent.token if shows else "")
    further: list[Button] = (
        [
            Open(desk.talk.say("buttons.pictures"), f"{url}/pictures"),
            Open(desk.talk.say("buttons.evidence"), url),
        ]
        if url
        else []
    )
    choices = [tap("check", language, "check?")]
    if count > PAGE:
        after = first + PAGE if first + PAGE < count else 0
        choices.insert(
            0,
            tap(
                "more" if after else "from_top", language, desk.action("review", number=str(after))
            ),
        )
    is_mine = desk.talk.may("review", desk.sent.programme, desk.review.at_office)
    if desk.review.state != "waiting" or not is_mine:
        return {"further": tuple(further), "choices": tuple(choices)}
    scored = feeds_a_score(desk.report.edition.programme, desk.report.indicator)
    verify = (tap("verify", language, desk.action("verify")),) if scored else ()
    return {
        "button": tap("accept", language, desk.action("accept")),
        "second": tap("send_back", language, desk.action("send_back")),
        "further": (*verify, *further),
        "choices": tuple(choices),
    }
