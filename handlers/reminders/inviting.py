"""เชิญ: a coordinator gives out a code for an office and a role, with words to forward and the page
with its link and QR; a code can be taken back.
"""

import hashlib

from handlers.people.typed import LETTERS, code_in
from handlers.reports.owing import items
from handlers.reports.standing_words import note
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.command import Command, Help, Need, Where
from handlers.vocabulary.messages import Button, Card, Open, Picture, Row, Text
from handlers.vocabulary.naming import listed, office_named
from handlers.vocabulary.people_effects import MakeInvite, RevokeInvite
from handlers.vocabulary.permissions import outranks
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from scoring.programme import Programme
from scoring.rubric_items import is_judged

DIGITS = "23456789"
ROLES = ("reporter", "coordinator", "official", "judge")
USES, DAYS = 10, 30  # of one code: an office has a handful of reporters
MOST_ROWS = 10
MOST_OWED = 4


def invite(talk: Talk, chosen: Action) -> Turn:
    """First for which office, then for which role, then there is the code."""
    programmes = _inviting(talk)
    if not programmes:
        return told(talk.state, "invite.not_allowed")
    if not talk.may("approve_joining", chosen.programme, chosen.office):
        return spoken(talk.state, *(_offices(talk, one) for one in programmes[:3]))
    if chosen.role not in _roles(talk, chosen.programme):
        return _ask_role(talk, chosen)
    return _made(talk, chosen)


def _inviting(talk: Talk) -> tuple[Programme, ...]:
    return talk.programmes("approve_joining")


def _roles(talk: Talk, programme: str) -> list[str]:
    """Nobody invites whoever would stand above them, nor a judge where nothing is judged."""
    judged = is_judged(talk.known.editions[programme].programme)
    return [
        one
        for one in ROLES
        if outranks(talk.known.memberships, programme, one) and (judged or one != "judge")
    ]


def _offices(talk: Talk, programme: Programme) -> Card:
    """Those nobody reports for yet come first; any other by its name: เชิญ บ้านบึง."""
    reach = talk.reach("approve_joining", programme.key)
    there = {one.office for one in talk.known.members if one.programme == programme.key}
    offices = sorted(
        (one for one in programme.offices if one.code in reach), key=lambda one: one.code in there
    )
    rows = tuple(
        Row(
            one.name,
            talk.say("invite.somebody" if one.code in there else "invite.nobody"),
            button=tap(
                "invite", talk.language, action("invite", programme=programme.key, office=one.code)
            ),
        )
        for one in offices[:MOST_ROWS]
    )
    title = talk.say("invite.which_office", programme=programme.short_name)
    alt = " · ".join([title, *(row.title for row in rows)])
    return Card(alt, title, rows=rows, footnotes=(talk.say("invite.type_office"),))


def _ask_role(talk: Talk, chosen: Action) -> Turn:
    office = office_named(talk.known.editions[chosen.programme].programme, chosen.office)
    buttons = [
        tap(
            f"role_{role}",
            talk.language,
            action("invite", programme=chosen.programme, office=chosen.office, role=role),
        )
        for role in _roles(talk, chosen.programme)
    ]
    return told(talk.state, "invite.which_role", *buttons, office=office)


def _made(talk: Talk, chosen: Action) -> Turn:
    """The code, said twice: how long it holds, and words that can be forwarded as they are."""
    programme = talk.known.editions[chosen.programme].programme
    code, office = _code(talk), office_named(programme, chosen.office)
    role = talk.say(f"roles.{chosen.role}")
    link = f"{talk.known.public_url}/join/{code}" if talk.known.public_url else ""
    facts = {"office": office, "role": role, "code": code, "programme": programme.short_name}
    forward = [talk.say("invite.forward", **facts), *_owed(talk, chosen)]
    forward += [talk.say("invite.forward_link", link=link)] if link else []
    revoke = tap("revoke", talk.language, action("invite_revoke", value=code), code=code)
    buttons: tuple[Button, ...] = (revoke,)
    if link.startswith("https://"):
        buttons = (Open(talk.say("buttons.invite_page"), link), revoke)
    return spoken(
        talk.state,
        Text(talk.say("invite.made", **facts, uses=USES, days=DAYS)),
        Text("\n".join(forward), buttons),
        *_picture(link, buttons),
        must=True,
    ).also(MakeInvite(code, chosen.programme, chosen.office, chosen.role, USES, DAYS))


def _owed(talk: Talk, chosen: Action) -> list[str]:
    """What whoever joins will have to send, the most urgent first."""
    if chosen.role != "reporter":
        return []
    found = [one for one in items(talk, chosen.programme, chosen.office) if one.is_owed]
    lines = [f"• {listed(one.programme, one.indicator)} · {note(talk, one)}" for one in found]
    rest = len(found) - MOST_OWED
    more = [talk.say("invite.more_owed", count=rest)] if rest > 0 else []
    return [talk.say("invite.owed"), *lines[:MOST_OWED], *more] if lines else []


def _picture(link: str, buttons: tuple[Button, ...]) -> tuple[Picture, ...]:
    return (Picture(f"{link}.png", buttons),) if link.startswith("https://") else ()


def _code(talk: Talk) -> str:
    """Eight letters with a digit among them, out of the step's unguessable token: 31 to the eighth
    possibilities.
    """
    digest = hashlib.sha256(f"{talk.known.token}/invite".encode()).digest()
    letters = [LETTERS[byte % len(LETTERS)] for byte in digest[:8]]
    letters[digest[8] % 8] = DIGITS[digest[9] % len(DIGITS)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def revoke(talk: Talk, chosen: Action) -> Turn:
    """เพิกถอน: the code lets nobody in any more; whoever came in by it stays."""
    code = code_in(chosen.value)
    if not code or not _inviting(talk):
        return told(
            talk.state, "trouble.old_button", tap("invite", talk.language, action("invite"))
        )
    button = tap("invite", talk.language, action("invite"))
    reach = {
        one.key: tuple(sorted(talk.reach("approve_joining", one.key))) for one in _inviting(talk)
    }
    return told(talk.state, "invite.revoked", button, code=code).also(RevokeInvite(code, reach))


COMMANDS = (
    Command(
        "invite",
        invite,
        Where.HOME,
        (Need.MEMBERS, Need.SUBMISSIONS),
        Help("invite", 8, "approve_joining"),
    ),
    Command("invite_revoke", revoke),
)
