"""A province's board worked out anew, and after one more report; a country of 76 such provinces.

17 offices, 14 indicators, 97 organisations; the records are those of the shipped programme.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from msgspec.structs import replace

from bot.programme_files import read_rules
from handlers.results.figures import figures, total_of
from handlers.vocabulary.known import Submission
from scoring.programme import Programme
from thai.dates import BANGKOK

FOLDER = Path(__file__).resolve().parents[1] / "programmes" / "cbi-2556-r1"
NOW = datetime(2013, 3, 18, 9, 0, tzinfo=BANGKOK)
ORGANISATIONS, PROVINCES = 97, 76
PARTS = "1 2 3 4 5 6 7 8"


def main() -> None:
    """Prints the milliseconds of each."""
    programme = read_rules(FOLDER)
    sent = list(province(programme))
    print(f"\nA province's board: {len(sent)} reports, {ORGANISATIONS} organisations")
    print(f"  worked out anew      {_ms(programme, sent, 20):8.1f} ms")
    found = figures(programme, "CBI", sent, NOW)
    print(f"  total                {total_of(programme, found).facts['total_on_5']}")
    for times in (2, 4, 8):
        more = list(province(programme, ORGANISATIONS * times))
        print(f"  {ORGANISATIONS * times:4} organisations  {_ms(programme, more, 5):8.1f} ms")
    country = [list(province(programme, number=each)) for each in range(PROVINCES)]
    before = perf_counter()
    for one in country:
        figures(programme, "CBI", one, NOW)
    print(f"  {PROVINCES} provinces         {(perf_counter() - before) * 1000:8.1f} ms")
    print(f"  after one more report {_one_more(programme, sent):7.1f} ms")


def _ms(programme: Programme, sent: list[Submission], times: int) -> float:
    """Each time with records nobody has seen."""
    taken = []
    for number in range(times):
        fresh = [_another(one, number) for one in sent]
        before = perf_counter()
        figures(programme, "CBI", fresh, NOW)
        taken.append((perf_counter() - before) * 1000)
    return median(taken)


def _another(one: Submission, number: int) -> Submission:
    return replace(one, answers={**one.answers, "again": f"{len(one.answers)}-{number}"})


def _one_more(programme: Programme, sent: list[Submission]) -> float:
    """The board as it was, but for one report of a district."""
    taken = []
    for number in range(20):
        changed = [*sent[:-1], _another(sent[-1], 1000 + number)]
        before = perf_counter()
        figures(programme, "CBI", changed, NOW)
        taken.append((perf_counter() - before) * 1000)
    return median(taken)


def province(
    programme: Programme, organisations: int = ORGANISATIONS, number: int = 0
) -> Iterator[Submission]:
    """The current reports of one province: a register of every organisation in 9 and in form 4,
    every case of the districts in 8. `number` tells provinces apart.
    """
    districts = [one.code for one in programme.offices if one.kind == "district"]
    yield _sent("CBI-GA", "9", _register(organisations, number))
    yield _sent("CBI-GA", "10", {"steps_done": "1 2 3 4"})
    yield _sent("CBI-GA", "1.3", {"how": "sums", "late_count": "1"})
    yield _sent("CBI-HR", "1.2", {"months": "6", "municipal_meetings": "4"})
    yield _sent("CBI-FIN", "2", {"denominator": "12500000", "numerator": str(6275000 + number)})
    yield _sent("CBI-DEV", "form-5", {"methods": "…"})
    yield _sent("CBI-DEV", "form-6", {"proposed": "1 2 3 4", "planned": "1 2 3"})
    for office in districts:
        yield _sent(office, "1.1", {"how": f"{number}", "denominator": "3", "numerator": "3"})
        yield _sent(office, "1.4", {"how": "sums", "denominator": "5", "numerator": "4"})
        yield _sent(office, "4", {"denominator": "9", "numerator": "8"})
        yield _sent(office, "8.1", _cases(1))
        yield _sent(office, "8.2", _cases(3))
        yield _sent(office, "form-3", {"organisations": "9", "area[1]/organisation": "x"})


def _register(organisations: int, number: int) -> dict[str, str]:
    answers = {"how": "rows", "numerator": "64", "denominator": str(organisations)}
    for row in range(1, organisations + 1):
        answers |= {
            f"lao[{row}]/organisation": f"{number}-{row}",
            f"lao[{row}]/parts": PARTS,
            f"lao[{row}]/complete": "1",
        }
    return answers


def _cases(count: int) -> dict[str, str]:
    answers = {"how": "rows", "backlog": str(count), "resolved": str(count - 1)}
    for row in range(1, count + 1):
        answers |= {f"case[{row}]/case_no": str(row), f"case[{row}]/settled": "1"}
    return answers


def _sent(office: str, work: str, answers: Mapping[str, str]) -> Submission:
    return Submission(
        id=f"uuid:{office}-{work}",
        programme="CBI-2556-R1",
        version="",
        indicator=work,
        office=office,
        reporter="",
        submitted_at=NOW,
        counted_from=date(2013, 3, 18),
        revision=1,
        answers=answers,
        evidence=0,
        score={},
    )


if __name__ == "__main__":
    main()
