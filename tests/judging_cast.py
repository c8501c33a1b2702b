"""A small season of judging: six offices in two zones, three judges, a chair who judges nothing,
and those who look on.
"""

from sqlalchemy import select

from bot.programme_files import read_folder
from bot.store import judging_seen
from bot.store.library import Library, save
from bot.store.tables.records import people
from scoring.offices import Person
from scoring.programme import Programme
from tests.running import PROGRAMMES
from tests.shell import Shell

FOLDER = PROGRAMMES / "lpg-officestar-2567"
KEY = "LPG-OFFICESTAR-2567"
ZONES = {"LPG-MU": "1", "LPG-TH": "1", "LPG-HC": "1", "LPG": "2", "LPG-NG": "2", "LPG-KK": "2"}
JUDGES = {  # name: office they belong to, what they judge, whether they are the chair
    "วิชัย": ("LPG", ("1",), False),
    "มานี": ("LPG-TH", ("1", "2"), False),
    "ธนา": ("LPG-KK", ("2", "LPG-TH"), False),
    "ปรีชา": ("LPG-MN", (), True),
}
OTHERS = {  # name: role, office
    "อารี": ("coordinator", "LPG"),
    "สุดา": ("reporter", "LPG-TH"),
    "กมล": ("reporter", "LPG-NG"),
}


def staffed(programme: Programme, zones: dict[str, str] = ZONES) -> Programme:
    """The programme with its zones and judges, as a workbook brings them."""
    seats = [
        Person(name=f"{name} ใจดี", office=office, role="judge", judges=codes, chair=chair)
        for name, (office, codes, chair) in JUDGES.items()
    ]
    placed = [
        one.model_copy(update={"zone": zones.get(one.code)})
        for one in programme.offices
        if one.code in ZONES or one.code == "LPG-MN"
    ]
    changes = {"offices": placed, "people": seats, "head_counts": None}
    return Programme.model_validate(programme.model_dump() | _plain(changes))


def _plain(changes: dict[str, object]) -> dict[str, object]:
    return {
        name: [each.model_dump() for each in one] if isinstance(one, list) else one
        for name, one in changes.items()
    }


def load(talk: Shell, programme: Programme) -> None:
    _, forms = read_folder(FOLDER)
    with talk.database.writing() as conn:
        save(conn, programme, forms, talk.now)
    talk.key = KEY


def seated(shell: Shell) -> Shell:
    """Six offices in two zones, their judges joined, nothing judged yet."""
    load(shell, staffed(read_folder(FOLDER)[0]))
    for name, (office, _, _) in JUDGES.items():
        shell.enrolled(name, office, "judge")
    for name, (role, office) in OTHERS.items():
        shell.enrolled(name, office, role)
    return shell


def current(talk: Shell) -> Programme:
    with talk.database.reading() as conn:
        return Library().current(conn)[KEY].programme


def number_of(talk: Shell, name: str) -> int:
    with talk.database.reading() as conn:
        found: int = conn.execute(
            select(people.c.id).where(people.c.name == f"{name} ใจดี")
        ).scalar_one()
    return found


def tap(talk: Shell, name: str, data: str) -> str:
    """A button with this data, whoever was given it."""
    command, _, values = data.partition("?")
    wanted = f"{command}?p={KEY}" + (f"&{values}" if values else "")
    return talk.send(name, postback={"data": talk.sealed(wanted)})


def judge(talk: Shell, name: str, office: str, given: str) -> str:
    """A judge's points for all items of an office at once."""
    tap(talk, name, f"judge_office?o={office}&q=1.1")
    return talk.say(name, given)


GOOD = "4 8 6 9 8 3 4 3 3 4 9 8 8 4 4"


def how_many(talk: Shell, office: str) -> list[int]:
    """By how many judges each item of an office is judged."""
    programme = current(talk)
    with talk.database.reading() as conn:
        panel = judging_seen.whole(conn, programme)
    return [len(one) for one in panel.by_office()[office].values()]
