"""One answer as it came back from a page -> its value, or why it cannot be read: as in chat."""

from collections.abc import Sequence
from datetime import date

from forms.filling.session import Session
from forms.filling.typed import Misread, read_answer
from forms.model import Question
from handlers.questions import prompts
from handlers.vocabulary.words import say
from thai.digits import arabic


def read(
    session: Session, question: Question, raw: Sequence[str], language: str, today: date
) -> str | Misread:
    """The value of one question; "" where nothing was written or chosen."""
    told = [one.replace("\r\n", "\n").strip() for one in raw]
    told = [one for one in told if one]
    if not told:
        return ""
    match question.kind:
        case "select_one":
            offered = {one.name for one in session.choices(question)}
            return told[0] if told[0] in offered else Misread("not_a_choice")
        case "select_multiple":
            names = [one.name for one in session.choices(question)]
            is_offered = set(told) <= set(names)
            return (
                " ".join(n for n in names if n in told) if is_offered else Misread("not_a_choice")
            )
        case "acknowledge":
            return "OK" if told[0] == "OK" else Misread("not_acknowledged")
        case _:
            read = read_answer(question, told[0], language=language, today=today)
            return _one_year(session, question, _as_asked(session, question, read))


def _as_asked(session: Session, question: Question, read: str | Misread) -> str | Misread:
    """Thai digits of a telephone number in the way its question wants them."""
    if isinstance(read, Misread) or question.kind != "text":
        return read
    digits = arabic(read)
    breaks = digits != read and session.breaks_constraint(question, read)
    return digits if breaks and not session.breaks_constraint(question, digits) else read


def _one_year(session: Session, question: Question, read: str | Misread) -> str | Misread:
    """20/3/13: of two years the one that can stand."""
    if isinstance(read, Misread) and read.maybe:
        standing = [one for one in read.maybe if not session.breaks_constraint(question, one)]
        return standing[0] if len(standing) == 1 else read
    return read


def why(question: Question, read: Misread, language: str) -> str:
    if read.maybe:
        return say("misread.not_a_date", language)
    return say(f"misread.{read.code}", language, **prompts.limits(question))
