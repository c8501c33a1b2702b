"""What was found in a file that was sent as a form, or as a list for one: what is written of it."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from bot import later
from bot.store.uploads import SentList
from forms.kinds import MEDIA_KINDS
from forms.limits import USUAL, Limits
from forms.problems import FormError, Problem
from forms.upload.attached import read_list
from forms.upload.form_file import LARGEST
from forms.upload.package import ARCHIVE, ending_of, same_name, unpacked
from forms.upload.suited import suited
from handlers.surveys.form_words import to_json
from scoring.programme import Programme
from thai.dates import bangkok_day

LONGEST_CODE = 120  # of a form's code as it stands in the data of a button
Lists = Mapping[str, SentList]


def report_of_list(name: str, content: bytes, limits: Limits) -> dict[str, Any]:
    """Of a list for forms: how many rows it has, or what is wrong with it."""
    kept = {"file": content, "sha256": hashlib.sha256(content).hexdigest()}
    try:
        if len(content) > LARGEST:
            raise FormError(Problem("file_too_large", {"most": f"{LARGEST:,}"}))
        rows = len(read_list(name, content, limits))
    except FormError as error:
        problems = [to_json(one) for one in error.problems]
        return {**kept, "report": {"title": name, "is_list": True, "problems": problems}}
    return {**kept, "report": {"title": name, "rows": rows, "problems": []}}


def unreadable(name: str, content: bytes) -> dict[str, Any]:
    """Of a file over which even the readers fell."""
    ending = PurePath(name).suffix or "?"
    problem = to_json(Problem("file_unreadable", {"ending": ending}))
    kept = {"file": content, "sha256": hashlib.sha256(content).hexdigest(), "xform": None}
    return {**kept, "report": {"title": PurePath(name).stem, "wants": [], "problems": [problem]}}


def report_of(
    name: str,
    content: bytes,
    programme: Programme,
    lists: Sequence[SentList],
    sent_at: datetime,
    limits: Limits = USUAL,
) -> dict[str, Any]:
    """Of a form: its XForm if it is sound, and the report in any case; `lists` are those sent by
    themselves.
    """
    kept = {"file": content, "sha256": hashlib.sha256(content).hexdigest()}
    title, beside = PurePath(name).stem, {same_name(one.name): one for one in lists}
    try:
        form_file, ending = content, ending_of(name)
        if ending == ARCHIVE:
            form_file, ending, packed = unpacked(content)
            beside = _joined(beside, packed, sent_at)
        files = {one.name: one.content for one in beside.values()}
        form = later.xlsform.uploaded(
            form_file,
            ending=ending,
            beside=files,
            given=programme.lists,
            name=title,
            limits=limits,
        )
        code = "_".join(form.form.id.split()) or title
        _check_code(code, programme)
    except FormError as error:
        problems = [to_json(one) for one in error.problems]
        return {
            **kept,
            "xform": None,
            "report": {"title": title, "wants": [*error.lists], "problems": problems},
        }
    length = suited(form.form)
    report = {
        "title": form.form.title or title,
        "code": code,
        "version": form.form.version,
        "programme": programme.short_name,
        "replaces": _replaces(programme, code),
        "questions": length.questions,
        "minutes": length.minutes,
        "fits": length.fits,
        "reasons": [to_json(one) for one in length.reasons],
        "warnings": [to_json(one) for one in later.warned.warnings_of(form)],
        "wants": list(form.lists),
        "lists": [_told(beside[same_name(one)], sent_at, limits) for one in form.lists],
        "has_files": any(question.kind in MEDIA_KINDS for question in form.form.questions),
        "problems": [],
    }
    return {**kept, "xform": form.xform, "report": report}


def _joined(beside: Lists, packed: Mapping[str, bytes], sent_at: datetime) -> dict[str, SentList]:
    """The lists of an archive and those sent by themselves: of one name the later."""
    of_archive = {
        same_name(name): SentList(name, content, sent_at) for name, content in packed.items()
    }
    newer = {name: one for name, one in beside.items() if one.sent_at > sent_at}
    return {**beside, **of_archive, **newer}


def _told(one: SentList, sent_at: datetime, limits: Limits) -> dict[str, Any]:
    """Which file a list came from, how many rows it has, and its day if it was not sent on the
    form's.
    """
    day = bangkok_day(one.sent_at)
    sent = "" if day == bangkok_day(sent_at) else day.isoformat()
    return {"name": one.name, "rows": len(read_list(one.name, one.content, limits)), "sent": sent}


def _check_code(code: str, programme: Programme) -> None:
    if code in _codes_in_use(programme):
        raise FormError(Problem("code_in_use", {"code": code}, sheet="settings", column="form_id"))
    if len(quote(code)) > LONGEST_CODE:
        raise FormError(
            Problem("code_too_long", {"code": code}, sheet="settings", column="form_id")
        )


def _codes_in_use(programme: Programme) -> set[str | None]:
    """What a form brought in chat must not be called: as an indicator is, or as another one's
    questions are.
    """
    others = {form.xlsform for form in programme.report_forms if form.xlsform != form.code}
    return {*others, *(name for one in programme.indicators for name in (one.code, one.form))}


def _replaces(programme: Programme, code: str) -> str:
    """The title of the form in use that has the same code."""
    form = programme.report_form(code)
    return form.title if form is not None and form.xlsform else ""
