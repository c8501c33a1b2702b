"""A filled paper as a .pdf (typst), with the number of its pages."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from typing import Any

import PIL.Image
import typst

from documents.filled import (
    Box,
    Entry,
    Filled,
    Front,
    Grid,
    Image,
    Index,
    Line,
    NewPage,
    NewPart,
    Part,
    Row,
    Sign,
)
from documents.fonts import fonts
from documents.thai_units import units

WHOLE = 600  # letters: a cell with no more is never torn between two pages
TEMPLATE = files("documents").joinpath("paper.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class Pdf:
    """`pages` in all, `counted` without the appendix; `index`: the page of each entry."""

    content: bytes
    pages: int
    counted: int
    index: tuple[int, ...] = ()


class PaperError(ValueError):
    """A paper that cannot be made."""


def pdf(paper: Filled) -> Pdf:
    """Raises PaperError where a picture cannot be read or letters are missing. The same paper gives
    the same bytes.
    """
    pictures: dict[str, bytes] = {}
    told = _paper(paper, pictures)
    data = json.dumps(told, ensure_ascii=False).encode()
    source: Any = {"main.typ": TEMPLATE, "data.json": data, **pictures}
    try:
        content, warnings = typst.compile_with_warnings(
            source, font_paths=fonts(), format="pdf", timestamp=0
        )
        counts = json.loads(
            typst.query(source, "<pages>", field="value", one=True, font_paths=fonts())
        )
    except typst.TypstError as error:
        raise PaperError(f"{paper.title}: {error.message}") from error
    unknown = [each.message for each in warnings if "font" in each.message]
    if unknown:
        raise PaperError(f"{paper.title}: {unknown[0]}")
    return Pdf(content, counts["total"], counts["body"], tuple(counts["index"]))


def _paper(paper: Filled, pictures: dict[str, bytes]) -> dict[str, Any]:
    return {
        "title": paper.title,
        "landscape": paper.landscape,
        "mark": paper.mark,
        "foot": paper.foot,
        "cover": paper.has_cover,
        "thai": paper.thai_digits,
        "parts": list(_parts(paper.parts, pictures)),
    }


def _parts(parts: Sequence[Part], pictures: dict[str, bytes]) -> Iterator[Mapping[str, Any]]:
    """A table that is kept with what follows holds it, so that one page can hold both."""
    left = iter(parts)
    for part in left:
        told = _part(part, pictures)
        if isinstance(part, Grid) and part.keep:
            tail = list(_kept(left))
            told = {**told, "last": part.last, "tail": [_part(one, pictures) for one in tail]}
        yield told


def _kept(left: Iterator[Part]) -> Iterator[Part]:
    """What follows, up to the first that may stand alone."""
    for part in left:
        yield part
        if not getattr(part, "keep", False):
            return


def _part(part: Part, pictures: dict[str, bytes]) -> Mapping[str, Any]:
    match part:
        case Line():
            kept = {"align": part.align, "bold": part.bold, "indent": part.indent}
            entry = _entry(part.entry) if part.entry else None
            return {
                "is": "line",
                "units": units(part.text),
                "keep": part.keep,
                "entry": entry,
                **kept,
            }
        case Grid():
            lines = [[_box(box) for box in line] for line in part.lines]
            head, body = lines[: part.heads], lines[part.heads :]
            return {"is": "grid", "widths": list(part.widths), "head": head, "body": body}
        case Image():
            return {"is": "image", "keep": part.keep, **_image(part, pictures)}
        case Row():
            images = [_image(one, pictures) for one in part.images]
            return {"is": "row", "images": images, "across": part.across}
        case Front():
            told = {"top": part.top, "middle": part.middle, "foot": part.foot}
            return {"is": "front", **{at: [units(line) for line in told[at]] for at in told}}
        case Index():
            return {"is": "index"}
        case Sign():
            signed = [units(line) for line in part.lines]
            return {"is": "sign", "lines": signed, "keep": part.keep}
        case NewPart():
            return {"is": "part", "units": units(part.text), "entry": _entry(part.entry)}
        case NewPage():
            return {"is": "page"}


def _entry(entry: Entry) -> dict[str, Any]:
    return {"units": units(entry.text), "level": entry.level}


def _image(image: Image, pictures: dict[str, bytes]) -> dict[str, Any]:
    name = f"{len(pictures)}.svg"
    pictures[name] = wrapped(image.content)
    caption = units(image.caption)
    return {"file": name, "width": image.width, "caption": caption, "link": image.link}


def wrapped(picture: bytes) -> bytes:
    """A picture in an SVG: the engine takes files of text from memory, and no others."""
    with PIL.Image.open(BytesIO(picture)) as opened:
        (wide, high), mime = opened.size, PIL.Image.MIME[opened.format or "PNG"]
    code = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}">'
        f'<image width="{wide}" height="{high}" href="data:{mime};base64,{code}"/></svg>'
    ).encode()


def _box(box: Box) -> dict[str, Any]:
    lines = [units(line) for line in box.text.split("\n")]
    whole = len(box.text) <= WHOLE
    told = {"columns": box.columns, "rows": box.rows, "bold": box.bold, "whole": whole}
    align = "center" if box.bold else box.align
    return {"lines": lines, "align": align, **told}
