"""One appraisal as a card, for each of those it is between: what was agreed, what became of it, the
sum with its steps, and what this person can do now.
"""

from collections.abc import Iterator
from typing import Any

from handlers.appraisals import replacing
from handlers.appraisals.beginning import OPEN_TO_OTHERS
from handlers.appraisals.figuring import reached
from handlers.appraisals.filling import REVISABLE, part_open
from handlers.appraisals.parties import edition_of, not_now, office_of, standing
from handlers.vocabulary.actions import Action, action
from handlers.vocabulary.agreed import Target, expected, rows, targets
from handlers.vocabulary.appraised import AGREEMENT, FINDINGS, RESULTS, Appraisal, OpenEvidence
from handlers.vocabulary.command import Command, Need
from handlers.vocabulary.messages import Button, Card, Open, Row, Tone
from handlers.vocabulary.talk import Talk
from handlers.vocabulary.turn import Turn, spoken, tap, told
from handlers.vocabulary.way import short_name
from scoring.programme import Programme

# what each of them can do in a state, beside filling in a part: commands, the main one first
DOES = {
    ("assessor", "proposed"): ("appraise_agree", "appraise_return"),
    ("assessor", "reported"): ("appraise_return",),
    ("assessor", "told"): ("appraise_witness",),
    ("person", "told"): ("appraise_accept", "appraise_refuse"),
    ("superior", "acknowledged"): ("appraise_same", "appraise_differ"),
    ("superior", "refused"): ("appraise_same", "appraise_differ"),
    ("further", "opined"): ("appraise_same", "appraise_differ"),
}


def look(talk: Talk, chosen: Action) -> Turn:
    """The card; of what is not sent yet nobody sees anything but its person."""
    found = talk.known.appraisal(chosen.appraisal)
    role = found.role_of(talk.known.person) if found else ""
    if found is None or not role or (found.state == "begun" and role != "person"):
        return not_now(talk, None)
    edition = edition_of(talk, found)
    if edition is None:
        return told(talk.state, "trouble.programme_gone")
    turn = spoken(talk.state.undecided(), card(talk, found, edition.programme))
    return turn.also(OpenEvidence(talk.token_of("evidence"), found.id)) if found.pieces else turn


def card(talk: Talk, found: Appraisal, programme: Programme) -> Card:
    total = found.figures.get("total") if shows_sum(found) else None
    buttons = _buttons(talk, found)
    now = standing(talk, found)
    return Card(
        alt=talk.say("appraisal.card_alt", name=found.person.name, standing=now),
        title=talk.say("appraisal.card_title", name=found.person.name),
        subtitle=f"{office_of(talk, found)} · {now}",
        figure=total or "",
        rows=(*_targets(talk, found, programme), *_competencies(talk, found)),
        lines=_sum(talk, found) if total else (),
        footnotes=tuple(_footnotes(talk, found)),
        button=buttons[0] if buttons else None,
        second=buttons[1] if len(buttons) > 1 else None,
        further=(*buttons[2:], *_evidence(talk, found)),
        choices=(tap("appraisal", talk.language, action("appraisal")),),
    )


def _evidence(talk: Talk, found: Appraisal) -> tuple[Button, ...]:
    """ดูหลักฐาน, where there are photos or files: by a link of this person's own."""
    url = f"{talk.known.public_url}/a/{talk.token_of('evidence')}"
    shows = bool(found.pieces) and url.startswith("https://")  # LINE opens no other
    return (Open(talk.say("buttons.appraise_evidence"), url),) if shows else ()


def shows_sum(found: Appraisal) -> bool:
    """Whether there are findings, and they were not made old by results that were sent anew."""
    return bool(found.figures) and found.state not in {"agreed", "reported", "questioned"}


def _targets(talk: Talk, found: Appraisal, programme: Programme) -> Iterator[Row]:
    """Each target with weight and criteria; later with its score."""
    scores = found.figures.get("targets", ()) if shows_sum(found) else ()
    results = [*rows(found.parts.get(RESULTS, {}), "own")]
    for place, one in enumerate(targets(programme, found.parts.get(AGREEMENT, {}))):
        notes = [talk.say("appraisal.weight", weight=one.weight)]
        if place < len(scores):
            notes.append(talk.say("appraisal.scored", **_figures(scores[place])))
        elif one.indicator:
            notes += _now(talk, found, programme, one)
        if not one.indicator and results:
            told, row = results.pop(0)
            notes.append(
                talk.say(
                    "appraisal.result",
                    result=row.get("result", ""),
                    evidence=row.get("evidence", ""),
                    score=row.get("score", ""),
                )
            )
            count = _count(found, told)
            notes += [talk.say("appraisal.pieces", count=count)] if count else []
        notes += [one.goal] if one.goal and not one.indicator else []
        if one.criteria and not scores:
            levels = " · ".join(f"{level} = {text}" for level, text in enumerate(one.criteria, 1))
            notes.append(talk.say("appraisal.criteria", levels=levels))
        yield Row(f"{one.place}. {one.name}", "\n".join(notes))


