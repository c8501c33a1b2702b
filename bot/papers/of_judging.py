"""Papers of a round that judges have closed: the ranking of all offices, and an office's own sheet
of points.

Law: of a round that is open there is none, for anybody; what judges say stands without their names.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from sqlalchemy import Connection

from bot.papers.answers import day, figure, text
from bot.papers.making import PRINTED_IN, Made, made_of
from bot.store import judging_seen
from bot.store.library import Library
from documents.filling import Answer, Answers
from documents.pdf import PaperError
from handlers.judging.item_card import shown
from handlers.vocabulary.judged import Panel
from handlers.vocabulary.known import Edition
from handlers.vocabulary.words import say
from scoring.judging import Place, by_dimension, goal, ranking, verdicts
from scoring.paper import Paper
from scoring.programme import Programme
from scoring.rubric_items import Judged, is_judged, items
from scoring.rubric_items import offices as judged_offices
from thai.dates import bangkok_day


def offered(conn: Connection, programme: Programme, office: str) -> Iterator[tuple[Paper, str]]:
    """(paper, whose it is) for people of an office: the ranking, their own sheet, and every sheet
    for whoever runs the programme.
    """
    papers = [one for one in programme.papers if one.about == "judging"]
    if not papers or not judging_seen.whole(conn, programme).is_closed:
        return
    judged = [one.code for one in judged_offices(programme)]
    mine = judged if office in programme.tops else [one for one in judged if one == office]
    for paper in papers:
        yield from ((paper, one) for one in (mine if paper.to == "each" else [office]))


def make_of_judging(
    conn: Connection, library: Library, edition: Edition, paper: Paper, office: str
) -> Made:
    """By the programme as it was when the round was closed; raises PaperError while it is open."""
    panel = judging_seen.whole(conn, edition.programme)
    if not is_judged(edition.programme) or not panel.is_closed:
        raise PaperError(f"{edition.programme.key}: the round of judging is not closed")
    then = library.edition(conn, edition.programme.key, panel.version) or edition
    return made_of(then, paper, office, answers_of(then.programme, panel, office))


def answers_of(programme: Programme, panel: Panel, office: str) -> Answers:
    """The names of OF_JUDGING (scoring/paper_words.py)."""
    given = panel.by_office()
    places = ranking(programme, given, panel.settled)
    assessed = goal(programme, places)
    single = {
        "office": text(programme.office(office).name),
        "province": text(programme.office(office).province),
        "programme": text(programme.name),
        "year": figure(programme.fiscal_year),
        "closed": day(bangkok_day(panel.closed_at) if panel.closed_at else None),
        "offices": figure(assessed.offices),
        "assessed": figure(assessed.assessed),
        **_of_place(programme, next((one for one in places if one.office == office), None)),
    }
    rows = {
        "places": tuple(Answers(_of_place(programme, one)) for one in places if one.rank),
        "dimensions": tuple(_dimensions(programme, panel, office)),
        "items": tuple(_items(programme, panel, office)),
    }
    return Answers(single, rows)


def _of_place(programme: Programme, place: Place | None) -> dict[str, Answer]:
    if place is None:
        return {}
    return {
        "judged": text(programme.office(place.office).name),
        "total": figure(shown(place.total)),
        "level": text(place.level),
        "rank": figure(place.rank),
    }


def _dimensions(programme: Programme, panel: Panel, office: str) -> Iterable[Answers]:
    given, settled = panel.by_office().get(office, {}), panel.settled.get(office, {})
    for code, points in by_dimension(programme, given, settled).items():
        indicator = programme.indicator(code)
        yield Answers(
            {
                "code": text(code),
                "name": text(indicator.name),
                "maximum": figure(shown(indicator.share or Fraction(0))),
                "points": figure(shown(points)),
            }
        )


def _items(programme: Programme, panel: Panel, office: str) -> Iterable[Answers]:
    given, settled = panel.by_office().get(office, {}), panel.settled.get(office, {})
    found = {one.code: one for one in verdicts(programme, given, settled)}
    before = ""
    for one in items(programme):
        points = found[one.code].points
        is_first, before = one.dimension != before, one.dimension
        yield Answers(
            {
                "dimension": figure(_dimension(programme, one.dimension) if is_first else ""),
                "code": figure(one.code),
                "name": text(one.item.name),
                "details": text("\n".join(f"- {each}" for each in one.checklist.split("; "))),
                "maximum": figure(_most(one)),
                "points": figure(None if points is None else shown(points)),
                "comments": text("\n".join(panel.comments(office, one.code))),
            }
        )


def _dimension(programme: Programme, code: str) -> str:
    """As the criteria print it: its name, and below it the points of all within."""
    one = programme.indicator(code)
    return f"{one.name}\n{_points(shown(one.share or Fraction(0)))}"


def _most(one: Judged) -> str:
    """The points of an item; of a pool those of all together, with their codes (D-02)."""
    told = _points(shown(one.most))
    return f"{told}\n({one.together})" if one.pool else told


def _points(count: str) -> str:
    return say("papers.points", PRINTED_IN, count=count)
