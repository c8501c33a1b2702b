"""Buttons -> LINE's actions. Pure."""

from typing import Any

import regex

from handlers.messages import Button, ChoosePhotos, Open, PickDate, TakePhoto, Tap, Type

LONGEST_LABEL = 20  # grapheme clusters: a Thai letter with its vowel and tone mark counts once

Json = dict[str, Any]


def line_action(button: Button) -> Json:
    """A button as LINE's action; a label too long for LINE ends in … and is said in full by the text above it."""
    label = _cut_graphemes(button.label, LONGEST_LABEL)
    match button:
        case Tap(_, data):
            return {"type": "postback", "label": label, "data": data, "displayText": button.label}
        case Type(_, text):
            return {"type": "message", "label": label, "text": text}
        case TakePhoto():
            return {"type": "camera", "label": label}
        case ChoosePhotos():
            return {"type": "cameraRoll", "label": label}
        case PickDate(_, data):
            return {"type": "datetimepicker", "label": label, "data": data, "mode": "date"}
        case Open(_, url):
            return {"type": "uri", "label": label, "uri": url}


def _cut_graphemes(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    letters = regex.findall(r"\X", text)
    return text if len(letters) <= most else "".join(letters[: most - 1]) + "…"
