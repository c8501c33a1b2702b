"""Finding the office or place a person meant when its name is misspelt. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from thai.digits import arabic

ACCEPT = 88.0  # all sixteen real misspellings tried ranked right with these two
ASK = 65.0
_TITLES = re.compile(
    r"^(?:ท้องถิ่นอำเภอ|ท้องถิ่นจังหวัด|สำนักงาน|ที่ว่าการ|อำเภอ|อ\.|จังหวัด|จ\.|เทศบาล|ต\.|ตำบล)+"
)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name was taken to mean: one key when it is sure, else up to `asked` keys to ask about,
    best first.
    """

    key: str | None
    maybe: tuple[str, ...] = ()


class Spelt:
    """Names as they are compared, put together once for many questions; {key: its aliases}."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self.names = [
            (plain(name), key) for key, aliases in names.items() for name in (key, *aliases)
        ]
        self.choices = [name for name, _ in self.names]


def find(text: str, names: Mapping[str, Sequence[str]] | Spelt, asked: int = 4) -> Meant:
    """The key whose name or alias the text means: the exact name first, then the likest (88 accept,
    65 ask).
    """
    spelt = names if isinstance(names, Spelt) else Spelt(names)
    wanted = plain(text)
    exact = {key for name, key in spelt.names if name == wanted}
    if len(exact) == 1:
        return Meant(exact.pop())
    scores: dict[str, float] = {}
    for _, score, index in process.extract(
        wanted, spelt.choices, scorer=fuzz.ratio, score_cutoff=ASK, limit=None
    ):
        scores.setdefault(spelt.names[index][1], score)
    likest = sorted(scores, key=lambda key: (-scores[key], key))
    if _sure(likest, scores):
        return Meant(likest[0])
    return Meant(None, tuple(likest[:asked]))


def plain(text: str) -> str:
    """A name as it is compared: digits Arabic, spaces and titles such as อำเภอ gone, typing slips
    of marks mended.
    """
    composed = (
        unicodedata.normalize("NFC", arabic(text))
        .replace("เเ", "แ")
        .replace("ํา", "ำ")
        .replace("\u200b", "")
    )
    bare = "".join(composed.lower().split())
    return _TITLES.sub("", bare) or bare


def _sure(likest: list[str], scores: dict[str, float]) -> bool:
    if not likest or scores[likest[0]] < ACCEPT:
        return False
    return len(likest) == 1 or scores[likest[0]] > scores[likest[1]]
