"""What a person typed -> the value a question stores, or why it could not be read."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from forms.xform import Choice, Question
from thai.dates import read as read_date
from thai.digits import arabic, number

LARGEST_WHOLE = Decimal(10**15)
LONGEST_TEXT = 20_000  # characters
PERCENT = {"ร้อยละ", "%", "เปอร์เซ็นต์"}


@dataclass(frozen=True, slots=True)
class Misread:
    """Why a text is no answer: code is the name of a sentence in the wording files."""

    code: str


def read_answer(question: Question, text: str, *, language: str, today: date) -> str | Misread:
    """The value to store, as XForms write it: 88, 90.5, 2013-03-20, "a b c"."""
    text = text.replace("\u200b", "").replace("\ufeff", "")
    match question.kind:
        case "integer" | "decimal":
            return _number(text, whole=question.kind == "integer", percent=question.unit in PERCENT)
        case "date":
            day = read_date(text, today)
            return day.isoformat() if day else Misread("not_a_date")
        case "select_one":
            return _one_choice(question, text, language)
        case "select_multiple":
            return _several_choices(question, text, language)
        case "text":
            return text.strip() if len(text) <= LONGEST_TEXT else Misread("too_long")
        case _:
            return Misread("send_a_file")


def _number(text: str, *, whole: bool, percent: bool) -> str | Misread:
    """A percentage where a count is asked for is no answer: "ร้อยละ 90" of 97 places are not 90 places."""
    found = number(text)
    if found is None:
        return Misread("not_a_number")
    if whole and not percent and any(word in text for word in PERCENT):
        return Misread("not_a_count")
    if not whole:
        return format(found, "f")
    if abs(found) > LARGEST_WHOLE:
        return Misread("too_big")
    if found != found.to_integral_value():
        return Misread("not_whole")
    return str(int(found))


def _one_choice(question: Question, text: str, language: str) -> str | Misread:
    found = find_choices(question, text, language)
    if len(found) == 1:
        return found[0].name
    return Misread("which_choice" if found else "not_a_choice")


def find_choices(question: Question, text: str, language: str) -> list[Choice]:
    """The choices a text may mean: its name or label exactly, its place in the list, or a part of the label."""
    wanted = _plain(text)
    exact = [choice for choice in question.choices if wanted in {choice.name, _plain(choice.label.text(language))}]
    if exact:
        return exact[:1]
    if wanted.isdecimal() and 1 <= int(wanted) <= len(question.choices):
        return [question.choices[int(wanted) - 1]]
    return [choice for choice in question.choices if wanted and wanted in _plain(choice.label.text(language))]


def _several_choices(question: Question, text: str, language: str) -> str | Misread:
    """Names in list order, joined by a space: from "1 3 4", "1,3", "1-4", labels or names."""
    found: set[str] = set()
    for part in _spread(arabic(text).replace(",", " ").replace("และ", " ").split()):
        one = _one_choice(question, part, language)
        if isinstance(one, Misread):
            return one
        found.add(one)
    return " ".join(choice.name for choice in question.choices if choice.name in found) or Misread("not_a_choice")


def _spread(parts: list[str]) -> list[str]:
    """1-4 -> 1 2 3 4."""
    spread: list[str] = []
    for part in parts:
        first, dash, last = part.partition("-")
        if dash and first.isdecimal() and last.isdecimal() and int(first) <= int(last) <= 999:
            spread += [str(one) for one in range(int(first), int(last) + 1)]
        else:
            spread.append(part)
    return spread


def _plain(text: str) -> str:
    return " ".join(arabic(text).casefold().split())
