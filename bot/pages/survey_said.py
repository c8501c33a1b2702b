"""What a survey's page says where nothing is to be filled in: thanks, closed, no link of ours."""

from flask import Response

from bot.pages.filling import frame
from bot.pages.filling.frame import lines, text
from bot.pages.survey_opened import Opened
from handlers.vocabulary.words import say


def closed(found: Opened) -> Response:
    """That no more answers are taken."""
    return frame.told(found.title, found.say("fill.closed"), found.language)


def thanked(found: Opened, key: str) -> Response:
    """That it is answered: now, before, or by whoever had the link first."""
    words = [found.say(key)]
    if key == "fill.thanks" and not found.survey.named:
        words.append(found.say("fill.thanks_anonymous"))
    more = ""
    if found.invited is None:
        word = text(found.say("fill.another"))
        more = f'<p><a href="/s/{text(found.token)}?new=1">{word}</a></p>'
    said = lines("\n".join(words))
    about = 'class="notice ok" role="status" tabindex="-1" data-told'
    body = f"<h1>{text(found.title)}</h1><p {about}>{said}</p>{more}"
    return frame.answer(frame.frame(found.title, body, found.language, finished=True))


def unknown() -> Response:
    """That nobody gave this link out."""
    return frame.told(say("fill.gone_title", "th"), say("fill.no_link", "th"), "th", status=404)
