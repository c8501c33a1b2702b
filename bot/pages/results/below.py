"""Below the figures of a survey: older results beside the new ones, in whose names it was answered,
what people wrote, invitations by link.
"""

from collections.abc import Sequence

from bot.pages.filling.frame import lines, text
from bot.pages.results.looked_at import LookedAt
from handlers.vocabulary.surveyed import who_question
from handlers.vocabulary.words import say
from scoring.survey.results import Earlier, compared

MOST_INVITED = 1_000  # names on the page; the file has all


def _say(at: LookedAt, key: str, **values: object) -> str:
    return text(say(key, at.language, **values))


def older(at: LookedAt) -> str:
    made = [_compared(at, name, older) for name, older in at.older]
    form = _older_form(at) if at.manages else ""
    return f"<h2>{_say(at, 'results.earlier')}</h2>{''.join(made)}{form}" if made or form else ""


def _compared(at: LookedAt, name: str, older: Sequence[Earlier]) -> str:
    status = {one.name: one.status for one in older}
    rows = []
    for one in compared(older, at.results):
        label = text(one.name) or f"<b>{_say(at, 'results.unweighted')}</b>"
        note = text(status.get(one.name, "")) if one.before is None else str(one.before)
        change = "–" if one.change is None else f"{one.change:+.2f}"
        now = "–" if one.now is None else str(one.now)
        rows.append(
            f'<tr><th scope="row">{label}</th><td class="num">{note or "–"}</td>'
            f'<td class="num">{now}</td><td class="num">{change}</td></tr>'
        )
    title = text(name) or _say(at, "results.of_programme")
    head = "".join(
        f'<th scope="col">{word}</th>'
        for word in (title, *(_say(at, f"results.{key}") for key in ("before", "now", "change")))
    )
    return f"<div class='wide'><table><tr>{head}</tr>{''.join(rows)}</table></div>"


def _older_form(at: LookedAt) -> str:
    return (
        '<form method="post" enctype="multipart/form-data">'
        f'<p class="small">{_say(at, "results.earlier_how")}</p>'
        f'<p class="q"><label for="en">{_say(at, "results.earlier_name")}</label>'
        '<input type="text" id="en" name="earlier_name" autocomplete="off"></p>'
        f'<p class="q"><label for="et">{_say(at, "results.earlier_table")}</label>'
        '<textarea id="et" name="earlier_table"></textarea></p>'
        f'<p class="q"><label for="ef">{_say(at, "results.earlier_file")}</label>'
        '<input type="file" id="ef" name="earlier_file" accept=".csv,text/csv"></p>'
        '<button type="submit" class="quiet" name="_do" value="earlier">'
        f"{_say(at, 'results.earlier_save')}</button></form>"
    )


def comments(at: LookedAt) -> str:
    found, head = at.comments(), f"<h2>{_say(at, 'results.comments')}</h2>"
    if not found:
        return f"{head}<p class='small'>{_say(at, 'results.no_comments')}</p>"
    made = "".join(
        f"<h3>{text(label)}</h3><ul>{''.join(f'<li>{lines(one)}</li>' for one in texts)}</ul>"
        for label, texts in found
    )
    return f"{head}{made}"


def named(at: LookedAt) -> str:
    if not at.named:
        return ""
    names = "".join(f"<li>{text(one)}</li>" for one in at.named)
    return f"<h2>{_say(at, 'results.named')}</h2><ul>{names}</ul>"


def invitations(at: LookedAt) -> str:
    by_link = [one for one in at.invited if one.person is None]
    used = sum(one.used for one in by_link)
    told = _say(at, "results.invited_of", count=len(by_link), used=used)
    states = {True: _say(at, "results.link_used"), False: _say(at, "results.link_free")}
    rows = "".join(
        f"<li>{text(one.label)}: {states[one.used]}</li>" for one in by_link[:MOST_INVITED]
    )
    file = f'<a href="/r/{text(at.token)}/links.csv">{_say(at, "results.links_csv")}</a>'
    links = f"<p>{file}</p><ul>{rows}</ul>" if by_link else ""
    return (
        f"<h2>{_say(at, 'results.invitations')}</h2><p>{told}</p>{links}"
        f'<form method="post"><p class="q"><label for="inv">{_say(at, "results.names")}</label>'
        f'<span class="small">{_say(at, "results.invitations_how")}</span>'
        f'<textarea id="inv" name="names">\n{text(_suggested(at))}</textarea></p>'
        '<button type="submit" class="quiet" name="_do" value="invite">'
        f"{_say(at, 'results.invite')}</button></form>"
    )


def _suggested(at: LookedAt) -> str:
    """Of a questionnaire that asks in whose name it is answered: all of those, to begin with."""
    if at.invited:
        return ""
    asked = who_question(at.form)
    return "\n".join(one.label.text("th") for one in asked.choices) if asked else ""
