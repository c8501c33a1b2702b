"""What can be taken away: the table as CSV, Word and PDF, the poster, personal links, the bars."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from bot.pages.results.looked_at import LookedAt
from bot.papers.of_survey import make_of_survey, summary_of
from documents.bars import bars_png
from documents.docx import docx
from documents.filled import Box, Filled, Grid, Line
from documents.pdf import pdf
from documents.poster import poster
from handlers.vocabulary.surveyed import paragraph
from handlers.vocabulary.words import say
from scoring.survey.table import TableLine
from sheets.layout.csv_cells import guarded
from thai.dates import short

SECONDS_A_QUESTION = 6
WIDTHS = (0.26, 0.07, 0.085, 0.085, 0.085, 0.085, 0.085, 0.07, 0.07, 0.105)
MIMES = {
    "bars.png": "image/png",
    "table.csv": "text/csv",
    "links.csv": "text/csv",
    "table.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "table.pdf": "application/pdf",
    "poster.pdf": "application/pdf",
}


def made(at: LookedAt, name: str, public_url: str) -> bytes | None:
    """None for a file there is not, or that this person may not have. Raises PaperError."""
    match name:
        case "bars.png" if at.results.overall.mean is not None:
            return bars_png(at.title, _bars(at))
        case "table.csv":
            return _csv(_cells(at))
        case "table.docx":
            return _summary(at, "docx")
        case "table.pdf":
            return _summary(at, "pdf")
        case "poster.pdf":
            return _poster(at, public_url)
        case "links.csv" if at.manages:
            return _csv(_links(at, public_url))
        case _:
            return None


def _bars(at: LookedAt) -> list[tuple[str, float, str]]:
    """Topics, dimensions and constructs where there are any, then items; the last is overall."""
    kinds = ("topic", "dimension", "construct", "item", "overall")
    shown = sorted(
        (one for one in at.lines if one.kind in kinds and one.mean != "-"),
        key=lambda one: kinds.index(one.kind),
    )
    return [(_label(at, one), float(one.mean), one.mean) for one in shown]


def _label(at: LookedAt, one: TableLine) -> str:
    return one.label if one.kind != "overall" else say("results.overall", at.language)


def _headings(at: LookedAt) -> list[str]:
    words = [say(f"results.{key}", at.language) for key in ("item", "n")]
    end = [say(f"results.{key}", at.language) for key in ("mean", "sd", "level")]
    return [*words, *(str(value) for value in range(5, 0, -1)), *end]


def _cells(at: LookedAt) -> Iterator[Sequence[str]]:
    """Counts and per cent in columns of their own."""
    words = _headings(at)
    yield [*words[:2], *(f"{one}{end}" for one in words[2:7] for end in ("", " %")), *words[7:]]
    for one in at.lines:
        counts = [cell for count, share in one.counts for cell in (str(count), share)]
        yield [_label(at, one), str(one.n), *(counts or [""] * 10), one.mean, one.sd, one.level]


def _links(at: LookedAt, public_url: str) -> Iterator[Sequence[str]]:
    keys = ("names", "link_used", "links_csv")
    yield [say(f"results.{key}", at.language) for key in keys]
    for one in at.invited:
        if one.person is None:
            used = say(f"results.{'link_used' if one.used else 'link_free'}", at.language)
            yield [one.label, used, f"{public_url}/s/{one.token}"]


def _csv(rows: Iterator[Sequence[str]]) -> bytes:
    """As Excel opens it: UTF-8 with a mark, no cell a formula."""
    held = StringIO()
    csv.writer(held).writerows([guarded(cell) for cell in row] for row in rows)
    return held.getvalue().encode("utf-8-sig")


def _summary(at: LookedAt, kind: str) -> bytes:
    """The programme's paper for its surveys, in Thai; without one the table."""
    paper = summary_of(at.edition.programme)
    if paper is None:
        plain = _paper(at)
        return docx(plain) if kind == "docx" else pdf(plain).content
    found = make_of_survey(at.edition, paper, at.survey, at.now)
    return found.docx() if kind == "docx" else found.pdf


def _paper(at: LookedAt) -> Filled:
    """The paragraph and the table, on lying paper."""
    head = tuple(Box(word, bold=True) for word in _headings(at))
    lines = tuple(
        tuple(
            Box(cell)
            for cell in (
                _label(at, one),
                str(one.n),
                *([f"{count} ({share})" for count, share in one.counts] or ["–"] * 5),
                one.mean,
                one.sd,
                one.level,
            )
        )
        for one in at.lines
    )
    title = say("results.title", at.language, name=at.title)
    words = paragraph(at.results, at.edition.programme.survey, at.language)
    return Filled(
        title,
        (
            Line(title, "center", bold=True),
            Line(at.office, "center"),
            Line(words, indent=1),
            Grid(WIDTHS, (head, *lines), 1),
            Line(say("results.sd_note", at.language)),
        ),
        landscape=True,
        foot=f"{at.survey.code} ",
    )


def _poster(at: LookedAt, public_url: str) -> bytes:
    questions = sum(one.kind != "note" for one in at.form.questions)
    minutes = max(1, round(questions * SECONDS_A_QUESTION / 60))
    told = [
        say("results.poster_how", "th", minutes=minutes),
        say("results.poster_code", "th", code=at.survey.code),
    ]
    if at.survey.closes:
        told.append(say("results.poster_until", "th", day=short(at.survey.closes)))
    link = f"{public_url}/s/{at.survey.token}"
    return poster(at.title, at.office, say("results.poster_scan", "th"), told, link)
