"""แบบของหน่วยงาน: an office's own approved .docx in place of a paper. Asked for in chat, sent as a
file, checked by the worker, then taken; what was sent before stays as it was printed.
"""

from pathlib import PurePath

from handlers.papers.opening import page, token, ways
from handlers.papers.replaceable import PERMISSION, replaceable
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.brought import OwnForm
from handlers.vocabulary.command import Command, Help, Need, Where, plainly
from handlers.vocabulary.events import Sent
from handlers.vocabulary.messages import Button, Card, Row
from handlers.vocabulary.naming import office_named
from handlers.vocabulary.paper_effects import BringOwnForm, DropOwnForm, OpenPapers, TakeOwnForm
from handlers.vocabulary.places import HOME, BringingOwnForm
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.words import heard
from scoring.paper import Paper
from scoring.programme import Programme
from thai.dates import short

MOST_ROWS = 10


def forms(talk: Talk) -> Turn:
    """The papers that may be replaced, each as it stands."""
    found = list(replaceable(talk.known.memberships, talk.known.editions))
    if not found:
        return told(talk.state, "own_form.none", tap("papers", talk.language, action("papers")))
    is_one = len({(programme.key, office) for programme, office, _ in found}) == 1
    rows = [_row(talk, place, *one, is_one=is_one) for place, one in enumerate(found, 1)]
    names = ", ".join(paper.title for _, _, paper in found)
    url = page(talk) if talk.known.public_url else ""
    notes = [talk.say("own_form.how")]
    if buttons := ways(talk, url):
        notes.append(talk.say("own_form.fields_there"))
    elif url:
        notes.append(talk.say("own_form.fields_at", url=url))
    notes += [talk.say("own_form.more", count=len(rows) - MOST_ROWS)] * (len(rows) > MOST_ROWS)
    card = Card(
        alt=talk.say("own_form.alt", papers=names),
        title=talk.say("own_form.title"),
        rows=tuple(rows[:MOST_ROWS]),
        footnotes=tuple(notes),
        choices=buttons,
    )
    turn = spoken(talk.state, card)
    return turn.also(OpenPapers(token(talk))) if url else turn


def _row(
    talk: Talk, place: int, programme: Programme, office: str, paper: Paper, *, is_one: bool
) -> Row:
    whose = "" if is_one else f" · {office_named(programme, office)}"
    name = f"{place}. {paper.title}{whose}"
    now = _in_use(talk, programme.key, office, paper.code)
    if now is None:
        data = action("own_form_for", programme=programme.key, office=office, kind=paper.code)
        return Row(
            name,
            talk.say("own_form.ours"),
            button=tap("own_form", talk.language, data, place=place),
        )
    since = short(now.since) if now.since else ""
    data = action("own_form_drop", upload=now.id)
    drop = tap("own_form_off", talk.language, data, place=place)
    return Row(name, talk.say("own_form.theirs", name=now.name, day=since), button=drop)


def _in_use(talk: Talk, programme: str, office: str, paper: str) -> OwnForm | None:
    place = programme, office, paper
    return next(
        (
            one
            for one in talk.known.own_forms
            if one.since and (one.programme, one.office, one.paper) == place
        ),
        None,
    )


def asked(talk: Talk, chosen: Action) -> Turn | None:
    """ใช้แบบของเรา: the next file is it."""
    here = chosen.programme, chosen.office, chosen.kind
    for programme, office, paper in replaceable(talk.known.memberships, talk.known.editions):
        if (programme.key, office, paper.code) == here:
            return _ask(talk.going(BringingOwnForm(*here)), paper.title)
    return None


def _ask(talk: Talk, title: str) -> Turn:
    return told(talk.state, "own_form.send", _cancel(talk), title=title)


def sent(talk: Talk, place: BringingOwnForm, what: Sent) -> Turn:
    """A .docx is fetched and checked; another may be sent until one is taken."""
    if what.kind != "file" or PurePath(what.name).suffix.lower() != ".docx":
        return _again(talk, place)
    brought = BringOwnForm(
        talk.fresh_id(), place.programme, place.office, place.paper, what.message_id, what.name
    )
    return Turn(talk.state, (brought,))


def wrote(talk: Talk, place: BringingOwnForm, text: str) -> Turn:
    """Nothing but a file is waited for."""
    return not_wanted(talk) if heard("cancel", text) else _again(talk, place)


def _again(talk: Talk, place: BringingOwnForm) -> Turn:
    return told(talk.state, "own_form.not_docx", _cancel(talk), title=_title(talk, place))


def _title(talk: Talk, of: BringingOwnForm | OwnForm) -> str:
    programme = talk.known.editions[of.programme].programme
    return next((one.title for one in programme.papers if one.code == of.paper), of.paper)


def _cancel(talk: Talk) -> Button:
    return tap("cancel", talk.language, action("own_form_none"))


def not_wanted(talk: Talk) -> Turn:
    """ยกเลิก: everything is printed as before."""
    return told(talk.state.going(HOME), "own_form.unchanged")


def taken(talk: Talk, chosen: Action) -> Turn | None:
    """ใช้แบบนี้."""
    form = _named(talk, chosen)
    if form is None or not form.is_sound:
        return None
    home, title = talk.state.going(HOME), _title(talk, form)
    if form.since:
        return told(home, "own_form.already", title=title)
    if form.is_over:  # when it counted is what papers of then are printed by
        return told(home, "own_form.over", tap("own_forms", talk.language, action("own_forms")))
    drop = tap("own_form_drop", talk.language, action("own_form_drop", upload=form.id))
    papers = tap("papers", talk.language, action("papers"))
    turn = told(home, "own_form.taken", papers, drop, title=title, name=form.name)
    return turn.also(TakeOwnForm(form.id, form.programme, form.paper))


def dropped(talk: Talk, chosen: Action) -> Turn | None:
    """กลับไปใช้แบบเดิม."""
    form = _named(talk, chosen)
    if form is None:
        return None
    home, title = talk.state.going(HOME), _title(talk, form)
    if not form.since:
        return told(home, "own_form.is_ours", title=title)
    effect = DropOwnForm(form.id, form.programme, form.paper)
    return told(home, "own_form.dropped", title=title).also(effect)


def _named(talk: Talk, chosen: Action) -> OwnForm | None:
    """The form a button names, where this person decides on it."""
    form = next((one for one in talk.known.own_forms if one.id == chosen.upload), None)
    is_theirs = form and talk.may(PERMISSION, form.programme, form.office)
    return form if is_theirs else None


def _may_replace(talk: Talk) -> bool:
    return any(replaceable(talk.known.memberships, talk.known.editions))


COMMANDS = (
    Command(
        "own_forms",
        plainly(forms),
        Where.HOME,
        needs=(Need.OWN_FORMS, Need.PAGES),
        help=Help("own_forms", 12, PERMISSION, offered=_may_replace),
    ),
    Command("own_form_for", asked),
    Command("own_form_none", plainly(not_wanted)),
    Command("own_form_take", taken, needs=(Need.OWN_FORMS,)),
    Command("own_form_drop", dropped, needs=(Need.OWN_FORMS,)),
)
