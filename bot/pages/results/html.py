"""The page of a survey's results: who answered, the paragraph, the table, groups, bars; below them
what below.py has.
"""

from collections.abc import Iterator

from bot.pages.filling.frame import lines, text
from bot.pages.results import below
from bot.pages.results.looked_at import LookedAt
from handlers.vocabulary.surveyed import paragraph
from handlers.vocabulary.words import say
from scoring.lines import places
from scoring.survey.results import level_of
from scoring.survey.table import TableLine
from thai.dates import short

FILES = ("csv", "docx", "pdf")
HEADINGS = {
    "dimension": "results.dimensions",
    "construct": "results.constructs",
    "topic": "results.topics",
}


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
        below.older(at),
        below.named(at),
        below.comments(at) if at.reads else "",
        below.invitations(at) if at.manages else "",
    )
    return "".join(parts)


def _say(at: LookedAt, key: str, **values: object) -> str:
    return text(say(key, at.language, **values))


def _head(at: LookedAt) -> str:
    survey, found = at.survey, at.results
    opened = short(survey.opened) if survey.opened else "–"
    told = [say("results.of", at.language, office=at.office, code=survey.code, opened=opened)]
    if survey.closes:
        told.append(say("survey.until", at.language, day=short(survey.closes)))
    least = at.edition.programme.survey.min_group
    key = "kind_named" if survey.named else "kind_anonymous"
    told.append(say(f"results.{key}", at.language, least=least))
    invited = _say(at, "results.unknown") if found.invited is None else f"{found.invited:,}"
    figures = (
        (_say(at, "results.invited"), invited),
        (_say(at, "results.answered"), f"{found.respondents:,}"),
        (_say(at, "results.rate"), text(found.rate or "–")),
    )
    cells = "".join(
        f'<tr><th scope="row">{n}</th><td class="num">{v}</td></tr>' for n, v in figures
    )
    title = _say(at, "results.title", name=at.title)
    return (
        f'<h1>{title}</h1><p class="small">{lines(chr(10).join(told))}</p>'
        f'<div class="wide"><table>{cells}</table></div>'
    )


def _paragraph(at: LookedAt) -> str:
    words = paragraph(at.results, at.edition.programme.survey, at.language)
    return (
        f"<h2>{_say(at, 'results.paragraph')}</h2><p class='box'>{lines(words)}</p>"
        if words
        else ""
    )


def _files(at: LookedAt) -> str:
    names = [f"table.{one}" for one in FILES] if at.survey.count else []
    words = [_say(at, f"results.{one}") for one in FILES] if at.survey.count else []
    names.append("poster.pdf")
    words.append(_say(at, "results.poster"))
    links = " · ".join(
        f'<a href="/r/{text(at.token)}/{name}">{word}</a>'
        for name, word in zip(names, words, strict=True)
    )
    return f"<h2>{_say(at, 'results.files')}</h2><p>{links}</p>"


def _table(at: LookedAt) -> str:
    if not at.survey.count:
        return f"<p class='box'>{_say(at, 'results.none')}</p>"
    levels = "".join(f'<th scope="col" class="num">{value}</th>' for value in range(5, 0, -1))
    head = (
        f'<tr><th scope="col">{_say(at, "results.item")}</th>'
        f'<th scope="col" class="num">{_say(at, "results.n")}</th>'
        f'{levels}<th scope="col" class="num">{_say(at, "results.mean")}</th>'
        f'<th scope="col" class="num">{_say(at, "results.sd")}</th>'
        f'<th scope="col">{_say(at, "results.level")}</th></tr>'
    )
    rows = "".join(_rows(at))
    note = f"{_say(at, 'results.count_percent')} · {_say(at, 'results.sd_note')}"
    return (
        f"<h2>{_say(at, 'results.table')}</h2><div class='wide'><table><caption class='small'>"
        f"{note}</caption><thead>{head}</thead><tbody>{rows}</tbody>"
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
    label = text(one.label) if one.kind != "overall" else f"<b>{_say(at, 'results.overall')}</b>"
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
                    f'<td colspan="4">{_say(at, "results.small", least=rules.min_group)}</td></tr>'
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
            for word in (
                text(question),
                *(_say(at, f"results.{key}") for key in ("n", "mean", "sd", "level")),
            )
        )
        made.append(f"<div class='wide'><table><tr>{head}</tr>{''.join(rows)}</table></div>")
    if not made or not at.survey.count:
        return ""
    return f"<h2>{_say(at, 'results.groups')}</h2>{''.join(made)}"


def _bars(at: LookedAt) -> str:
    if at.results.overall.mean is None:
        return ""
    alt = _say(at, "results.bars_alt")
    picture = f'<img src="/r/{text(at.token)}/bars.png" alt="{alt}" style="width:100%;height:auto">'
    return f"<h2>{_say(at, 'results.bars')}</h2>{picture}"
