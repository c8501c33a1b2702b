"""What is under every question: back, pause and cancel, always and always last."""

from handlers.messages import Button
from handlers.talk import OpenReport
from handlers.turn import tap


def always(report: OpenReport) -> tuple[Button, ...]:
    return tuple(tap(name, report.talk.language, report.action(name)) for name in ("back", "pause", "cancel"))
