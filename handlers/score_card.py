"""The score as a card: the number, its bar, each step of the sum, what could still be gained; and the receipt."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from handlers.actions import action
from handlers.effects import Submit
from handlers.messages import Card, Open, Picture, Text
from handlers.score_record import lines
from handlers.talk import Talk
from handlers.turn import tap
from scoring.indicator import Indicator
from scoring.programme import Programme
from thai.dates import BANGKOK, short


def score_card(
    talk: Talk, programme: Programme, indicator: Indicator, office: str, record: Mapping[str, Any], token: str = ""
) -> Card:
    final = record.get("final_score")
    figure = final or talk.say(f"score.status_{record['status']}")
    gains = [talk.say("score.gain", line=line) for line in lines(record, "gain", talk.language)[:2]]
    verifier = [talk.say("score.verifier", verifier=indicator.receiver)] if indicator.receiver else []
    return Card(
        alt=talk.say("score.alt", code=indicator.code, office=office, final=figure, late=_late(talk, record)),
        title=talk.say("score.title", code=indicator.code, name=indicator.short_name),
        subtitle=talk.say("score.subtitle", office=office, programme=programme.short_name),
        figure=figure,
        bar=Decimal(final) if final else None,
        lines=(*_status(talk, record), *lines(record, "lines", talk.language)),
        footnotes=(*gains, *verifier),
        button=_evidence_button(talk, token),
    )


def _status(talk: Talk, record: Mapping[str, Any]) -> tuple[str, ...]:
    return () if record["status"] == "scored" else (talk.say(f"score.status_{record['status']}"),)


def _late(talk: Talk, record: Mapping[str, Any]) -> str:
    late = next((one for one in record.get("deductions", ()) if one["reason"] == "late" and one["days"]), None)
    return f" {talk.say('score.alt_late', days=late['days'], points=late['points'])}" if late else ""


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
    buttons = (tap("report", talk.language, action("report")), tap("score", talk.language, action("score")))
    if not url:
        return (Text(words, buttons),)
    text = Text(f"{words}\n{talk.say('score.evidence_link', url=url)}", () if url.startswith("https://") else buttons)
    if not url.startswith("https://"):
        return (text,)
    return text, Picture(f"{talk.known.public_url}/qr/{submit.token}.png", buttons)
