"""Forms as heavy as real ones: sections with conditions, checked answers, sums, cascading lists,
rows.
"""

COLUMNS = (
    "type",
    "name",
    "label",
    "required",
    "relevant",
    "constraint",
    "calculation",
    "choice_filter",
)
SECTION = 10  # questions
PLACES = 7_400
DISTRICT_SIZE = 97


def table(sheet: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [f"| | {' | '.join(row)} |" for row in (columns, *rows)]
    return "\n".join([f"| {sheet} |{' |' * len(columns)}", *lines, ""])


def form_of(size: int) -> str:
    """So many questions in sections of ten, each section with 16 expressions; every fifth has rows
    of people.
    """
    rows: list[tuple[str, ...]] = []
    for number in range(size // SECTION):
        rows += section(number)
    return table("survey", COLUMNS, rows) + table(
        "choices", ("list_name", "name", "label", "up"), choices()
    )


def section(n: int) -> list[tuple[str, ...]]:
    before = f"${{score{n - 1}}} != 'x'" if n else ""
    rows: list[tuple[str, ...]] = [
        ("begin group", f"g{n}", f"Section {n}", "", before, "", "", ""),
        ("select_one yn", f"has{n}", "Is it there?", "yes", "", "", "", ""),
        (
            "integer",
            f"many{n}",
            "How many?",
            "yes",
            f"${{has{n}}} = 'y'",
            ". >= 0 and . <= 10000",
            "",
            "",
        ),
        (
            "decimal",
            f"cost{n}",
            "At what cost?",
            f"${{many{n}}} > 10",
            f"${{has{n}}} = 'y'",
            ". > 0",
            "",
            "",
        ),
        (
            "calculate",
            f"sum{n}",
            "",
            "",
            "",
            "",
            f"coalesce(${{many{n}}}, 0) * coalesce(${{cost{n}}}, 0)",
            "",
        ),
        ("select_one province", f"prov{n}", "Province", "yes", "", "", "", ""),
        ("select_one district", f"dist{n}", "District", "yes", "", "", "", f"up = ${{prov{n}}}"),
        ("select_multiple kind", f"kinds{n}", "Kinds", "", "", "count-selected(.) <= 3", "", ""),
        (
            "text",
            f"other{n}",
            "Which?",
            "yes",
            f"selected(${{kinds{n}}}, 'other')",
            "string-length(.) > 2",
            "",
            "",
        ),
        ("text", f"phone{n}", "Telephone", "", "", "regex(., '^0[0-9]{8,9}$')", "", ""),
        ("date", f"day{n}", "Since when?", "", f"${{has{n}}} = 'y'", ". <= today()", "", ""),
        ("calculate", f"years{n}", "", "", "", "", f"int((today() - ${{day{n}}}) div 365.25)", ""),
        (
            "text",
            f"why{n}",
            "Why so few?",
            "",
            f"${{many{n}}} < 5 or ${{years{n}}} > 3",
            "",
            "",
            "",
        ),
        (
            "calculate",
            f"score{n}",
            "",
            "",
            "",
            "",
            f"if(${{sum{n}}} > 100, 5, if(${{has{n}}} = 'y', 3, 1))",
            "",
        ),
        ("note", f"told{n}", f"The score is ${{score{n}}}", "", f"${{score{n}}} > 1", "", "", ""),
        ("end group", "", "", "", "", "", "", ""),
    ]
    return rows + (people(n) if n % 5 == 4 else [])


def people(n: int) -> list[tuple[str, ...]]:
    return [
        ("begin repeat", f"person{n}", "Person", "", "", "", "", ""),
        ("text", f"who{n}", "Name", "yes", "", "", "", ""),
        ("integer", f"age{n}", "Age", "", "", ". < 120", "", ""),
        ("calculate", f"adult{n}", "", "", "", "", f"if(${{age{n}}} >= 18, 1, 0)", ""),
        ("end repeat", "", "", "", "", "", "", ""),
        ("calculate", f"adults{n}", "", "", "", "", f"sum(${{adult{n}}})", ""),
    ]


def choices() -> list[tuple[str, ...]]:
    lists: list[tuple[str, ...]] = [("yn", "y", "Yes", ""), ("yn", "n", "No", "")]
    lists += [("kind", kind, kind.title(), "") for kind in ("a", "b", "c", "d", "other")]
    lists += [("province", f"p{n}", f"Province {n}", "") for n in range(20)]
    return [*lists, *(("district", f"d{n}", f"District {n}", f"p{n // 12}") for n in range(240))]


VALUES = {
    "integer": "12",
    "decimal": "3.5",
    "text": "0812345678",
    "date": "2023-05-01",
    "select_one": "y",
    "select_multiple": "a other",
}


def value_of(name: str, kind: str) -> str:
    """An answer that stands."""
    return {"prov": "p3", "dist": "d40"}.get(name[:4], VALUES[kind])


def cascade_form() -> str:
    """7,400 sub-districts under districts of 97 each."""
    rows: list[tuple[str, ...]] = [
        ("select_one d", "district", "District", "", "", "", "", ""),
        ("select_one s", "sub", "Sub-district", "", "", "", "", "up = ${district}"),
    ]
    lists: list[tuple[str, ...]] = [
        ("d", f"d{n}", f"District {n}", "") for n in range(PLACES // DISTRICT_SIZE + 1)
    ]
    lists += [("s", f"s{n}", f"Sub-district {n}", f"d{n // DISTRICT_SIZE}") for n in range(PLACES)]
    return table("survey", COLUMNS, rows) + table(
        "choices", ("list_name", "name", "label", "up"), lists
    )
