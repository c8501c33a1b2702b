"""Forms published in chat: each becomes part of a new version of its programme."""

from datetime import datetime
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, func, select, update

from bot.store import uploads
from bot.store.library import Library, save, version_of
from bot.store.surveys import open_survey
from bot.store.tables.forms import published_forms
from bot.store.tables.records import programmes
from forms.reading.xform import compile_form
from handlers.vocabulary.effects import OpenSurvey, PublishForm
from handlers.vocabulary.known import Edition
from scoring.deadlines import owed
from scoring.document import ReportForm
from scoring.indicator import Reporters
from scoring.programme import Programme
from scoring.stated import SHORT_NAME_LETTERS
from thai.graphemes import cut


def publish(conn: Connection, person: int, wanted: PublishForm, now: datetime) -> None:
    """Makes a checked form the current one of its code; a survey is opened with it."""
    upload = uploads.found(conn, wanted.upload)
    current = conn.execute(
        select(programmes)
        .where(programmes.c.key == wanted.programme, programmes.c.current)
        .with_for_update()
    ).one()
    assert upload is not None, "only a checked form is published"
    programme = Programme.model_validate(current.content)
    form = _report_form(programme, upload, wanted)
    if form.survey and wanted.office:  # an office's own takes the place of nobody else's
        form = form.model_copy(update={"code": own_code(form.code, wanted.office)})
        form = ReportForm.model_validate({**form.model_dump(), "xlsform": form.code})
    _remember(conn, person, upload.id, form, wanted.programme, now)
    with_it, forms = with_form(programme, form), {**current.forms, form.code: upload.xform}
    save(conn, with_it, forms, now)
    if form.survey:
        version = version_of(with_it, forms)
        opened = OpenSurvey(
            wanted.programme, wanted.office, form.code, wanted.code, wanted.token, wanted.due
        )
        open_survey(conn, opened, version, now)


def own_code(code: str, office: str) -> str:
    """The code of a questionnaire that one office has brought for itself."""
    return f"{code}~{office}"


def _report_form(programme: Programme, upload: Row[Any], wanted: PublishForm) -> ReportForm:
    """Owed by those who owe the form it takes the place of, else by the offices that report
    anything, or by all.
    """
    was = programme.report_form(str(upload.report["code"]))
    reporting = dict.fromkeys(office for office, _ in owed(programme)) or [
        one.code for one in programme.offices
    ]
    title = str(upload.report["title"])
    reporters = (
        was.reporters if was is not None and was.is_sent else Reporters(main=tuple(reporting))
    )
    return ReportForm(
        code=str(upload.report["code"]),
        title=title,
        short_name=cut(title, SHORT_NAME_LETTERS),
        xlsform=str(upload.report["code"]),
        reporters=Reporters() if wanted.kind == "survey" else reporters,
        indicator=was.indicator if was is not None else None,
        receiver=was.receiver if was is not None else "",
        due=wanted.due,
        many=wanted.kind == "many",
        survey=wanted.kind == "survey",
    )


def with_form(programme: Programme, form: ReportForm) -> Programme:
    """The programme with one report form more, or in place of the one of the same code."""
    others = tuple(one for one in programme.report_forms if one.code != form.code)
    return Programme.model_validate({**programme.model_dump(), "report_forms": [*others, form]})


def _remember(
    conn: Connection, person: int, upload: str, form: ReportForm, programme: str, now: datetime
) -> None:
    same = (published_forms.c.programme == programme, published_forms.c.code == form.code)
    number = conn.execute(select(func.count()).where(*same)).scalar_one() + 1
    conn.execute(update(published_forms).where(*same).values(current=False))
    values = {
        "programme": programme,
        "code": form.code,
        "number": number,
        "upload_id": upload,
        "report_form": form.model_dump(mode="json"),
        "person_id": person,
        "published_at": now,
        "current": True,
    }
    conn.execute(published_forms.insert(), values)


def trial_edition(
    conn: Connection, library: Library, key: str, version: str, upload_id: str
) -> Edition | None:
    """The programme as it would be with a form that is not published yet; None when either is
    gone.
    """
    upload = uploads.found(conn, upload_id)
    current = library.current(conn).get(key)
    if upload is None or upload.xform is None or current is None:
        return None
    form = _report_form(
        current.programme, upload, PublishForm(upload_id, key, "once", None, "", "")
    )
    compiled = compile_form(upload.xform, current.programme.lists)
    forms = current.forms
    return replace(
        current,
        version=version,
        programme=with_form(current.programme, form),
        forms=lambda name: compiled if name == form.code else forms(name),
    )
