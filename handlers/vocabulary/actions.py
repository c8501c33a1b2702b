"""The data behind buttons: a command and what it is about, short enough for LINE (300 with its
seal), readable in a log.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec
from urllib.parse import parse_qsl, urlencode

from msgspec import Struct

LONGEST = 288
P = ParamSpec("P")


class Action(Struct, frozen=True):
    """What a button asks for; every value is a text, "" where the button does not say."""

    name: str
    programme: str = ""
    office: str = ""
    indicator: str = ""
    draft: str = ""  # how the id of an open form begins
    question: str = ""
    choice: str = ""  # its place in the whole list
    value: str = ""
    rows: str = ""  # the repeat whose rows are meant
    number: str = ""  # a row, from 1; or where a page begins, from 0
    report: str = ""  # one that was sent
    desk: str = ""  # the office whose turn it is to review it
    cursor: str = ""  # the place in the queue after which to go on
    wanted: str = ""  # the command that was asked for in the middle of something
    member: str = ""
    role: str = ""
    to: str = ""  # the member who takes over
    request: str = ""
    survey: str = ""
    upload: str = ""
    kind: str = ""
    appraisal: str = ""
    sure: str = ""
    no_due: str = ""
    picked: str = ""  # what a calendar or clock added; never written into a button

    @property
    def first(self) -> int:
        """Where the page to be shown begins; 0 for what no button of ours says."""
        return int(self.number) if self.number.isdecimal() else 0


# a name here -> its key on the wire, short since a Thai letter takes nine bytes there; the keys of
# buttons that people have on their screens must stay what they are
KEYS = {
    "programme": "p",
    "office": "o",
    "indicator": "i",
    "draft": "d",
    "question": "q",
    "choice": "c",
    "value": "v",
    "rows": "r",
    "number": "n",
    "report": "r",
    "desk": "a",
    "cursor": "c",
    "wanted": "w",
    "member": "m",
    "role": "role",
    "to": "to",
    "request": "j",
    "survey": "s",
    "upload": "u",
    "kind": "k",
    "appraisal": "ap",
    "sure": "sure",
    "no_due": "no_due",
}


def _as_data(made: Callable[P, Action]) -> Callable[P, str]:
    @lru_cache(maxsize=4096)  # the same few buttons stand under every question
    def data(*args: P.args, **named: P.kwargs) -> str:
        return write_action(made(*args, **named))

    return data  # type: ignore[return-value] # it has lost its names


action = _as_data(
    Action
)  # action("start", programme="CBI-2556-R1", office="CBI-BB", indicator="4")


def write_action(meant: Action) -> str:
    """The data of a button. Raises ValueError when LINE would not take it."""
    values = {key: value for name, key in KEYS.items() if (value := getattr(meant, name))}
    data = f"{meant.name}?{urlencode(values)}"
    if len(data) > LONGEST:
        raise ValueError(f"the data of a button is longer than LINE allows: {data}")
    return data


@lru_cache(maxsize=4096)
def read_action(data: str, picked: str = "") -> Action:
    """What a tapped button says; anything unreadable is an action nobody knows, and gets a kind
    answer.
    """
    name, _, values = data.partition("?")
    told = dict(parse_qsl(values))
    known = {field: told[key] for field, key in KEYS.items() if key in told}
    return Action(name, **known, picked=picked)
