"""หน้าเว็บ: a form that is open in the chat goes on in the browser, and back again; one draft."""

from handlers.questions.asking import ask, asked
from handlers.vocabulary.actions import Action
from handlers.vocabulary.command import FormCommand, Need, at_any_moment
from handlers.vocabulary.link_effects import OpenOnPage
from handlers.vocabulary.messages import Button, Open, Text
from handlers.vocabulary.talk import OpenReport
from handlers.vocabulary.turn import Turn


def on_page(opened: OpenReport, _chosen: Action) -> Turn:
    """The personal link to the page of this draft, then what was on screen."""
    talk, draft, stop = opened.talk, opened.draft, asked(opened)
    if draft.survey or draft.trial:
        return ask(opened, stop).after(Text(talk.say("fill.not_here")))
    if not talk.known.pages_url:
        return ask(opened, stop).after(Text(talk.say("fill.no_address")))
    token = talk.token_of("page")
    url = f"{talk.known.pages_url}/f/{token}"
    is_safe = url.startswith("https://")  # LINE opens no other
    buttons: tuple[Button, ...] = (Open(talk.say("buttons.on_page"), url),) if is_safe else ()
    words = Text(talk.say("fill.link", name=opened.called, url=url), buttons)
    return ask(opened, stop).after(words).also(OpenOnPage(token, draft.id))


def go_on(opened: OpenReport, _chosen: Action) -> Turn:
    """ทำต่อ: what has no answer yet, wherever the last one was given; else the summary."""
    return ask(opened)


FORM_COMMANDS = (
    FormCommand("on_page", on_page, at_any_moment, (Need.PAGES,)),
    FormCommand("go_on", go_on, at_any_moment),
)
