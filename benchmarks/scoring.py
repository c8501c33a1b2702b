"""How fast scores are worked out, and how that grows: python -m benchmarks.scoring

One process, one core, the steps of every sum included. Growth is a ratio within one run, so that a
slow machine does not matter: seconds a score at 100,000 over seconds a score at 1,000, the best of
several rounds each.
"""

import gc
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from scoring.programme import Programme
from scoring.programme_reading import read
from scoring.score import score

FOLDER = Path(__file__).resolve().parents[1] / "programmes" / "cbi-2556-r1"
FIRST_DAY = date(2013, 3, 4)
SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3  # of each size in turn, the best counts: a neighbour's load passes over all sizes alike
RUNS = {1_000: 10, 10_000: 3, 100_000: 1}
OFFICES, INDICATORS = 14, 15

Case = tuple[str, Mapping[str, object], date]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is reported: scores a second by size, growth (1 is linear), milliseconds for a
    province's board.
    """

    per_second: dict[int, float]
    growth: float
    board: float


def measured() -> Figures:
    """Runs the whole benchmark."""
    programme = read({file.name: file.read_bytes() for file in FOLDER.glob("*.toml")})
    work(programme, list(islice(cases(), 2_000)))
    rounds = [
        (size, timed(programme, size))
        for _ in range(ROUNDS)
        for size in SIZES
        for _ in range(RUNS[size])
    ]
    seconds = {size: min(taken for its, taken in rounds if its == size) for size in SIZES}
    growth = (seconds[SIZES[-1]] / SIZES[-1]) / (seconds[SIZES[0]] / SIZES[0])
    return Figures(
        {size: size / taken for size, taken in seconds.items()}, growth, board(programme)
    )


def cases() -> Iterator[Case]:
    """Reports of every type of measure, on days before, at and after the due dates, no two alike
    for long.
    """
    types = {str(part): FIRST_DAY + timedelta(days=part * 4) for part in (1, 2, 3)}
    for number in cycle(range(9_973)):
        sent = FIRST_DAY + timedelta(days=number % 25)
        done = list(range(1, number % 6 + 1))
        yield from (
            ("4", {"numerator": number % 98, "denominator": 97}, sent),
            ("2", {"numerator": f"{number},000.25", "denominator": "19,999,000.50"}, sent),
            ("1.1", {"result_percent": number % 101}, sent),
            ("1.2", {"months": 6, "meetings": number % 9 + 1}, sent),
            ("1.3", {"value": number % 7}, sent),
            ("3", {"percent": number % 101, "all_districts": number % 5 > 0}, sent),
            ("5", {"steps_done": done}, sent),
            (
                "6",
                {
                    "steps_done": done,
                    "missing_aspects": {"2": number % 4},
                    "quality_accepted": True,
                },
                sent,
            ),
            ("7", {"submitted_by_type": types, "quality_accepted": number % 2 > 0}, sent),
            ("8.2", {"backlog": number % 80, "resolved": number % 80 // 2}, sent),
            ("1", {"sub_scores": {"1.1": 5, "1.2": "4.5", "1.3": number % 6, "1.4": 4}}, sent),
        )


def work(programme: Programme, reports: list[Case]) -> None:
    """Scores every report, to the last line of its explanation."""
    for indicator, values, sent in reports:
        score(programme, indicator, values, sent).to_json()


def timed(programme: Programme, size: int) -> float:
    """Seconds of the processor for so many scores; the reports are made before the clock starts."""
    reports = list(islice(cases(), size))
    gc.collect()
    start = process_time()
    work(programme, reports)
    return process_time() - start


def board(programme: Programme) -> float:
    """Milliseconds for one province: 14 offices with 15 indicators each, the median of many
    rounds.
    """
    reports = list(islice(cases(), OFFICES * INDICATORS))
    taken = []
    for _ in range(50):
        start = perf_counter()
        work(programme, reports)
        taken.append(perf_counter() - start)
    return median(taken) * 1000


def main() -> None:
    found = measured()
    for size, rate in found.per_second.items():
        print(f"{size:>8,} scores: {rate:>8,.0f} a second")
    print(f"growth from {SIZES[0]:,} to {SIZES[-1]:,}: {found.growth:.3f} (1 is linear)")
    print(f"a province's board, {OFFICES} offices × {INDICATORS} indicators: {found.board:.1f} ms")


if __name__ == "__main__":
    main()
