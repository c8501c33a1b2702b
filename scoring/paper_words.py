"""What a paper about the programme itself may name, and the rows it may have. Pure."""

OF_PROGRAMME = frozenset(
    {
        *("programme", "year", "round", "from", "to", "today", "weights"),
        *("total_on_5", "total_on_100"),
        *("unit_name", "unit_indicators", "unit_count", "unit_note"),
        *("code", "name", "dimension", "weight", "responsible", "contact", "due"),
        *("explained", "rationale", "formula", "evidence", "notes"),
        *("category", "level_1", "level_2", "level_3", "level_4", "level_5"),
        *("result", "score", "weighted"),
        *("owed_code", "owed_name", "owed_due", "owed_cutoff"),
    }
)
ROWS_OF_PROGRAMME = frozenset(
    {"units", "indicators", "sheets", "scales", "composites", "parts", "owing"}
)
