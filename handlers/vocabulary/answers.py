"""How an answer reads: with its unit, its label, its count."""

import re

from forms.filling.typed import part_of_date
from forms.kinds import MEDIA_KINDS
from forms.reading.xform import Question
from handlers.vocabulary.words import say
from thai.dates import BUDDHIST_ERA, short, short_month
from thai.dates import read as read_date
from thai.graphemes import cut, length

LONGEST_LABELS = 60  # letters of several choices; beyond that each is told by its beginning
BEGINNING = 24  # letters of it
GROUPED = re.compile(r"-?[0-9]{4,}", re.ASCII)
YEARS = range(1900, 2700)  # of either era, as people report them


def shown(question: Question, value: str, language: str) -> str:
    """An answer as people read it: 88 แห่ง, พ. 20 มี.ค. 2556, 1, 2, 3."""
    if not value:
        return say("review.blank", language)
    match question.kind:
        case "integer":
            return f"{_whole(int(value), question.unit)} {question.unit}".strip()
        case "decimal" | "range":
            return f"{_grouped(value)} {question.unit}".strip()
        case "date" | "time" | "datetime":
            return _moment(value, part_of_date(question))
        case "geopoint":
            return ", ".join(value.split()[:2])
        case "geotrace" | "geoshape":
            return say("report.points", language, count=len(value.split(";")))
        case "acknowledge":
            return say("buttons.acknowledge", language)
        case "select_one" | "select_multiple" | "rank":
            return _labels(question, value, language)
        case kind if kind in MEDIA_KINDS:
            return say("review.evidence", language, count=len(value.split()))
        case _:
            return value


def _whole(number: int, unit: str) -> str:
    """A whole number in groups of three; a year, which counts nothing, as it is written."""
    return str(number) if not unit and number in YEARS else f"{number:,}"


def _grouped(value: str) -> str:
    """1250000.50 as 1,250,000.50: with every decimal it was given."""
    whole, point, decimals = value.partition(".")
    return f"{int(whole):,}{point}{decimals}" if GROUPED.fullmatch(whole) else value


def held_by(note: Question, value: str, language: str) -> str:
    """What a read-only question holds, by the type of its value."""
    if note.choices:
        return _labels(note, value, language)
    if note.rules.type in {"date", "time", "dateTime"}:
        return _moment(value)
    return f"{value} {note.unit}".strip()


def _moment(value: str, part: str = "") -> str:
    """พ. 20 มี.ค. 2556 09:30 น.: the day, the time, or both; of a `part` of a date the month or the
    year.
    """
    if part and (day := read_date(value)):
        return short_month(day) if part == "month" else str(day.year + BUDDHIST_ERA)
    day_text, separator, clock_text = value.partition("T")
    if not separator and ":" in day_text:
        day_text, clock_text = "", day_text
    return " ".join(
        filter(None, [shown_day(day_text), f"{clock_text[:5]} น." if clock_text else ""])
    )


def shown_day(value: str) -> str:
    """The day of a date or a moment: พ. 20 มี.ค. 2556."""
    text, _, _ = value.partition("T")
    day = read_date(text) if text else None
    return short(day) if day else text


def _labels(question: Question, value: str, language: str) -> str:
    names = [value] if question.kind == "select_one" else value.split()
    labels_of = {one.name: one.label.text(language) for one in question.choices}
    order = names if question.kind == "rank" else [one for one in labels_of if one in names]
    labels = [labels_of[name] for name in order if name in labels_of]
    is_long = len(labels) > 1 and sum(map(length, labels)) > LONGEST_LABELS
    return ", ".join(cut(one, BEGINNING) if is_long else one for one in labels)
