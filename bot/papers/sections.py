"""The further reports of a paper as its rows: a section of a booklet for each, sent or not."""

from collections.abc import Iterator, Mapping, Sequence

from bot.papers.answers import figure, text
from documents.filling import Answer, Answers
from forms.model import Form
from forms.paths import name_of
from handlers.vocabulary.known import Edition
from scoring.paper import Paper
from scoring.rubric_items import item_of

NOTHING = Answers()


def sections(
    edition: Edition,
    paper: Paper,
    own: Mapping[str, Answers],
    files: Mapping[str, Sequence[str]],
) -> Iterator[Answers]:
    """A row for every report of the paper but the first, in the paper's order; `own` answers and
    names of files by work. What a report does not answer is blank in its row, and never taken from
    another report.
    """
    programme, before = edition.programme, ""
    for code in paper.of[1:]:
        work, item = programme.work(code), item_of(programme, code)
        part = programme.indicator(item.dimension).name if item else ""
        blank = _names(edition.forms(work.form)) if work.form else frozenset()
        told = own.get(code, NOTHING)
        given = {
            "report_code": figure(code),
            "report_title": figure(work.name),
            "report_part": text(part if part != before else ""),
            "report_files": text("\n".join(files.get(code, ()))),
        }
        yield Answers(
            {**dict.fromkeys(blank, Answer("")), **told.single, **given},
            told.rows,
            told.choices,
            {**dict.fromkeys(blank, ()), **told.pictures},
        )
        before = part


def _names(form: Form) -> frozenset[str]:
    """Of all that a form asks or works out."""
    return frozenset(name_of(path) for path in (*form.rules, *form.by_path))
