"""What is under every question: back, pause and cancel, always and always last."""

from handlers.vocabulary.messages import Button
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import tap


def always(report: OpenReport) -> tuple[Button, ...]:
    return tuple(
        tap(name, report.talk.language, report.action(name)) for name in ("back", "pause", "cancel")
    )
