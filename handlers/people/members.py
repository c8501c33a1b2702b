"""Who is where: the coordinator's list, letting go, handing over what a colleague has begun;
leaving oneself.
"""

from msgspec.structs import replace

from handlers.vocabulary.actions import Action, action, write_action
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.known import Membership
from handlers.vocabulary.messages import Button, Card, Row, Text
from handlers.vocabulary.naming import office_named
from handlers.vocabulary.people_effects import HandOver, Leave
from handlers.vocabulary.people_known import Member
from handlers.vocabulary.permissions import outranks
from handlers.vocabulary.places import HOME, Joining
from handlers.vocabulary.review_effects import Tell
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import say

PAGE = 10
MOST_COLLEAGUES = 3


def people(talk: Talk) -> Turn:
    """คน: for coordinators, everyone at their office and below."""
    return _page(talk, 0)


def more(talk: Talk, chosen: Action) -> Turn:
    return _page(talk, chosen.first)


def _page(talk: Talk, first: int) -> Turn:
    if not talk.programmes("see_people"):
        return told(
            talk.state, "members.not_allowed", tap("leave_office", talk.language, action("leaving"))
        )
    found = [one for one in talk.known.members if talk.may("see_people", one.programme, one.office)]
    rows = tuple(_row(talk, one) for one in found[first : first + PAGE])
    rest = first + PAGE < len(found)
    alt = talk.say(
        "members.alt", count=len(found), rows=" · ".join(f"{row.title} {row.note}" for row in rows)
    )
    further = (
        tap("more", talk.language, action("people_more", number=str(first + PAGE)))
        if rest
        else None
    )
    return spoken(
        talk.state,
        Card(alt, talk.say("members.title", count=len(found)), rows=rows, second=further),
    )


def _row(talk: Talk, one: Member) -> Row:
    note = f"{_office(talk, one.programme, one.office)} · {talk.say(f'roles.{one.role}')}"
    if one.begun:
        note += f"\n{talk.say('members.begun', count=one.begun)}"
    if not outranks(talk.known.memberships, one.programme, one.role):
        return Row(one.name, note)
    return Row(one.name, note, button=tap("open", talk.language, _about("member", one)))


def _about(command: str, one: Member, *, to: str = "", sure: str = "") -> str:
    """The data of a button about one member."""
    return action(
        command,
        member=str(one.id),
        programme=one.programme,
        office=one.office,
        role=one.role,
        to=to,
        sure=sure,
    )


def _office(talk: Talk, programme: str, office: str) -> str:
    return office_named(talk.known.editions[programme].programme, office)


def _meant(talk: Talk, chosen: Action, person: str) -> Member | None:
    """The member a button names, as long as they are there and this person may see them."""
    wanted = (person, chosen.programme, chosen.office, chosen.role)
    return next(
        (
            one
            for one in talk.known.members
            if (str(one.id), one.programme, one.office, one.role) == wanted
            and talk.may("hand_over", one.programme, one.office)
            and outranks(talk.known.memberships, one.programme, one.role)
        ),
        None,
    )


def _gone(talk: Talk) -> Turn:
    return told(talk.state, "members.gone", tap("people", talk.language, action("people")))


def member(talk: Talk, chosen: Action) -> Turn:
    """One person: to be let go, or to have what they began handed over."""
    one = _meant(talk, chosen, chosen.member)
    if one is None:
        return _gone(talk)
    colleagues = [
        each
        for each in talk.known.members
        if (each.programme, each.office, each.role) == (one.programme, one.office, "reporter")
        and each.id != one.id
    ]
    over: list[Button] = [
        tap(
            "hand_over",
            talk.language,
            _about("hand_over", one, to=str(each.id)),
            name=each.name,
        )
        for each in colleagues[:MOST_COLLEAGUES]
        if one.role == "reporter"
    ]
    made = Card(
        alt=talk.say(
            "members.one_alt", name=one.name, office=_office(talk, one.programme, one.office)
        ),
        title=one.name,
        lines=(
            _office(talk, one.programme, one.office),
            talk.say(f"roles.{one.role}"),
            talk.say("members.begun", count=one.begun),
        ),
        further=(*over, tap("let_go", talk.language, _about("let_go", one))),
        choices=(tap("people", talk.language, action("people")),),
    )
    return spoken(talk.state, made)


