"""Answers as an office's form names them: written out, asked about, gone through."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx.shared import Cm
from docxtpl import InlineImage
from jinja2 import ChainableUndefined
from markupsafe import escape

from documents.filling import BLANK, PICTURES, QR_WIDTH, Answer, Answers, Picture, clean
from documents.own.fields import FOOT, LINK, QR, word
from documents.own.word_file import WordFile
from documents.qr import qr_png
from thai.digits import thai


class Value:
    """One answer. `text`: as it is written out."""

    __slots__ = ("_answer", "_text")

    def __init__(self, answer: Answer, text: str) -> None:
        self._answer, self._text = answer, text

    def __html__(self) -> str:
        """Nothing in it is a mark, not even what docxtpl makes marks of afterwards."""
        return str(escape(self._text)).replace("{_", "{&#95;").replace("_}", "&#95;}")

    def __bool__(self) -> bool:
        return bool(self._answer.text)

    def __eq__(self, other: object) -> bool:
        return str(other) in (self._answer.code, self._answer.text)

    __hash__ = None  # type: ignore[assignment]

    def __iter__(self) -> Iterator[object]:
        """Files that nobody sent: there is nothing to go through."""
        return iter(())

    def __getitem__(self, choice: object) -> "Box":
        return Box(str(choice) in self._answer.code.split())


NOTHING = Value(Answer(""), "")


class Box:
    """A choice: written out as a box, asked about as whether it was taken."""

    __slots__ = ("_taken",)

    def __init__(self, taken: bool) -> None:
        self._taken = taken

    def __html__(self) -> str:
        return "☑" if self._taken else "☐"

    def __bool__(self) -> bool:
        return self._taken


class Row:
    """What is gone through: it has what it is asked for by name, and no method of a dictionary.
    What was not answered is empty in it, as in a table's cell.
    """

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, object]) -> None:
        self._words = words

    def __getitem__(self, name: object) -> object:
        return self._words.get(str(name), NOTHING)


class Dotted(ChainableUndefined):
    """A question that the form no longer has: a dotted line, as for what is not answered."""

    def __html__(self) -> str:
        return BLANK


@dataclass(frozen=True, slots=True)
class Values:
    """What the file is filled with."""

    file: WordFile
    thai_digits: bool

    def of(self, answers: Answers, foot: str) -> dict[str, object]:
        """By the words a form may name: the answers, and what belongs to the paper itself."""
        link = answers.link
        code = InlineImage(self.file, BytesIO(qr_png(link)), width=Cm(QR_WIDTH)) if link else ""
        own = {LINK: self._text(link), QR: code, FOOT: self._text(foot)}
        return {**self._words(answers, BLANK), **own}

    def _words(self, answers: Answers, blank: str) -> dict[str, object]:
        single = {word(name): self._value(one, blank) for name, one in answers.single.items()}
        rows = {word(name): self._rows(found) for name, found in answers.rows.items()}
        pictures = {word(name): self._pictures(one) for name, one in answers.pictures.items()}
        return {**single, **rows, **pictures}

    def _rows(self, rows: Sequence[Answers]) -> list[Row]:
        return [
            Row({"place": self._place(at), **self._words(row, "")})
            for at, row in enumerate(rows, 1)
        ]

    def _pictures(self, pictures: Sequence[Picture]) -> list[Row]:
        return [
            Row(
                {
                    "place": self._place(at),
                    "name": self._text(one.name),
                    "picture": self._shown(one),
                }
            )
            for at, one in enumerate(pictures, 1)
        ]

    def _shown(self, one: Picture) -> object:
        """A file that is no picture is named."""
        if one.content is None:
            return self._text(one.name)
        return InlineImage(self.file, BytesIO(one.content), width=Cm(PICTURES[1][0]))

    def _place(self, at: int) -> Value:
        return self._value(Answer(str(at), is_figure=True), "")

    def _text(self, text: str) -> Value:
        return self._value(Answer(text), "")

    def _value(self, answer: Answer, blank: str) -> Value:
        text = clean(answer.text)
        told = thai(text) if self.thai_digits and answer.is_figure else text
        return Value(answer, told or blank)
