"""The score as a card: the number, its bar, each step of the sum, what could still be gained; and
the receipt.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from handlers.results.score_record import lines
from handlers.vocabulary.actions import action
from handlers.vocabulary.effects import Submit
from handlers.vocabulary.messages import Button, Card, Open, Picture, Text
from handlers.vocabulary.naming import called, titled
from handlers.vocabulary.reviewed import Review
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import tap
from scoring.programme import Programme
from scoring.work import Work
from thai.dates import BANGKOK, short


def score_card(
    talk: Talk,
    programme: Programme,
    indicator: Work,
    office: str,
    record: Mapping[str, Any],
    token: str = "",
    stands: tuple[str, ...] = (),
) -> Card:
    """`stands` says what a review made of the report, or who has it now."""
    if "final_score" not in record:
        return sent_card(talk, programme, indicator, office, record, token, stands)
    final = record.get("final_score")
    figure = final or talk.say(f"score.status_{record['status']}")
    gains = [talk.say("score.gain", line=line) for line in lines(record, "gain", talk.language)[:2]]
    return Card(
        alt=talk.say(
            "score.alt",
            name=called(programme, indicator, talk.language),
            office=office,
            final=figure,
            late=_late(talk, record),
        ),
        title=titled(programme, indicator, talk.language),
        subtitle=talk.say("score.subtitle", office=office, programme=programme.short_name),
        figure=figure,
        bar=Decimal(final) if final else None,
        lines=(*_status(talk, record), *lines(record, "lines", talk.language)),
        footnotes=(*gains, *stands),
        button=_evidence_button(talk, token),
    )


def checked(talk: Talk, review: Review | None) -> tuple[str, ...]:
    """What a review has made of it; nothing while it waits for its first one."""
    if review is None:
        return ()
    said = [talk.say("score.verified", reason=review.verified["reason"])] if review.verified else []
    if review.state == "accepted" and review.reviewer:
        said.append(talk.say("score.accepted", who=review.reviewer.name))
    return tuple(said)


def sent_card(
    talk: Talk,
    programme: Programme,
    work: Work,
    office: str,
    record: Mapping[str, Any],
    token: str = "",
    stands: tuple[str, ...] = (),
) -> Card:
    """What has no score of its own: that it has been sent, what it adds to whose score, and who
    looks at it next.
    """
    title = titled(programme, work, talk.language)
    shares = share_lines(talk, programme, office, record)
    return Card(
        alt=" · ".join([talk.say("score.form_alt", name=title, office=office), *shares]),
        title=title,
        subtitle=talk.say("score.subtitle", office=office, programme=programme.short_name),
        figure=talk.say("score.status_sent"),
        lines=shares,
        footnotes=stands,
        button=_evidence_button(talk, token),
    )


def share_lines(
    talk: Talk, programme: Programme, office: str, record: Mapping[str, Any]
) -> tuple[str, ...]:
    """ส่วนของอำเภอบ้านบึง 2 จาก 3 เรื่อง, for each indicator the report adds to."""
    told = record.get("shares", ())
    key = "score.share" if len(told) == 1 else "score.share_to"
    return tuple(
        talk.say(key, office=office, indicator=one["indicator"], share=one[talk.language])
        for one in told
        if one["indicator"] in {each.code for each in programme.indicators}
    )


def _status(talk: Talk, record: Mapping[str, Any]) -> tuple[str, ...]:
    return () if record["status"] == "scored" else (talk.say(f"score.status_{record['status']}"),)


def _late(talk: Talk, record: Mapping[str, Any]) -> str:
    late = next(
        (one for one in record.get("deductions", ()) if one["reason"] == "late" and one["days"]),
        None,
    )
    return (
        f" {talk.say('score.alt_late', days=late['days'], points=late['points'])}" if late else ""
    )


def _evidence_button(talk: Talk, token: str) -> Open | None:
    url = evidence_url(talk, token)
    return Open(talk.say("buttons.evidence"), url) if url else None


def evidence_url(talk: Talk, token: str) -> str:
    return f"{talk.known.public_url}/e/{token}" if talk.known.public_url and token else ""


def receipt(talk: Talk, submit: Submit) -> tuple[Text | Picture, ...]:
    """The receipt with the evidence link, and its QR code where pictures can be shown (https)."""
    at = submit.at.astimezone(BANGKOK)
    words = talk.say(
        "score.receipt",
        number=submit.id.removeprefix("uuid:")[:8],
        revision=submit.revision,
        day=short(at.date()),
        time=f"{at:%H:%M}",
        evidence=len(submit.evidence),
    )
    url = evidence_url(talk, submit.token) if submit.evidence else ""
    buttons = (
        tap("report", talk.language, action("report")),
        tap("score", talk.language, action("score")),
    )
    if not url:
        return (Text(words, buttons),)
    return with_picture(
        talk, f"{words}\n{talk.say('score.evidence_link', url=url)}", submit.token, buttons
    )


def with_picture(
    talk: Talk, words: str, token: str, buttons: tuple[Button, ...]
) -> tuple[Text | Picture, ...]:
    """Words, and the QR picture of a token below them where LINE can show it (https)."""
    if not talk.known.public_url.startswith("https://"):
        return (Text(words, buttons),)
    return Text(words), Picture(f"{talk.known.public_url}/qr/{token}.png", buttons)
