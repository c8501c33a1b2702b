"""How long the question "may she?" takes: python -m benchmarks.permissions

A department of 76 provinces with 878 districts, someone with three offices; the answer is no, so
that every membership is looked at.
"""

from datetime import date
from time import perf_counter

from handlers.vocabulary.permissions import Membership, may
from scoring.offices import Office
from scoring.programme import Programme

PROVINCES, DISTRICTS, TIMES = 76, 878, 100_000


def country() -> Programme:
    provinces = [
        Office(code=f"P{one}", name=f"จังหวัด {one}", kind="province", parent="D")
        for one in range(PROVINCES)
    ]
    districts = [
        Office(code=f"A{one}", name=f"อำเภอ {one}", kind="district", parent=f"P{one % PROVINCES}")
        for one in range(DISTRICTS)
    ]
    return Programme(
        key="P",
        name="ทั้งประเทศ",
        short_name="ทั้งประเทศ",
        fiscal_year=2556,
        round_start=date(2012, 10, 1),
        round_end=date(2013, 3, 31),
        offices=(Office(code="D", name="กรม", kind="department"), *provinces, *districts),
    )


def microseconds() -> float:
    """One question, the best of five rounds."""
    programme = country()
    held = tuple(Membership("P", f"A{one}", "coordinator") for one in (7, 70, 700))
    may(held, "review", programme, "A1")
    return min(_round(programme, held) for _ in range(5))


def _round(programme: Programme, held: tuple[Membership, ...]) -> float:
    began = perf_counter()
    for _ in range(TIMES):
        may(held, "review", programme, "A1")
    return (perf_counter() - began) / TIMES * 1e6


def main() -> None:
    print(f"a question of permission: {microseconds():.1f} µs (goal 50)")


if __name__ == "__main__":
    main()