def hand_over(talk: Talk, chosen: Action) -> Turn:
    """ส่งต่อให้: whoever was transferred is let go, and a colleague goes on where they stopped."""
    one, to = _meant(talk, chosen, chosen.member), _meant(talk, chosen, chosen.to)
    if one is None or to is None or one.id == to.id:
        return _gone(talk)
    office = _office(talk, one.programme, one.office)
    words = {"name": one.name, "to": to.name, "office": office, "count": one.begun}
    button = tap("report", to.language, action("report"))
    said = Text(say("members.taken_over", to.language, **words), (button,))
    turn = told(
        talk.state, "members.handed_over", tap("people", talk.language, action("people")), **words
    )
    return turn.also(HandOver(one, to), Tell((to.id,), (said,), must=True), _farewell(one, office))


def let_go(talk: Talk, chosen: Action) -> Turn:
    """ให้ออกจากหน่วยงาน, after being asked once more."""
    one = _meant(talk, chosen, chosen.member)
    if one is None:
        return _gone(talk)
    office = _office(talk, one.programme, one.office)
    if chosen.sure != "1":
        buttons = (
            tap("let_go", talk.language, _about("let_go", one, sure="1")),
            tap("people", talk.language, action("people")),
        )
        return told(
            talk.state, "members.sure", *buttons, name=one.name, office=office, count=one.begun
        )
    turn = told(
        talk.state,
        "members.let_go",
        tap("people", talk.language, action("people")),
        name=one.name,
        office=office,
    )
    return turn.also(Leave(one), _farewell(one, office))


def _farewell(one: Member, office: str) -> Tell:
    """Said with their next free reply."""
    return Tell((one.id,), (Text(say("members.farewell", one.language, office=office)),))


def leaving(talk: Talk) -> Turn:
    """ออกจากหน่วยงาน: which of one's own offices."""
    if not talk.known.memberships:
        return told(talk.state, "enrol.outsider")
    rows = tuple(
        Row(
            _office(talk, one.programme, one.office),
            talk.say(f"roles.{one.role}"),
            button=tap(
                "leave_it",
                talk.language,
                action("leave_office", programme=one.programme, office=one.office, role=one.role),
            ),
        )
        for one in talk.known.memberships
        if one.programme in talk.known.editions
    )
    title = talk.say("members.leaving")
    return spoken(talk.state, Card(title, title, rows=rows))


def leave_office(talk: Talk, chosen: Action) -> Turn:
    """Leaves one of one's own offices, after being asked once more."""
    wanted = Membership(chosen.programme, chosen.office, chosen.role)
    if wanted not in talk.known.memberships:
        return told(
            talk.state, "trouble.old_button", tap("report", talk.language, action("report"))
        )
    office = _office(talk, wanted.programme, wanted.office)
    drafts = [one for one in talk.state.begun if one.office == wanted.office]
    if chosen.sure != "1":
        sure = tap("leave_it", talk.language, write_action(replace(chosen, sure="1")))
        stay = tap("report", talk.language, action("report"))
        return told(talk.state, "members.leave_sure", sure, stay, office=office, count=len(drafts))
    me = Member(talk.known.person, talk.known.name, wanted.programme, wanted.office, wanted.role)
    left = len(talk.known.memberships) > 1
    state = talk.state.going(HOME if left else Joining("code"))
    return told(state, "members.left", office=office).also(Leave(me))


COMMANDS = (
    Command(
        "people", plainly(people), Where.HOME, (Need.MEMBERS,), Help("people", 7, "see_people")
    ),
    Command("people_more", more, needs=(Need.MEMBERS,)),
    Command("member", member, needs=(Need.MEMBERS,)),
    Command("hand_over", hand_over, needs=(Need.MEMBERS,)),
    Command("let_go", let_go, needs=(Need.MEMBERS,)),
    Command("leaving", plainly(leaving), Where.HOME),
    Command("leave_office", leave_office),
)
