"""What a form asks of the telephone instead of the person: who, on what, and when it was
finished.
"""

from collections.abc import Mapping
from datetime import datetime

from forms.model import Form
from forms.xpath.dates import local, midnight, written

ABOUT = ("username", "deviceid", "phonenumber", "email")


def about(form: Form, person: Mapping[str, str]) -> dict[str, str]:
    """Texts by path for what the form asks of `person` (username, deviceid, phonenumber, email).

    For Answers.keep, when the form is opened.
    """
    return {
        path: person[name]
        for path, name in form.preloads.items()
        if name in ABOUT and person.get(name)
    }


def opened(form: Form, now: datetime) -> dict[str, str]:
    """The moment and the day on which it is opened, by path."""
    start = now.astimezone(midnight(now).tzinfo).isoformat(timespec="milliseconds")
    texts = {"start": start, "today": written(midnight(now))}
    return {path: texts[name] for path, name in form.preloads.items() if name in texts}


def ended(form: Form, now: datetime) -> dict[str, str]:
    """The moment it was finished, by path; for Answers.keep, when the record is made."""
    moment = local(now).isoformat(timespec="milliseconds")
    return {path: moment for path, name in form.preloads.items() if name == "end"}
