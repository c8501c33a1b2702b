"""What would be missed on a paper: pages too many and which answers are long, names under
signatures, evidence.
"""

from collections.abc import Iterator

from bot.papers.making import Made
from documents.filled import Sign
from documents.filling import BLANK
from handlers.vocabulary.words import say
from scoring.paper import NAMED, Paper
from scoring.paper_blocks import Paragraph
from thai.graphemes import length

MOST_NAMED = 2  # long answers that are told
WORTH_TELLING = 400  # letters


def reasons(paper: Paper, made: Made, language: str = "th") -> Iterator[str]:
    """One sentence for each; none where the paper is as it should be."""
    if words := too_long(paper, made, language):
        yield words
    unsigned = [
        " ".join(part.lines[0].replace(".", "").split())
        for part in made.filled.parts
        if isinstance(part, Sign) and any(BLANK in line for line in part.lines[1:])
    ]
    if unsigned:
        yield say("papers.unsigned", language, who=", ".join(unsigned))
    if made.expects_files and not made.files:
        yield say("papers.no_evidence", language)


def too_long(paper: Paper, made: Made, language: str) -> str:
    """How many pages it has, and which answers are long; "" where it has no more than it may, and
    of an office's own form, whose pages Word counts.
    """
    if paper.pages is None or made.own or made.counted <= paper.pages:
        return ""
    longest = _longest(paper, made, language)
    shorten = say("papers.shorten", language, answers=longest) if longest else ""
    said = say("papers.too_long", language, pages=made.counted, most=paper.pages)
    return f"{said} {shorten}".strip()


def _longest(paper: Paper, made: Made, language: str) -> str:
    """The long answers by what the form calls them, the longest first."""
    named = {
        found.group("name")
        for block in paper.blocks
        if isinstance(block, Paragraph)
        for found in NAMED.finditer(block.text)
    }
    sizes = {name: length(made.answers[name]) for name in named if name in made.answers}
    longest = sorted(sizes, key=lambda name: -sizes[name])[:MOST_NAMED]
    return " · ".join(
        say("papers.letters", language, name=made.labels.get(name, name), count=f"{sizes[name]:,}")
        for name in longest
        if sizes[name] >= WORTH_TELLING
    )
