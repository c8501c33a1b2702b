"""Seasons of judging that a robot plays: it tries every door and sees nothing it should not; the
totals are those of the rulebook.
"""

import random
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import select

from bot.commands.judged_scores import facts_of_judging
from bot.store import judging_seen
from bot.store.library import Library
from bot.store.tables.judging import judging_marks
from scoring.answers import answer
from scoring.programme import Programme
from scoring.rubric_items import items, room
from tests.judging_cast import (
    JUDGES,
    OTHERS,
    ZONES,
    current,
    number_of,
    seated,
    tap,
)
from tests.shell import Shell


@pytest.fixture
def season(shell: Shell) -> Shell:
    return seated(shell)


ACTS_OF_ALL = (
    "judge_office?o={office}&q={item}",
    "judge_list?o={office}",
    "judge_give?o={office}&q={item}&v=1",
    "judged",
    "points_sheet?o={office}",
    "apart",
    "settle?o={office}&q={item}",
    "committee",
    "zones",
    "seat_set?m={judge}&v={office}",
    "zone?o={office}&v=2",
    "judge_close",
    "judge_reopen",
)
WORDS = ("ให้คะแนน", "ผลตัดสิน", "ใบคะแนน", "กรรมการ", "คะแนน", "สรุป", "ตรวจ", "8", "ดีมาก", "พัก")
FORBIDDEN = {  # what nobody but these may be shown: a mark of its answer, who may see it
    "ผลตัดสิน (ชั่วคราว)": {"อารี", "ปรีชา"},
    "เขตของแต่ละสำนักงาน": {"อารี"},
    "กรรมการตกลงกันที่กี่คะแนน": {"ปรีชา"},
    "[ปิดและแจ้งผล]": {"ปรีชา"},
    "กรรมการ · 4 คน": {"อารี", "ปรีชา"},
}


@pytest.mark.parametrize("seed", range(4))
def test_a_robot_finds_nothing_it_should_not_see(season: Shell, seed: int) -> None:
    """Everybody tries everything while judges judge; each comment says whose it is and where."""
    chance = random.Random(seed)
    programme = current(season)
    offices = [one.code for one in programme.offices]
    for who, said in _played(season, chance, programme, offices):
        for secret, judge_, office in _secrets(season):
            assert secret not in said or who == judge_, (who, office, said)
        for mark, allowed in FORBIDDEN.items():
            assert mark not in said or who in allowed, (who, mark)
        home = JUDGES.get(who, ("", (), False))[0]
        if home and home != "LPG-MN":
            assert f"จาก 15 · {programme.office(home).name}" not in said
    _marks_are_the_judges_own(season, programme)
    _the_end_is_as_reckoned(season, programme)


def _played(
    talk: Shell, chance: random.Random, programme: Programme, offices: list[str]
) -> Iterator[tuple[str, str]]:
    codes = [one.code for one in items(programme)]
    judges = {name: number_of(talk, name) for name in JUDGES}
    for name, (home, seen, _) in JUDGES.items():
        for office in offices:
            mine = office != home and (office in seen or ZONES.get(office) in seen)
            if mine and chance.random() < 0.8:
                yield name, _whole_sheet(talk, chance, programme, name, office)
    for _ in range(60):
        who = chance.choice([*JUDGES, *OTHERS])
        act = chance.choice([*ACTS_OF_ALL, *WORDS])
        if act in WORDS:
            yield who, talk.say(who, act)
            continue
        meant = act.format(
            office=chance.choice(offices),
            item=chance.choice(codes),
            judge=judges[chance.choice(list(judges))],
        )
        if who == "อารี" and meant.startswith(("seat_set", "zone?")):
            continue  # she may
        yield who, tap(talk, who, meant)


def _whole_sheet(
    talk: Shell, chance: random.Random, programme: Programme, name: str, office: str
) -> str:
    own: dict[str, Decimal] = {}
    for one in items(programme):
        own[one.code] = Decimal(chance.randint(0, int(room(one, own) * 4))) / 4
    first, *rest = own.values()
    tap(talk, name, f"judge_office?o={office}&q=1.1")
    talk.say(name, str(first))
    talk.say(name, f"ลับของ{name}ที่{office}จบ")
    return talk.say(name, " ".join(map(str, rest)))


def _secrets(talk: Shell) -> list[tuple[str, str, str]]:
    """(comment, whose, at which office) of all that was given."""
    names = {number_of(talk, name): name for name in JUDGES}
    with talk.database.reading() as conn:
        rows = conn.execute(select(judging_marks).where(judging_marks.c.comment != "")).all()
    return [
        (row.comment, names[row.person_id], row.office)
        for row in rows
        if row.comment.startswith("ลับ")
    ]


def _marks_are_the_judges_own(talk: Shell, programme: Programme) -> None:
    """What a step is told: while the round is open no judge's points but one's own."""
    for name in {*JUDGES, *OTHERS} - {"อารี", "ปรีชา"}:
        person = number_of(talk, name)
        with talk.database.reading() as conn:
            panel = judging_seen.panel(conn, programme, person, runs=False)
        assert {one.judge for one in panel.marks} <= {person}


def _the_end_is_as_reckoned(talk: Shell, programme: Programme) -> None:
    """Closed: every office hears its own points and comments, without names, and nobody else's;
    the totals are those of `raingan score`.
    """
    secrets = _secrets(talk)
    tap(talk, "ปรีชา", "judge_close_sure")
    heard = {name: talk.say(name, "ใบคะแนน") for name in ("สุดา", "กมล")}
    for name, said in heard.items():
        office = OTHERS[name][1]
        assert "ใบคะแนน" in said
        assert {one for one, _, at in secrets if at == office} == {
            one for one, _, _ in secrets if one in said
        }
        assert not any(f"{judge_} ใจดี" in said for judge_ in JUDGES)
    for one in programme.offices:
        with talk.database.reading() as conn:
            facts = facts_of_judging(conn, Library(), programme, one.code)
        assert facts["total"] == _reckoned(talk, programme, one.code)


def _reckoned(talk: Shell, programme: Programme, office: str) -> str | None:
    """The mean of each item, added up by the rulebook's own TOTAL."""
    given: dict[str, list[Fraction]] = {}
    with talk.database.reading() as conn:
        for row in conn.execute(select(judging_marks).where(judging_marks.c.office == office)):
            given.setdefault(row.item, []).append(Fraction(row.points))
    if not given:
        return None
    means = {code: sum(each, Fraction(0)) / len(each) for code, each in given.items()}
    reckoned = answer(programme, {"indicator": "TOTAL", "values": {"points": means}})
    return str(reckoned.facts["total"])
