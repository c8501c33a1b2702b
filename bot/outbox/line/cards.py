"""A card -> LINE's Flex bubble: readable at 360 px, contrast 4.5:1, a shape and a word with every
colour. Pure.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

import regex

from bot.outbox.line.buttons import Json, line_action
from handlers.vocabulary.messages import Bar, Button, Card, Row, Tone

INK, QUIET, RULE, TRACK, BAND, PLAIN = (
    "#1B1F23",
    "#4F5A65",
    "#E3E7EB",
    "#DDE2E7",
    "#EAF3ED",
    "#E8ECEF",
)
GREEN, RED, AMBER, GREY = "#0B6B36", "#B3261E", "#7A4F00", "#4F5A65"
EDGE = "16px"

TONES = {
    Tone.NOT_SENT: ("○", GREY),
    Tone.NEAR: ("◐", AMBER),
    Tone.LATE: ("▲", RED),
    Tone.DONE: ("✓", GREEN),
}

# a row's button stands beside its note where both have room at 360 px; as wide as so many letters
# need
BESIDE = ((4, "68px"), (6, "92px"), (9, "118px"))
GLANCE = 4  # a button of so few letters (ดู) leaves any note room beside it
URGENT = {Tone.NEAR, Tone.LATE}
SHORT_NOTE = 36


def bubble(card: Card) -> Json:
    """The whole card; blocks that are empty are left out."""
    made: Json = {"type": "bubble", "size": "mega", "header": _heading(card)}
    parts = [part for part in (_figure(card), _rows(card), _lines(card), _footnotes(card)) if part]
    buttons = [
        _button(one, main=one is card.button)
        for one in (card.button, card.second, *card.further)
        if one
    ]
    if parts:
        made["body"] = _vertical(_ruled(parts), spacing="lg", paddingAll=EDGE, paddingTop="12px")
    if buttons:
        made["footer"] = _vertical(
            buttons, spacing="sm", paddingAll=EDGE, paddingTop="2px" if parts else EDGE
        )
    return made


def _text(text: str, **style: object) -> Json:
    return {
        "type": "text",
        "text": text or " ",
        "wrap": True,
        "size": "md",
        "color": INK,
        "align": "start",
        "scaling": True,
        **style,
    }


def _vertical(contents: list[Json], **style: object) -> Json:
    return {"type": "box", "layout": "vertical", "contents": contents, **style}


def _horizontal(contents: list[Json], **style: object) -> Json:
    return {"type": "box", "layout": "horizontal", "contents": contents, **style}


def _ruled(parts: Iterable[list[Json]]) -> list[Json]:
    """The parts one below the other with a line between them."""
    made: list[Json] = []
    for part in parts:
        if made:
            made.append({"type": "separator", "color": RULE})
        made.extend(part)
    return made


def _heading(card: Card) -> Json:
    texts = [_text(card.title, weight="bold", size="lg")]
    if card.subtitle:
        texts.append(_text(card.subtitle, color=QUIET))
    look = {
        "backgroundColor": BAND,
        "paddingAll": EDGE,
        "paddingTop": "12px",
        "paddingBottom": "12px",
    }
    return _vertical(texts, spacing="xs", **look)


def _figure(card: Card) -> list[Json]:
    if not card.figure:
        return []
    if card.bar is None:
        return [_text(card.figure, size="xl", weight="bold")]
    parts = [_part(card.bar, place) for place in range(5)]
    number = _text(card.figure, size="4xl", weight="bold", color=GREEN)
    return [_vertical([number, _horizontal(parts, spacing="xs")], spacing="sm")]


def _part(value: Decimal, place: int) -> Json:
    """One of the five parts of a score's bar, filled as far as the score reaches into it."""
    reached = min(max(value - place, Decimal(0)), Decimal(1)) * 100
    width = f"{int(reached.quantize(Decimal(1), ROUND_HALF_UP))}%"
    filled = _vertical([], width=width, height="10px", backgroundColor=GREEN)
    contents = [filled] if reached else []
    return _vertical(contents, flex=1, height="10px", backgroundColor=TRACK, cornerRadius="5px")


