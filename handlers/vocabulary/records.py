"""Sent reports as expressions see them: each a tree with the verifier's values in place of the
reported ones.
"""

from collections.abc import Mapping
from functools import lru_cache

from forms.paths import below_root
from forms.records.trees import Sent, document, tree
from forms.xpath.nodes import Node
from handlers.vocabulary.known import Submission
from scoring.counting import Counted
from scoring.offices import Office
from scoring.programme import Programme

QUALITY = "quality"  # the verifier's judgement, under `meta` of a record
OFFICES = "offices"
KEPT = 1024  # records of a few provinces; the largest register takes half a megabyte

Pairs = tuple[tuple[str, str], ...]


def is_accepted(one: Submission) -> bool:
    """Whether whoever reviews it has passed it."""
    return one.review is not None and one.review.state == "accepted"


def documents(programme: Programme, office: str, found: Counted[Submission]) -> dict[str, Node]:
    """instance('CODE') for each work, with its records as own and below; and the offices."""
    by_work: dict[str, list[Node]] = {code: [] for code in programme.work_codes}
    for name, records in (("own", found.own), ("below", found.below)):
        for one in records:
            if one.indicator in by_work:
                by_work[one.indicator].append(record_node(name, programme, one))
    below = programme.below.get(office, frozenset())
    offices = [
        office_node("own" if one.code == office else "below", one)
        for one in programme.offices
        if one.code == office or one.code in below
    ]
    made = {code: document(code, children) for code, children in by_work.items()}
    return {**made, OFFICES: document(OFFICES, offices)}


def office_node(name: str, office: Office) -> Node:
    """An office as a list of offices has it."""
    return tree(name, Sent({"code": office.code, "name": office.name, "kind": office.kind}))


def record_node(name: str, programme: Programme, one: Submission) -> Node:
    """The record with the verifier's values in place of the reported ones."""
    verified: Mapping[str, str] = (one.review.verified if one.review else {}).get("values", {})
    told = {below_root(path): value for path, value in verified.items()}
    quality = told.pop(f"meta/{QUALITY}", "")
    facts = {
        "office": one.office,
        "kind": programme.office(one.office).kind,
        "sent": one.counted_from.isoformat(),
        "accepted": "yes" if is_accepted(one) else "no",
        QUALITY: quality,
    }
    return _kept(name, tuple({**one.answers, **told}.items()), tuple(facts.items()))


@lru_cache(maxsize=KEPT)
def _kept(name: str, answers: Pairs, facts: Pairs) -> Node:
    """The tree of exactly this content: nobody changes it, so a board that is asked for again makes
    only the records that are new.
    """
    return tree(name, Sent(dict(answers), dict(facts)))


def quality_of(one: Submission) -> bool | None:
    """The verifier's judgement of a record; None while there is none."""
    values: Mapping[str, str] = (one.review.verified if one.review else {}).get("values", {})
    return {"yes": True, "no": False}.get(values.get(f"/meta/{QUALITY}", ""))
