"""The page of a survey's results: who answered, the paragraph, the table, groups, bars, texts,
files, invitations, older results.
"""

from collections.abc import Iterator, Sequence

from bot.pages.filling.frame import lines, text
from bot.pages.results.looked_at import LookedAt
from handlers.vocabulary.surveyed import paragraph
from handlers.vocabulary.words import say
from scoring.lines import places
from scoring.survey.results import Earlier, compared, level_of
from scoring.survey.table import TableLine
from thai.dates import short

FILES = ("csv", "docx", "pdf")
HEADINGS = {
    "dimension": "results.dimensions",
    "construct": "results.constructs",
    "topic": "results.topics",
}
MOST_INVITED = 1_000  # names on the page; the file has all


def body(at: LookedAt, notice: str = "", *, is_good: bool = True) -> str:
    """All of it below the head."""
    parts = (
        _head(at),
        f'<p class="notice{" ok" * is_good}" role="status">{lines(notice)}</p>' if notice else "",
        _paragraph(at),
        _files(at),
        _table(at),
        _groups(at),
        _bars(at),
        _older(at),
        _named(at),
        _comments(at) if at.reads else "",
        _invitations(at) if at.manages else "",
    )
    return "".join(parts)


def _say(at: LookedAt, key: str, **values: object) -> str:
    return text(say(f"results.{key}", at.language, **values))


def _head(at: LookedAt) -> str:
    survey, found = at.survey, at.results
    opened = short(survey.opened) if survey.opened else "–"
    told = [say("results.of", at.language, office=at.office, code=survey.code, opened=opened)]
    if survey.closes:
        told.append(say("survey.until", at.language, day=short(survey.closes)))
    least = at.edition.programme.survey.min_group
    key = "kind_named" if survey.named else "kind_anonymous"
    told.append(say(f"results.{key}", at.language, least=least))
    invited = _say(at, "unknown") if found.invited is None else f"{found.invited:,}"
    figures = (
        (_say(at, "invited"), invited),
        (_say(at, "answered"), f"{found.respondents:,}"),
        (_say(at, "rate"), text(found.rate or "–")),
    )
    cells = "".join(
        f'<tr><th scope="row">{n}</th><td class="num">{v}</td></tr>' for n, v in figures
    )
    title = _say(at, "title", name=at.title)
    return (
        f'<h1>{title}</h1><p class="small">{lines(chr(10).join(told))}</p>'
        f'<div class="wide"><table>{cells}</table></div>'
    )


def _paragraph(at: LookedAt) -> str:
    words = paragraph(at.results, at.edition.programme.survey, at.language)
    return f"<h2>{_say(at, 'paragraph')}</h2><p class='box'>{lines(words)}</p>" if words else ""


def _files(at: LookedAt) -> str:
    names = [f"table.{one}" for one in FILES] if at.survey.count else []
    words = [_say(at, one) for one in FILES] if at.survey.count else []
    names.append("poster.pdf")
    words.append(_say(at, "poster"))
    links = " · ".join(
        f'<a href="/r/{text(at.token)}/{name}">{word}</a>'
        for name, word in zip(names, words, strict=True)
    )
    return f"<h2>{_say(at, 'files')}</h2><p>{links}</p>"


def _table(at: LookedAt) -> str:
    if not at.survey.count:
        return f"<p class='box'>{_say(at, 'none')}</p>"
    levels = "".join(f'<th scope="col" class="num">{value}</th>' for value in range(5, 0, -1))
    head = (
        f'<tr><th scope="col">{_say(at, "item")}</th>'
        f'<th scope="col" class="num">{_say(at, "n")}</th>'
        f'{levels}<th scope="col" class="num">{_say(at, "mean")}</th>'
        f'<th scope="col" class="num">{_say(at, "sd")}</th>'
        f'<th scope="col">{_say(at, "level")}</th></tr>'
    )
    rows = "".join(_rows(at))
    note = _say(at, "sd_note")
    return (
        f"<h2>{_say(at, 'table')}</h2><div class='wide'><table><caption class='small'>"
        f"{_say(at, 'count_percent')} · {note}</caption><thead>{head}</thead><tbody>{rows}</tbody>"
        "</table></div>"
    )


def _rows(at: LookedAt) -> Iterator[str]:
    said = ""
    for one in at.lines:
        heading = HEADINGS.get(one.kind, "")
        if heading and heading != said:
            words = text(say(heading, at.language))
            yield f'<tr><th colspan="10" scope="rowgroup">{words}</th></tr>'
            said = heading
        yield _row(at, one)


def _row(at: LookedAt, one: TableLine) -> str:
    label = text(one.label) if one.kind != "overall" else f"<b>{_say(at, 'overall')}</b>"
    counts = "".join(f'<td class="num">{n:,} ({text(p)})</td>' for n, p in one.counts)
    counts = counts or '<td class="num">–</td>' * 5
    lead = "&nbsp;&nbsp;" if one.kind == "part" else ""
    return (
        f'<tr><th scope="row">{lead}{label}</th><td class="num">{one.n:,}</td>{counts}'
        f'<td class="num">{one.mean}</td><td class="num">{one.sd}</td>'
        f"<td>{text(one.level)}</td></tr>"
    )


