"""What the worker tells a conversation later: rows of a file, codes in a photo, and that a set of
photos has fallen quiet, that a paper is too long or is ready.
"""

from typing import TypeAlias, assert_never

from handlers import code_in_photo, papers, rows_in_file
from handlers.questions import evidence_answers
from handlers.vocabulary.events import CodeRead, PagesCounted, PaperMade, SetQuiet, TableRead
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn

Told: TypeAlias = TableRead | CodeRead | PagesCounted | PaperMade | SetQuiet


def told(talk: Talk, what: Told) -> Turn:
    match what:
        case TableRead():
            return rows_in_file.read(talk, what)
        case CodeRead():
            return code_in_photo.read(talk, what)
        case PagesCounted():
            return papers.counted(talk, what)
        case PaperMade():
            return papers.made(talk, what)
        case SetQuiet():
            return evidence_answers.quiet(talk, what)
        case _:
            assert_never(what)
