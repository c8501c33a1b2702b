"""Which papers an office's own form may stand in place of, and who decides on it."""

from collections.abc import Iterable, Iterator, Mapping

from handlers.vocabulary.known import Edition
from handlers.vocabulary.permissions import Membership, may
from scoring.deadlines import owed
from scoring.paper import Paper
from scoring.programme import Programme

PERMISSION = "publish_form"  # who decides what the office's people fill in


def replaceable(
    memberships: Iterable[Membership], editions: Mapping[str, Edition]
) -> Iterator[tuple[Programme, str, Paper]]:
    """(programme, office, paper): at each office where one of these memberships decides, the papers
    that it or an office below it fills; none that is long, whose sections no form can name.
    """
    for one in memberships:
        edition = editions.get(one.programme)
        if edition is None or not may((one,), PERMISSION, edition.programme, one.office):
            continue
        programme = edition.programme
        here = {one.office, *programme.below.get(one.office, ())}
        works = {work for office, work in owed(programme) if office in here}
        papers = (each for each in programme.papers if works & {*each.of} and not each.long)
        yield from ((programme, one.office, each) for each in papers)
