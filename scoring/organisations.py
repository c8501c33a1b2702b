"""The register of a programme's local administrative organisations (อปท.): their names, kinds and
districts, as forms offer them. Pure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scoring.offices import Office
from scoring.stated import Code, Stated
from thai.digits import arabic
from thai.local_names import spelt_alike

REGISTER = "organisations"  # the sheet, the list forms name, and with .csv the file
COLUMNS = ("name", "label", "kind", "district")
HEADINGS = {  # as people write them -> the column
    **{column: column for column in COLUMNS},
    "code": "name",
    "รหัส": "name",
    "ชื่อ": "label",
    "ชื่อ อปท.": "label",
    "อปท.": "label",
    "ประเภท": "kind",
    "อำเภอ": "district",
}
KINDS = {  # the kind by what its name begins with
    "อบจ.": ("อบจ.",),
    "อบต.": ("อบต.",),
    "เทศบาล": ("เทศบาล", "เมืองพัทยา"),
}


class Organisation(Stated):
    """One organisation: `name` is the code its answers are kept by, `district` an office's code."""

    name: Code
    label: str
    kind: str
    district: Code


class RegisterError(ValueError):
    """Everything wrong in a register: (row as its sheet counts them, reason)."""

    def __init__(self, problems: Sequence[tuple[int, str]]) -> None:
        super().__init__("; ".join(f"{row}: {reason}" for row, reason in problems))
        self.problems = problems


def read_register(
    rows: Sequence[Sequence[object]], offices: Iterable[Office]
) -> tuple[Organisation, ...]:
    """The register of a table, its headings in the first row; raises RegisterError."""
    columns = [HEADINGS.get(_text(cell).lower(), "") for cell in rows[0]] if rows else []
    missing = [each for each in COLUMNS[1:] if each not in columns]
    if missing:
        raise RegisterError([(1, f"ไม่มีคอลัมน์ {', '.join(missing)}")])
    codes = _codes(offices)
    found: list[Organisation] = []
    problems: list[tuple[int, str]] = []
    seen: dict[tuple[str, str], int] = {}
    for number, cells in enumerate(rows[1:], start=2):
        told = {name: _text(cell) for name, cell in zip(columns, cells, strict=False)}
        if not any(told.values()):
            continue
        reasons = [*_wrong(told, codes), *_doubled(told, seen, number)]
        problems += [(number, reason) for reason in reasons]
        if not reasons:
            found.append(_organisation(told, codes))
    if problems:
        raise RegisterError(problems)
    return tuple(found)


def _organisation(told: Mapping[str, str], codes: Mapping[str, str]) -> Organisation:
    return Organisation(
        name=_name(told),
        label=told["label"],
        kind=kind_of(told["kind"]) or "",
        district=codes[_plain(told["district"])],
    )


def _name(told: Mapping[str, str]) -> str:
    return "_".join((told.get("name") or told["label"]).split())


def _wrong(told: Mapping[str, str], codes: Mapping[str, str]) -> Iterator[str]:
    if not told["label"]:
        yield "label: ว่างอยู่ ต้องระบุชื่อ"
    if kind_of(told["kind"]) is None:
        yield f"kind: ไม่รู้จักประเภท “{told['kind']}” ต้องเป็น {', '.join(KINDS)}"
    if _plain(told["district"]) not in codes:
        yield f"district: ไม่มีหน่วยงาน “{told['district']}” ใน offices ต้องเป็นรหัสหรือชื่อ"


def _doubled(
    told: Mapping[str, str], seen: dict[tuple[str, str], int], number: int
) -> Iterator[str]:
    """The same organisation cannot stand twice, neither by its code nor by its name in a
    district; two districts may each have one of a name.
    """
    keys = [("code", _name(told)), (_plain(told["district"]), _plain(told["label"]))]
    before = next((seen[key] for key in keys if key[1] and key in seen), None)
    if before is not None:
        yield f"label: “{told['label']}” ซ้ำกับแถว {before}"
    for key in keys:
        seen.setdefault(key, number)


def kind_of(text: str) -> str | None:
    """อบจ., เทศบาล or อบต., whichever of its spellings was written; None for another word."""
    words = spelt_alike(text)
    return next(
        (kind for kind, begins in KINDS.items() if any(words.startswith(one) for one in begins)),
        None,
    )


def _codes(offices: Iterable[Office]) -> dict[str, str]:
    """{code, name or alias: code}."""
    return {
        _plain(word): office.code
        for office in offices
        for word in (*office.aliases, office.name, office.name.removeprefix("อำเภอ"), office.code)
    }


def as_rows(organisations: Iterable[Organisation]) -> list[dict[str, str]]:
    """The register as the list that forms take their choices from."""
    return [one.model_dump() for one in organisations]


def districts_without(
    organisations: Sequence[Organisation], offices: Iterable[Office]
) -> list[Office]:
    """The offices that have no organisation, though others of their kind have."""
    having = {one.district for one in organisations}
    kinds = {office.kind for office in offices if office.code in having}
    return [one for one in offices if one.kind in kinds and one.code not in having]


def _text(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _plain(text: str) -> str:
    return "".join(arabic(text).split()).casefold()