def _count(found: Appraisal, place: int) -> int:
    """How many photos and files there are of an own target."""
    within = f"/own[{place}]/"
    return sum(len(pieces) for path, pieces in found.pieces.items() if within in path)


def _figures(one: dict[str, Any]) -> dict[str, Any]:
    return {"score": one["score"], "weight": one["weight"], "weighted": one["weighted"]}


def _now(talk: Talk, found: Appraisal, programme: Programme, one: Target) -> list[str]:
    """What the indicator stands at today."""
    sent = talk.known.appraised
    at = reached(programme, found.office, one.indicator, sent, talk.event.at)
    if at is None:
        return []
    office = short_name(programme.office(at.office))
    if at.status == "not_submitted":
        return [talk.say("appraisal.not_there_yet", office=office)]
    if at.status == "excluded":
        return [talk.say("appraisal.is_excluded", office=office)]
    return [talk.say("appraisal.stands_at", office=office, score=at.score)]


def _competencies(talk: Talk, found: Appraisal) -> Iterator[Row]:
    """All of them in one row; marked where one was found lower than expected."""
    levels = found.figures.get("competencies", ()) if shows_sum(found) else ()
    lines, is_lower = [], False
    for place, one in enumerate(expected(found.parts.get(AGREEMENT, {}))):
        was = levels[place]["found"] if place < len(levels) else None
        below = int(one.level) - int(was) if was is not None else 0
        key = "expected" if not levels else "not_assessed" if was is None else "found"
        key = "found_lower" if below > 0 else key
        values = {"name": one.name, "level": one.level, "found": was, "below": below}
        lines.append(talk.say(f"appraisal.{key}", **values))
        is_lower = is_lower or below > 0
    if lines:
        title = talk.say("appraisal.competencies")
        yield Row(title, "\n".join(lines), Tone.NEAR if is_lower else None)


def _sum(talk: Talk, found: Appraisal) -> tuple[str, ...]:
    """The steps of the sum, as the rulebook tells them."""
    lines: dict[str, list[str]] = found.figures.get("lines", {})
    return tuple(lines.get(talk.language, lines.get("th", ())))


def _footnotes(talk: Talk, found: Appraisal) -> Iterator[str]:
    """Reason, development plan, how it was acknowledged, the opinions; and who sees all this."""
    agreement = found.parts.get(AGREEMENT, {})
    if agreement.get("position"):
        names = ("position", "position_level", "post_number")
        told_of = {name: agreement.get(name, "") for name in names}
        yield talk.say("appraisal.post", **told_of)
    findings = found.parts.get(FINDINGS, {}) if shows_sum(found) else {}
    if findings.get("reason"):
        yield talk.say("appraisal.full_reason", reason=findings["reason"])
    for _, row in rows(findings, "plan"):
        told_of = {name: row.get(name, "") for name in ("skill", "way", "period", "measure")}
        yield talk.say("appraisal.plan", **told_of)
    for key in ("returned", "witness", "superior", "further"):
        if found.words.get(key):
            yield talk.say(f"appraisal.words_{key}", words=found.words[key])
    for role in replacing.gone(talk, found):
        yield talk.say("appraisal.has_left", name=getattr(found, role).name)
    yield talk.say("appraisal.seen_by", names=", ".join(one.name for one in found.people))


def _buttons(talk: Talk, found: Appraisal) -> list[Button]:
    """What can be done now, the main thing first."""
    person, language = talk.known.person, talk.language
    role, part = found.role_of(person), part_open(found, person)
    made: list[Button] = []
    is_turn = found.is_turn_of(person)
    if part and is_turn and (role, found.state) != ("assessor", "told"):
        label = "appraise_fill" if found.state == "begun" else f"appraise_{part}"
        made.append(tap(label, language, action("appraise_fill", appraisal=found.id)))
    made += [
        tap(name, language, action(name, appraisal=found.id))
        for name in DOES.get((role, found.state), ())
    ]
    if part and not is_turn:
        made.append(tap("appraise_mend", language, action("appraise_fill", appraisal=found.id)))
    if role == "person" and found.state in OPEN_TO_OTHERS:
        data = action("appraise_begin", programme=found.programme)
        made.append(tap("appraise_parties", language, data))
    if role == "person" and found.state in REVISABLE:
        data = action("appraise_fill", appraisal=found.id, kind=AGREEMENT)
        made.append(tap("appraise_revise", language, data))
    return [*made, *replacing.buttons(talk, found)]


COMMANDS = (
    Command("appraise_look", look, needs=(Need.APPRAISALS, Need.APPRAISED, Need.COLLEAGUES)),
)
