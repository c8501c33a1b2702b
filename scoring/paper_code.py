"""The code printed on an official paper: which evidence it opens, which paper and version it is on.
Pure.
"""

import re

DRAFT = "draft"

PRINTED = re.compile(r"/e/(?P<token>[\w-]+)#(?P<paper>[\w.-]+)\.v(?P<version>\d{1,9})$")


def printed_code(link: str, paper: str, version: int) -> str:
    """What the code on a paper says: a browser opens the evidence with it, the worker reads whose
    page it is; "" without a link.
    """
    return f"{link}#{paper}.v{version}" if link else ""


def name_of_file(programme: str, paper: str, office: str, *further: str) -> str:
    """What a paper's files are called on a person's page, without the ending."""
    return "~".join(filter(None, (programme, paper, office, *further)))
