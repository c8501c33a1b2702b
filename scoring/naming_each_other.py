"""Whether the parts of a programme that name each other name something that is there. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from scoring.document import ReportForm
from scoring.indicator import Indicator
from scoring.offices import Office, Person
from scoring.work import Work


def doubled(
    offices: Iterable[Office], indicators: Iterable[Indicator], forms: Iterable[ReportForm]
) -> list[str]:
    """Codes that stand twice where each may stand once."""
    counted = Counter([("offices", office.code) for office in offices])
    counted.update(("indicators", indicator.code) for indicator in indicators)
    counted.update(("indicators", form.code) for form in forms if form.is_sent)
    return [f"{where}: รหัส {code} ซ้ำ" for (where, code), times in counted.items() if times > 1]


def orphans(offices: Sequence[Office], indicators: Sequence[Indicator]) -> list[str]:
    """Those under a parent that is not there."""
    return [
        f"{where}: {each.code} อยู่ใต้ {each.parent} ซึ่งไม่มี"
        for where, all_ in (("offices", offices), ("indicators", indicators))
        for each in all_
        if each.parent is not None and each.parent not in {one.code for one in all_}
    ]


def circles(above: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Offices that would stand above themselves."""
    found = [code for code, over in above.items() if code in over]
    return [f"offices: {', '.join(found)} อยู่ใต้กันเองเป็นวง"] if found else []


def unknown_offices(
    offices: Iterable[Office], works: Iterable[Work], people: Iterable[Person]
) -> list[str]:
    """Who reports or collects, and where people belong, although there is no such office."""
    known = {name for office in offices for name in (office.code, office.kind)}
    asked = [
        f"indicators: {work.code} ให้ {who} รายงาน แต่ไม่มีหน่วยงานหรือประเภทนี้"
        for work in works
        for who in _named(work)
        if who not in known
    ]
    return asked + [
        f"people: {each.name} อยู่ {each.office} ซึ่งไม่มี" for each in people if each.office not in known
    ]


def unknown_works(works: Sequence[Work]) -> list[str]:
    """What is to be sent first, although nothing is sent under that code."""
    known = {one.code for one in works}
    return [
        f"report_forms: {one.code} ให้ส่งหลัง {one.after} ซึ่งไม่มี"
        for one in works
        if one.after is not None and (one.after not in known or one.after == one.code)
    ]


def _named(work: Work) -> list[str]:
    told = [*work.reporters.all, work.collector]
    told += [one for leg in work.stages for one in (*leg.senders, leg.to or "")]
    if isinstance(work, Indicator):
        told += work.assessed
    return [one for one in told if one]
