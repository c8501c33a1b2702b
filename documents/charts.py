"""Bars and lines as pictures for forwarding: Thai letters shaped rightly, colours that everybody
can tell apart, a word with each of them. Pure.

Drawn by matplotlib, which is loaded by whoever imports this file, and by nobody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from PIL import Image

from thai.month_names import SHORT

INK, QUIET, TRACK = "#1B1F23", "#4F5A65", "#E3E7EB"
BLUE, ORANGE = "#0072B2", "#D55E00"  # of Okabe and Ito's colours
WIDE, DOTS = 7.2, 140  # inches and dots an inch: 1008 pixels
MOST_BARS = 16
COLOURS = 32  # of the picture: a fifth of the bytes, and nobody sees a difference


@dataclass(frozen=True, slots=True)
class BarOf:
    """One bar: what stands in front, how much of the whole (0 to 1), what stands behind."""

    label: str
    share: float
    told: str


def bars_png(title: str, bars: Sequence[BarOf], below: str) -> bytes:
    """Bars from top to bottom, at most sixteen, and a line of words below them."""
    shown = bars[:MOST_BARS]
    figure = _figure(1.7 + 0.46 * max(len(shown), 1))
    axes = figure.add_axes((0.36, 0.8 / _height(figure), 0.5, 1 - 1.6 / _height(figure)))
    places = range(len(shown))
    axes.barh(places, [1] * len(shown), color=TRACK, height=0.62)
    axes.barh(places, [one.share for one in shown], color=BLUE, height=0.62)
    axes.set_yticks(places, [_cut(one.label, 26) for one in shown], fontproperties=_letters(13))
    for place, one in enumerate(shown):
        axes.text(1.02, place, one.told, fontproperties=_letters(13), va="center", color=INK)
    axes.invert_yaxis()
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    return _written(figure, title, below)


def trend_png(
    title: str, days: Sequence[date], lines: Sequence[tuple[str, Sequence[float]]], below: str
) -> bytes:
    """Up to two lines of per cents over the same days, each named at its end; solid and dashed, so
    that they are told apart without their colours.
    """
    figure = _figure(4.6)
    axes = figure.add_axes((0.09, 0.24, 0.66, 0.56))
    for (name, values), colour, dashes in zip(lines, (BLUE, ORANGE), ("-", "--"), strict=False):
        axes.plot(range(len(days)), values, color=colour, linestyle=dashes, linewidth=3)
        told = f"{name} {values[-1]:.0f} %"
        axes.annotate(
            told,
            (len(days) - 1, values[-1]),
            xytext=(8, 0),
            textcoords="offset points",
            color=colour,
            va="center",
            fontproperties=_letters(13),
        )
    every = max(len(days) // 5, 1)
    marked = range(0, len(days), every)
    axes.set_xticks(marked, [f"{days[at].day} {SHORT[days[at].month - 1]}" for at in marked])
    axes.set_ylim(0, 105)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(_letters(12))
    axes.grid(axis="y", color=TRACK)
    axes.spines[["top", "right"]].set_visible(False)
    return _written(figure, title, below)


def _figure(high: float) -> Figure:
    return Figure(figsize=(WIDE, high), dpi=DOTS)


def _height(figure: Figure) -> float:
    return float(figure.get_size_inches()[1])


def _written(figure: Figure, title: str, below: str) -> bytes:
    top = 1 - 0.2 / _height(figure)
    figure.text(
        0.03, top, title, fontproperties=_letters(17, bold=True), va="top", color=INK, wrap=True
    )
    figure.text(0.03, 0.2 / _height(figure), below, fontproperties=_letters(12), color=QUIET)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    size = canvas.get_width_height(physical=True)
    picture = Image.frombytes("RGBA", size, canvas.buffer_rgba())
    held = BytesIO()
    picture.convert("RGB").quantize(COLOURS).save(held, "PNG")
    return held.getvalue()


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


@lru_cache(maxsize=16)
def _letters(size: int, *, bold: bool = False) -> FontProperties:
    name = "Sarabun-Bold.ttf" if bold else "Sarabun-Regular.ttf"
    path = files("fontpkg_sarabun").joinpath("files", name)
    return FontProperties(fname=str(path), size=size)
