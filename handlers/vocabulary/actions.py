"""The data behind buttons: a name and a few values, short enough for LINE (300 with its seal),
readable in a log.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

LONGEST = 288


@dataclass(frozen=True, slots=True)
class Action:
    name: str
    values: Mapping[str, str]

    def get(self, key: str) -> str:
        return self.values.get(key, "")


def action(name: str, **values: str) -> str:
    """The data of a button, e.g. action("start", p="CBI-2556-R1", o="CBI-BB", i="4")."""
    data = f"{name}?{urlencode(values)}"
    if len(data) > LONGEST:
        raise ValueError(f"the data of a button is longer than LINE allows: {data}")
    return data


def read_action(data: str) -> Action:
    """What a tapped button says; anything unreadable is an action nobody knows, and gets a kind
    answer.
    """
    name, _, values = data.partition("?")
    return Action(name, dict(parse_qsl(values, keep_blank_values=True)))
