"""Whether the parts of a programme that name each other name something that is there. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from scoring.document import ReportForm
from scoring.indicator import Indicator
from scoring.offices import Office, Person
from scoring.paper import Paper
from scoring.plausible import Plausible
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
        for known in ({one.code for one in all_},)
        for each in all_
        if each.parent is not None and each.parent not in known
    ]


def circles(above: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Offices that would stand above themselves."""
    found = [code for code, over in above.items() if code in over]
    return [f"offices: {', '.join(found)} อยู่ใต้กันเองเป็นวง"] if found else []


def circles_of_work(indicators: Sequence[Indicator], works: Sequence[Work]) -> list[str]:
    """Indicators that would be parts of themselves, and works that wait for each other."""
    parts = _circling({one.code: one.parent for one in indicators})
    waiting = _circling({one.code: one.after for one in works})
    return [
        *(f"indicators: {', '.join(parts)} เป็นตัวชี้วัดย่อยของกันเองเป็นวง" for _ in parts[:1]),
        *(f"after: {', '.join(waiting)} รอกันเองเป็นวง" for _ in waiting[:1]),
    ]


def _circling(leads_to: Mapping[str, str | None]) -> list[str]:
    """The codes from which one comes back to where one was."""
    return [code for code in leads_to if _comes_back(code, leads_to)]


def _comes_back(code: str, leads_to: Mapping[str, str | None]) -> bool:
    seen, at = {code}, leads_to.get(code)
    while at is not None and at not in seen:
        seen.add(at)
        at = leads_to.get(at)
    return at == code


def unknown_works(works: Sequence[Work]) -> list[str]:
    """Works that are merged or waited for although nothing is sent under that code."""
    known = {one.code for one in works}
    return [
        f"{name}: {work.code} อ้างถึง {code} ซึ่งไม่มีแบบใดส่ง"
        for work in works
        for name, codes in (("merges", work.merges), ("after", (work.after,)))
        for code in codes
        if code is not None and (code not in known or (name == "after" and code == work.code))
    ]


def unknown_offices(
    offices: Sequence[Office], works: Iterable[Work], people: Iterable[Person]
) -> list[str]:
    """Who reports or collects, where people belong and what they judge, although there is no such
    office.
    """
    known = {name for office in offices for name in (office.code, office.kind)}
    asked = [
        f"indicators: {work.code} ให้ {who} รายงาน แต่ไม่มีหน่วยงานหรือประเภทนี้"
        for work in works
        for who in _named(work)
        if who not in known
    ]
    told = tuple(people)
    seen = known | {office.zone for office in offices if office.zone}
    return [
        *asked,
        *(
            f"people: {each.name} อยู่ {each.office} ซึ่งไม่มี"
            for each in told
            if each.office not in known
        ),
        *(
            f"people: {each.name} ประเมิน {code} ซึ่งไม่มีหน่วยงานหรือเขตนี้"
            for each in told
            for code in each.judges
            if code not in seen
        ),
    ]


def _named(work: Work) -> list[str]:
    told = [*work.reporters.all, work.collector]
    told += [one for leg in work.stages for one in (*leg.senders, leg.to or "")]
    if isinstance(work, Indicator):
        told += work.assessed
    return [one for one in told if one]


def unheld_rules(rules: Iterable[Plausible], works: Set[str]) -> list[str]:
    """Rules of what is likely that speak of a work nobody sends."""
    return [
        f"plausible: {rule.question} ของงาน {rule.work} ซึ่งไม่มีใครส่ง"
        for rule in rules
        if rule.work not in works
    ]


def papers_of_nothing(papers: Iterable[Paper], known: Set[str]) -> list[str]:
    """Papers that have the code of another, and works that papers are made of and nobody sends."""
    times = Counter(paper.code for paper in papers)
    twice = [f"papers: รหัส {code} ซ้ำ" for code, count in times.items() if count > 1]
    return twice + [
        f"papers[{paper.code}].of: ไม่มีงาน {code}"
        for paper in papers
        for code in paper.of
        if code not in known
    ]
