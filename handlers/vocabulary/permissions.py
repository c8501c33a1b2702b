"""Who may do what: one table of actions, roles, and where the other office lies as seen from one's
own. Pure.

Every command and every button asks here; what a programme does as a whole is asked of its topmost
offices.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from msgspec import Struct

from scoring.programme import Programme

Relation = Literal["own", "below", "above", "beside"]

ROLES = ("reporter", "coordinator", "official", "judge", "admin")
RANK = {
    "reporter": 0,
    "judge": 0,
    "official": 1,
    "coordinator": 1,
    "admin": 2,
}  # who may let go whom
Reaches = Mapping[str, Collection[str] | None]  # offices by programme; None for all of them
RELATIONS: tuple[Relation, ...] = ("own", "below", "above", "beside")

TABLE = """
                  reporter  coordinator  official   judge  admin
report            own       -            -          -      -
see_score         own       own,below    own,below  -      all
see_evidence      own       own,below    own,below  -      all
see_overview      -         own,below    own,below  -      all
review            -         own,below    -          -      all
publish_form      -         own,below    -          -      all
open_survey       -         own,below    -          -      all
see_survey        -         own,below    own,below  -      all
read_texts        -         own,below    -          -      all
close_survey      -         own,below    -          -      all
approve_joining   -         own,below    -          -      all
see_people        -         own,below    -          -      all
hand_over         -         own,below    -          -      all
broadcast         -         own,below    -          -      all
run_judging       -         own,below    -          -      all
judge             -         -            -          all    -
"""


# `judge` says who may be given offices to judge; which ones, their seats say (judging)

# what whoever receives the reports of offices beside them may do there, as if they were below
OF_RECEIVERS = frozenset({"see_score", "see_evidence", "see_overview"})


class Membership(Struct, frozen=True):
    """A person's role at an office of a programme."""

    programme: str
    office: str
    role: str


def _read(table: str) -> dict[tuple[str, str], frozenset[Relation]]:
    """{(action, role): relations}"""
    head, *rows = (line.split() for line in table.strip().splitlines())
    meant: dict[str, frozenset[Relation]] = {"-": frozenset(), "all": frozenset(RELATIONS)}
    for relation in RELATIONS:
        meant[relation] = frozenset({relation})
    return {
        (action, role): frozenset().union(*(meant[word] for word in cell.split(",")))
        for action, *cells in rows
        for role, cell in zip(head, cells, strict=True)
    }


ALLOWED = _read(TABLE)
ACTIONS = tuple(dict.fromkeys(action for action, _ in ALLOWED))


def relation(programme: Programme, mine: str, theirs: str) -> Relation:
    """Where an office lies as seen from one's own; an office that is no longer there lies
    beside.
    """
    if mine == theirs:
        return "own"
    if mine in programme.above.get(theirs, ()):
        return "below"
    return "above" if theirs in programme.above.get(mine, ()) else "beside"


def may(memberships: Iterable[Membership], action: str, programme: Programme, office: str) -> bool:
    """Whether any of these memberships allows the action at this office; never at an office the
    programme lacks.
    """
    if office not in programme.above:
        return False
    return any(
        one.programme == programme.key
        and (allowed := ALLOWED[action, one.role])
        and (
            relation(programme, one.office, office) in allowed
            or ("below" in allowed and office in _senders(programme, one.office, action))
        )
        for one in memberships
    )


def outranks(memberships: Iterable[Membership], programme: str, role: str) -> bool:
    """Whether any of one's own roles in the programme stands at least as high as this one: nobody
    lets go whoever stands above them.
    """
    mine = [RANK[one.role] for one in memberships if one.programme == programme]
    return max(mine, default=-1) >= RANK[role]


def may_at_top(memberships: Iterable[Membership], action: str, programme: Programme) -> bool:
    """Whether the action is allowed for the programme as a whole: at every office that stands under
    no other.
    """
    held = tuple(memberships)
    return all(may(held, action, programme, office) for office in programme.tops)


def reach(memberships: Iterable[Membership], action: str, programme: Programme) -> frozenset[str]:
    """The codes of all offices where the action is allowed; costs what it finds, not what the
    programme has.
    """
    return frozenset(
        office
        for one in memberships
        if one.programme == programme.key
        for where in ALLOWED[action, one.role]
        for office in (
            *_lying(programme, one.office, where),
            *(_senders(programme, one.office, action) if where == "below" else ()),
        )
    )


def _senders(programme: Programme, mine: str, action: str) -> Collection[str]:
    """The offices beside one's own whose reports come here first, where that gives a right."""
    return programme.senders.get(mine, ()) if action in OF_RECEIVERS else ()


def _lying(programme: Programme, mine: str, where: Relation) -> Iterable[str]:
    """The offices that lie there as seen from one's own."""
    match where:
        case "own":
            return (mine,) if mine in programme.above else ()
        case "below":
            return programme.below.get(mine, ())
        case "above":
            return programme.above.get(mine, ())
        case "beside":
            return (one for one in programme.above if relation(programme, mine, one) == "beside")


def reaches(
    memberships: Iterable[Membership], action: str, programmes: Iterable[Programme]
) -> Reaches:
    """The offices where the action is allowed, by programme, those with any; None for all of a
    programme.
    """
    held = tuple(memberships)
    found: dict[str, Collection[str] | None] = {}
    for programme in programmes:
        codes = reach(held, action, programme)
        if codes:
            found[programme.key] = None if len(codes) == len(programme.above) else codes
    return found
