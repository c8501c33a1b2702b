"""จากรายงาน 34 ฉบับ · รอตรวจ 12 ฉบับ: what a figure that is made of others' reports rests on."""

from collections.abc import Mapping

from handlers.results.figures import Figure
from handlers.vocabulary.naming import first_named
from handlers.vocabulary.records import is_accepted
from handlers.vocabulary.talk import Talk
from scoring.programme import Programme

MOST_NAMES = 5


def rests_on(talk: Talk, programme: Programme, found: Mapping[str, Figure]) -> tuple[str, ...]:
    """How many reports, how many of them wait for review, who is missing, and what came too late to
    be merged.
    """
    reports = {one.id: one for figure in found.values() for one in figure.reports}
    missing = tuple(dict.fromkeys(code for one in found.values() for code in one.missing))
    waiting = [one for one in reports.values() if not is_accepted(one)]
    told = [talk.say("score.rests_on", count=len(reports))]
    if waiting:
        told.append(talk.say("score.waiting", count=len(waiting)))
    later = tuple(dict.fromkeys(code for one in found.values() for code in one.later))
    names = ", ".join(programme.office(code).name for code in later[:MOST_NAMES])
    after = (f"{talk.say('report.came_later')}: {names}",) if later else ()
    left = tuple(dict.fromkeys(code for one in found.values() for code in one.gone))
    gone = (talk.say("score.gone", offices=", ".join(left)),) if left else ()
    return (" · ".join(told), *_named(talk, programme, missing), *after, *gone)


def _named(talk: Talk, programme: Programme, missing: tuple[str, ...]) -> tuple[str, ...]:
    if not missing:
        return ()
    names = [programme.office(code).name for code in missing]
    return (talk.say("overview.missing", offices=first_named(names, MOST_NAMES, talk.language)),)
