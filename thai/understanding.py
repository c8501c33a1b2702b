"""What people mean by what they write, by words and not by a language model. Pure.

A text is cut into words of a lexicon, names and numbers; each word is a spelling of an idea; a
meaning is a set of ideas. Spaces, tone marks, particles and small misspellings do not matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from thai.cutting import NO_NAMES, Names, Table, Token, cut, left_over, table_of, touches
from thai.squeezing import Squeezed, squeezed

__all__ = ["NO_NAMES", "Heard", "Names", "Sense", "Vocabulary"]

LONGEST = 160  # letters; whoever writes more tells a story, and asks for nothing by a word
ALIKE = 82.0  # of 100: such a run of letters is a misspelling of a word
SHORTEST_GUESS = 4  # letters
SHORTEST_WORD = 2  # letters: so short a word may be part of a name as well
MOST_TRIES = 3  # small words at either end of a misspelling that are taken into account


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of asking for a meaning: the ideas it takes, and those that may stand with them."""

    meaning: str
    takes: frozenset[str]
    allows: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heard:
    """What was found in a text: its ideas, and apart from them those that say nothing; the keys of
    names and the numbers in their order, and what is left of it.
    """

    ideas: frozenset[str]
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    left: str = ""
    asides: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sense:
    """What a text may mean: `sure` is one meaning that takes up all of its ideas, "" where there is
    none, more than one, or letters are left over; `whole` the same whatever is left over; `maybe`
    are the likest, best first.
    """

    sure: str
    whole: str
    maybe: tuple[str, ...]
    heard: Heard


@dataclass
class Vocabulary:
    """The words and the meanings of one table.

    words: {idea: its spellings}; meanings: {meaning: ways of asking}, each the ideas it takes,
    those in brackets where they may stand with them. Of the ideas, `asides` change nothing, `small`
    ones count where there are no others, and those `anywhere` may stand with any. Words of one or
    two letters are no words beside letters that are none, but for those in `short`. Raises
    ValueError for a spelling of two ideas, and for an idea without words.
    """

    words: Mapping[str, Sequence[str]]
    meanings: Mapping[str, Sequence[str]]
    asides: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    anywhere: frozenset[str] = frozenset()
    short: Sequence[str] = ()
    _words: Table = field(init=False)
    _long: dict[str, str] = field(init=False)
    _rules: list[Rule] = field(init=False)
    _short: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        spelt = _spelt(self.words)
        self._words = table_of(spelt.items())
        self._short = frozenset(squeezed(word).text for word in self.short)
        self._long = {
            word: idea
            for word, idea in spelt.items()
            if len(word) >= SHORTEST_GUESS and idea not in self.asides
        }
        self._rules = [
            _rule(meaning, way, self.anywhere)
            for meaning, ways in self.meanings.items()
            for way in ways
        ]
        for rule in self._rules:
            if unknown := (rule.takes | rule.allows) - {*self.words}:
                raise ValueError(f"{rule.meaning}: no words for {', '.join(sorted(unknown))}")

    def sense(self, text: str, names: Names = NO_NAMES) -> Sense:
        """What a text may mean."""
        heard = self.hear(text, names)
        found = sorted(
            (
                (len(heard.ideas - one.takes - one.allows), -len(one.takes & heard.ideas), one)
                for one in self._rules
                if one.takes <= heard.ideas
            ),
            key=lambda each: each[:2],
        )
        best = [one.meaning for left, size, one in found if (left, size) == found[0][:2]]
        maybe = tuple(dict.fromkeys(one.meaning for _, _, one in found))
        is_whole = bool(found) and not found[0][0] and len(set(best)) == 1
        whole = best[0] if is_whole else ""
        return Sense("" if heard.left else whole, whole, maybe, heard)

    def hear(self, text: str, names: Names = NO_NAMES) -> Heard:
        """The ideas, names and numbers in a text, and what is left of it."""
        if len(text) > LONGEST:
            return Heard(frozenset(), left=text)
        seen = squeezed(text)
        tokens = self._mended(seen, self._trusted(seen, cut(seen, self._words, names)))
        words = {one.what for one in tokens if one.kind == "idea"}
        ideas = words - self.asides
        return Heard(
            ideas=frozenset(ideas - self.small or ideas),
            names=tuple(
                key for one in tokens if one.kind == "name" for key in names.meant[one.what]
            ),
            numbers=tuple(one.what for one in tokens if one.kind == "number"),
            left=left_over(seen, tokens),
            asides=frozenset(words - ideas),
        )

    def _trusted(self, seen: Squeezed, tokens: list[Token]) -> list[Token]:
        """Without the shortest words that touch letters of none: ชา in สีราชา is not ช้า."""
        taken = {place for one in tokens for place in range(one.start, one.end)}
        return [
            one
            for one in tokens
            if one.end - one.start > SHORTEST_WORD
            or one.kind != "idea"
            or seen.text[one.start : one.end] in self._short
            or not touches(seen, one, taken)
        ]

    def _mended(self, seen: Squeezed, tokens: list[Token]) -> list[Token]:
        """With the letters that were left over, and the small words among them, taken as the word
        they are a misspelling of.
        """
        firm = [one for one in tokens if one.kind != "idea" or one.what not in self.asides]
        loose = [one for one in tokens if one not in firm]
        found = [*firm]
        for start, end in _gaps(len(seen.text), firm):
            within = [one for one in loose if start <= one.start and one.end <= end]
            token = (
                self._guess(seen.text, start, end, within) if _open(within, start, end) else None
            )
            found += [token] if token else []
            found += [
                one
                for one in within
                if not token or one.end <= token.start or one.start >= token.end
            ]
        return sorted(found)

    def _guess(self, text: str, start: int, end: int, within: list[Token]) -> Token | None:
        """The word that a run of letters is likest to, without small words at its ends or with
        them.
        """
        starts, ends = [start], [end]
        for one in within:
            if one.start == starts[-1]:
                starts.append(one.end)
        for one in reversed(within):
            if one.end == ends[-1]:
                ends.append(one.start)
        for first in starts[-MOST_TRIES:][::-1]:
            for last in ends[-MOST_TRIES:][::-1]:
                if last - first < SHORTEST_GUESS - 1:
                    continue
                match = process.extractOne(
                    text[first:last], self._long.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE
                )
                if match is not None:
                    return Token(first, last, "idea", self._long[match[0]])
        return None


def _gaps(size: int, firm: Sequence[Token]) -> list[tuple[int, int]]:
    """The stretches of a text between the words that are sure."""
    starts = [0, *(one.end for one in firm)]
    ends = [*(one.start for one in firm), size]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _open(within: Sequence[Token], start: int, end: int) -> bool:
    """Whether letters are left over in a stretch."""
    return sum(one.end - one.start for one in within) < end - start


def _rule(meaning: str, way: str, anywhere: frozenset[str]) -> Rule:
    """who not_yet send [work now] -> it takes three ideas, and allows two more."""
    takes, _, allows = way.partition("[")
    needed = frozenset(takes.split())
    return Rule(meaning, needed, frozenset(allows.rstrip("] ").split()) | anywhere - needed)


def _spelt(words: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """{a spelling, squeezed: its idea}"""
    found: dict[str, str] = {}
    for idea, spellings in words.items():
        for word in spellings:
            spelling = squeezed(word).text
            if found.setdefault(spelling, idea) != idea:
                raise ValueError(f"{word}: of {found[spelling]} and of {idea}")
    return found