def _groups(at: LookedAt) -> str:
    rules, made = at.edition.programme.survey, []
    for question, groups in at.results.groups.items():
        rows = []
        for name, found in groups.items():
            if found is None:
                rows.append(
                    f'<tr><th scope="row">{text(name)}</th>'
                    f'<td colspan="4">{_say(at, "small", least=rules.min_group)}</td></tr>'
                )
                continue
            mean = "-" if found.mean is None else places(found.mean, 2)
            rows.append(
                f'<tr><th scope="row">{text(name)}</th><td class="num">{found.n:,}</td>'
                f'<td class="num">{mean}</td><td class="num">{found.sd(2)}</td>'
                f"<td>{text(level_of(found, rules))}</td></tr>"
            )
        head = "".join(
            f'<th scope="col">{word}</th>'
            for word in (text(question), *(_say(at, key) for key in ("n", "mean", "sd", "level")))
        )
        made.append(f"<div class='wide'><table><tr>{head}</tr>{''.join(rows)}</table></div>")
    if not made or not at.survey.count:
        return ""
    return f"<h2>{_say(at, 'groups')}</h2>{''.join(made)}"


def _bars(at: LookedAt) -> str:
    if at.results.overall.mean is None:
        return ""
    alt = _say(at, "bars_alt")
    picture = f'<img src="/r/{text(at.token)}/bars.png" alt="{alt}" style="width:100%;height:auto">'
    return f"<h2>{_say(at, 'bars')}</h2>{picture}"


def _older(at: LookedAt) -> str:
    made = [_compared(at, name, older) for name, older in at.older]
    form = _older_form(at) if at.manages else ""
    return f"<h2>{_say(at, 'earlier')}</h2>{''.join(made)}{form}" if made or form else ""


def _compared(at: LookedAt, name: str, older: Sequence[Earlier]) -> str:
    status = {one.name: one.status for one in older}
    rows = []
    for one in compared(older, at.results):
        label = text(one.name) or f"<b>{_say(at, 'unweighted')}</b>"
        note = text(status.get(one.name, "")) if one.before is None else str(one.before)
        change = "–" if one.change is None else f"{one.change:+.2f}"
        now = "–" if one.now is None else str(one.now)
        rows.append(
            f'<tr><th scope="row">{label}</th><td class="num">{note or "–"}</td>'
            f'<td class="num">{now}</td><td class="num">{change}</td></tr>'
        )
    title = text(name) or _say(at, "of_programme")
    head = "".join(
        f'<th scope="col">{word}</th>'
        for word in (title, *(_say(at, key) for key in ("before", "now", "change")))
    )
    return f"<div class='wide'><table><tr>{head}</tr>{''.join(rows)}</table></div>"


def _older_form(at: LookedAt) -> str:
    return (
        '<form method="post" enctype="multipart/form-data">'
        f'<p class="small">{_say(at, "earlier_how")}</p>'
        f'<p class="q"><label for="en">{_say(at, "earlier_name")}</label>'
        '<input type="text" id="en" name="earlier_name" autocomplete="off"></p>'
        f'<p class="q"><label for="et">{_say(at, "earlier_table")}</label>'
        '<textarea id="et" name="earlier_table"></textarea></p>'
        f'<p class="q"><label for="ef">{_say(at, "earlier_file")}</label>'
        '<input type="file" id="ef" name="earlier_file" accept=".csv,text/csv"></p>'
        '<button type="submit" class="quiet" name="_do" value="earlier">'
        f"{_say(at, 'earlier_save')}</button></form>"
    )


def _comments(at: LookedAt) -> str:
    found = at.comments()
    if not found:
        return f"<h2>{_say(at, 'comments')}</h2><p class='small'>{_say(at, 'no_comments')}</p>"
    made = "".join(
        f"<h3>{text(label)}</h3><ul>{''.join(f'<li>{lines(one)}</li>' for one in texts)}</ul>"
        for label, texts in found
    )
    return f"<h2>{_say(at, 'comments')}</h2>{made}"


def _named(at: LookedAt) -> str:
    if not at.named:
        return ""
    names = "".join(f"<li>{text(one)}</li>" for one in at.named)
    return f"<h2>{_say(at, 'named')}</h2><ul>{names}</ul>"


def _invitations(at: LookedAt) -> str:
    by_link = [one for one in at.invited if one.person is None]
    used = sum(one.used for one in by_link)
    told = _say(at, "invited_of", count=len(by_link), used=used)
    rows = "".join(
        f"<li>{text(one.label)}: {_say(at, 'link_used' if one.used else 'link_free')}</li>"
        for one in by_link[:MOST_INVITED]
    )
    links = (
        f'<p><a href="/r/{text(at.token)}/links.csv">{_say(at, "links_csv")}</a></p><ul>{rows}</ul>'
        if by_link
        else ""
    )
    return (
        f"<h2>{_say(at, 'invitations')}</h2><p>{told}</p>{links}"
        f'<form method="post"><p class="q"><label for="inv">{_say(at, "names")}</label>'
        f'<span class="small">{_say(at, "invitations_how")}</span>'
        f'<textarea id="inv" name="names">\n{text(_suggested(at))}</textarea></p>'
        '<button type="submit" class="quiet" name="_do" value="invite">'
        f"{_say(at, 'invite')}</button></form>"
    )


def _suggested(at: LookedAt) -> str:
    """Of a questionnaire that asks in whose name it is answered: all of those, to begin with."""
    if at.invited:
        return ""
    asked = next((one for one in at.form.questions if one.headings.get("group") == "who"), None)
    return "\n".join(one.label.text("th") for one in asked.choices) if asked else ""
