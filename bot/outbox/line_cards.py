"""A card -> LINE's Flex bubble: readable at 360 px, contrast 4.5:1, a shape and a word with every colour. Pure."""

from decimal import ROUND_HALF_UP, Decimal

from bot.outbox.line_buttons import Json, line_action
from handlers.messages import Button, Card, Row, Tone

INK, QUIET, LINE_GREY, TRACK = "#1B1F23", "#55606B", "#E3E7EB", "#DDE2E7"
GREEN, RED, AMBER, GREY = "#0B6B36", "#B3261E", "#7A4F00", "#55606B"

TONES = {
    Tone.NOT_SENT: ("○", GREY),
    Tone.NEAR: ("◐", AMBER),
    Tone.LATE: ("▲", RED),
    Tone.DONE: ("✓", GREEN),
}


def bubble(card: Card) -> Json:
    """The whole card; blocks that are empty are left out."""
    body = [*_heading(card), *_figure(card), *_rows(card), *_lines(card), *_footnotes(card)]
    made: Json = {"type": "bubble", "size": "mega", "body": _vertical(body, spacing="md", paddingAll="18px")}
    buttons = [_button(one, main=one is card.button) for one in (card.button, card.second) if one]
    if buttons:
        made["footer"] = _vertical(buttons, spacing="sm", paddingAll="14px")
    return made


def _text(text: str, **style: object) -> Json:
    return {"type": "text", "text": text or " ", "wrap": True, "size": "md", "color": INK, "align": "start", **style}


def _vertical(contents: list[Json], **style: object) -> Json:
    return {"type": "box", "layout": "vertical", "contents": contents, **style}


def _horizontal(contents: list[Json], **style: object) -> Json:
    return {"type": "box", "layout": "horizontal", "contents": contents, **style}


def _heading(card: Card) -> list[Json]:
    texts = [_text(card.title, weight="bold", size="lg")]
    if card.subtitle:
        texts.append(_text(card.subtitle, color=QUIET))
    return [_vertical(texts, spacing="xs")]


def _figure(card: Card) -> list[Json]:
    shown: list[Json] = []
    if card.figure:
        size = "3xl" if card.bar is not None else "lg"
        shown.append(_text(card.figure, size=size, weight="bold", color=GREEN))
    if card.bar is not None:
        shown.append(_horizontal([_part(card.bar, place) for place in range(5)], spacing="xs"))
    return shown


def _part(value: Decimal, place: int) -> Json:
    """One of the five parts of a score's bar, filled as far as the score reaches into it."""
    reached = min(max(value - place, Decimal(0)), Decimal(1)) * 100
    width = f"{int(reached.quantize(Decimal(1), ROUND_HALF_UP))}%"
    filled = _vertical([], width=width, height="10px", backgroundColor=GREEN, cornerRadius="5px")
    contents = [filled] if reached else []
    return _vertical(contents, flex=1, height="10px", backgroundColor=TRACK, cornerRadius="5px")


def _rows(card: Card) -> list[Json]:
    made: list[Json] = []
    for place, row in enumerate(card.rows):
        if place:
            made.append({"type": "separator", "color": LINE_GREY})
        made.append(_row(row, main=place == 0 and card.button is None and row.tone is not Tone.DONE))
    return made


def _row(row: Row, *, main: bool) -> Json:
    texts = [_text(row.title, weight="bold" if row.tone else "regular", color=INK if row.tone else QUIET)]
    if row.note:
        shape, colour = TONES[row.tone] if row.tone else ("", INK)
        texts.append(_text(f"{shape} {row.note}".strip(), color=colour, weight="regular" if row.tone else "bold"))
    if row.button:
        texts.append(_button(row.button, main=main, height="sm", margin="sm"))
    return _vertical(texts, spacing="xs")


def _lines(card: Card) -> list[Json]:
    if not card.lines:
        return []
    return [{"type": "separator", "color": LINE_GREY}, _vertical([_text(line) for line in card.lines], spacing="sm")]


def _footnotes(card: Card) -> list[Json]:
    return [_text(note, color=QUIET) for note in card.footnotes]


def _button(button: Button, *, main: bool, height: str = "md", **style: object) -> Json:
    look = {"style": "primary", "color": GREEN} if main else {"style": "secondary", "color": "#E8ECEF"}
    return {"type": "button", "action": line_action(button), "height": height, **look, **style}
