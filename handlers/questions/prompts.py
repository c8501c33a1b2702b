"""What each type of question shows besides its words: the buttons that answer it."""

import re
from decimal import Decimal, InvalidOperation

from forms.kinds import MEDIA_KINDS
from forms.model import Question
from handlers.questions import choosing, evidence
from handlers.vocabulary.messages import (
    Button,
    ChoosePhotos,
    Clock,
    Pick,
    SendPlace,
    TakePhoto,
    Tap,
)
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import tap

CLOCKS = {"date": Clock.DATE, "time": Clock.TIME, "datetime": Clock.MOMENT}
LONG_TEXT = {"multiline", "textarea"}  # appearances
MOST_STEPS = 9  # of a range that is shown as buttons
_LIMIT = re.compile(r"\.\s*(?P<sign><=|>=|<|>)\s*(?P<value>today\(\)|'\d{4}-\d{2}-\d{2}')")
_AND = re.compile(r"\s+and\s+")


def buttons(
    report: OpenReport, question: Question, page: choosing.Page | None
) -> tuple[Button, ...]:
    """The question's own buttons, those for leaving it out, going back, pausing and cancelling not
    among them.
    """
    if question.kind in MEDIA_KINDS:
        return evidence.evidence_buttons(report, question)
    if page is not None:
        return choosing.buttons(report, question, page)
    match question.kind:
        case "date" | "time" | "datetime":
            return (_pick(report, question),)
        case "geopoint":
            return (SendPlace(report.talk.say("buttons.place")),)
        case "barcode" if not report.draft.survey:
            say = report.talk.say
            return (TakePhoto(say("buttons.camera")), ChoosePhotos(say("buttons.photos")))
        case "geotrace" | "geoshape":
            return _of_points(report, question)
        case "acknowledge":
            return (tap("acknowledge", report.talk.language, _answer(report, question, "OK")),)
        case "range":
            return tuple(Tap(step, _answer(report, question, step)) for step in steps(question))
        case _:
            return ()


def _of_points(report: OpenReport, question: Question) -> tuple[Button, ...]:
    place = SendPlace(report.talk.say("buttons.place"))
    if question.path not in report.draft.writing:
        return (place,)
    chosen = report.action("chosen", question=report.session.key(question.path))
    return (place, tap("enough", report.talk.language, chosen))


def is_long(question: Question) -> bool:
    """Whether its text may come in several messages."""
    return question.kind == "text" and bool(question.appearance & LONG_TEXT)


def so_far(report: OpenReport, question: Question) -> str:
    """Of a long text: how much of it has come in, or that it may come in parts."""
    if question.path not in report.draft.writing:
        return report.talk.say("long_text.tip")
    return report.talk.say("long_text.got", count=len(report.session.value(question.path)))


def _answer(report: OpenReport, question: Question, value: str = "") -> str:
    return report.action("answer", question=report.session.key(question.path), value=value)


def _pick(report: OpenReport, question: Question) -> Pick:
    words = report.talk.say(f"buttons.pick_{question.kind}")
    earliest, latest = (
        _limits(question, report.talk.today.isoformat()) if question.kind == "date" else ("", "")
    )
    return Pick(words, _answer(report, question), CLOCKS[question.kind], earliest, latest)


def _limits(question: Question, today: str) -> tuple[str, str]:
    """The first and last day a simple constraint allows; no limit where it says more than that."""
    found = {"earliest": "", "latest": ""}
    for part in _AND.split(question.rules.constraint_text.strip()):
        limit = _LIMIT.fullmatch(part.strip())
        if limit:
            day = today if limit["value"] == "today()" else limit["value"].strip("'")
            found["latest" if limit["sign"].startswith("<") else "earliest"] = day
    is_sound = not (found["earliest"] and found["latest"]) or found["earliest"] < found["latest"]
    return (found["earliest"], found["latest"]) if is_sound else ("", "")


def steps(question: Question) -> list[str]:
    """Every step of a short range, as its answers are written; none for a long one."""
    try:
        lowest, highest, step = (
            Decimal(part) for part in (question.lowest, question.highest, question.step)
        )
    except InvalidOperation:
        return []
    if step <= 0 or not 0 <= (highest - lowest) / step < MOST_STEPS:
        return []
    return [_plain(lowest + step * place) for place in range(int((highest - lowest) / step) + 1)]


def limits(question: Question) -> dict[str, str]:
    """Of a range: where it begins and ends and by which steps, as people write numbers."""
    told = {"lowest": question.lowest, "highest": question.highest, "step": question.step}
    return {name: _as_written(number) for name, number in told.items() if number}


def _as_written(number: str) -> str:
    try:
        return _plain(Decimal(number))
    except InvalidOperation:
        return number


def _plain(number: Decimal) -> str:
    """2.5, 10: without the zeros after the point that say nothing."""
    return format(number.normalize(), "f")
