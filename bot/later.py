"""What is large and seldom wanted is loaded when it is first used: a command answers at once, and a
web process stays small.

Law: whatever is loaded late is named here and nowhere else; whoever uses it writes
`later.workbook_file.read(path)`.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import boto3
    import botocore.config as botocore_config
    import botocore.exceptions as botocore_errors

    from bot import evidence_bytes
    from bot.commands import recompute, stored_scores, workbook_file
    from bot.pages import board_pictures
    from bot.pages.results import files as results_files
    from bot.papers import ahead as papers_ahead
    from bot.papers import counting as paper_counting
    from bot.papers import keeping as paper_keeping
    from bot.papers import own_checking as own_form_checking
    from bot.papers import own_example, own_form, own_pdf, shelf
    from forms.upload import warned, xlsform

    __all__ = [
        "board_pictures",
        "boto3",
        "botocore_config",
        "botocore_errors",
        "evidence_bytes",
        "own_example",
        "own_form",
        "own_form_checking",
        "own_pdf",
        "paper_counting",
        "paper_keeping",
        "papers_ahead",
        "recompute",
        "results_files",
        "shelf",
        "stored_scores",
        "warned",
        "workbook_file",
        "xlsform",
    ]
else:
    MODULES = {
        "board_pictures": "bot.pages.board_pictures",  # matplotlib
        "boto3": "boto3",
        "botocore_config": "botocore.config",
        "botocore_errors": "botocore.exceptions",
        "evidence_bytes": "bot.evidence_bytes",  # the mirror's libraries
        "own_example": "bot.papers.own_example",  # what writes .docx
        "own_form": "bot.papers.own_form",  # the same
        "own_form_checking": "bot.papers.own_checking",  # docxtpl
        "own_pdf": "bot.papers.own_pdf",  # the same
        "paper_counting": "bot.papers.counting",  # what writes .docx and .pdf
        "paper_keeping": "bot.papers.keeping",  # what writes .docx and .pdf
        "papers_ahead": "bot.papers.ahead",  # the same
        "recompute": "bot.commands.recompute",  # the database's
        "results_files": "bot.pages.results.files",  # what writes .docx and .pdf
        "shelf": "bot.papers.shelf",  # the same
        "stored_scores": "bot.commands.stored_scores",  # the database's
        "warned": "forms.upload.warned",
        "workbook_file": "bot.commands.workbook_file",  # openpyxl
        "xlsform": "forms.upload.xlsform",  # pyxform
    }

    def __getattr__(name: str) -> ModuleType:
        if name not in MODULES:
            raise AttributeError(f"bot.later does not name {name}")
        return import_module(MODULES[name])
