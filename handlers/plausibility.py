"""Numbers far from what was sent before, or from what similar offices sent: read back before they
are sent. Whoever says yes has sent them, marked for the reviewer.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from forms.filling.stops import RowsEnd
from forms.model import Question
from forms.paths import parent_of
from handlers.vocabulary.flags import doubt_words
from handlers.vocabulary.messages import Button, Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn, spoken, tap
from scoring.plausible import Doubt, Earlier, doubts


def doubts_of(report: OpenReport) -> list[Doubt]:
    """What is to be asked before this report is sent."""
    rules = report.edition.programme.plausible
    if not any(rule.work == report.draft.indicator for rule in rules):
        return []
    answers = report.session.instance()
    return doubts(rules, report.draft.indicator, answers, _earlier(report))


def _earlier(report: OpenReport) -> Earlier:
    draft, offices = report.draft, {one.code: one for one in report.edition.programme.offices}
    mine, before = offices.get(draft.office), report.replaces
    others = report.talk.known.sent_elsewhere
    return Earlier(
        rounds={
            one.programme: one.answers
            for one in others
            if one.office == draft.office and one.programme != draft.programme
        },
        revision=before.answers if before else None,
        similar=[
            one.answers
            for one in others
            if one.programme == draft.programme
            and one.office != draft.office
            and mine is not None
            and one.office in offices
            and offices[one.office].kind == mine.kind
        ],
    )


def ask(report: OpenReport, found: Sequence[Doubt], *, passed: bool = False) -> Turn:
    """รอบก่อน 97 รอบนี้ 9 ใช่หรือไม่; and whether a report that had passed is to be replaced."""
    report = report.with_draft(replace(report.draft, at="", doubted=True))
    talk = report.talk
    lines = [doubt_words(doubt, label_of(report, doubt), talk.language) for doubt in found]
    told = [talk.say("doubt.before_sending"), *lines, talk.say("doubt.is_it_so")] if found else []
    told += [talk.say("doubt.had_passed")] if passed else []
    words = "\n".join(told)
    sure = tap("send_sure", talk.language, report.action("send", sure="1"))
    buttons = (sure, _mend(report, found))
    return spoken(report.on_summary(), Text(words, buttons))


def _mend(report: OpenReport, found: Sequence[Doubt]) -> Button:
    """แก้ไข: the question itself, where it is one that is asked."""
    stop = _asked(report, found[0].question) if len(found) == 1 else None
    if stop is None:
        return tap("edit", report.talk.language, report.action("edit"))
    key = report.session.key(stop.path)
    return tap("edit", report.talk.language, report.action("edit_one", question=key))


def _asked(report: OpenReport, name: str) -> Question | None:
    return next((one for one in report.session.questions() if _is_called(one.path, name)), None)


def label_of(report: OpenReport, doubt: Doubt) -> str:
    """The question as it was asked; of what is worked out, or of rows, the words beside it."""
    return _label(report, doubt.question)


def _label(report: OpenReport, name: str) -> str:
    session, language = report.session, report.talk.language
    question = next((one for one in session.questions() if _is_called(one.path, name)), None)
    if question is not None:
        return session.say(question.label, question.path, language)
    ends = (one for one in session.stops() if isinstance(one, RowsEnd))
    end = next((one for one in ends if _is_called(one.path, name)), None)
    return session.say(end.label, parent_of(end.path), language) if end else name


def _is_called(path: str, name: str) -> bool:
    return path.endswith(f"/{name}")
