"""Buttons -> LINE's actions. Pure."""

from typing import Any

from handlers.vocabulary.messages import (
    Button,
    ChoosePhotos,
    Open,
    Pick,
    SendPlace,
    TakePhoto,
    Tap,
    Type,
)
from thai.graphemes import cut

FIRST_DAY, LAST_DAY = (
    "1900-01-01",
    "2100-12-31",
)  # of LINE's calendar; a limit beyond them limits nothing
LONGEST_LABEL = 20  # grapheme clusters: a Thai letter with its vowel and tone mark counts once
LONGEST_FILL = 300  # letters that LINE puts into the box
Json = dict[str, Any]


def line_action(button: Button) -> Json:
    """A button as LINE's action; a label too long for LINE ends in … and is said in full by the
    text above it.
    """
    label = cut(button.label, LONGEST_LABEL)
    match button:
        case Tap(_, data, fills):
            filled = {"inputOption": "openKeyboard", "fillInText": fills[:LONGEST_FILL]}
            told = {"type": "postback", "label": label, "data": data, "displayText": button.label}
            return {**told, **filled} if fills else told
        case Type(_, text):
            return {"type": "message", "label": label, "text": text}
        case TakePhoto():
            return {"type": "camera", "label": label}
        case ChoosePhotos():
            return {"type": "cameraRoll", "label": label}
        case Pick(_, data, clock, earliest, latest):
            limits = {"min": earliest, "max": latest}
            shown = {
                name: limit
                for name, limit in limits.items()
                if limit and FIRST_DAY <= limit[:10] <= LAST_DAY
            }
            return {
                "type": "datetimepicker",
                "label": label,
                "data": data,
                "mode": clock.value,
                **shown,
            }
        case SendPlace():
            return {"type": "location", "label": label}
        case Open(_, url):
            return {"type": "uri", "label": label, "uri": url}