def _rows(card: Card) -> list[Json]:
    width = _beside(card.rows)
    has_main = card.button is None and any(_asks(row) for row in card.rows[:1])
    return _ruled(
        [_row(row, width, main=has_main and place == 0)] for place, row in enumerate(card.rows)
    )


def _asks(row: Row) -> bool:
    """Whether a row's button is something to do, and not something done or only to look at, as ดู
    is.
    """
    if row.button is None or row.tone is Tone.DONE:
        return False
    return row.tone in URGENT or _letters(row.button.label) > GLANCE


def _beside(rows: tuple[Row, ...]) -> str:
    """How wide the column of buttons beside the notes is; empty when they go below, all of them
    alike.
    """
    longest = max((_letters(row.button.label) for row in rows if row.button), default=0)
    crowded = longest > GLANCE and any(_letters(row.note) > SHORT_NOTE for row in rows)
    return (
        ""
        if crowded or not longest
        else next((width for most, width in BESIDE if longest <= most), "")
    )


def _row(row: Row, width: str, *, main: bool) -> Json:
    title = _text(
        row.title, weight="bold" if row.tone else "regular", color=INK if row.tone else QUIET
    )
    notes = _notes(row)
    bars = [_bar(one) for one in row.bars]
    if row.button is None:
        return _vertical([title, *notes, *bars], spacing="xs")
    if not width:
        button = _button(row.button, main=main, height="sm", margin="md")
        return _vertical([title, *notes, *bars, button], spacing="xs")
    button = _vertical(
        [_button(row.button, main=main, height="sm")], width=width, justifyContent="center"
    )
    told = _vertical([*notes, *bars], justifyContent="center", spacing="xs")
    beside = _horizontal([told, button], spacing="md")
    return _vertical([title, beside], spacing="xs")


def _bar(bar: Bar) -> Json:
    """A thin bar; with its name above and its figure behind, where it has them."""
    share = int((bar.share * 100).quantize(Decimal(1), ROUND_HALF_UP))
    filled = [_vertical([], width=f"{share}%", height="8px", backgroundColor=GREEN)]
    track = _vertical(
        filled if share else [], height="8px", backgroundColor=TRACK, cornerRadius="4px"
    )
    if not bar.label:
        return track
    told = _horizontal([_text(bar.label, flex=3), _text(bar.note, flex=2, align="end")])
    return _vertical([told, track], margin="md")


def _notes(row: Row) -> list[Json]:
    """How it stands in its colour, with its shape; what follows on lines of its own is said
    quietly.
    """
    if not row.note:
        return []
    first, *more = row.note.split("\n")
    shape, colour = TONES[row.tone] if row.tone else ("", INK)
    weight = "regular" if row.tone else "bold"
    return [
        _text(f"{shape} {first}".strip(), color=colour, weight=weight),
        *(_text(one, color=QUIET) for one in more),
    ]


def _lines(card: Card) -> list[Json]:
    return [_vertical([_text(line) for line in card.lines], spacing="md")] if card.lines else []


def _footnotes(card: Card) -> list[Json]:
    return (
        [_vertical([_text(note, color=QUIET) for note in card.footnotes], spacing="sm")]
        if card.footnotes
        else []
    )


def _button(button: Button, *, main: bool, height: str = "md", **style: object) -> Json:
    look = {"style": "primary", "color": GREEN} if main else {"style": "secondary", "color": PLAIN}
    action = line_action(button)
    return {
        "type": "button",
        "action": action,
        "height": height,
        "adjustMode": "shrink-to-fit",
        "scaling": True,
        **look,
        **style,
    }


def _letters(text: str) -> int:
    return len(regex.findall(r"\X", text))
