"""What a programme file is warned of: it can be used, but the document behind it does not agree
with itself. Pure.
"""

from collections.abc import Iterator
from fractions import Fraction

from scoring.indicator import Indicator
from scoring.lines import plain
from scoring.measures.composite import Composite
from scoring.measures.rubric_points import RubricPoints
from scoring.organisations import districts_without
from scoring.programme import Programme


def warnings(programme: Programme) -> tuple[str, ...]:
    """One sentence for each thing an administrator should look at before the programme opens."""
    found = (_unweighted, _weights, _parts, _rubrics, _head_counts, _dates, _reporters, _districts)
    return tuple(sentence for check in found for sentence in check(programme))


def is_open_for_scoring(programme: Programme) -> bool:
    """Whether every scored indicator has a weight: without one nothing can be totalled (B-02)."""
    return not list(_unweighted(programme))


def _scored(programme: Programme) -> list[Indicator]:
    return list(programme.indicators)


def _unweighted(programme: Programme) -> Iterator[str]:
    for indicator in _scored(programme):
        if indicator.weight is None:
            yield f"indicators[{indicator.code}].weight: ยังไม่ได้กำหนดน้ำหนัก ต้องกำหนดก่อนเปิดให้คะแนน"


def _weights(programme: Programme) -> Iterator[str]:
    top = [
        each.weight
        for each in _scored(programme)
        if each.parent is None and each.weight is not None
    ]
    total = sum(map(Fraction, top), Fraction(0))
    if len(top) > 1 and total != 100:
        yield f"indicators: น้ำหนักรวม {plain(total)} ต้องได้ 100"


def _parts(programme: Programme) -> Iterator[str]:
    for indicator in programme.indicators:
        parts = programme.parts(indicator.code)
        if not isinstance(indicator.measure, Composite):
            continue
        total = sum(parts.values(), Fraction(0))
        if indicator.weight is not None and total != Fraction(indicator.weight):
            yield (
                f"indicators[{indicator.code}]: น้ำหนักตัวชี้วัดย่อยรวม {plain(total)} ต้องได้ "
                f"{indicator.weight}"
            )
        if len(parts) < indicator.measure.least_parts:
            yield (
                f"indicators[{indicator.code}]: มีตัวชี้วัดย่อย {len(parts)} ตัว ต้องมีอย่างน้อย "
                f"{indicator.measure.least_parts}"
            )


def _rubrics(programme: Programme) -> Iterator[str]:
    for indicator in programme.indicators:
        if (
            isinstance(indicator.measure, RubricPoints)
            and indicator.weight != indicator.measure.maximum
        ):
            yield (
                f"indicators[{indicator.code}]: คะแนนเต็ม {indicator.measure.maximum} "
                f"ไม่เท่ากับน้ำหนัก {indicator.weight}"
            )


def _head_counts(programme: Programme) -> Iterator[str]:
    """The printed totals of head counts against the sums of their cells (D-03)."""
    table = programme.head_counts
    if table is None:
        return
    for office in programme.offices:
        counted = sum(office.head_counts.values())
        if office.head_counts_printed is not None and counted != office.head_counts_printed:
            yield (
                f"offices[{office.code}]: จำนวนคนรวม {counted} ต้นฉบับพิมพ์ "
                f"{office.head_counts_printed}"
            )
    for column, printed in table.printed.items():
        counted = sum(office.head_counts.get(column, 0) for office in programme.offices)
        if counted != printed:
            yield f"head_counts.{column}: รวม {counted} ต้นฉบับพิมพ์ {printed}"
    everyone = sum(sum(office.head_counts.values()) for office in programme.offices)
    if table.printed_total is not None and everyone != table.printed_total:
        yield f"head_counts: รวมทั้งหมด {everyone} ต้นฉบับพิมพ์ {table.printed_total}"


def _dates(programme: Programme) -> Iterator[str]:
    for indicator in programme.indicators:
        for day in sorted(indicator.days):
            if not programme.round_start <= day <= programme.round_end:
                outside = f"{day} อยู่นอกรอบ {programme.round_start} ถึง {programme.round_end}"
                yield f"indicators[{indicator.code}].due: {outside}"


def _reporters(programme: Programme) -> Iterator[str]:
    for indicator in programme.indicators:
        if indicator.form and not (indicator.reporters.main or indicator.reporters.supporting):
            yield f"indicators[{indicator.code}].reporters: มีแบบฟอร์มแต่ไม่มีหน่วยงานที่ต้องรายงาน"


def _districts(programme: Programme) -> Iterator[str]:
    for office in districts_without(programme.organisations, programme.offices):
        yield f"organisations: {office.name} ({office.code}) ไม่มี อปท. ในทะเบียนสักแห่ง"
