"""A poster with a QR code to hang up or hand out, as a .pdf of one A4 page in Thai. Pure."""

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import typst

from documents.fonts import fonts
from documents.pdf import PaperError, wrapped
from documents.qr import qr_png
from documents.thai_units import units

TEMPLATE = files("documents").joinpath("poster.typ").read_bytes()
LARGEST, SMALLEST, ROOM = 44, 26, 60  # points of a title; letters that fit in the largest


def poster(title: str, office: str, scan: str, lines: Sequence[str], link: str) -> bytes:
    """`scan` stands under the code of the link, `lines` below it. Raises PaperError."""
    size = LARGEST if len(title) <= ROOM else SMALLEST
    told = {
        "title": units(title),
        "office": units(office),
        "scan": units(scan),
        "lines": [units(line) for line in lines],
        "link": link,
        "size": size,
    }
    data = json.dumps(told, ensure_ascii=False).encode()
    source: Any = {"main.typ": TEMPLATE, "data.json": data, "code.svg": wrapped(qr_png(link))}
    try:
        content: bytes = typst.compile(source, font_paths=fonts(), format="pdf", timestamp=0)
    except typst.TypstError as error:
        raise PaperError(f"{title}: {error.message}") from error
    return content
