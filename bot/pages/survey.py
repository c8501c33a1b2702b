"""The page a survey's QR picture leads to: what it is, its code, and the way into the chat."""

import html
from urllib.parse import quote

from handlers.vocabulary.known import Survey
from handlers.vocabulary.words import say

PAGE = """<!doctype html><html lang="th"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>
<style>body{{font:18px/1.6 'Sarabun','Noto Sans Thai','Loma',sans-serif;margin:0;
color:#1b1f23;background:#f4f6f5}}
main{{max-width:28em;margin:0 auto;padding:24px 20px}}h1{{font-size:22px;line-height:1.4}}
.code{{font-size:28px;font-weight:bold;letter-spacing:.06em;background:#fff;
border-radius:10px;padding:12px 16px}}
a.go{{display:block;text-align:center;background:#0b6b36;color:#fff;text-decoration:none;border-radius:10px;
padding:14px;font-weight:bold;margin:20px 0}}p.small{{font-size:16px;color:#4f5a65}}</style>
<main><h1>{title}</h1>{body}</main></html>"""


def survey_page(survey: Survey, title: str, bot_id: str) -> str:
    """The HTML; `bot_id` is the bot's own id at LINE, "" when it is not known: then the code alone
    is shown.
    """
    if not survey.is_open:
        return PAGE.format(
            title=html.escape(title), body=f"<p>{html.escape(say('survey.closed', 'th'))}</p>"
        )
    parts = []
    if bot_id:
        text = quote(say("survey.typed", "th", code=survey.code))
        link = f"https://line.me/R/oaMessage/{quote(bot_id)}/?{text}"
        parts.append(
            f'<a class="go" href="{html.escape(link)}">'
            f"{html.escape(say('survey.page_open', 'th'))}</a>"
        )
    parts.append(f"<p>{html.escape(say('survey.page_code', 'th'))}</p>")
    parts.append(f'<p class="code">{html.escape(survey.code)}</p>')
    parts.append(f'<p class="small">{html.escape(say("survey.page_privacy", "th"))}</p>')
    return PAGE.format(title=html.escape(title), body="".join(parts))
