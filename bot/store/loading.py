"""A programme that is loaded, and the forms published in chat: of each form the newer change wins.

What a folder brings is newer only if it differs from what the folder brought before; loading the
same again is no news.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select, update

from bot.store import uploads
from bot.store.dialect import insert_or_update_all
from bot.store.published import with_form
from bot.store.tables.columns import EPOCH
from bot.store.tables.forms import loaded_parts, published_forms
from scoring.document import ReportForm
from scoring.programme import Programme


@dataclass(frozen=True, slots=True)
class Replaced:
    """A form published in chat whose place the folder's own has taken: its title, and who published
    it.
    """

    code: str
    title: str
    person: int


@dataclass(slots=True)
class Loaded:
    """A programme with its forms as they are to be; the codes of those published in chat that were
    kept.
    """

    programme: Programme
    forms: dict[str, str]
    kept: list[str] = field(default_factory=list)
    replaced: list[Replaced] = field(default_factory=list)


def with_published(
    conn: Connection,
    programme: Programme,
    forms: Mapping[str, str],
    now: datetime,
    *,
    own_forms: bool = False,
    brings_forms: bool = True,
) -> Loaded:
    """Joins what is loaded with what was published in chat, and remembers what was brought.

    `own_forms`: the folder's forms take their place back, changed or not. A workbook `brings_forms`
    no more than rules.
    """
    changed = _remember(conn, programme, forms if brings_forms else {}, now)
    found = Loaded(programme, dict(forms))
    mine = (published_forms.c.programme == programme.key, published_forms.c.current)
    for row in conn.execute(select(published_forms).where(*mine)).all():
        own, hers = programme.report_form(row.code), ReportForm.model_validate(row.report_form)
        xlsform = own.xlsform if own and brings_forms else None
        if xlsform and (own_forms or changed.get(_questions(xlsform), EPOCH) > row.published_at):
            found.replaced.append(Replaced(row.code, hers.title, row.person_id))
            continue
        if (
            own
            and own.survey == hers.survey
            and changed.get(_rules(row.code), EPOCH) > row.published_at
        ):
            hers = own.model_copy(update={"xlsform": row.code})
        upload = uploads.found(conn, row.upload_id)
        assert upload is not None, "a published form keeps its file"
        found.programme = with_form(found.programme, hers)
        found.forms[row.code] = upload.xform
        found.kept.append(row.code)
    gone = published_forms.c.code.in_([one.code for one in found.replaced])
    conn.execute(update(published_forms).where(*mine, gone).values(current=False))
    return found


def _questions(name: str) -> str:
    return f"questions:{name}"


def _rules(code: str) -> str:
    return f"rules:{code}"


def _remember(
    conn: Connection, programme: Programme, forms: Mapping[str, str], now: datetime
) -> dict[str, datetime]:
    """When each part last changed; what the first load brings counts as old."""
    of_programme = select(loaded_parts).where(loaded_parts.c.programme == programme.key)
    before = {row.part: row for row in conn.execute(of_programme)}
    brought = {_questions(name): _digest(xform) for name, xform in forms.items()}
    brought |= {
        _rules(one.code): _digest(one.model_dump_json(exclude_defaults=True))
        for one in programme.report_forms
    }
    at = now if before else EPOCH
    rows = [
        {"programme": programme.key, "part": part, "digest": digest, "changed_at": at}
        for part, digest in brought.items()
        if part not in before or before[part].digest != digest
    ]
    insert_or_update_all(conn, loaded_parts, rows, ["programme", "part"])
    return {part: row.changed_at for part, row in before.items()} | {
        str(row["part"]): at for row in rows
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
